package standalone

import (
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
)

const mainContainer = "flink-main-container"

// confDir is where the official image has its configuration.
const confDir = "/opt/flink/conf"

// takeConfiguration takes the volume with the configuration out of the pod, and names its ConfigMap.
func (p *process) takeConfiguration() string {
	mounts, _ := p.main.Take("volumeMounts").([]any)
	volumes, _ := p.pod.Take("volumes").([]any)
	name := ""
	var others []any
	for _, mount := range mounts {
		path, _ := reader.At(mount, "mountPath").(string)
		if path = strings.TrimSuffix(path, "/"); path != confDir && !strings.HasPrefix(path, confDir+"/") {
			others = append(others, mount)
			continue
		}
		index := slices.IndexFunc(volumes, func(volume any) bool { return reader.At(volume, "name") == reader.At(mount, "name") })
		if index < 0 {
			continue
		}
		if found := configMapOf(volumes[index]); found != "" {
			name = found
		} else {
			p.note(draft.NotKept, "is mounted at "+path+", where the operator mounts the configuration: it is no ConfigMap, so what it holds must become "+
				"flinkConfiguration and logConfiguration by hand", "spec", "template", "spec", "volumes")
		}
	}
	volumes = slices.DeleteFunc(volumes, func(volume any) bool {
		return configMapOf(volume) == name && name != "" && !slices.ContainsFunc(others, func(mount any) bool { return reader.At(mount, "name") == reader.At(volume, "name") })
	})
	if len(others) > 0 {
		p.main.Put(others, "volumeMounts")
	}
	if len(volumes) > 0 {
		p.pod.Put(volumes, "volumes")
	}
	return name
}

// configMapOf is the ConfigMap of a volume, which may be one of the sources of a projected one.
func configMapOf(volume any) string {
	if name, ok := reader.At(volume, "configMap", "name").(string); ok {
		return name
	}
	sources, _ := reader.At(volume, "projected", "sources").([]any)
	for _, source := range sources {
		if name, ok := reader.At(source, "configMap", "name").(string); ok {
			return name
		}
	}
	return ""
}

// takePorts takes the ports that the operator declares itself, and has probes name them by their numbers.
func (p *process) takePorts(options map[string]string) {
	own := map[int64]bool{6122: true}
	if p.role == jobManager {
		own = map[int64]bool{6123: true, 6124: true, 8081: true}
	}
	for _, option := range []string{"jobmanager.rpc.port", "rest.port", "taskmanager.rpc.port", "blob.server.port"} {
		if number, ok := wholeNumber(options[option]); ok {
			own[number] = true
		}
	}
	names := map[string]int64{}
	ports, _ := p.main.Take("ports").([]any)
	ports = slices.DeleteFunc(ports, func(port any) bool {
		number, _ := reader.At(port, "containerPort").(int64)
		if own[number] {
			names[reader.Text(reader.At(port, "name"))] = number
		}
		return own[number]
	})
	if len(ports) > 0 {
		p.main.Put(ports, "ports")
	}
	for _, probe := range []string{"livenessProbe", "readinessProbe", "startupProbe"} {
		for _, way := range []string{"tcpSocket", "httpGet"} {
			if name, ok := p.main.Get(probe, way, "port").(string); ok && names[name] != 0 {
				p.main.Take(probe, way, "port")
				p.main.Put(names[name], probe, way, "port")
			}
		}
	}
}

// claimVolumes gives the pods of a StatefulSet the volumes of its claim templates as their own.
func (p *process) claimVolumes(spec *reader.Fields) {
	for _, claim := range spec.Mappings("volumeClaimTemplates") {
		name := claim.Text("metadata", "name")
		volumes, _ := p.pod.Take("volumes").([]any)
		p.pod.Put(append(volumes, map[string]any{"name": name, "ephemeral": map[string]any{"volumeClaimTemplate": map[string]any{"spec": claim.Take("spec")}}}), "volumes")
		p.note(draft.Changed, "is a volume that each pod has for itself now, and that goes with it: a Deployment, which the operator runs, gives no pod the claim of "+
			"an earlier one, so TaskManagers recover from checkpoints alone. The claims of the StatefulSet stay until you delete them", "spec", "volumeClaimTemplates")
	}
}

// template is the pod template that is left: what the operator neither makes nor replaces.
func (p *process) template(names map[string]bool) map[string]any {
	for _, own := range []string{"restartPolicy", "hostname"} {
		p.pod.Take(own)
	}
	main := reader.WithoutEmpty(p.main.Rest())
	pod := p.pod.Rest()
	metadata := p.metadata.Rest()
	delete(metadata, "creationTimestamp")
	delete(metadata, "name")
	if labels, ok := metadata["labels"].(map[string]any); ok {
		for label := range names {
			delete(labels, label)
		}
	}
	containers := []any{}
	if len(main) > 0 || len(p.sidecars) > 0 {
		main["name"] = mainContainer
		containers = append(containers, main)
	}
	for _, sidecar := range p.sidecars {
		containers = append(containers, sidecar)
	}
	if len(containers) > 0 {
		pod["containers"] = containers
	}
	return reader.WithoutEmpty(map[string]any{"metadata": metadata, "spec": pod})
}
