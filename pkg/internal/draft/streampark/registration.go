package streampark

import (
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// registration takes the generated Job that registers sessions, with its ConfigMap, and the copies of Flink that the pod has for it.
// Without them nothing registers sessions but people.
func (p *park) registration(objects []manifest.Object) (rest []manifest.Object) {
	config := slices.IndexFunc(objects, func(o manifest.Object) bool {
		return isKind(o, "", "ConfigMap") && o.ID().Name == p.made.Name+"-registration" && reader.At(o.Tree(), "data", "registration.json") != nil
	})
	if config < 0 {
		p.made.Spec["registration"] = map[string]any{"enabled": false}
		p.made.Comments["registration"] = "Sessions are registered by hand, as they were: with it on, name the administrator's Secret."
		return objects
	}
	for _, object := range objects {
		isJob := isKind(object, "batch", "Job") && strings.HasPrefix(object.ID().Name, p.made.Name+"-register-")
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
	p.without("initContainers", func(c any) bool { return strings.HasPrefix(reader.Text(reader.At(c, "name")), "flink-home-") })
	p.withoutMounts(func(name, _ string) bool { return name == "flink-homes" })
	return rest
}

func isKind(object manifest.Object, group, kind string) bool {
	return object.ID().Group == group && object.ID().Kind == kind
}

// without takes elements out of a list of the pod.
func (p *park) without(field string, generated func(any) bool) {
	list, _ := p.pod.Take(field).([]any)
	if list = slices.DeleteFunc(list, generated); len(list) > 0 {
		p.pod.Put(list, field)
	}
}
