package cluster

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	networkingv1 "k8s.io/api/networking/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/pod"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// Inventory is what a cluster adds to what is said of every target, of the objects that were rendered for it.
func Inventory(s *Target, files []object.File) (inventory.Target, error) {
	entry := inventory.Target{
		OperatorVersion: s.Settings.OperatorVersion,
		FlinkVersion:    s.Spec.FlinkVersion,
		Image:           s.Image(s.Spec.Image),
		Mode:            string(cmp.Or(s.Spec.Mode, v1alpha1.ModeNative)),
		Storage:         string(s.Spec.Storage.Type),
	}
	if s.Spec.Hive.On() && s.Settings.Hive != nil {
		entry.Hive = s.Settings.Hive.MetastoreConfigMapName
	}
	for _, file := range files {
		if deployment, ok := flinkDeploymentOf(file.Object); ok {
			configuration := deployment.Spec.FlinkConfiguration
			entry.HighAvailability = highAvailabilityOf(configuration)
			entry.ZooKeeper = valueOf(configuration, flink.HighAvailabilityZooKeeperQuorum)
			entry.StorageURI = s.storageURI(configuration)
			if entry.HighAvailability != string(v1alpha1.HighAvailabilityNone) {
				entry.HighAvailabilityDir = valueOf(configuration, flink.HighAvailabilityStorageDir)
			}
			entry.Checkpoints = valueOf(configuration, flink.CheckpointingDir)
			entry.Savepoints = valueOf(configuration, flink.SavepointDir)
			if ingress := ingressOf(file.Object); ingress != nil {
				host, _, _ := strings.Cut(ingress.Template, "/")
				entry.URLs = append(entry.URLs, s.webUIURL(host, ingress.TLS))
			}
			var err error
			if entry.Processes, err = s.processes(deployment); err != nil {
				return entry, err
			}
		}
		if ingress, ok := file.Object.(*networkingv1.Ingress); ok {
			for _, rule := range ingress.Spec.Rules {
				entry.URLs = append(entry.URLs, s.webUIURL(rule.Host, ingress.Spec.TLS))
			}
		}
	}
	return entry, nil
}

// highAvailabilityOf is the kind of high availability that an option asks for, whoever set it.
func highAvailabilityOf(configuration map[string]string) string {
	value := valueOf(configuration, flink.HighAvailabilityType)
	switch mode := flink.HighAvailability(value); mode {
	case flink.HighAvailabilityNone:
		return string(v1alpha1.HighAvailabilityNone)
	case flink.HighAvailabilityKubernetes:
		return string(v1alpha1.HighAvailabilityKubernetes)
	case flink.HighAvailabilityZooKeeper:
		return string(v1alpha1.HighAvailabilityZooKeeper)
	default:
		return mode
	}
}

// storageURI is the root of the storage, or else the first directory that an option names.
func (s *Target) storageURI(configuration map[string]string) string {
	if root := storageTypeOf(s.Spec.Storage).root; root != nil {
		return root(s.Spec.Storage, &s.Settings)
	}
	for _, option := range []flink.Option{flink.CheckpointingDir, flink.SavepointDir, flink.HighAvailabilityStorageDir} {
		if directory := valueOf(configuration, option); directory != "" {
			return directory
		}
	}
	return ""
}

// webUIURL is where an Ingress serves the web UI.
func (s *Target) webUIURL(host string, tls []networkingv1.IngressTLS) string {
	below := "/"
	if s.Spec.WebUI.BelowPath() {
		path, _, _ := s.Expand(s.Spec.WebUI.Path, nil) // rendering has reported what is wrong
		below = path + "/"
	}
	return IngressURL(host, below, tls)
}

// IngressURL is the address of a path of an Ingress. The host is * where the Ingress takes every one.
func IngressURL(host, path string, tls []networkingv1.IngressTLS) string {
	scheme := "http"
	if slices.ContainsFunc(tls, func(t networkingv1.IngressTLS) bool { return len(t.Hosts) == 0 || slices.Contains(t.Hosts, host) }) {
		scheme = "https"
	}
	return scheme + "://" + cmp.Or(host, EveryHost) + path
}

// processes are those that the pods of a FlinkDeployment run. Memory is as the spec states it, which is that of the Flink
// process; CPU is what the pod asks for, since Flink has defaults for it.
func (s *Target) processes(deployment *v1beta1.FlinkDeployment) ([]inventory.Process, error) {
	release, _ := operator.ParseRelease(s.Settings.OperatorVersion) // none is the newest
	pods, err := pod.Of(deployment, release)
	if err != nil {
		return nil, err
	}
	jobManager := inventory.Process{Role: inventory.RoleJobManager, Replicas: 1}
	if spec := deployment.Spec.JobManager; spec != nil {
		jobManager.Memory = memoryOf(spec.Resource)
		if spec.Replicas != nil {
			jobManager.Replicas = int(*spec.Replicas)
		}
	}
	taskManager := inventory.Process{Role: inventory.RoleTaskManager, Slots: 1}
	if spec := deployment.Spec.TaskManager; spec != nil {
		taskManager.Memory = memoryOf(spec.Resource)
		if spec.Replicas != nil && s.Spec.Mode == v1alpha1.ModeStandalone {
			taskManager.Replicas = int(*spec.Replicas)
		}
	}
	if s.Spec.Mode == v1alpha1.ModeStandalone && taskManager.Replicas == 0 {
		taskManager.Replicas = 1
	}
	if slots, err := strconv.Atoi(strings.TrimSpace(valueOf(deployment.Spec.FlinkConfiguration, flink.TaskManagerNumberOfTaskSlots))); err == nil {
		taskManager.Slots = slots
	}
	if job := deployment.Spec.Job; job != nil {
		if replicas := deployment.Spec.TaskManager; replicas != nil && replicas.Replicas != nil {
			taskManager.Replicas = int(*replicas.Replicas)
		} else if job.Parallelism != nil && taskManager.Slots > 0 {
			taskManager.Replicas = (int(*job.Parallelism) + taskManager.Slots - 1) / taskManager.Slots
		}
	}
	for i, process := range []*inventory.Process{&jobManager, &taskManager} {
		process.CPU = cpuOf(pods[i])
	}
	return []inventory.Process{jobManager, taskManager}, nil
}

func memoryOf(resource *v1beta1.Resource) string {
	if resource == nil {
		return ""
	}
	return resource.Memory
}

// cpuOf is what the main container of a pod asks for.
func cpuOf(p *pod.Pod) string {
	containers := p.Template.Spec.Containers
	return containers[len(containers)-1].Resources.Requests.Cpu().String()
}
