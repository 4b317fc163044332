package cluster

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// flinkAPIVersion is that of the custom resources of the operator.
var flinkAPIVersion = v1beta1.GroupVersion.String()

// flinkDeployment is the cluster itself: a FlinkDeployment, without a job for a session.
func (r *renderer) flinkDeployment() *v1beta1.FlinkDeployment {
	spec := r.cluster
	deployment := &v1beta1.FlinkDeployment{
		TypeMeta:   metav1.TypeMeta{APIVersion: flinkAPIVersion, Kind: "FlinkDeployment"},
		ObjectMeta: r.objectMeta(r.target.Metadata.Name),
		Spec: v1beta1.FlinkDeploymentSpec{
			Image:            r.target.Image(spec.Image),
			ImagePullPolicy:  spec.ImagePullPolicy,
			Mode:             r.mode(),
			ServiceAccount:   spec.ServiceAccount.Name,
			Ingress:          r.operatorIngress(),
			LogConfiguration: r.logConfiguration(),
			RestartNonce:     spec.RestartNonce,
		},
	}
	if version, err := r.release.FlinkVersionEnum(r.flinkVersion.Major, r.flinkVersion.Minor); err == nil && spec.FlinkVersion != "" {
		deployment.Spec.FlinkVersion = version
	}
	common, ofJobManager, ofTaskManager := r.podTemplates()
	deployment.Spec.PodTemplate = common
	if jobManager := spec.JobManager; jobManager != nil {
		deployment.Spec.JobManager = &v1beta1.JobManagerSpec{
			Replicas:    jobManager.Replicas,
			Resource:    processResource(jobManager.CPU, jobManager.Memory, jobManager.EphemeralStorage),
			PodTemplate: ofJobManager,
		}
	} else if ofJobManager != nil {
		deployment.Spec.JobManager = &v1beta1.JobManagerSpec{PodTemplate: ofJobManager}
	}
	if taskManager := spec.TaskManager; taskManager != nil {
		deployment.Spec.TaskManager = &v1beta1.TaskManagerSpec{
			Replicas:    taskManager.Replicas,
			Resource:    processResource(taskManager.CPU, taskManager.Memory, taskManager.EphemeralStorage),
			PodTemplate: ofTaskManager,
		}
	} else if ofTaskManager != nil {
		deployment.Spec.TaskManager = &v1beta1.TaskManagerSpec{PodTemplate: ofTaskManager}
	}
	if r.job != nil {
		deployment.Spec.Job = r.job.Job
	}
	r.wholeConfiguration = r.flinkConfiguration()
	deployment.Spec.FlinkConfiguration = r.wholeConfiguration
	return deployment
}
