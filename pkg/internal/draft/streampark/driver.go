package streampark

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// Commands with which a generated init container brings the driver of MySQL.
var (
	copied  = lazyregexp.New(`^cp '([^']+\.jar)' /mysql-driver/$`)
	fetched = lazyregexp.New(`^cd /mysql-driver && curl .* '(https?://[^']+\.jar)' && echo '([0-9a-f]{64})  [^']+' \| sha256sum -c -$`)
)

// driverContainer takes the init container of a driver with its volume.
func (p *park) driverContainer() {
	database, _ := p.made.Spec["database"].(map[string]any)
	if database["driver"] == nil {
		return
	}
	containers, _ := p.pod.Get("initContainers").([]any)
	for _, container := range containers {
		command, _ := reader.At(container, "command").([]any)
		if reader.At(container, "name") != "mysql-driver" || len(command) != 3 {
			continue
		}
		script, image := reader.Text(command[2]), reader.Text(reader.At(container, "image"))
		if match := copied.FindStringSubmatch(script); match != nil {
			database["driver"] = map[string]any{"type": "InitContainer", "initContainer": map[string]any{"image": image, "path": match[1]}}
		} else if match := fetched.FindStringSubmatch(script); match != nil {
			url := map[string]any{"address": match[1], "sha256": match[2]}
			if image != "curlimages/curl:8.10.1" {
				url["image"] = image
			}
			database["driver"] = map[string]any{"type": "URL", "url": url}
		} else {
			return
		}
		delete(p.made.Comments, "database.driver")
		p.without("initContainers", func(c any) bool { return reader.At(c, "name") == "mysql-driver" })
		p.withoutMounts(func(name, _ string) bool { return name == "mysql-driver" })
		return
	}
}

// withoutMounts takes volumes with their mounts out of the pod.
func (p *park) withoutMounts(generated func(name, path string) bool) {
	mounts, _ := p.main.Take("volumeMounts").([]any)
	gone, used := map[string]bool{}, map[string]bool{}
	var kept []any
	for _, mount := range mounts {
		if name := reader.Text(reader.At(mount, "name")); generated(name, strings.TrimSuffix(reader.Text(reader.At(mount, "mountPath")), "/")) {
			gone[name] = true
			continue
		}
		kept, used[reader.Text(reader.At(mount, "name"))] = append(kept, mount), true
	}
	if len(kept) > 0 {
		p.main.Put(kept, "volumeMounts")
	}
	p.without("volumes", func(v any) bool {
		name := reader.Text(reader.At(v, "name"))
		return gone[name] && !used[name]
	})
}

// hadoop takes the configuration of Hadoop that StreamPark itself reads.
func (p *park) hadoop() {
	const folder = "/opt/hadoop-conf"
	env, _ := p.made.Spec["env"].(map[string]any)
	if env["HADOOP_CONF_DIR"] != folder {
		return
	}
	volumes, _ := p.pod.Get("volumes").([]any)
	for _, volume := range volumes {
		if name := reader.Text(reader.At(volume, "configMap", "name")); reader.At(volume, "name") == "hadoop-conf" && name != "" {
			p.made.Spec["hadoop"] = map[string]any{}
			hdfs := map[string]any{"configMapName": name}
			if user, ok := env["HADOOP_USER_NAME"].(string); ok && p.made.Spec["kerberos"] == nil {
				hdfs["user"] = user
				delete(env, "HADOOP_USER_NAME")
			}
			p.made.Settings["hdfs"] = hdfs
			delete(env, "HADOOP_CONF_DIR")
			p.withoutMounts(func(name, path string) bool { return name == "hadoop-conf" && path == folder })
			return
		}
	}
}
