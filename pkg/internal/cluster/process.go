package cluster

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// processResource is what one process gets: CPU as the number that the operator's field is, memory as the user
// writes it.
func processResource(cpu, memory, ephemeralStorage string) *v1beta1.Resource {
	if cpu == "" && memory == "" && ephemeralStorage == "" {
		return nil
	}
	res := &v1beta1.Resource{Memory: memory, EphemeralStorage: ephemeralStorage}
	if quantity, err := quantity.Parse(cpu); err == nil {
		cores := quantity.AsApproximateFloat64()
		res.CPU = &cores
	}
	return res
}

func setProcessDefaults(cluster *v1alpha1.Cluster) {
	resolve.SetDefault(&cluster.Mode, v1alpha1.ModeNative)
	resolve.SetDefault(&cluster.PodTemplateMerge, v1alpha1.PodTemplateMergeNames)
	if cluster.JobManager != nil {
		setStandbyDefaults(cluster.JobManager)
	}
	if taskManager := cluster.TaskManager; taskManager != nil && taskManager.PodDisruptionBudget.On() {
		resolve.SetDefaultPointer(&taskManager.PodDisruptionBudget.MaxUnavailable, 1)
	}
}

// setStandbyDefaults fills what keeps several JobManagers from going down together.
func setStandbyDefaults(jobManager *v1alpha1.JobManager) {
	if jobManager.PodDisruptionBudget.On() {
		resolve.SetDefaultPointer(&jobManager.PodDisruptionBudget.MaxUnavailable, 1)
	}
	if jobManager.TopologySpread.On() {
		resolve.SetDefault(&jobManager.TopologySpread.TopologyKey, corev1.LabelHostname)
		resolve.SetDefault(&jobManager.TopologySpread.WhenUnsatisfiable, corev1.ScheduleAnyway)
	}
}

func (c *checker) jobManager() {
	jobManager := c.cluster.JobManager
	if jobManager == nil {
		jobManager = &v1alpha1.JobManager{}
	}
	field := path("jobManager")
	size := c.process(process{
		jobManager.CPU, jobManager.CPULimitFactor, jobManager.Memory, jobManager.MemoryLimitFactor,
		jobManager.EphemeralStorage, jobManager.JVMOptions,
	}, field)
	c.jobManagerMemory(size, jobManager.Memory, field.Child("memory"))
	c.AtLeast(1, jobManager.Replicas, field.Child("replicas"))
	if r := jobManager.Replicas; r != nil && *r > 1 && !c.highlyAvailable() {
		c.AddAs(diagnostic.RuleHighAvailability, field.Child("replicas"), "must be 1 without high availability, not %d: set spec.highAvailability.mode to Kubernetes or ZooKeeper", *r)
	}
	c.podDisruptionBudget(jobManager, field.Child("podDisruptionBudget"))
	c.topologySpread(jobManager, field.Child("topologySpread"))
}

// standbys checks that there are several JobManagers for a feature that needs them and that the session itself turns
// on; that of a preset waits for them. It returns how many there are, and reports whether they are several.
func (c *checker) standbys(jobManager *v1alpha1.JobManager, field diagnostic.Path, why string, own func(*v1alpha1.JobManager) bool) (int32, bool) {
	switch {
	case jobManager.Replicas != nil && *jobManager.Replicas > 1:
		return *jobManager.Replicas, true
	case jobManager.Replicas == nil && !c.Complete:
	case slices.ContainsFunc(c.own, func(s *v1alpha1.Cluster) bool { return s.JobManager != nil && own(s.JobManager) }):
		c.Add(field, "must not be on with one JobManager, which %s: set spec.jobManager.replicas to 2 or more", why)
	}
	return 1, false
}

func (c *checker) taskManager() {
	taskManager := c.cluster.TaskManager
	if taskManager == nil {
		taskManager = &v1alpha1.TaskManager{}
	}
	field := path("taskManager")
	size := c.process(process{
		taskManager.CPU, taskManager.CPULimitFactor, taskManager.Memory, taskManager.MemoryLimitFactor,
		taskManager.EphemeralStorage, taskManager.JVMOptions,
	}, field)
	c.taskManagerMemory(size, taskManager.Memory, field.Child("memory"))
	c.AtLeast(1, taskManager.Slots, field.Child("slots"))
	c.mode(taskManager, field)
	c.taskManagerDisruptionBudget(taskManager, field.Child("podDisruptionBudget"))
}

// mode checks what depends on who starts TaskManagers.
func (c *checker) mode(taskManager *v1alpha1.TaskManager, field diagnostic.Path) {
	if !check.OneOf(c.Checker, c.cluster.Mode, path("mode"), v1alpha1.ModeNative, v1alpha1.ModeStandalone) {
		return
	}
	c.AtLeast(1, taskManager.Replicas, field.Child("replicas"))
	standalone := c.cluster.Mode == v1alpha1.ModeStandalone
	if taskManager.Replicas != nil && !standalone && !c.application && c.Complete {
		c.Add(field.Child("replicas"), "must not be set in mode Native, where the JobManager starts TaskManagers as jobs need them: "+
			"set spec.mode to Standalone for a fixed number of them")
	}
	if taskManager.CPU == "" && standalone && c.Complete {
		c.Add(field.Child("cpu"), "must be set in mode Standalone, such as 2: Flink has no default for it there")
	}
}

// process holds the fields that both roles have.
type process struct {
	cpu, cpuLimitFactor, memory, memoryLimitFactor, ephemeralStorage, jvmOptions string
}

// process checks them, and returns the memory; zero where there is no valid size.
func (c *checker) process(p process, field diagnostic.Path) (memory flink.MemorySize) {
	c.AddErr(field.Child("cpu"), check.Optional(p.cpu, check.Cores))
	c.AddErr(field.Child("cpuLimitFactor"), check.Optional(p.cpuLimitFactor, limitFactor))
	if (p.memory != "" || !c.sizedByOption(field)) && c.Require(p.memory != "", field.Child("memory"), "2048m") {
		bytes, err := operator.ParseMemory(p.memory, c.release)
		c.AddErr(field.Child("memory"), err)
		memory = flink.MemorySize(bytes)
	}
	c.AddErr(field.Child("memoryLimitFactor"), check.Optional(p.memoryLimitFactor, limitFactor))
	c.AddErr(field.Child("ephemeralStorage"), check.Optional(p.ephemeralStorage, ephemeralStorage))
	c.jvmOptions(p.jvmOptions, field.Child("jvmOptions"))
	return memory
}

// sizingOptions are those one of which the operator takes in the place of a memory field, by the process.
var sizingOptions = map[string][]string{
	"jobManager":  {"jobmanager.memory.process.size", "jobmanager.memory.flink.size", "jobmanager.memory.heap.size"},
	"taskManager": {"taskmanager.memory.process.size", "taskmanager.memory.flink.size", "taskmanager.memory.task.heap.size"},
}

// sizedByOption reports whether an option sizes a process that has no memory field.
func (c *checker) sizedByOption(field diagnostic.Path) bool {
	role, _ := field[0].Name()
	return slices.ContainsFunc(sizingOptions[role], func(key string) bool { return c.cluster.FlinkConfiguration[key] != nil })
}

// leftToOption reports whether a field that overrides an option of the same size is not set, so that the option counts.
func (c *checker) leftToOption(field string) bool {
	jobManager, taskManager := c.cluster.JobManager, c.cluster.TaskManager
	switch field {
	case "spec.jobManager.resource.memory":
		return jobManager == nil || jobManager.Memory == ""
	case "spec.jobManager.resource.cpu":
		return jobManager == nil || jobManager.CPU == ""
	case "spec.taskManager.resource.memory":
		return taskManager == nil || taskManager.Memory == ""
	case "spec.taskManager.resource.cpu":
		return taskManager == nil || taskManager.CPU == ""
	}
	return false
}

var limitFactorPattern = lazyregexp.Remembering(`^[1-9][0-9]{0,2}(\.[0-9]{1,3})?$`)

func limitFactor(value string) error {
	if !limitFactorPattern.MatchString(value) {
		return fmt.Errorf("must be a number from 1 to 999, such as 1.5, not %s: a limit cannot be less than what is requested", diagnostic.Quote(value))
	}
	return nil
}

var ephemeralStoragePattern = lazyregexp.Remembering(`^[0-9]{1,9}(\.[0-9]{1,3})?[KMGTP]i$`)

func ephemeralStorage(value string) error {
	quantity, err := quantity.Parse(value)
	if err != nil || !ephemeralStoragePattern.MatchString(value) || quantity.Sign() <= 0 {
		return fmt.Errorf("must be a size above zero with a unit (Mi, Gi or Ti), such as 10Gi, not %s", diagnostic.Quote(value))
	}
	return nil
}

// sizedByFlink are options of the JVM that Flink gives from the memory of the process.
var sizedByFlink = []string{"-Xmx", "-Xms", "-XX:MaxDirectMemorySize", "-XX:MaxMetaspaceSize"}

func (c *checker) jvmOptions(value string, field diagnostic.Path) {
	if strings.ContainsAny(value, "\n\r\x00") {
		c.Add(field, "must be one line of options")
	}
	for _, option := range strings.Fields(value) {
		for _, sized := range sizedByFlink {
			if strings.HasPrefix(option, sized) {
				c.AddAs(diagnostic.RuleMemory, field, "must not hold %s, which Flink derives from the memory of the process: set spec.jobManager.memory, "+
					"spec.taskManager.memory or an option of Flink's memory", diagnostic.Quote(option))
			}
		}
	}
}

// processes sets the options that size and start the processes.
func (r *renderer) processes() {
	spec := r.cluster
	r.configuration.setIf(flink.JavaOptsAll, spec.JVMOptions, "jvmOptions")
	if jobManager := spec.JobManager; jobManager != nil {
		r.configuration.setIf(flink.JobManagerCPULimitFactor, jobManager.CPULimitFactor, "jobManager.cpuLimitFactor")
		r.configuration.setIf(flink.JobManagerMemoryLimitFactor, jobManager.MemoryLimitFactor, "jobManager.memoryLimitFactor")
		r.configuration.setIf(flink.JavaOptsJobManager, jobManager.JVMOptions, "jobManager.jvmOptions")
	}
	if taskManager := spec.TaskManager; taskManager != nil {
		r.configuration.setIf(flink.TaskManagerCPULimitFactor, taskManager.CPULimitFactor, "taskManager.cpuLimitFactor")
		r.configuration.setIf(flink.TaskManagerMemoryLimitFactor, taskManager.MemoryLimitFactor, "taskManager.memoryLimitFactor")
		r.configuration.setIf(flink.JavaOptsTaskManager, taskManager.JVMOptions, "taskManager.jvmOptions")
		if slots := taskManager.Slots; slots != nil {
			r.configuration.set(flink.TaskManagerNumberOfTaskSlots, strconv.Itoa(int(*slots)), "taskManager.slots")
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
