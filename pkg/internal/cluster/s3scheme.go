package cluster

import (
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/pod"
)

// s3Schemes are those of each plugin. Another one of S3 is read by a plugin that is not there.
var s3Schemes = map[v1alpha1.S3Plugin][]string{
	v1alpha1.S3PluginPresto: {"s3", "s3p"},
	v1alpha1.S3PluginHadoop: {"s3", "s3a"},
}

// s3Scheme checks that directories on S3 have a scheme of the one plugin that is copied. What else an image brings
// along is not known, and neither is what its own switch for plugins takes.
func (c *checker) s3Scheme() {
	storage := c.cluster.Storage
	if !c.Complete || storage.Type != v1alpha1.StorageS3 || storage.S3.PluginActivation != v1alpha1.PluginActivationCopy ||
		c.setsVariable("ENABLE_BUILT_IN_PLUGINS") {
		return
	}
	check := func(directory string, field diagnostic.Path) {
		scheme, _, _ := strings.Cut(directory, ":")
		allowed := s3Schemes[storage.S3.Plugin]
		if slices.Contains(allowed, scheme) || !slices.Contains([]string{"s3", "s3a", "s3n", "s3p"}, scheme) {
			return
		}
		c.Add(field, "must have a scheme of plugin %s, %s, not %s: set another spec.storage.s3.plugin, or spec.storage.s3.pluginActivation to Image "+
			"where the image has the plugin for it", storage.S3.Plugin, strings.Join(allowed, " or "), diagnostic.Quote(directory))
	}
	if checkpoints := c.cluster.Checkpoints; checkpoints != nil {
		check(checkpoints.Directory, path("checkpoints", "directory"))
	}
	if savepoints := c.cluster.Savepoints; savepoints != nil {
		check(savepoints.Directory, path("savepoints", "directory"))
	}
	check(c.cluster.HighAvailability.Directory, path("highAvailability", "directory"))
	for _, option := range []flink.Option{flink.CheckpointingDir, flink.SavepointDir, flink.HighAvailabilityStorageDir} {
		for key := range option.EachKey {
			if value := c.cluster.FlinkConfiguration[key]; value != nil {
				check(*value, path("flinkConfiguration", key))
			}
		}
	}
}

// setsVariable reports whether the user sets an environment variable of a Flink process, by whichever way.
func (c *checker) setsVariable(name string) bool {
	if _, set := c.cluster.Env[name]; set {
		return true
	}
	for key := range c.options {
		for _, prefix := range containerizedEnv {
			if variable, ok := strings.CutPrefix(key, prefix); ok && variable == name {
				return true
			}
		}
	}
	templates := make([]*v1alpha1.PodTemplate, 0, 3)
	templates = append(templates, c.cluster.PodTemplate)
	if jobManager := c.cluster.JobManager; jobManager != nil {
		templates = append(templates, jobManager.PodTemplate)
	}
	if taskManager := c.cluster.TaskManager; taskManager != nil {
		templates = append(templates, taskManager.PodTemplate)
	}
	return slices.ContainsFunc(templates, func(template *v1alpha1.PodTemplate) bool {
		return slices.ContainsFunc(template.Levels(), func(level map[string]any) bool { return namesVariable(level, name) })
	})
}

// namesVariable reports whether a pod template names a variable of the container of the Flink process.
func namesVariable(template map[string]any, name string) bool {
	spec, _ := template["spec"].(map[string]any)
	containers, _ := spec["containers"].([]any)
	for _, element := range containers {
		container, _ := element.(map[string]any)
		variables, _ := container["env"].([]any)
		if container["name"] == pod.MainContainer && slices.ContainsFunc(variables, func(element any) bool {
			variable, _ := element.(map[string]any)
			return variable["name"] == name
		}) {
			return true
		}
	}
	return false
}
