package generate

import (
	"encoding/json"
	"reflect"
	"slices"

	appsv1 "k8s.io/api/apps/v1"

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
	var found diagnostic.Findings
	for _, file := range files {
		deployment, ok := file.Object.(*v1beta1.FlinkDeployment)
		if !ok {
			continue
		}
		for _, f := range pod.Check(deployment, release) {
			if field, exact, ok := fieldOfSession(target.Spec.Cluster, &deployment.Spec, f.Path[1:]); ok {
				found = append(found, podFinding(&target.Target, f, field, exact, known)...)
			}
		}
	}
	return found
}

// consolePodFindings say the same of the pods of a StreamPark.
func consolePodFindings(target *resolve.StreamPark, files []render.File, known diagnostic.Findings) diagnostic.Findings {
	if !target.Complete {
		return nil
	}
	templates := []userTemplate{{diagnostic.Path{}.Child("podTemplate"), target.Spec.PodTemplate}}
	var found diagnostic.Findings
	for _, file := range files {
		deployment, ok := file.Object.(*appsv1.Deployment)
		if !ok {
			continue
		}
		for _, f := range pod.CheckTemplate(&deployment.Spec.Template, diagnostic.Path{}.Child("spec", "template")) {
			field, exact := fieldOf(templates, deployment.Spec.Template, f.Path[2:])
			found = append(found, podFinding(&target.Target, f, field, exact, known)...)
		}
	}
	return found
}

// podFinding is what is found in an object, at a field of the spec; exact where the spec has that very field.
func podFinding(target *resolve.Target, f diagnostic.Finding, field diagnostic.Path, exact bool, known diagnostic.Findings) diagnostic.Findings {
	message := f.Message
	if !exact {
		if known.HasErrors() {
			return nil
		}
		message = "makes an object that has an error at " + f.Path.String() + ": " + message
	}
	finding := target.Errorf(field, "%s", message).Under(f.Rule)
	if slices.ContainsFunc(known, func(k diagnostic.Finding) bool { return k.Path.Compare(finding.Path) == 0 }) {
		return nil
	}
	return diagnostic.Findings{finding}
}

// userTemplate is a pod template of a spec, and where it stands.
type userTemplate struct {
	at       diagnostic.Path
	template *v1alpha1.PodTemplate
}

// fieldOfSession is where the spec of a session has what a field of its FlinkDeployment comes from, and whether it has that
// very field. What is neither of a template nor an option is of a field that the session's own checks look at.
func fieldOfSession(spec v1alpha1.Cluster, deployment *v1beta1.FlinkDeploymentSpec, field diagnostic.Path) (at diagnostic.Path, exact, ok bool) {
	common := userTemplate{diagnostic.Path{}.Child("podTemplate"), spec.PodTemplate}
	role := diagnostic.Path{}.Child(name(field, 0), "podTemplate")
	switch {
	case name(field, 0) == "flinkConfiguration":
		if _, ok := spec.FlinkConfiguration[name(field, 1)]; ok {
			return field, true, true
		}
		return nil, false, true
	case name(field, 0) == "podTemplate":
		at, exact = fieldOf([]userTemplate{common}, deployment.PodTemplate, field[1:])
		return at, exact, true
	case name(field, 1) != "podTemplate":
		return nil, false, false
	case name(field, 0) == "jobManager":
		templates := []userTemplate{common}
		if spec.JobManager != nil {
			templates = []userTemplate{{role, spec.JobManager.PodTemplate}, common}
		}
		at, exact = fieldOf(templates, deployment.JobManager.PodTemplate, field[2:])
	default:
		templates := []userTemplate{common}
		if spec.TaskManager != nil {
			templates = []userTemplate{{role, spec.TaskManager.PodTemplate}, common}
		}
		at, exact = fieldOf(templates, deployment.TaskManager.PodTemplate, field[2:])
	}
	return at, exact, true
}

// fieldOf is where one of the user's templates, the first that does, has a field of the rendered one, and whether one does.
// Features give fields too, and elements of lists before those of the user's.
func fieldOf(templates []userTemplate, rendered any, field diagnostic.Path) (at diagnostic.Path, exact bool) {
	tree := treeOf(rendered)
	for _, t := range templates {
		for _, level := range slices.Backward(t.template.Levels()) {
			if below, ok := fieldOfTemplate(level, tree, field); ok {
				return append(t.at, below...), true
			}
		}
	}
	for _, t := range templates {
		if t.template != nil {
			return t.at, false
		}
	}
	return nil, false
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
