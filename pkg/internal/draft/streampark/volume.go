package streampark

import (
	"slices"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

func parsePort(text string) (int64, error) { return strconv.ParseInt(text, 10, 32) }

// volumes takes those of the workspace and of temporary files; others stay in the pod template.
func (p *park) volumes(objects []manifest.Object) []manifest.Object {
	workspace := strings.TrimSuffix(p.workspace(), "/")
	mounts, _ := p.main.Take("volumeMounts").([]any)
	volumes, _ := p.pod.Take("volumes").([]any)
	var keptMounts []any
	for _, mount := range mounts {
		path := strings.TrimSuffix(reader.Text(reader.At(mount, "mountPath")), "/")
		index := slices.IndexFunc(volumes, func(v any) bool { return reader.At(v, "name") == reader.At(mount, "name") })
		if index < 0 {
			keptMounts = append(keptMounts, mount)
			continue
		}
		claim := reader.Text(reader.At(volumes[index], "persistentVolumeClaim", "claimName"))
		whole := reader.At(mount, "subPath") == nil && countMounts(mounts, reader.At(mount, "name")) == 1
		switch {
		case claim != "" && strings.HasPrefix(path, streampark.Home+"/lib/") && p.driver(claim, mount):
			if countMounts(mounts, reader.At(mount, "name")) == 1 {
				volumes = slices.Delete(volumes, index, index+1)
			}
		case claim != "" && whole && path == workspace:
			reader.Put(p.made.Spec, map[string]any{"claimName": claim}, "workspace")
			volumes = slices.Delete(volumes, index, index+1)
		case claim != "" && whole && path == streampark.Home+"/temp":
			p.made.Spec["temp"] = map[string]any{"claimName": claim}
			volumes = slices.Delete(volumes, index, index+1)
		case whole && reader.At(volumes[index], "emptyDir") != nil && (path == streampark.Home+"/logs" || path == streampark.Home+"/temp"):
			if path == streampark.Home+"/logs" {
				p.renameLogs(reader.Text(reader.At(mount, "name")))
			}
			volumes = slices.Delete(volumes, index, index+1) // as is generated
		default:
			keptMounts = append(keptMounts, mount)
		}
	}
	if field, _ := p.made.Spec["workspace"].(map[string]any); field["claimName"] == nil {
		p.note(draft.Changed, "had no volume of its own at "+workspace+": one is made, so that jars and projects outlive the pod. What is there now goes with the pod: "+
			"copy it, or upload it again")
	}
	if len(keptMounts) > 0 {
		p.main.Put(keptMounts, "volumeMounts")
	}
	if len(volumes) > 0 {
		p.pod.Put(volumes, "volumes")
	}
	return objects // claims stand beside, and are carried
}

// renameLogs has other containers mount the volume with the log under its generated name.
func (p *park) renameLogs(name string) {
	for _, field := range []string{"containers", "initContainers"} {
		containers, _ := p.pod.Get(field).([]any)
		for _, container := range containers {
			mounts, _ := reader.At(container, "volumeMounts").([]any)
			for _, mount := range mounts {
				if m, ok := mount.(map[string]any); ok && m["name"] == name {
					m["name"] = "logs"
				}
			}
		}
	}
}

// driver takes the jar of a driver that a volume has, and reports whether it is one.
func (p *park) driver(claim string, mount any) bool {
	database, _ := p.made.Spec["database"].(map[string]any)
	path := reader.Text(reader.At(mount, "subPath"))
	if database["driver"] == nil || !strings.HasSuffix(path, ".jar") {
		return false
	}
	database["driver"] = map[string]any{"type": "Volume", "volume": map[string]any{"claimName": claim, "path": path}}
	delete(p.made.Comments, "database.driver")
	return true
}

func countMounts(mounts []any, name any) int {
	n := 0
	for _, mount := range mounts {
		if reader.At(mount, "name") == name {
			n++
		}
	}
	return n
}

// workspace is the folder of the workspace, which is moved out of the program's own where it is that.
func (p *park) workspace() string {
	path := p.workspacePath
	switch strings.TrimSuffix(path, "/") {
	case "", "/opt/streampark_workspace":
		return "/opt/streampark_workspace"
	case streampark.Home:
		p.note(draft.Changed, "has its workspace in StreamPark's own folder, which it empties when it starts: it is /opt/streampark_workspace now")
		return "/opt/streampark_workspace"
	}
	p.made.Spec["workspace"] = map[string]any{"mountPath": strings.TrimSuffix(path, "/")}
	return path
}
