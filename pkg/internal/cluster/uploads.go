package cluster

import (
	gopath "path"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/pod"
)

// uploadedJars warns of several JobManagers that do not find one another's uploaded jars. A user or the operator uploads
// a jar through one of them and runs it through any: the others answer 500 (measured with Flink 2.2.1).
func (c *checker) uploadedJars() {
	_, submit, stated := c.value(flink.WebSubmitEnable)
	key, directory, own := c.value(flink.WebUploadDir)
	jobManager := c.cluster.JobManager
	const fails = "a jar that a user or the operator uploads through one is unknown to the others, so that running it, and with it a FlinkSessionJob, fails at random"
	switch {
	case !c.Complete, c.application, jobManager == nil, jobManager.Replicas == nil, *jobManager.Replicas < 2, !c.highlyAvailable():
	case stated && strings.EqualFold(submit, "false"): // then nobody uploads anything
	case own && c.isShared(directory):
	case own:
		c.AddAs(diagnostic.RuleUnsharedUploads, path("flinkConfiguration", key), "is %s, which is not shared: it lies on no volume that all of the %d JobManagers mount, and "+fails+
			". Name a directory on a volume, such as a persistentVolumeClaim, that a pod template mounts in %s, or use 1 JobManager, or storage.type Volume without this option",
			diagnostic.Quote(directory), *jobManager.Replicas, pod.MainContainer)
	case c.cluster.Storage.Type == v1alpha1.StorageVolume:
	default:
		c.AddAs(diagnostic.RuleUnsharedUploads, path("jobManager", "replicas"), "makes %d JobManagers that have no folder in common for uploaded jars: "+fails+". Use 1, "+
			"which high availability replaces when it is lost, or storage.type Volume, or set the option web.upload.dir to a folder of a volume that "+
			"all JobManagers mount", *jobManager.Replicas)
	}
}

// sharedSources are the sources of a volume that is the same in several pods, on whatever nodes.
var sharedSources = []string{"persistentVolumeClaim", "nfs", "csi", "azureFile", "cephfs", "glusterfs"}

// isShared reports whether a directory lies on a volume that all JobManagers mount: that of the storage, or one of the
// user's pod templates.
func (c *checker) isShared(directory string) bool {
	mounts, shared := map[string]string{}, map[string]bool{} // volumes by the path of their mount; those that are shared
	if storage := c.cluster.Storage; storage.Type == v1alpha1.StorageVolume && storage.Volume != nil {
		const ofStorage = "" // no volume has that name
		mounts[gopath.Clean(storage.Volume.MountPath)], shared[ofStorage] = ofStorage, true
	}
	for _, template := range []*v1alpha1.PodTemplate{c.cluster.PodTemplate, c.cluster.JobManager.PodTemplate} {
		for _, level := range template.Levels() {
			spec, _ := level["spec"].(map[string]any)
			for _, volume := range entriesOf(spec["volumes"]) {
				name, _ := volume["name"].(string)
				shared[name] = slices.ContainsFunc(sharedSources, func(source string) bool { return volume[source] != nil })
			}
			for _, container := range entriesOf(spec["containers"]) {
				if container["name"] != pod.MainContainer {
					continue
				}
				for _, mount := range entriesOf(container["volumeMounts"]) {
					at, _ := mount["mountPath"].(string)
					name, _ := mount["name"].(string)
					if mount["subPathExpr"] != nil || mount["readOnly"] == true { // a folder for each pod; nothing can be uploaded
						name = at
					}
					mounts[gopath.Clean(at)] = name
				}
			}
		}
	}
	for at := gopath.Clean(directory); ; at = gopath.Dir(at) {
		if name, mounted := mounts[at]; mounted || at == gopath.Dir(at) {
			return mounted && shared[name]
		}
	}
}

// uploads has several JobManagers keep uploaded jars on the volume that all of them mount, in a folder of the session's
// own: each JobManager finds those that lie in its folder, and requests reach any of them. A user's own option stays.
func (r *renderer) uploads() {
	storage := r.cluster.Storage
	stated := func(key string) bool { return r.cluster.FlinkConfiguration[key] != nil }
	if r.job != nil || !r.standbys() || storage.Type != v1alpha1.StorageVolume || slices.ContainsFunc(flink.WebUploadDir.Keys(), stated) {
		return
	}
	const field = "storage.volume.mountPath"
	if dir, ok := r.expand(strings.TrimSuffix(storage.Volume.MountPath, "/")+"/"+r.scope()+"/uploads/{name}", field); ok {
		r.configuration.set(flink.WebUploadDir, dir, field)
	}
}

// entriesOf are the objects of a list in a tree.
func entriesOf(list any) []map[string]any {
	elements, _ := list.([]any)
	var entries []map[string]any
	for _, element := range elements {
		if entry, ok := element.(map[string]any); ok {
			entries = append(entries, entry)
		}
	}
	return entries
}
