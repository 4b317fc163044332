package podtemplate

import (
	"encoding/json"
	"reflect"
	"slices"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// Given is a pod template of a spec, and where it stands.
type Given struct {
	At       diagnostic.Path
	Template *v1alpha1.PodTemplate
}

// FieldOf is where one of the user's templates, the first that does, has a field of the rendered one, and whether one does.
// Features give fields too, and elements of lists before those of the user's.
func FieldOf(templates []Given, rendered *corev1.PodTemplateSpec, field diagnostic.Path) (at diagnostic.Path, exact bool) {
	tree := treeOf(rendered)
	for _, t := range templates {
		for _, level := range slices.Backward(t.Template.Levels()) {
			if below, ok := fieldOfTemplate(level, tree, field); ok {
				return append(t.At, below...), true
			}
		}
	}
	for _, t := range templates {
		if t.Template != nil {
			return t.At, false
		}
	}
	return nil, false
}

// Finding is what was found in a rendered object, at a field of the spec; exact where the spec has that very field. It is
// none where that is known already, and nothing is said of what features make of a spec with errors.
func Finding(target *resolve.Target, f diagnostic.Finding, field diagnostic.Path, exact bool, known diagnostic.Findings) diagnostic.Findings {
	message := f.Message
	if !exact {
		if known.HasErrors() {
			return nil
		}
		message = "makes an object that has an error at " + f.Path.String() + ": " + message
	}
	finding := target.Errorf(field, "%s", message).Under(f.Rule)
	if slices.ContainsFunc(known, func(k diagnostic.Finding) bool { return isBelow(k.Path, finding.Path) }) {
		return nil
	}
	return diagnostic.Findings{finding}
}

// isBelow reports whether a path is another one or leads through it.
func isBelow(path, other diagnostic.Path) bool {
	return len(path) >= len(other) && path[:len(other)].Compare(other) == 0
}

func treeOf(value any) any {
	content, err := json.Marshal(value)
	if err != nil {
		return nil
	}
	var tree any
	if json.Unmarshal(content, &tree) != nil {
		return nil
	}
	return tree
}

// mergeKeys are the fields by which strategic merge knows elements of lists, where that is not the name.
var mergeKeys = map[string]string{"ports": "containerPort", "volumeMounts": "mountPath", "volumeDevices": "devicePath", "hostAliases": "ip"}

// fieldOfTemplate is where a level of the user's template has a field of the rendered one, and whether it does. Where an
// element has no such field, the field is what it lacks.
func fieldOfTemplate(level, rendered any, field diagnostic.Path) (diagnostic.Path, bool) {
	var at diagnostic.Path
	list, mine := "", false // the list that is looked into, and whether an element of the user's was found on the way
	for i, element := range field {
		if name, ok := element.Name(); ok {
			list = name
			at = at.Child(name)
			rendered = child(rendered, name)
			if level = child(level, name); level == nil {
				return append(at, field[i+1:]...), mine
			}
			continue
		}
		index, _ := element.Index()
		all, _ := rendered.([]any)
		if index >= len(all) {
			return nil, false
		}
		rendered = all[index]
		found := -1
		elements, _ := level.([]any)
		for j, candidate := range elements {
			if sameElement(list, candidate, rendered) {
				found = j
			}
		}
		if found < 0 {
			return nil, false
		}
		level, at, mine = elements[found], at.Index(found), true
	}
	return at, true
}

func child(tree any, name string) any {
	object, _ := tree.(map[string]any)
	return object[name]
}

func sameElement(list string, mine, rendered any) bool {
	key := mergeKeys[list]
	if key == "" {
		key = "name"
	}
	if value := child(mine, key); value != nil {
		return reflect.DeepEqual(treeOf(value), child(rendered, key))
	}
	return reflect.DeepEqual(treeOf(mine), rendered)
}
