package cluster

import (
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/pod"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podtemplate"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// CheckRendered says what is wrong with the pods that Flink makes of a cluster, at the fields of the spec. What a base
// beneath overlays lacks, they may bring.
func CheckRendered(s *Target, files []object.File, known diagnostic.Findings) diagnostic.Findings {
	if !s.Complete {
		return nil
	}
	release, err := operator.ParseRelease(s.Settings.OperatorVersion)
	if err != nil {
		return nil
	}
	var found diagnostic.Findings
	for _, file := range files {
		if gateway, ok := file.Object.(*appsv1.Deployment); ok {
			found = append(found, checkSQLGateway(s, gateway, known)...)
		}
		deployment, ok := flinkDeploymentOf(file.Object)
		if !ok {
			continue
		}
		for _, f := range pod.Check(deployment, release) {
			if f.Rule == diagnostic.RuleIgnoredVariable && known.HasErrors() {
				continue // an error may say the same
			}
			if field, exact, ok := fieldOf(s.Spec, &deployment.Spec, f.Path[1:]); ok {
				found = append(found, podtemplate.Finding(&s.Target, f, field, exact, known)...)
			}
		}
	}
	return found
}

// fieldOf is where the spec of a cluster has what a field of its FlinkDeployment comes from, and whether it has that very
// field. What is neither of a template nor an option is of a field that the cluster's own checks look at.
func fieldOf(spec v1alpha1.Cluster, deployment *v1beta1.FlinkDeploymentSpec, field diagnostic.Path) (at diagnostic.Path, exact, ok bool) {
	common := podtemplate.Given{At: path("podTemplate"), Template: spec.PodTemplate}
	role := path(name(field, 0), "podTemplate")
	var template *corev1.PodTemplateSpec
	switch {
	case name(field, 0) == "flinkConfiguration":
		if _, ok := spec.FlinkConfiguration[name(field, 1)]; ok {
			return field, true, true
		}
		return nil, false, true
	case name(field, 0) == "podTemplate":
		template, field = deployment.PodTemplate, field[1:]
		at, exact = podtemplate.FieldOf([]podtemplate.Given{common}, template, field)
	case name(field, 1) != "podTemplate":
		return nil, false, false
	case name(field, 0) == "jobManager":
		templates := []podtemplate.Given{common}
		if spec.JobManager != nil {
			templates = []podtemplate.Given{{At: role, Template: spec.JobManager.PodTemplate}, common}
		}
		template, field = deployment.JobManager.PodTemplate, field[2:]
		at, exact = podtemplate.FieldOf(templates, template, field)
	default:
		templates := []podtemplate.Given{common}
		if spec.TaskManager != nil {
			templates = []podtemplate.Given{{At: role, Template: spec.TaskManager.PodTemplate}, common}
		}
		template, field = deployment.TaskManager.PodTemplate, field[2:]
		at, exact = podtemplate.FieldOf(templates, template, field)
	}
	if variable := variableOf(template, field); !exact && spec.Env[variable] != nil {
		return path("env", variable), true, true
	}
	return at, exact, true
}

// variableOf is the environment variable of the main container that a field of a template belongs to, if it does.
func variableOf(template *corev1.PodTemplateSpec, field diagnostic.Path) string {
	if name(field, 1) != "containers" || name(field, 3) != "env" || len(field) < 5 {
		return ""
	}
	i, _ := field[2].Index()
	j, _ := field[4].Index()
	containers := template.Spec.Containers
	if i >= len(containers) || containers[i].Name != pod.MainContainer || j >= len(containers[i].Env) {
		return ""
	}
	return containers[i].Env[j].Name
}

// name is an element of a path that is a name.
func name(p diagnostic.Path, i int) string {
	if i >= len(p) {
		return ""
	}
	name, _ := p[i].Name()
	return name
}
