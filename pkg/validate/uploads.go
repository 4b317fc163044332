package validate

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// uploadedJars warns of several JobManagers that do not find one another's uploaded jars. A user or the operator uploads
// a jar through one of them and runs it through any: the others answer 500 (measured with Flink 2.2.1).
func (c *checker) uploadedJars() {
	_, submit, stated := c.value(flink.WebSubmitEnable)
	jobManager := c.cluster.JobManager
	switch {
	case !c.complete, jobManager == nil, jobManager.Replicas == nil, *jobManager.Replicas < 2, !c.highlyAvailable():
	case c.cluster.Storage.Type == v1alpha1.StorageVolume, c.sets(flink.WebUploadDir):
	case stated && strings.EqualFold(submit, "false"): // then nobody uploads anything
	default:
		c.addAs(diagnostic.RuleUnsharedUploads, path("jobManager", "replicas"), "makes %d JobManagers that have no folder in common for uploaded jars: a jar that a user "+
			"or the operator uploads through one is unknown to the others, so that running it, and with it a FlinkSessionJob, fails by chance. Use 1, "+
			"which high availability replaces when it is lost, or storage.type Volume, or set the option web.upload.dir to a folder of a volume that "+
			"all JobManagers mount", *jobManager.Replicas)
	}
}
