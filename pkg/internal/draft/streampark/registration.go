package streampark

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/streampark/registration"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// registration takes the generated Job that registers sessions, with its ConfigMap, and the copies of Flink that the pod has for it.
// Without them nothing registers sessions but people.
func (p *park) registration(objects []manifest.Object) (rest []manifest.Object) {
	config := slices.IndexFunc(objects, func(o manifest.Object) bool {
		return o.ID().Is("", "ConfigMap") && o.ID().Name == p.made.Name+"-registration" && reader.At(o.Tree(), "data", "registration.json") != nil
	})
	if config < 0 {
		p.made.Spec["registration"] = map[string]any{"enabled": false}
		p.made.Comments["registration"] = "Sessions are registered by hand, as they were: with it on, name the administrator's Secret."
		return objects
	}
	for _, object := range objects {
		isJob := object.ID().Is("batch", "Job") && strings.HasPrefix(object.ID().Name, p.made.Name+"-register-")
		if !isJob && object.ID() != objects[config].ID() {
			rest = append(rest, object)
			continue
		}
		p.made.Objects = append(p.made.Objects, object)
		containers, _ := reader.At(object.Tree(), "spec", "template", "spec", "containers").([]any)
		for _, container := range containers {
			p.administrator(container, "STREAMPARK_PASSWORD")
		}
	}
	p.registered(objects[config])
	p.without("initContainers", func(c any) bool { return strings.HasPrefix(reader.Text(reader.At(c, "name")), "flink-home-") })
	p.withoutMounts(func(name, _ string) bool { return name == "flink-homes" })
	return rest
}

// registered takes what is registered: sessions by name, unless they are all that there are, and clusters elsewhere.
func (p *park) registered(config manifest.Object) {
	var state registration.State
	if err := json.Unmarshal([]byte(reader.Text(reader.At(config.Tree(), "data", "registration.json"))), &state); err != nil {
		p.noteOf(config, draft.NotKept, "has a registration.json that is not understood: all sessions are registered")
		return
	}
	all := 0
	byAddress := map[string]string{}
	for _, d := range p.in.Drafts {
		if d.Kind == v1alpha1.KindFlinkSession {
			all++
			byAddress["http://"+d.Name+"-rest."+d.Namespace()+":8081"] = d.Name
		}
	}
	var sessions, elsewhere []any
	for _, one := range state.Clusters {
		if name, ok := byAddress[one.Address]; ok && name == one.Name {
			sessions = append(sessions, name)
		} else if remote := p.remote(one); remote != nil {
			elsewhere = append(elsewhere, remote)
		} else {
			p.noteOf(config, draft.NotKept, "registers "+one.Name+" at "+one.Address+", of which no image says the version of Flink: name it in remoteClusters")
		}
	}
	if len(sessions) < all {
		p.made.Spec["sessions"] = slices.Concat([]any{}, sessions)
	}
	if len(elsewhere) > 0 {
		p.made.Spec["remoteClusters"] = elsewhere
	}
}

// remote is a cluster that no session of the import is; nil where no image of the pod says its version of Flink.
func (p *park) remote(of registration.Cluster) map[string]any {
	containers, _ := p.pod.Get("initContainers").([]any)
	for _, container := range containers {
		if reader.At(container, "name") != streampark.FlinkHomeContainer(of.FlinkHome) {
			continue
		}
		image := reader.Text(reader.At(container, "image"))
		version := cluster.VersionInTag.FindString(image[strings.LastIndex(image, ":")+1:])
		if version == "" {
			return nil
		}
		remote := map[string]any{"name": of.Name, "address": of.Address, "flinkVersion": version}
		if image != "flink:"+version {
			remote["image"] = image
		}
		return remote
	}
	return nil
}

// without takes elements out of a list of the pod.
func (p *park) without(field string, generated func(any) bool) {
	list, _ := p.pod.Take(field).([]any)
	if list = slices.DeleteFunc(list, generated); len(list) > 0 {
		p.pod.Put(list, field)
	}
}

// hive takes the volumes that the pod has for the catalogs of registered sessions.
func (p *park) hive() {
	if reader.At(p.made.Spec["registration"], "enabled") == false {
		return
	}
	folders := map[string]map[any]bool{} // the ConfigMaps that sessions have at them
	for _, d := range p.in.Drafts {
		hive, ok := d.Spec["hive"].(map[string]any)
		if d.Kind != v1alpha1.KindFlinkSession || !ok {
			continue
		}
		at := func(folder string, configMaps ...any) {
			for _, name := range configMaps {
				if folder != "" && name != nil {
					if folders[folder] == nil {
						folders[folder] = map[any]bool{}
					}
					folders[folder][name] = true
				}
			}
		}
		at(cmp.Or(reader.Text(hive["confDir"]), "/opt/hive-conf"), reader.At(d.Settings, "hive", "metastoreConfigMapName"))
		at(reader.Text(hive["hadoopConfDir"]), reader.At(d.Settings, "hdfs", "configMapName"), reader.At(d.Settings, "hive", "hadoopConfigMapName"))
	}
	generated := map[string]bool{}
	for folder, configMaps := range folders {
		if name := reader.At(p.volumeAt(folder, ""), "configMap", "name"); name != nil && configMaps[name] {
			generated[folder] = true
		}
	}
	p.withoutMounts(func(_, path string) bool { return generated[path] })
}
