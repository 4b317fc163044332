package generate

import (
	"encoding/json"
	"reflect"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/pod"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
	"github.com/flinkustomize/flinkustomize/pkg/render"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// podFindings say what is wrong with the pods that Flink makes of a session, at the fields of the spec. What a base beneath
// overlays lacks, they may bring. What is known already is not said again, and nothing of what features make of a spec with
// errors.
func podFindings(target *resolve.Session, files []render.File, known diagnostic.Findings) diagnostic.Findings {
	release, err := operator.ParseRelease(target.Facts.OperatorVersion)
	if err != nil || !target.Complete {
		return nil
	}
	of := map[string]bool{}
	for _, f := range known {
		of[f.Path.String()] = true
	}
	var found diagnostic.Findings
	for _, file := range files {
		deployment, ok := file.Object.(*v1beta1.FlinkDeployment)
		if !ok {
			continue
		}
		for _, f := range pod.Check(deployment, release) {
			field, exact, ok := fieldOfSession(target.Spec.Cluster, &deployment.Spec, f.Path[1:])
			if !ok {
				continue
			}
			message := f.Message
			if !exact {
				if known.HasErrors() {
					continue
				}
				message = "makes a FlinkDeployment that has an error at " + f.Path.String() + ": " + message
			}
			if finding := target.Errorf(field, "%s", message).Under(f.Rule); !of[finding.Path.String()] {
				found = append(found, finding)
			}
		}
	}
	return found
}

// fieldOfSession is where the spec of a session has what a field of its FlinkDeployment comes from, and whether it has that
// very field: features give fields too, and elements of lists, before those of the user's templates. What is neither of a
// template nor an option is of a field that the session's own checks look at.
func fieldOfSession(spec v1alpha1.Cluster, deployment *v1beta1.FlinkDeploymentSpec, field diagnostic.Path) (at diagnostic.Path, exact, ok bool) {
	if name(field, 0) == "flinkConfiguration" {
		if _, ok := spec.FlinkConfiguration[name(field, 1)]; ok {
			return field, true, true
		}
		return nil, false, true
	}
	common := diagnostic.Path{}.Child("podTemplate")
	type given struct {
		at       diagnostic.Path
		template *v1alpha1.PodTemplate
	}
	templates := []given{{common, spec.PodTemplate}}
	rendered, below := any(deployment.PodTemplate), field[min(len(field), 1):]
	if role := name(field, 0); name(field, 1) == "podTemplate" {
		below = field[2:]
		at := common
		if role == "jobManager" {
			rendered = deployment.JobManager.PodTemplate
			if spec.JobManager != nil && spec.JobManager.PodTemplate != nil {
				at = diagnostic.Path{}.Child(role, "podTemplate")
				templates = append([]given{{at, spec.JobManager.PodTemplate}}, templates...)
			}
		} else {
			rendered = deployment.TaskManager.PodTemplate
			if spec.TaskManager != nil && spec.TaskManager.PodTemplate != nil {
				at = diagnostic.Path{}.Child(role, "podTemplate")
				templates = append([]given{{at, spec.TaskManager.PodTemplate}}, templates...)
			}
		}
	} else if name(field, 0) != "podTemplate" {
		return nil, false, false
	}
	tree := treeOf(rendered)
	for _, t := range templates {
		levels := t.template.Levels()
		for i := len(levels) - 1; i >= 0; i-- {
			if at, ok := fieldOfTemplate(levels[i], tree, below); ok {
				return append(t.at, at...), true, true
			}
		}
	}
	for _, t := range templates {
		if t.template != nil {
			return t.at, false, true
		}
	}
	return nil, false, true
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

// name is an element of a path that is a name.
func name(p diagnostic.Path, i int) string {
	if i >= len(p) {
		return ""
	}
	name, _ := p[i].Name()
	return name
}

// mergeKeys are the fields by which strategic merge knows elements of lists, where that is not the name.
var mergeKeys = map[string]string{"ports": "containerPort", "volumeMounts": "mountPath", "volumeDevices": "devicePath", "hostAliases": "ip"}

// fieldOfTemplate is where a level of the user's template has a field of the rendered one, and whether it does. Where an
// element has no such field, the field is what it lacks.
func fieldOfTemplate(level, rendered any, field diagnostic.Path) (diagnostic.Path, bool) {
	var at diagnostic.Path
	list := ""
	for i, element := range field {
		if name, ok := element.Name(); ok {
			list = name
			at = at.Child(name)
			rendered = child(rendered, name)
			if level = child(level, name); level == nil {
				return append(at, field[i+1:]...), i > 0 && isElement(field[:i])
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
		mine, _ := level.([]any)
		for j, candidate := range mine {
			if sameElement(list, candidate, rendered) {
				found = j
			}
		}
		if found < 0 {
			return nil, false
		}
		level, at = mine[found], at.Index(found)
	}
	return at, true
}

// isElement reports whether a path leads to an element of a list.
func isElement(p diagnostic.Path) bool {
	_, ok := p[len(p)-1].Index()
	return ok
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
