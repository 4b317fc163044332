package streampark

import (
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// fixedByFields is the pod without what validate refuses in a pod template by name, and without defaults.
func (r *renderer) fixedByFields() *corev1.PodTemplateSpec {
	pod := r.pod.DeepCopy()
	pod.Spec.ServiceAccountName, pod.Spec.AutomountServiceAccountToken = "", nil
	main := &pod.Spec.Containers[0]
	main.Image, main.ImagePullPolicy = "", ""
	main.VolumeMounts = slices.DeleteFunc(main.VolumeMounts, func(mount corev1.VolumeMount) bool { return r.isHive(mount.MountPath) })
	main.Env = slices.DeleteFunc(main.Env, func(variable corev1.EnvVar) bool { return slices.Contains(localeVariables, variable.Name) })
	return pod
}

// check reports what StreamPark does not survive of the pod, once the user's template is in it.
func (r *renderer) check(pod corev1.PodSpec) {
	for _, container := range pod.Containers {
		if container.Name != streampark.Container {
			continue
		}
		for _, mount := range container.VolumeMounts {
			switch {
			case mount.Name == workspaceVolume:
			case slices.Contains(filled, mount.MountPath):
				r.errs = append(r.errs, r.target.Errorf(path("podTemplate"), "must not mount %q at %s, which would hide files of StreamPark: mount single files there, with subPath", mount.Name, mount.MountPath))
			case mount.MountPath == r.spec.Workspace.MountPath:
				r.errs = append(r.errs, r.target.Errorf(path("workspace", "mountPath"), "must not be %s, where another volume is mounted", mount.MountPath).Under(diagnostic.RulePodTemplate))
			}
		}
		r.checkVariables(container.Env)
	}
}

// filled are the folders that StreamPark's image fills.
var filled = []string{
	streampark.Home, streampark.Home + "/bin", streampark.Home + "/client", streampark.Home + "/conf", streampark.Home + "/lib",
	streampark.Home + "/script",
}

// checkVariables refuses those that the user's template adds where something else says what they say.
func (r *renderer) checkVariables(variables []corev1.EnvVar) {
	for _, variable := range variables {
		if r.sets(variable.Name) {
			continue // as it is: the template may not change it
		}
		why := r.taken(variable.Name)
		switch field, own := FieldOfVariable(variable.Name); {
		case own && field != "":
			why = "set " + field
		case own:
			why = "the pod relies on StreamPark's own"
		}
		if why != "" {
			r.errs = append(r.errs, r.target.Errorf(path("podTemplate"), "must not set the variable %s of StreamPark: %s", variable.Name, why).Under(diagnostic.RulePodTemplate))
		}
	}
}

// portName is the name of StreamPark's port.
const portName = "http"

// base begins the pod: StreamPark itself, its size, its probes and its volumes.
func (r *renderer) base() {
	disabled := false
	r.pod.Spec.EnableServiceLinks = &disabled // a Service named streampark would set STREAMPARK_PORT, which Spring takes for a property
	r.pod.Spec.AutomountServiceAccountToken = new(bool)
	if r.spec.Kubernetes.On() {
		*r.pod.Spec.AutomountServiceAccountToken = true
		r.pod.Spec.ServiceAccountName = r.spec.Kubernetes.ServiceAccountName
	}
	for _, name := range r.spec.ImagePullSecrets {
		r.pod.Spec.ImagePullSecrets = append(r.pod.Spec.ImagePullSecrets, corev1.LocalObjectReference{Name: name})
	}
	r.pod.Spec.SecurityContext = &corev1.PodSecurityContext{SeccompProfile: &corev1.SeccompProfile{Type: corev1.SeccompProfileTypeRuntimeDefault}}
	if user := r.spec.RunAsUser; user != nil {
		nonRoot := true
		r.pod.Spec.SecurityContext.RunAsNonRoot = &nonRoot
		r.pod.Spec.SecurityContext.RunAsUser = user
		r.pod.Spec.SecurityContext.RunAsGroup = user
		r.pod.Spec.SecurityContext.FSGroup = user
	}
	main := corev1.Container{
		Name:            streampark.Container,
		Image:           r.target.Image(r.spec.Image),
		ImagePullPolicy: r.spec.ImagePullPolicy,
		Ports:           []corev1.ContainerPort{{Name: portName, ContainerPort: streampark.Port, Protocol: corev1.ProtocolTCP}},
		Resources:       r.resources(),
		SecurityContext: r.securityContext(),
		// Five minutes, as KDP gives it.
		StartupProbe:   r.probe(r.version.LivenessPath(), 10, 30),
		LivenessProbe:  r.probe(r.version.LivenessPath(), 30, 3),
		ReadinessProbe: r.probe(r.version.ReadinessPath(), 10, 3),
	}
	if command := r.spec.Command; len(command) > 0 {
		main.Command, main.WorkingDir = command, streampark.Home
	}
	r.pod.Spec.Containers = []corev1.Container{main}
	r.setEnv("TZ", r.spec.TimeZone)
	r.locale()
	r.setEnv(r.version.JVMOptionsVariable(), r.jvmOptions())
	r.volumes()
}

// characters is a locale that images have without further packages, and whose characters are those of UTF-8. That of
// StreamPark's chart, en_US.UTF-8, its image has not.
const characters = "C.UTF-8"

var localeVariables = []string{"LANG", "LC_ALL"}

// locale has Java read and write UTF-8: without one, StreamPark stores each other character of a job's SQL as a question
// mark. LC_ALL would win over a LANG or LC_... of the user's own.
func (r *renderer) locale() {
	if _, own := r.spec.Env["LANG"]; !own {
		r.setEnv("LANG", characters)
	}
	for name := range r.spec.Env {
		if name == "LANG" || strings.HasPrefix(name, "LC_") {
			return
		}
	}
	r.setEnv("LC_ALL", characters)
}

// securityContext is all that a container can do without: root needs its capabilities to write what others own, and any
// other user none. With runAsUser the pod fits the restricted Pod Security Standard.
func (r *renderer) securityContext() *corev1.SecurityContext {
	no := false
	context := &corev1.SecurityContext{AllowPrivilegeEscalation: &no}
	if r.spec.RunAsUser != nil {
		context.Capabilities = noCapabilities()
	}
	return context
}

func noCapabilities() *corev1.Capabilities {
	return &corev1.Capabilities{Drop: []corev1.Capability{"ALL"}}
}

func (r *renderer) main() *corev1.Container { return &r.pod.Spec.Containers[0] }

func (r *renderer) setEnv(name, value string) {
	r.main().Env = append(r.main().Env, corev1.EnvVar{Name: name, Value: value})
}

// jvmOptions sizes the heap in megabytes, since StreamPark has the JVM look at the memory of the node.
func (r *renderer) jvmOptions() string {
	heap, err := streampark.ParseSize(r.spec.JVMHeap)
	if err != nil {
		memory, err := streampark.ParseSize(r.spec.Memory)
		if err != nil {
			return r.spec.JVMOptions
		}
		heap = memory / 2
	}
	return strings.TrimSpace(fmt.Sprintf("-Xms%dm -Xmx%dm %s", heap>>20, heap>>20, r.spec.JVMOptions))
}

func (r *renderer) resources() corev1.ResourceRequirements {
	requests, limits := corev1.ResourceList{}, corev1.ResourceList{}
	set := func(list corev1.ResourceList, name corev1.ResourceName, value string) {
		if quantity, err := quantity.Parse(value); err == nil && value != "" {
			list[name] = quantity
		}
	}
	set(requests, corev1.ResourceCPU, r.spec.CPU)
	set(requests, corev1.ResourceMemory, r.spec.Memory)
	set(limits, corev1.ResourceCPU, r.spec.CPULimit)
	set(limits, corev1.ResourceMemory, r.spec.Memory)
	return corev1.ResourceRequirements{Requests: requests, Limits: limits}
}

func (r *renderer) probe(path string, period, failures int32) *corev1.Probe {
	return &corev1.Probe{
		ProbeHandler:     corev1.ProbeHandler{HTTPGet: &corev1.HTTPGetAction{Path: path, Port: intstr.FromString(portName)}},
		PeriodSeconds:    period,
		TimeoutSeconds:   3,
		FailureThreshold: failures,
	}
}

// initContainer adds a container that runs to its end before StreamPark starts.
func (r *renderer) initContainer(container corev1.Container) {
	container.Image = r.target.Image(container.Image)
	container.ImagePullPolicy = r.spec.ImagePullPolicy
	container.Resources = smallResources()
	container.SecurityContext = r.securityContext()
	r.pod.Spec.InitContainers = append(r.pod.Spec.InitContainers, container)
}

var smallCPU, smallMemory = resource.MustParse("100m"), resource.MustParse("128Mi")

// smallResources are those of a container that copies files or runs a client. A limit of its CPU would only make it slow:
// the hash of a password alone takes some seconds of one.
func smallResources() corev1.ResourceRequirements {
	return corev1.ResourceRequirements{
		Requests: corev1.ResourceList{corev1.ResourceCPU: smallCPU, corev1.ResourceMemory: smallMemory},
		Limits:   corev1.ResourceList{corev1.ResourceMemory: smallMemory},
	}
}

// mount has StreamPark mount a volume, which is added to the pod.
func (r *renderer) mount(volume corev1.Volume, mount corev1.VolumeMount) {
	mount.Name = volume.Name
	r.pod.Spec.Volumes = append(r.pod.Spec.Volumes, volume)
	r.main().VolumeMounts = append(r.main().VolumeMounts, mount)
}

func emptyDir(name string) corev1.Volume {
	return corev1.Volume{Name: name, VolumeSource: corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}}}
}

func configMapVolume(name, configMap string) corev1.Volume {
	return corev1.Volume{Name: name, VolumeSource: corev1.VolumeSource{ConfigMap: &corev1.ConfigMapVolumeSource{
		LocalObjectReference: corev1.LocalObjectReference{Name: configMap},
	}}}
}

func claimVolume(name, claim string, readOnly bool) corev1.Volume {
	return corev1.Volume{Name: name, VolumeSource: corev1.VolumeSource{
		PersistentVolumeClaim: &corev1.PersistentVolumeClaimVolumeSource{ClaimName: claim, ReadOnly: readOnly},
	}}
}
