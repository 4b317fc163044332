package render

import (
	"strconv"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/decode"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// processes sets the options that size and start the processes.
func (r *renderer) processes() {
	spec := r.cluster
	r.configuration.setIf(flink.JavaOptsAll, spec.JVMOptions, path("jvmOptions"))
	if jobManager, field := spec.JobManager, path("jobManager"); jobManager != nil {
		r.configuration.setIf(flink.JobManagerCPULimitFactor, jobManager.CPULimitFactor, field.Child("cpuLimitFactor"))
		r.configuration.setIf(flink.JobManagerMemoryLimitFactor, jobManager.MemoryLimitFactor, field.Child("memoryLimitFactor"))
		r.configuration.setIf(flink.JavaOptsJobManager, jobManager.JVMOptions, field.Child("jvmOptions"))
	}
	if taskManager, field := spec.TaskManager, path("taskManager"); taskManager != nil {
		r.configuration.setIf(flink.TaskManagerCPULimitFactor, taskManager.CPULimitFactor, field.Child("cpuLimitFactor"))
		r.configuration.setIf(flink.TaskManagerMemoryLimitFactor, taskManager.MemoryLimitFactor, field.Child("memoryLimitFactor"))
		r.configuration.setIf(flink.JavaOptsTaskManager, taskManager.JVMOptions, field.Child("jvmOptions"))
		if slots := taskManager.Slots; slots != nil {
			r.configuration.set(flink.TaskManagerNumberOfTaskSlots, strconv.Itoa(int(*slots)), field.Child("slots"))
		}
	}
}

// imagePull gives every pod the Secrets of its registries. The containers of features that run the session's own image
// pull it as the operator has the Flink process do.
func (r *renderer) imagePull() {
	for _, name := range r.cluster.ImagePullSecrets {
		r.pod.Spec.ImagePullSecrets = append(r.pod.Spec.ImagePullSecrets, corev1.LocalObjectReference{Name: name})
	}
	for i, container := range r.pod.Spec.InitContainers {
		if container.Image == r.cluster.Image {
			r.pod.Spec.InitContainers[i].ImagePullPolicy = r.cluster.ImagePullPolicy
		}
	}
}

// mode is the operator's word for the mode; native is what it takes for granted.
func (r *renderer) mode() v1beta1.Mode {
	if r.cluster.Mode == v1alpha1.ModeStandalone {
		return v1beta1.ModeStandalone
	}
	return ""
}

// processResource is what one process gets: CPU as the number that the operator's field is, memory as the user
// writes it.
func processResource(cpu, memory, ephemeralStorage string) *v1beta1.Resource {
	if cpu == "" && memory == "" && ephemeralStorage == "" {
		return nil
	}
	res := &v1beta1.Resource{Memory: memory, EphemeralStorage: ephemeralStorage}
	if quantity, err := decode.ParseQuantity(cpu); err == nil {
		cores := quantity.AsApproximateFloat64()
		res.CPU = &cores
	}
	return res
}
