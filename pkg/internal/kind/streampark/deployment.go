package streampark

import (
	"slices"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podtemplate"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// deployment is StreamPark itself. A new pod starts when the old one is gone: two would write one workspace, and each
// watches all jobs.
func (r *renderer) deployment() runtime.Object {
	selector := r.selector()
	r.pod.Labels = selector
	merged, contradiction := podtemplate.Merge(podtemplate.Tree(&r.pod), r.spec.PodTemplate, r.fixedByFields(), "StreamPark")
	if contradiction != nil {
		r.errs = append(r.errs, r.target.Errorf(path("podTemplate"), "%v", contradiction).Under(diagnostic.RulePodTemplate))
	}
	template, err := podtemplate.Typed(merged)
	if err != nil {
		r.errs = append(r.errs, r.target.Errorf(path("podTemplate"), "%v", err).Under(diagnostic.RulePodTemplate))
		return nil
	}
	r.finish(template)
	r.nodeSelector, r.tolerations = template.Spec.NodeSelector, template.Spec.Tolerations
	if contradiction == nil {
		r.check(template.Spec)
	}
	one := int32(1)
	return &appsv1.Deployment{
		TypeMeta:   metav1.TypeMeta{APIVersion: "apps/v1", Kind: "Deployment"},
		ObjectMeta: r.objectMeta(r.name()),
		Spec: appsv1.DeploymentSpec{
			Replicas: &one,
			Strategy: appsv1.DeploymentStrategy{Type: appsv1.RecreateDeploymentStrategyType},
			Selector: &metav1.LabelSelector{MatchLabels: selector},
			Template: *template,
		},
	}
}

// finish puts StreamPark first among the containers, and the environment's registry in front of the images of all; the init
// containers follow StreamPark in what they may do.
func (r *renderer) finish(template *corev1.PodTemplateSpec) {
	containers := template.Spec.Containers
	if main := slices.IndexFunc(containers, func(c corev1.Container) bool { return c.Name == streampark.Container }); main > 0 {
		first := containers[main]
		containers = slices.Insert(slices.Delete(containers, main, main+1), 0, first)
	}
	template.Spec.Containers = containers
	podtemplate.FollowMain(&template.Spec, streampark.Container, r.pod.Spec.InitContainers)
	for _, list := range [][]corev1.Container{template.Spec.InitContainers, containers} {
		for i := range list {
			list[i].Image = r.target.Image(list[i].Image)
		}
	}
}
