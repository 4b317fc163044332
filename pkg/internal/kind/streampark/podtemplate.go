package streampark

import (
	appsv1 "k8s.io/api/apps/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/pod"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podtemplate"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// checkPodTemplates checks every pod template of a StreamPark as PodTemplates does.
func checkPodTemplates(source resolve.Source[v1alpha1.StreamPark]) diagnostic.Findings {
	root := path("spec")
	errs := check.PodTemplates(source.Document, source.SpecErrorf, map[string]*v1alpha1.PodTemplate{"": source.Object.Spec.PodTemplate}, root)
	for name, partial := range source.Object.Spec.Environments {
		errs = append(errs, check.PodTemplates(source.Document, source.SpecErrorf, map[string]*v1alpha1.PodTemplate{"": partial.PodTemplate}, root.Child("environments", name))...)
	}
	return errs
}

// user refuses root, which needs no field, and fractions of nothing.
func (c *checker) user() {
	if user := c.spec.RunAsUser; user != nil && (*user < 1 || *user > 1<<31-1) {
		c.Add(path("runAsUser"), "must be the number of a user other than root, such as 1000, not %d", *user)
	}
}

// podOverrides are fields of the pod template that fields of the spec say, or that nobody may say.
var podOverrides = []check.Override{
	{Path: []string{"metadata", "name"}, Instead: ""},
	{Path: []string{"metadata", "namespace"}, Instead: "spec.namespace"},
	{Path: []string{"spec", "restartPolicy"}, Instead: ""},
	{Path: []string{"spec", "hostNetwork"}, Instead: ""},
	{Path: []string{"spec", "serviceAccount"}, Instead: "spec.kubernetes.serviceAccountName"},
	{Path: []string{"spec", "serviceAccountName"}, Instead: "spec.kubernetes.serviceAccountName"},
	{Path: []string{"spec", "automountServiceAccountToken"}, Instead: "spec.kubernetes"},
}

var containerOverrides = []check.Override{
	{Path: []string{"image"}, Instead: "spec.image"},
	{Path: []string{"imagePullPolicy"}, Instead: "spec.imagePullPolicy"},
	{Path: []string{"resources", "requests", "cpu"}, Instead: "spec.cpu"},
	{Path: []string{"resources", "requests", "memory"}, Instead: "spec.memory"},
	{Path: []string{"resources", "limits", "cpu"}, Instead: "spec.cpuLimit"},
	{Path: []string{"resources", "limits", "memory"}, Instead: "spec.memory"},
}

// podTemplate refuses in the pod template what has a field of its own.
func (c *checker) podTemplate() {
	field := path("podTemplate")
	for _, level := range c.spec.PodTemplate.Levels() {
		for _, o := range podOverrides {
			c.refuseField(level, o, field)
		}
		spec, _ := level["spec"].(map[string]any)
		containers, _ := spec["containers"].([]any)
		for i, element := range containers {
			container, _ := element.(map[string]any)
			if container["name"] != streampark.Container {
				continue
			}
			for _, o := range containerOverrides {
				c.refuseField(container, o, field.Child("spec", "containers").Index(i))
			}
		}
	}
}

func (c *checker) refuseField(tree map[string]any, o check.Override, field diagnostic.Path) {
	if o.Given(tree) {
		message := "must not be set"
		if o.Instead != "" {
			message += ": set " + o.Instead
		}
		c.AddAs(diagnostic.RuleOption, field.Child(o.Path...), "%s", message)
	}
}

// checkRendered says what is wrong with the pod of a StreamPark, at the fields of the spec. What a base beneath overlays
// lacks, they may bring.
func checkRendered(p *Target, files []object.File, known diagnostic.Findings) diagnostic.Findings {
	if !p.Complete {
		return nil
	}
	templates := []podtemplate.Given{{At: path("podTemplate"), Template: p.Spec.PodTemplate}}
	var found diagnostic.Findings
	for _, file := range files {
		deployment, ok := file.Object.(*appsv1.Deployment)
		if !ok {
			continue
		}
		for _, f := range pod.CheckTemplate(&deployment.Spec.Template, path("spec", "template")) {
			field, exact := podtemplate.FieldOf(templates, &deployment.Spec.Template, f.Path[2:])
			found = append(found, podtemplate.Finding(&p.Target, f, field, exact, known)...)
		}
	}
	return found
}
