package pod

import (
	"maps"
	"slices"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podrule"
	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// maker makes the pods of one cluster.
type maker struct {
	name    string
	spec    *v1beta1.FlinkDeploymentSpec
	options options
	version flink.Version // of the cluster; none where the spec has none that is known
	release operator.Release
	traced  bool // remember what adds which part

	configuration corev1.Volume // of Flink, the same in all pods
}

func (m *maker) standalone() bool { return m.spec.Mode == v1beta1.ModeStandalone }

const (
	mergeByName  = "kubernetes.operator.pod-template.merge-arrays-by-name"
	startupProbe = "kubernetes.operator.jm-deployment.startup.probe.enabled"
)

// operatorProbe is the startup probe that the operator gives a JobManager.
var operatorProbe = &corev1.Probe{FailureThreshold: 1<<31 - 1, PeriodSeconds: 1, ProbeHandler: corev1.ProbeHandler{
	HTTPGet: &corev1.HTTPGetAction{Path: "/config", Port: intstr.FromString("rest")},
}}

// template is a pod with the user's templates alone.
func (m *maker) template(role string, ofRole *corev1.PodTemplateSpec, size *v1beta1.Resource) (*Pod, error) {
	template, from, err := mergeTemplates(m.spec.PodTemplate, ofRole, role, m.options.boolean(mergeByName, false))
	if err != nil {
		return nil, err
	}
	p := newPod(role, template, from)
	if m.traced {
		p.added = map[string]diagnostic.Path{}
	}
	if size != nil {
		if storage, err := quantity.Parse(size.EphemeralStorage); err == nil {
			p.setResource(corev1.ResourceEphemeralStorage, storage, storage)
		}
	}
	return p, nil
}

func (m *maker) jobManager() (*Pod, error) {
	spec := m.spec.JobManager
	if spec == nil {
		spec = &v1beta1.JobManagerSpec{}
	}
	p, err := m.template("jobManager", spec.PodTemplate, spec.Resource)
	if err != nil {
		return nil, err
	}
	p.Controller = podrule.Deployment
	if m.options.boolean(startupProbe, true) && p.main().StartupProbe == nil {
		p.main().StartupProbe = operatorProbe
	}
	m.common(p, jobManagerRole, true)
	m.size(p, spec.Resource, jobManagerRole, 1)
	bundled, _ := flink.ParseVersion(m.release.BundledFlink())
	if bundled.AtLeast(flink.Version{Major: 1, Minor: 19}) {
		p.addVolume(emptyDir("user-artifacts-volume"), "")
		p.addMount(corev1.VolumeMount{Name: "user-artifacts-volume", MountPath: m.value("user.artifacts.base-dir", "/opt/flink/artifacts")}, "")
	}
	if !p.Template.Spec.HostNetwork {
		p.addPort("rest", m.options.port("rest.port", 8081))
		p.addPort("jobmanager-rpc", m.options.port("jobmanager.rpc.port", 6123))
		p.addPort("blobserver", m.options.port("blob.server.port", 6124))
	}
	m.variables(p, jobManagerRole.variable)
	p.addEnv(podAddress, "")
	m.secrets(p)
	m.mounts(p)
	if !m.standalone() {
		p.main().Args = []string{"bash", "-c", "kubernetes-jobmanager.sh kubernetes-session "}
		if m.spec.PodTemplate != nil || m.spec.TaskManager != nil && m.spec.TaskManager.PodTemplate != nil {
			p.addVolume(configMap("pod-template-volume", "pod-template-"+m.name, "taskmanager-pod-template.yaml"), "")
			p.addMount(corev1.VolumeMount{Name: "pod-template-volume", MountPath: "/opt/flink/pod-template"}, "")
		}
	} else {
		p.main().Args = append(p.main().Args, "jobmanager")
	}
	return p, nil
}

func (m *maker) taskManager() (*Pod, error) {
	spec := m.spec.TaskManager
	if spec == nil {
		spec = &v1beta1.TaskManagerSpec{}
	}
	p, err := m.template("taskManager", spec.PodTemplate, spec.Resource)
	if err != nil {
		return nil, err
	}
	slots := m.options.number(1, "taskmanager.numberOfTaskSlots")
	if m.standalone() {
		p.Controller = podrule.Deployment
		slots = -1 // the operator takes the option as it is
	}
	m.common(p, taskManagerRole, !m.standalone())
	m.size(p, spec.Resource, taskManagerRole, slots)
	if !p.Template.Spec.HostNetwork || m.standalone() {
		p.addPort("taskmanager-rpc", m.options.port("taskmanager.rpc.port", 6122))
	}
	if m.standalone() {
		m.secrets(p)
		m.mounts(p)
		p.main().Args = []string{"taskmanager"}
		return p, nil
	}
	p.Template.Name = m.name + "-taskmanager-1-1"
	p.Template.Spec.RestartPolicy = corev1.RestartPolicyNever
	m.variables(p, taskManagerRole.variable)
	p.addEnv(nodeName, "")
	m.secrets(p)
	p.addEnv(corev1.EnvVar{Name: "FLINK_TM_JVM_MEM_OPTS"}, "")
	m.mounts(p)
	p.main().Args = []string{"bash", "-c", "kubernetes-taskmanager.sh"}
	return p, nil
}

// common overwrites and merges what both roles have. Where the operator makes a standalone TaskManager, what the cluster says
// wins over the template even where it says nothing, and the network of the node is the template's.
func (m *maker) common(p *Pod, role *role, resolved bool) {
	spec, main := &p.Template.Spec, p.main()
	account, key := m.options.first(role.account, "kubernetes.service-account")
	if key == "" || key == "kubernetes.service-account" && m.spec.ServiceAccount != "" {
		account = m.spec.ServiceAccount
	}
	if account != "" || !resolved {
		spec.ServiceAccountName = account
		if p.added != nil {
			p.added["spec.serviceAccountName"] = diagnostic.Path{}.Child("spec", "serviceAccount")
		}
		if key != "" && account != m.spec.ServiceAccount {
			p.add(key, "spec", "serviceAccountName")
		}
	}
	spec.DeprecatedServiceAccount = spec.ServiceAccountName
	if resolved {
		spec.HostNetwork = m.options.boolean("kubernetes.hostnetwork.enabled", false)
		switch {
		case spec.HostNetwork:
			spec.DNSPolicy = corev1.DNSClusterFirstWithHostNet
		case spec.DNSPolicy == "":
			spec.DNSPolicy = corev1.DNSClusterFirst
		}
	}
	image, _ := m.options.first("kubernetes.container.image.ref", "kubernetes.container.image")
	if m.spec.Image != "" {
		image = m.spec.Image
	}
	if image == "" && (main.Image == "" || !resolved) {
		image = "flink:" + m.release.BundledFlink()
	}
	if image != "" {
		main.Image = image
		p.take([]string{"spec", "image"}, "image")
	}
	policy := m.spec.ImagePullPolicy
	if policy == "" {
		policy = corev1.PullPolicy(m.options["kubernetes.container.image.pull-policy"])
	}
	if policy != "" {
		main.ImagePullPolicy = policy
		p.take([]string{"spec", "imagePullPolicy"}, "imagePullPolicy")
	} else if main.ImagePullPolicy == "" || !resolved {
		main.ImagePullPolicy = corev1.PullIfNotPresent
	}
	main.Command = []string{m.value("kubernetes.entry.path", "/docker-entrypoint.sh")}
	labels := make(map[string]string, len(p.Template.Labels)+3)
	maps.Copy(labels, p.Template.Labels)
	kind := "flink-native-kubernetes"
	if m.standalone() {
		kind = "flink-standalone-kubernetes"
	}
	m.entries(p, labels, role.labels, "metadata", "labels")
	for _, own := range [...]struct{ key, value string }{{"app", m.name}, {"component", role.name}, {"type", kind}} {
		labels[own.key] = own.value
		p.add("", "metadata", "labels", own.key)
	}
	p.Template.Labels = labels
	p.Template.Annotations = m.merged(p, p.Template.Annotations, role.annotations, "metadata", "annotations")
	spec.NodeSelector = m.merged(p, spec.NodeSelector, role.nodeSelector, "spec", "nodeSelector")
	for _, secret := range m.options.list("kubernetes.container.image.pull-secrets") {
		spec.ImagePullSecrets = append(spec.ImagePullSecrets, corev1.LocalObjectReference{Name: unquote(secret)})
	}
	for _, t := range m.options.objects(role.tolerations) {
		p.addElement(len(spec.Tolerations), role.tolerations, "spec", "tolerations")
		spec.Tolerations = append(spec.Tolerations, toleration(t))
	}
}

func toleration(t map[string]string) corev1.Toleration {
	toleration := corev1.Toleration{
		Key: t["key"], Operator: corev1.TolerationOperator(t["operator"]), Value: t["value"], Effect: corev1.TaintEffect(t["effect"]),
	}
	if seconds, err := strconv.ParseInt(t["tolerationSeconds"], 10, 64); err == nil {
		toleration.TolerationSeconds = &seconds
	}
	return toleration
}

// merged is a map of the template with the entries of an option.
func (m *maker) merged(p *Pod, have map[string]string, option, parent, field string) map[string]string {
	if m.options[option] == "" {
		return have
	}
	all := maps.Clone(have)
	if all == nil {
		all = map[string]string{}
	}
	m.entries(p, all, option, parent, field)
	return all
}

func (m *maker) entries(p *Pod, all map[string]string, option, parent, field string) {
	for key, value := range m.options.pairs(option) {
		all[key] = value
		p.add(option, parent, field, key)
	}
}

func (m *maker) value(key, otherwise string) string {
	if value := m.options[key]; value != "" {
		return value
	}
	return otherwise
}

// variables are those that options give a role.
func (m *maker) variables(p *Pod, prefix string) {
	names, values := m.options.withPrefix(prefix)
	for _, name := range names {
		p.addEnv(corev1.EnvVar{Name: name, Value: values[name]}, prefix+name)
	}
}

// secrets are the variable of the log directory, and the variables and volumes of Secrets.
func (m *maker) secrets(p *Pod) {
	if dir := m.options["kubernetes.flink.log.dir"]; dir != "" {
		p.addEnv(corev1.EnvVar{Name: "FLINK_LOG_DIR", Value: dir}, "kubernetes.flink.log.dir")
	}
	const env, secrets = "kubernetes.env.secretKeyRef", "kubernetes.secrets"
	for _, ref := range m.options.objects(env) {
		p.addEnv(corev1.EnvVar{Name: ref["env"], ValueFrom: &corev1.EnvVarSource{SecretKeyRef: &corev1.SecretKeySelector{
			LocalObjectReference: corev1.LocalObjectReference{Name: ref["secret"]}, Key: ref["key"],
		}}}, env)
	}
	paths := m.options.pairs(secrets)
	if len(paths) == 0 { // as nearly always
		return
	}
	for _, name := range slices.Sorted(maps.Keys(paths)) {
		p.addVolume(secret(name+"-volume", name), secrets)
		p.addMount(corev1.VolumeMount{Name: name + "-volume", MountPath: paths[name]}, secrets)
	}
}
