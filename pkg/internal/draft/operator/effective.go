package operator

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/flatconfiguration"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// serverFields of metadata are the API server's own, or those of controllers.
var serverFields = []string{"creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "finalizers", "generation", "managedFields",
	"ownerReferences", "resourceVersion", "selfLink", "uid"}

// lastApplied is where kubectl keeps what it applied last.
const lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

// effective is an object as its author wrote it: without what a cluster adds, without its namespace, and with the configuration of
// Flink by flat keys.
func effective(object manifest.Object) manifest.Object {
	tree := maps.Clone(object.Tree())
	delete(tree, "status")
	metadata, _ := tree["metadata"].(map[string]any)
	metadata = maps.Clone(metadata)
	for _, field := range append(slices.Clone(serverFields), "namespace") {
		delete(metadata, field)
	}
	if annotations, ok := metadata["annotations"].(map[string]any); ok {
		if annotations = maps.Clone(annotations); true {
			delete(annotations, lastApplied)
		}
		metadata["annotations"] = annotations
	}
	tree["metadata"] = metadata
	if spec, ok := tree["spec"].(map[string]any); ok && object.ID().Group == v1beta1.GroupVersion.Group {
		tree["spec"] = withFlatConfiguration(spec)
	}
	made, err := manifest.FromTree(tree)
	if err != nil {
		return object // which has a name, and nothing but plain values: as does this
	}
	return made
}

// withFlatConfiguration is a spec of a custom resource with its configuration by flat keys, and so that of its template.
func withFlatConfiguration(spec map[string]any) map[string]any {
	spec = maps.Clone(spec)
	if configuration, ok := spec["flinkConfiguration"].(map[string]any); ok {
		flat := map[string]any{}
		for key, value := range flatconfiguration.Values(configuration) {
			flat[key] = value
		}
		spec["flinkConfiguration"] = flat
	}
	if template, ok := spec["template"].(map[string]any); ok {
		if below, ok := template["spec"].(map[string]any); ok {
			template = maps.Clone(template)
			template["spec"] = withFlatConfiguration(below)
			spec["template"] = template
		}
	}
	return spec
}

// difference is the deepest place at which two trees differ.
type difference struct {
	path     []any
	was, is  any
	had, has bool
}

// differences between two trees, in order of their keys. Lists of one length are compared element by element.
func differences(was, is any) []difference {
	var all []difference
	compare(nil, difference{was: was, is: is, had: true, has: true}, func(d difference) { all = append(all, d) })
	return all
}

func compare(path []any, d difference, visit func(difference)) {
	oldMap, wasMap := d.was.(map[string]any)
	newMap, isMap := d.is.(map[string]any)
	oldList, wasList := d.was.([]any)
	newList, isList := d.is.([]any)
	at := func(step any) []any { return append(path[:len(path):len(path)], step) }
	switch {
	case d.had && d.has && wasMap && isMap:
		keys := map[string]bool{}
		for key := range oldMap {
			keys[key] = true
		}
		for key := range newMap {
			keys[key] = true
		}
		for _, key := range slices.Sorted(maps.Keys(keys)) {
			var below difference
			below.was, below.had = oldMap[key]
			below.is, below.has = newMap[key]
			compare(at(key), below, visit)
		}
	case d.had && d.has && wasList && isList && len(oldList) == len(newList):
		for i := range oldList {
			compare(at(i), difference{was: oldList[i], is: newList[i], had: true, has: true}, visit)
		}
	case !manifest.Equal(d.was, d.is) || d.had != d.has:
		d.path = path
		visit(d)
	}
}

// pathText is a path as spec.asWritten has it.
func pathText(path []any) string {
	var b strings.Builder
	for i, step := range path {
		switch step := step.(type) {
		case int:
			b.WriteString("[" + strconv.Itoa(step) + "]")
		case string:
			if strings.ContainsAny(step, ".[]/") {
				b.WriteString("[" + step + "]")
				continue
			}
			if i > 0 {
				b.WriteString(".")
			}
			b.WriteString(step)
		}
	}
	return b.String()
}
