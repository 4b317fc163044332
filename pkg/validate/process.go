package validate

import (
	"fmt"
	"regexp"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func (c *checker) jobManager() {
	jobManager := c.spec.JobManager
	if jobManager == nil {
		jobManager = &v1alpha1.JobManager{}
	}
	field := path("jobManager")
	c.process(jobManager.CPU, jobManager.Memory, field)
	c.atLeast(1, jobManager.Replicas, field.Child("replicas"))
	if r := jobManager.Replicas; r != nil && *r > 1 && c.spec.HighAvailability.Mode == v1alpha1.HighAvailabilityNone {
		c.add(field.Child("replicas"), "must be 1 without high availability, not %d: set spec.highAvailability.mode to Kubernetes or ZooKeeper", *r)
	}
}

func (c *checker) taskManager() {
	taskManager := c.spec.TaskManager
	if taskManager == nil {
		taskManager = &v1alpha1.TaskManager{}
	}
	field := path("taskManager")
	c.process(taskManager.CPU, taskManager.Memory, field)
	c.atLeast(1, taskManager.Slots, field.Child("slots"))
}

func (c *checker) process(cpu, memory string, field diagnostic.Path) {
	c.addErr(field.Child("cpu"), optional(cpu, cores))
	if c.require(memory != "", field.Child("memory"), "2048m") {
		_, err := operator.ParseMemory(memory, c.release)
		c.addErr(field.Child("memory"), err)
	}
}

var coresPattern = regexp.MustCompile(`^([0-9]{1,6}(\.[0-9]{1,3})?|[0-9]{1,9}m)$`)

func cores(value string) error {
	quantity, err := resource.ParseQuantity(value)
	if err != nil || !coresPattern.MatchString(value) || quantity.Sign() <= 0 {
		return fmt.Errorf("must be a number of cores above zero, such as 2, 0.5 or 500m, not %q", value)
	}
	return nil
}
