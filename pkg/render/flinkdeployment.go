package render

import (
	"strconv"

	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// flinkDeployment is the session cluster itself: a FlinkDeployment without a job.
func (r *renderer) flinkDeployment() *v1beta1.FlinkDeployment {
	spec := r.session.Spec
	deployment := &v1beta1.FlinkDeployment{
		TypeMeta:   metav1.TypeMeta{APIVersion: v1beta1.GroupVersion.String(), Kind: "FlinkDeployment"},
		ObjectMeta: r.objectMeta(r.session.Metadata.Name),
		Spec: v1beta1.FlinkDeploymentSpec{
			Image:          r.image(spec.Image),
			ServiceAccount: spec.ServiceAccount.Name,
			RestartNonce:   spec.RestartNonce,
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
			Resource:    processResource(jobManager.CPU, jobManager.Memory),
			PodTemplate: ofJobManager,
		}
	} else if ofJobManager != nil {
		deployment.Spec.JobManager = &v1beta1.JobManagerSpec{PodTemplate: ofJobManager}
	}
	if taskManager := spec.TaskManager; taskManager != nil {
		deployment.Spec.TaskManager = &v1beta1.TaskManagerSpec{
			Resource:    processResource(taskManager.CPU, taskManager.Memory),
			PodTemplate: ofTaskManager,
		}
		if taskManager.Slots != nil {
			r.configuration.set(flink.TaskManagerNumberOfTaskSlots, strconv.Itoa(int(*taskManager.Slots)), path("taskManager", "slots"))
		}
	} else if ofTaskManager != nil {
		deployment.Spec.TaskManager = &v1beta1.TaskManagerSpec{PodTemplate: ofTaskManager}
	}
	deployment.Spec.FlinkConfiguration = r.flinkConfiguration()
	return deployment
}

// processResource is what one process gets: CPU as the number that the operator's field is, memory as the user
// writes it.
func processResource(cpu, memory string) *v1beta1.Resource {
	if cpu == "" && memory == "" {
		return nil
	}
	res := &v1beta1.Resource{Memory: memory}
	if quantity, err := resource.ParseQuantity(cpu); err == nil {
		cores := quantity.AsApproximateFloat64()
		res.CPU = &cores
	}
	return res
}
