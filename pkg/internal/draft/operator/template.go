package operator

import (
	"encoding/json"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
)

// templates are the paths of the pod templates of a cluster, there and here.
var templates = [][]any{{"podTemplate"}, {"jobManager", "podTemplate"}, {"taskManager", "podTemplate"}}

// prune takes out of the templates what core/v1 does not have, as the API server does: a spec refuses it.
func (a *app) prune(spec map[string]any) map[string]any {
	for _, path := range templates {
		template, ok := at(spec, path...)
		if !ok {
			continue
		}
		text, err := json.Marshal(template)
		if err != nil {
			continue
		}
		var typed corev1.PodTemplateSpec
		if json.Unmarshal(text, &typed) != nil {
			continue // what is no template is refused where it is rendered
		}
		var known map[string]any
		if text, err = json.Marshal(typed); err != nil || json.Unmarshal(text, &known) != nil {
			continue
		}
		for _, d := range differences(template, known) {
			if d.had && !d.has && holdsValue(d.was) {
				whole := append(path[:len(path):len(path)], d.path...)
				spec = changed(spec, nil, whole...)
				a.lost = append(a.lost, whole)
				outcome := draft.NotKept
				if a.sameToOperator(difference{path: whole, was: d.was}) {
					outcome = draft.Changed
				}
				a.note(outcome, "spec."+pathText(whole), "is no field of a pod template, and is left out")
			}
		}
	}
	return spec
}

// holdsValue reports whether a value says anything that Kubernetes' types tell from nothing.
func holdsValue(value any) bool {
	switch v := value.(type) {
	case map[string]any:
		for _, child := range v {
			if holdsValue(child) {
				return true
			}
		}
		return false
	case []any:
		return len(v) > 0
	case string:
		return v != ""
	case bool:
		return v
	case int64:
		return v != 0
	case float64:
		return v != 0
	}
	return false
}
