package validate

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// UploadedJars warns of several JobManagers that do not find one another's uploaded jars. A user or the operator uploads
// a jar through one of them and runs it through any: the others answer 500 (measured with Flink 2.2.1). It reports false
// where nothing is wrong, and for a base, which runs nowhere.
func UploadedJars(s *resolve.Session) (diagnostic.Error, bool) {
	c := &checker{spec: s.Spec}
	_, submit, stated := c.value(flink.WebSubmitEnable)
	jobManager := s.Spec.JobManager
	switch {
	case !s.Complete, jobManager == nil, jobManager.Replicas == nil, *jobManager.Replicas < 2:
	case s.Spec.Storage.Type == v1alpha1.StorageVolume, c.sets(flink.WebUploadDir):
	case stated && strings.EqualFold(submit, "false"): // then nobody uploads anything
	default:
		return s.Errorf(path("jobManager", "replicas"), "%d JobManagers have no folder in common for uploaded jars: a jar that a user or the operator uploads "+
			"through one is unknown to the others, so that running it, and with it a FlinkSessionJob, fails by chance. Use 1, which high availability "+
			"replaces when it is lost, or storage.type Volume, or set the option web.upload.dir to a folder of a volume that all JobManagers mount",
			*jobManager.Replicas), true
	}
	return diagnostic.Error{}, false
}
