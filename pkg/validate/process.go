package validate

import (
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/api/decode"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func (c *checker) jobManager() {
	jobManager := c.cluster.JobManager
	if jobManager == nil {
		jobManager = &v1alpha1.JobManager{}
	}
	field := path("jobManager")
	c.process(process{
		jobManager.CPU, jobManager.CPULimitFactor, jobManager.Memory, jobManager.MemoryLimitFactor,
		jobManager.EphemeralStorage, jobManager.JVMOptions,
	}, field)
	c.jobManagerMemory(jobManager.Memory, field.Child("memory"))
	c.atLeast(1, jobManager.Replicas, field.Child("replicas"))
	if r := jobManager.Replicas; r != nil && *r > 1 && !c.highlyAvailable() {
		c.addAs(diagnostic.RuleHighAvailability, field.Child("replicas"), "must be 1 without high availability, not %d: set spec.highAvailability.mode to Kubernetes or ZooKeeper", *r)
	}
	c.podDisruptionBudget(jobManager, field.Child("podDisruptionBudget"))
	c.topologySpread(jobManager, field.Child("topologySpread"))
}

// podDisruptionBudget refuses a budget that allows all JobManagers to be missing; so it does for a single one.
func (c *checker) podDisruptionBudget(jobManager *v1alpha1.JobManager, field diagnostic.Path) {
	budget := jobManager.PodDisruptionBudget
	if !budget.On() {
		return
	}
	c.atLeast(1, budget.MaxUnavailable, field.Child("maxUnavailable"))
	own := func(own *v1alpha1.JobManager) bool { return own.PodDisruptionBudget != nil }
	if replicas, ok := c.standbys(jobManager, field, "it cannot protect", own); ok && *budget.MaxUnavailable >= replicas {
		c.add(field.Child("maxUnavailable"), "must be less than spec.jobManager.replicas, %d, not %d", replicas, *budget.MaxUnavailable)
	}
}

func (c *checker) topologySpread(jobManager *v1alpha1.JobManager, field diagnostic.Path) {
	spread := jobManager.TopologySpread
	if !spread.On() {
		return
	}
	c.addErr(field.Child("topologyKey"), explain(spread.TopologyKey, "the key of a label of nodes, such as kubernetes.io/hostname", validation.IsQualifiedName(spread.TopologyKey)))
	oneOf(c, spread.WhenUnsatisfiable, field.Child("whenUnsatisfiable"), corev1.ScheduleAnyway, corev1.DoNotSchedule)
	c.standbys(jobManager, field, "has nothing to be spread", func(own *v1alpha1.JobManager) bool { return own.TopologySpread != nil })
}

// standbys checks that there are several JobManagers for a feature that needs them and that the session itself turns
// on; that of a preset waits for them. It returns how many there are, and reports whether they are several.
func (c *checker) standbys(jobManager *v1alpha1.JobManager, field diagnostic.Path, why string, own func(*v1alpha1.JobManager) bool) (int32, bool) {
	switch {
	case jobManager.Replicas != nil && *jobManager.Replicas > 1:
		return *jobManager.Replicas, true
	case jobManager.Replicas == nil && !c.complete:
	case slices.ContainsFunc(c.own, func(s *v1alpha1.Cluster) bool { return s.JobManager != nil && own(s.JobManager) }):
		c.add(field, "must not be on with one JobManager, which %s: set spec.jobManager.replicas to 2 or more", why)
	}
	return 1, false
}

func (c *checker) taskManager() {
	taskManager := c.cluster.TaskManager
	if taskManager == nil {
		taskManager = &v1alpha1.TaskManager{}
	}
	field := path("taskManager")
	c.process(process{
		taskManager.CPU, taskManager.CPULimitFactor, taskManager.Memory, taskManager.MemoryLimitFactor,
		taskManager.EphemeralStorage, taskManager.JVMOptions,
	}, field)
	c.taskManagerMemory(taskManager.Memory, field.Child("memory"))
	c.atLeast(1, taskManager.Slots, field.Child("slots"))
	c.mode(taskManager, field)
}

// mode checks what depends on who starts TaskManagers.
func (c *checker) mode(taskManager *v1alpha1.TaskManager, field diagnostic.Path) {
	if !oneOf(c, c.cluster.Mode, path("mode"), v1alpha1.ModeNative, v1alpha1.ModeStandalone) {
		return
	}
	c.atLeast(1, taskManager.Replicas, field.Child("replicas"))
	standalone := c.cluster.Mode == v1alpha1.ModeStandalone
	if taskManager.Replicas != nil && !standalone && c.complete {
		c.add(field.Child("replicas"), "must not be set in mode Native, where the JobManager starts TaskManagers as jobs need them: "+
			"set spec.mode to Standalone for a fixed number of them")
	}
	if taskManager.CPU == "" && standalone && c.complete {
		c.add(field.Child("cpu"), "must be set in mode Standalone, such as 2: Flink has no default for it there")
	}
}

// process holds the fields that both roles have.
type process struct {
	cpu, cpuLimitFactor, memory, memoryLimitFactor, ephemeralStorage, jvmOptions string
}

func (c *checker) process(p process, field diagnostic.Path) {
	c.addErr(field.Child("cpu"), optional(p.cpu, cores))
	c.addErr(field.Child("cpuLimitFactor"), optional(p.cpuLimitFactor, limitFactor))
	if c.require(p.memory != "", field.Child("memory"), "2048m") {
		_, err := operator.ParseMemory(p.memory, c.release)
		c.addErr(field.Child("memory"), err)
	}
	c.addErr(field.Child("memoryLimitFactor"), optional(p.memoryLimitFactor, limitFactor))
	c.addErr(field.Child("ephemeralStorage"), optional(p.ephemeralStorage, ephemeralStorage))
	c.jvmOptions(p.jvmOptions, field.Child("jvmOptions"))
}

var coresPattern = lazyregexp.New(`^([0-9]{1,6}(\.[0-9]{1,3})?|[0-9]{1,9}m)$`)

func cores(value string) error {
	quantity, err := decode.ParseQuantity(value)
	if err != nil || !coresPattern.MatchString(value) || quantity.Sign() <= 0 {
		return fmt.Errorf("must be a number of cores above zero, such as 2, 0.5 or 500m, not %q", value)
	}
	return nil
}

var limitFactorPattern = lazyregexp.New(`^[1-9][0-9]{0,2}(\.[0-9]{1,3})?$`)

func limitFactor(value string) error {
	if !limitFactorPattern.MatchString(value) {
		return fmt.Errorf("must be a number from 1 to 999, such as 1.5, not %s: a limit cannot be less than what is requested", diagnostic.Quote(value))
	}
	return nil
}

var ephemeralStoragePattern = lazyregexp.New(`^[0-9]{1,9}(\.[0-9]{1,3})?[KMGTP]i$`)

func ephemeralStorage(value string) error {
	quantity, err := decode.ParseQuantity(value)
	if err != nil || !ephemeralStoragePattern.MatchString(value) || quantity.Sign() <= 0 {
		return fmt.Errorf("must be a size above zero with a unit (Mi, Gi or Ti), such as 10Gi, not %s", diagnostic.Quote(value))
	}
	return nil
}

// pull checks how images are pulled.
func (c *checker) pull(policy corev1.PullPolicy, secrets []string) {
	if policy != "" {
		oneOf(c, policy, path("imagePullPolicy"), corev1.PullAlways, corev1.PullIfNotPresent, corev1.PullNever)
	}
	c.objectNames(secrets, path("imagePullSecrets"))
}

func (c *checker) objectNames(names []string, field diagnostic.Path) {
	for i, name := range names {
		c.addErr(field.Index(i), objectName(name))
		if slices.Contains(names[:i], name) {
			c.add(field.Index(i), "must be named once, not %q again", name)
		}
	}
}

// sizedByFlink are options of the JVM that Flink gives from the memory of the process.
var sizedByFlink = []string{"-Xmx", "-Xms", "-XX:MaxDirectMemorySize", "-XX:MaxMetaspaceSize"}

func (c *checker) jvmOptions(value string, field diagnostic.Path) {
	if strings.ContainsAny(value, "\n\r\x00") {
		c.add(field, "must be one line of options")
	}
	for _, option := range strings.Fields(value) {
		for _, sized := range sizedByFlink {
			if strings.HasPrefix(option, sized) {
				c.addAs(diagnostic.RuleMemory, field, "must not hold %s, which Flink derives from the memory of the process: set spec.jobManager.memory, "+
					"spec.taskManager.memory or an option of Flink's memory", diagnostic.Quote(option))
			}
		}
	}
}
