package v1alpha1

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	utiljson "k8s.io/apimachinery/pkg/util/json"
)

// PodTemplateMerge says who merges the pod template of a cluster with those of its roles.
type PodTemplateMerge string

const (
	// PodTemplateMergeNames merges elements of lists by their names, as Kubernetes does. A FlinkDeployment whose roles have templates
	// of their own gets two whole ones.
	PodTemplateMergeNames PodTemplateMerge = "Names"

	// PodTemplateMergeOperator leaves it to the operator, which merges elements of lists by their position: the FlinkDeployment has
	// podTemplate and those of the roles as they are written. It is for clusters that were written so: another template restarts them.
	PodTemplateMergeOperator PodTemplateMerge = "Operator"
)

// PodTemplate is a core/v1 PodTemplateSpec that may be partial: a strategic merge patch, in which `$patch: delete`
// removes an element of a list and null removes a field. The levels of precedence are kept apart, so that a later one
// can also remove what was not given by an earlier one but is emitted for a feature.
//
// A PodTemplate is not changed after it is made.
type PodTemplate struct {
	levels []map[string]any
}

// NewPodTemplate makes a PodTemplate of a typed template.
func NewPodTemplate(template corev1.PodTemplateSpec) (*PodTemplate, error) {
	level, err := runtime.DefaultUnstructuredConverter.ToUnstructured(&template)
	if err != nil {
		return nil, fmt.Errorf("pod template: %w", err)
	}
	removeNulls(level)
	return &PodTemplate{levels: []map[string]any{level}}, nil
}

// removeNulls takes out the nulls that only a Go type put there (spec.containers has no omitempty); in a patch they
// would remove what lower levels gave.
func removeNulls(tree map[string]any) {
	for key, value := range tree {
		switch value := value.(type) {
		case nil:
			delete(tree, key)
		case map[string]any:
			removeNulls(value)
		case []any:
			for _, element := range value {
				if element, ok := element.(map[string]any); ok {
					removeNulls(element)
				}
			}
		}
	}
}

// Levels are the patches to apply, in this order. They must not be changed.
func (p *PodTemplate) Levels() []map[string]any {
	if p == nil {
		return nil
	}
	return p.levels
}

// MergeOver puts the levels of p after those of a lower PodTemplate, for package merge.
func (p *PodTemplate) MergeOver(lower *PodTemplate) *PodTemplate {
	return &PodTemplate{levels: slices.Concat(lower.Levels(), p.Levels())}
}

// UnmarshalJSON reads a template or a patch.
func (p *PodTemplate) UnmarshalJSON(data []byte) error {
	if !bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		return errors.New("must be a pod template")
	}
	var level map[string]any
	if err := utiljson.Unmarshal(data, &level); err != nil {
		return err
	}
	p.levels = []map[string]any{level}
	return nil
}

// MarshalJSON writes a template that was read or made; one that was merged has no form of its own.
func (p PodTemplate) MarshalJSON() ([]byte, error) {
	if len(p.levels) > 1 {
		return nil, fmt.Errorf("a merged pod template of %d levels cannot be written", len(p.levels))
	}
	if len(p.levels) == 0 {
		return []byte("{}"), nil
	}
	return json.Marshal(p.levels[0])
}
