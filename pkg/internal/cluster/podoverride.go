package cluster

import (
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/pod"
)

var podOverrides = []check.Override{
	{Path: []string{"metadata", "name"}, Instead: "metadata.name of the session"},
	{Path: []string{"metadata", "namespace"}, Instead: "spec.namespace"},
	{Path: []string{"metadata", "ownerReferences"}, Instead: ""},
	{Path: []string{"spec", "hostNetwork"}, Instead: ""},
	{Path: []string{"spec", "restartPolicy"}, Instead: ""},
	{Path: []string{"spec", "serviceAccount"}, Instead: "spec.serviceAccount.name"},
	{Path: []string{"spec", "serviceAccountName"}, Instead: "spec.serviceAccount.name"},
}

// containerOverrides are those of the container of the Flink process.
var containerOverrides = []check.Override{
	{Path: []string{"image"}, Instead: "spec.image"},
	{Path: []string{"imagePullPolicy"}, Instead: "spec.imagePullPolicy"},
	{Path: []string{"command"}, Instead: ""},
	{Path: []string{"args"}, Instead: ""},
	{Path: []string{"resources", "requests", "cpu"}, Instead: "cpu"},
	{Path: []string{"resources", "requests", "memory"}, Instead: "memory"},
	{Path: []string{"resources", "limits", "cpu"}, Instead: "cpuLimitFactor"},
	{Path: []string{"resources", "limits", "memory"}, Instead: "memoryLimitFactor"},
}

// containerOverridesWithDisk are those where spec has the size of the local disk.
var containerOverridesWithDisk = append(slices.Clip(containerOverrides),
	check.Override{Path: []string{"resources", "requests", "ephemeral-storage"}, Instead: ""},
	check.Override{Path: []string{"resources", "limits", "ephemeral-storage"}, Instead: ""},
)

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
		inContainer = containerOverridesWithDisk
	}
	for _, level := range template.Levels() {
		for _, o := range podOverrides {
			c.refuseOverride(level, o, field, o.Instead)
		}
		c.podLabels(level, role, field)
		spec, _ := level["spec"].(map[string]any)
		containers, _ := spec["containers"].([]any)
		for i, element := range containers {
			container, _ := element.(map[string]any)
			if container["name"] != pod.MainContainer {
				continue
			}
			for _, o := range inContainer {
				instead := o.Instead
				if o.Path[0] == "resources" && instead != "" {
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
		{"app", c.appLabel()},
		{"component", strings.ToLower(strings.Join(role, ""))},
		{"type", clusterType(c.cluster.Mode)},
	} {
		value, given := labels[own.key]
		at := field.Child("metadata", "labels", own.key)
		switch {
		case !given || value == nil || value == own.value:
		case own.key == "type" && !c.Complete: // an overlay may say another mode
		case own.value == "" && own.key == "app":
			c.AddAs(diagnostic.RulePodTemplate, at, "must not be set with upgradeStrategy BlueGreen: Flink and the operator make it the name of either cluster")
		case own.value == "":
			c.AddAs(diagnostic.RulePodTemplate, at, "must not be set for both roles: Flink and the operator replace it")
		default:
			c.AddAs(diagnostic.RulePodTemplate, at, "must be %q, which Flink and the operator make it, or not be set, not %s", own.value, diagnostic.Quote(fmt.Sprint(value)))
		}
	}
}

// appLabel is the label app of the pods: the name of the cluster, if there is one.
func (c *checker) appLabel() string {
	if c.blueGreen {
		return ""
	}
	return c.name
}

// clusterType is the label type of the pods of a mode.
func clusterType(mode v1alpha1.Mode) string {
	if mode == v1alpha1.ModeStandalone {
		return "flink-standalone-kubernetes"
	}
	return "flink-native-kubernetes"
}

// processField names a field of the role, or of both.
func (c *checker) processField(role []string, name string) string {
	if len(role) > 0 {
		return "spec." + role[0] + "." + name
	}
	return "spec.jobManager." + name + " and spec.taskManager." + name
}

func (c *checker) refuseOverride(tree map[string]any, o check.Override, field diagnostic.Path, instead string) {
	if !o.Given(tree) {
		return
	}
	message := "must not be set: Flink and the operator replace it"
	if instead != "" {
		message += "; set " + instead
	}
	c.AddAs(diagnostic.RulePodTemplate, field.Child(o.Path...), "%s", message)
}
