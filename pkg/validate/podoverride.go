package validate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// override is a field of a pod template that Flink or the operator replaces without a word, and what to set instead.
type override struct {
	path    []string
	instead string
}

// given tells whether a template has the field.
func (o override) given(tree map[string]any) bool {
	value := any(tree)
	for _, name := range o.path {
		child, _ := value.(map[string]any)
		if value = child[name]; value == nil {
			return false
		}
	}
	return true
}

var podOverrides = []override{
	{[]string{"metadata", "name"}, "metadata.name of the session"},
	{[]string{"metadata", "namespace"}, "spec.namespace"},
	{[]string{"metadata", "ownerReferences"}, ""},
	{[]string{"spec", "hostNetwork"}, ""},
	{[]string{"spec", "restartPolicy"}, ""},
	{[]string{"spec", "serviceAccount"}, "spec.serviceAccount.name"},
	{[]string{"spec", "serviceAccountName"}, "spec.serviceAccount.name"},
}

// containerOverrides are those of the container of the Flink process.
var containerOverrides = []override{
	{[]string{"image"}, "spec.image"},
	{[]string{"imagePullPolicy"}, "spec.imagePullPolicy"},
	{[]string{"command"}, ""},
	{[]string{"args"}, ""},
	{[]string{"resources", "requests", "cpu"}, "cpu"},
	{[]string{"resources", "requests", "memory"}, "memory"},
	{[]string{"resources", "limits", "cpu"}, "cpuLimitFactor"},
	{[]string{"resources", "limits", "memory"}, "memoryLimitFactor"},
}

// ephemeralStorageOverrides join them where spec has the size of the local disk.
var ephemeralStorageOverrides = []override{
	{[]string{"resources", "requests", "ephemeral-storage"}, ""},
	{[]string{"resources", "limits", "ephemeral-storage"}, ""},
}

// podOverrides refuses what would not happen: fields of pod templates that Flink or the operator replaces.
func (c *checker) podOverrides() {
	var ofJobManager, ofTaskManager *v1alpha1.PodTemplate
	var jobManagerDisk, taskManagerDisk string
	if jobManager := c.cluster.JobManager; jobManager != nil {
		ofJobManager, jobManagerDisk = jobManager.PodTemplate, jobManager.EphemeralStorage
	}
	if taskManager := c.cluster.TaskManager; taskManager != nil {
		ofTaskManager, taskManagerDisk = taskManager.PodTemplate, taskManager.EphemeralStorage
	}
	c.overridden(c.cluster.PodTemplate, nil, jobManagerDisk != "" || taskManagerDisk != "")
	c.overridden(ofJobManager, []string{"jobManager"}, jobManagerDisk != "")
	c.overridden(ofTaskManager, []string{"taskManager"}, taskManagerDisk != "")
}

func (c *checker) overridden(template *v1alpha1.PodTemplate, role []string, disk bool) {
	field := path(role...).Child("podTemplate")
	inContainer := containerOverrides
	if disk {
		inContainer = slices.Concat(containerOverrides, ephemeralStorageOverrides)
	}
	for _, level := range template.Levels() {
		for _, o := range podOverrides {
			c.refuseOverride(level, o, field, o.instead)
		}
		c.podLabels(level, role, field)
		spec, _ := level["spec"].(map[string]any)
		containers, _ := spec["containers"].([]any)
		for i, element := range containers {
			container, _ := element.(map[string]any)
			if container["name"] != mainContainer {
				continue
			}
			for _, o := range inContainer {
				instead := o.instead
				if o.path[0] == "resources" && instead != "" {
					instead = c.processField(role, instead)
				}
				c.refuseOverride(container, o, field.Child("spec", "containers").Index(i), instead)
			}
		}
	}
}

// podLabels refuses other values of the labels that Flink and the operator give the pods of a role, and select them by.
func (c *checker) podLabels(template map[string]any, role []string, field diagnostic.Path) {
	metadata, _ := template["metadata"].(map[string]any)
	labels, _ := metadata["labels"].(map[string]any)
	for _, own := range []struct {
		key   string
		value string // empty where the pods of the two roles have different ones
	}{
		{"app", c.name},
		{"component", strings.ToLower(strings.Join(role, ""))},
		{"type", clusterType(c.cluster.Mode)},
	} {
		value, given := labels[own.key]
		at := field.Child("metadata", "labels", own.key)
		switch {
		case !given || value == nil || value == own.value:
		case own.key == "type" && !c.complete: // an overlay may say another mode
		case own.value == "":
			c.addAs(diagnostic.RulePodTemplate, at, "must not be set for both roles: Flink and the operator replace it")
		default:
			c.addAs(diagnostic.RulePodTemplate, at, "must be %q, which Flink and the operator make it, or not be set, not %s", own.value, diagnostic.Quote(fmt.Sprint(value)))
		}
	}
}

// clusterType is the label type of the pods of a mode.
func clusterType(mode v1alpha1.Mode) string {
	if mode == v1alpha1.ModeStandalone {
		return "flink-standalone-kubernetes"
	}
	return "flink-native-kubernetes"
}

// mainContainer is the name that Flink gives the container of its process.
const mainContainer = "flink-main-container"

// processField names a field of the role, or of both.
func (c *checker) processField(role []string, name string) string {
	if len(role) > 0 {
		return "spec." + role[0] + "." + name
	}
	return "spec.jobManager." + name + " and spec.taskManager." + name
}

func (c *checker) refuseOverride(tree map[string]any, o override, field diagnostic.Path, instead string) {
	if !o.given(tree) {
		return
	}
	message := "must not be set: Flink and the operator replace it"
	if instead != "" {
		message += "; set " + instead
	}
	c.addAs(diagnostic.RulePodTemplate, field.Child(o.path...), "%s", message)
}
