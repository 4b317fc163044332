package streampark

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/streampark/registration"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podtemplate"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

const (
	homesVolume = "flink-homes"
	homesFolder = "/flink-homes" // where the init containers see it

	registrationVolume = "registration"
	registrationScript = "register.py"
	registrationState  = "registration.json"
)

// flinkHomes copies a Flink installation out of each image of a session: StreamPark builds a job's graph with it.
func (r *renderer) flinkHomes() {
	if len(r.target.FlinkHomes) == 0 {
		return
	}
	for _, home := range r.target.FlinkHomes {
		folder := homesFolder + "/" + home.Name
		r.initContainer(corev1.Container{
			Name:  streampark.FlinkHomeContainer(home.Name),
			Image: home.Image,
			// A container that was stopped half-way runs again, over what it left. FLINK_HOME may be a link.
			Command:      []string{"sh", "-c", fmt.Sprintf(`rm -rf %s && cp -RH "${FLINK_HOME:-/opt/flink}" %s`, folder, folder)},
			VolumeMounts: []corev1.VolumeMount{{Name: homesVolume, MountPath: homesFolder}},
		})
		// One folder each: a volume over all would hide what the image has there.
		r.main().VolumeMounts = append(r.main().VolumeMounts, corev1.VolumeMount{
			Name: homesVolume, MountPath: streampark.FlinkHomes + "/" + home.Name, SubPath: home.Name})
	}
	r.pod.Spec.Volumes = append(r.pod.Spec.Volumes, emptyDir(homesVolume))
}

func (r *renderer) registrationName() string { return r.name() + "-registration" }

// registersClusters reports whether a Job registers sessions. What a base registers, its overlays know.
func (r *renderer) registersClusters() bool {
	return r.spec.Registration.On() && (len(r.target.Clusters) > 0 || !r.target.Complete)
}

// registration is what the Job runs: the program, and what is to be registered, once that is known.
func (r *renderer) registration() runtime.Object {
	if !r.registersClusters() {
		return nil
	}
	return r.configMap(r.registrationName(), r.registrationData())
}

func (r *renderer) registrationData() map[string]string {
	data := map[string]string{registrationScript: registration.Script}
	if !r.target.Complete {
		return data
	}
	var state registration.State
	for _, home := range r.target.FlinkHomes {
		state.FlinkHomes = append(state.FlinkHomes, registration.FlinkHome{Name: home.Name, Path: streampark.FlinkHomes + "/" + home.Name})
	}
	for _, cluster := range r.target.Clusters {
		state.Clusters = append(state.Clusters, registration.Cluster{
			Name: cluster.Name, Address: cluster.Address, FlinkHome: cluster.FlinkHome, Description: "registered by flinkustomize"})
	}
	data[registrationState] = state.JSON()
	return data
}

// registrationJob registers installations and sessions. Jobs cannot be changed, so its name changes with what it does and
// where; and it stays when it is done, for whoever applies a repository again would run it again otherwise.
func (r *renderer) registrationJob() runtime.Object {
	administrator := r.spec.Administrator
	if !r.registersClusters() || !r.target.Complete || administrator == nil {
		return nil
	}
	no, retries, user := false, int32(4), nobody
	nonRoot := true
	// Whichever of these labels StreamPark is selected by, its Service must not find the Job's pod.
	labels := map[string]string{"app.kubernetes.io/name": "streampark-registration", "app.kubernetes.io/instance": r.registrationName()}
	spec := batchv1.JobSpec{
		BackoffLimit: &retries,
		Template: corev1.PodTemplateSpec{
			ObjectMeta: metav1.ObjectMeta{Labels: labels},
			Spec: corev1.PodSpec{
				RestartPolicy:                corev1.RestartPolicyNever,
				AutomountServiceAccountToken: &no,
				EnableServiceLinks:           &no,
				ImagePullSecrets:             r.pod.Spec.ImagePullSecrets,
				NodeSelector:                 r.nodeSelector,
				Tolerations:                  r.tolerations,
				SecurityContext: &corev1.PodSecurityContext{
					RunAsNonRoot:   &nonRoot,
					RunAsUser:      &user,
					SeccompProfile: &corev1.SeccompProfile{Type: corev1.SeccompProfileTypeRuntimeDefault},
				},
				Containers: []corev1.Container{{
					Name:            "registration",
					Image:           r.target.Image(r.spec.Registration.Image),
					ImagePullPolicy: r.spec.ImagePullPolicy,
					Command:         []string{"python3", scriptFolder + "/" + registrationScript, scriptFolder + "/" + registrationState},
					Env: []corev1.EnvVar{
						{Name: "STREAMPARK_HOST", Value: r.spec.Service.Name},
						{Name: "STREAMPARK_URL", Value: fmt.Sprintf("http://$(STREAMPARK_HOST):%d", *r.spec.Service.Port)},
						podtemplate.SecretEnvVar("STREAMPARK_PASSWORD", administrator.SecretName, administrator.PasswordKey),
					},
					Resources: smallResources(),
					SecurityContext: &corev1.SecurityContext{
						AllowPrivilegeEscalation: &no,
						ReadOnlyRootFilesystem:   &nonRoot,
						Capabilities:             noCapabilities(),
					},
					VolumeMounts: []corev1.VolumeMount{{Name: registrationVolume, MountPath: scriptFolder, ReadOnly: true}},
				}},
				Volumes: []corev1.Volume{configMapVolume(registrationVolume, r.registrationName())},
			},
		},
	}
	meta := r.objectMeta(fmt.Sprintf("%s-register-%s", r.name(), contentHash(spec, r.registrationData(), r.store())))
	meta.Annotations = object.Replaced(meta.Annotations)
	return &batchv1.Job{TypeMeta: metav1.TypeMeta{APIVersion: "batch/v1", Kind: "Job"}, ObjectMeta: meta, Spec: spec}
}

// store names where StreamPark keeps what is registered: in another database or on another volume of H2, all must be
// registered again. What leaves it alone, such as StreamPark's version or memory, does not run the Job again.
func (r *renderer) store() []string {
	name, _ := r.target.DatabaseName()
	if settings := r.target.DatabaseServer(); settings != nil {
		host, port, _ := serverAddress(settings, r.server().prefix)
		return []string{string(r.databaseType()), settings.ConfigMapName, host, port, name}
	}
	return []string{string(r.databaseType()), r.target.WorkspaceClaim()}
}

// contentHash is eight digits that tell what a Job does from what another does.
func contentHash(spec batchv1.JobSpec, data map[string]string, store []string) string {
	text, err := json.Marshal([]any{spec, data, store})
	if err != nil {
		panic(fmt.Sprintf("a Job of our own cannot be written: %v", err))
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:4])
}
