package pod

import (
	"path"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// stateFolders are options whose folders must be there when a pod is made anew: by the roles that use them.
var stateFolders = []struct {
	keys  []string
	roles []string
}{
	{[]string{"high-availability.storageDir", "recovery.zookeeper.storageDir", "high-availability.zookeeper.storageDir"}, []string{"jobManager"}},
	{[]string{"execution.checkpointing.dir", "state.checkpoints.dir", "state.backend.fs.checkpointdir"}, []string{"jobManager", "taskManager"}},
	{[]string{"execution.checkpointing.savepoint-dir", "state.savepoints.dir"}, []string{"jobManager", "taskManager"}},
}

// localState finds state of a highly available cluster that lies on the disk of a pod or of a node, where the next pod does
// not find it.
func localState(pods []*Pod, o options) diagnostic.Findings {
	mode, _ := o.first("high-availability.type", "high-availability", "recovery.mode")
	if flink.HighAvailability(strings.TrimSpace(mode)) == flink.HighAvailabilityNone {
		return nil
	}
	var found diagnostic.Findings
	for _, folder := range stateFolders {
		value, key := o.first(folder.keys...)
		local, ok := localPath(value)
		if !ok {
			continue
		}
		for _, p := range pods {
			why := p.notShared(local)
			if why == "" || !slices.Contains(folder.roles, p.Role) {
				continue
			}
			f := diagnostic.Finding{
				Path: diagnostic.Path{}.Child("spec", "flinkConfiguration", key),
				Message: "must be on storage that outlives the pods of a highly available cluster, not " + diagnostic.Quote(value) + ": in pods of " +
					map[string]string{"jobManager": "the JobManager", "taskManager": "TaskManagers"}[p.Role] + " it is " + why,
			}
			found = append(found, f.Under(diagnostic.RuleLocalState))
			break
		}
	}
	return found
}

// localPath is the path of a folder in the file system of a container, and whether it is one. Without a scheme it depends on
// the configuration what file system is meant.
func localPath(uri string) (string, bool) {
	rest, ok := strings.CutPrefix(strings.TrimSpace(uri), "file:")
	if !ok {
		return "", false
	}
	if host, ok := strings.CutPrefix(rest, "//"); ok {
		rest = "/" + strings.TrimPrefix(host, "/")
	}
	return path.Clean(rest), true
}

// notShared says what of a pod's own a path leads to; nothing where it is a volume that other pods have too.
func (p *Pod) notShared(at string) string {
	volume, depth := "", -1
	for _, mount := range p.main().VolumeMounts {
		folder := path.Clean(mount.MountPath)
		if (at == folder || strings.HasPrefix(at, strings.TrimSuffix(folder, "/")+"/")) && len(folder) > depth {
			volume, depth = mount.Name, len(folder)
		}
	}
	if depth < 0 {
		return "on the disk of the container, since no volume is mounted there"
	}
	for _, v := range p.Template.Spec.Volumes {
		if v.Name != volume {
			continue
		}
		switch kind := ofPod(v.VolumeSource); kind {
		case "":
			return ""
		case "a hostPath":
			return "the volume " + diagnostic.Quote(volume) + ", " + kind + " of the node that the pod runs on"
		default:
			return "the volume " + diagnostic.Quote(volume) + ", " + kind + ", which goes with the pod"
		}
	}
	return ""
}

// ofPod is what a volume of one pod or node alone is called; empty for one that others can have too.
func ofPod(source corev1.VolumeSource) string {
	switch {
	case source.EmptyDir != nil, source == corev1.VolumeSource{}:
		return "an emptyDir"
	case source.HostPath != nil:
		return "a hostPath"
	case source.Ephemeral != nil:
		return "an ephemeral claim"
	case source.ConfigMap != nil, source.Secret != nil, source.DownwardAPI != nil, source.Projected != nil, source.Image != nil:
		return "a read-only volume"
	}
	return ""
}
