package streampark

import (
	"maps"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
)

// BlockedService is the Service without pods to which StreamPark's Ingress leads what nobody may see.
func (p *Target) BlockedService() string { return p.Metadata.Name + "-blocked" }

// selectorLabels are checked as they will be: {name} is known, and nothing else may stand there.
func (c *checker) selectorLabels() {
	labels := check.Given(c.spec.SelectorLabels)
	for key, value := range labels {
		labels[key] = strings.ReplaceAll(value, "{name}", c.target.Metadata.Name)
	}
	c.Labels(labels, path("selectorLabels"))
}

func (c *checker) service() {
	service, field := c.spec.Service, path("service")
	if service.Name != c.target.Metadata.Name { // that is checked where it stands
		c.AddErr(field.Child("name"), check.Explain(service.Name, "the name of a Service: at most 63 lower-case letters, digits and dashes that start with a letter, such as streampark",
			validation.IsDNS1035Label))
	}
	if c.spec.Ingress.On() && service.Name == c.target.BlockedService() {
		c.Add(field.Child("name"), "must not be %s, which is the Service without pods that the Ingress needs", service.Name)
	}
	check.OneOf(c.Checker, service.Type, field.Child("type"), v1alpha1.StreamParkServiceClusterIP, v1alpha1.StreamParkServiceNodePort, v1alpha1.StreamParkServiceLoadBalancer)
	c.Port(*service.Port, field.Child("port"))
	c.Labels(check.Given(service.Labels), field.Child("labels"))
	c.Annotations(check.Given(service.Annotations), field.Child("annotations"))
}

// serviceLabel is the label by which a ServiceMonitor finds the Service. Argo CD gives each object that it applies a value
// of its own for app.kubernetes.io/instance, so that nothing but pods may be selected by that.
const serviceLabel = "flinkustomize.dev/streampark"

// serviceLabels are those of StreamPark's Service: what its pod is selected by, StreamPark's own, and the Service's.
func (r *renderer) serviceLabels() map[string]string {
	all := r.selector()
	all[serviceLabel] = r.name()
	maps.Copy(all, r.target.Metadata.Labels)
	return object.With(all, r.spec.Service.Labels)
}

func (r *renderer) service() runtime.Object {
	service := r.spec.Service
	meta := r.objectMeta(service.Name)
	meta.Labels = r.serviceLabels()
	meta.Annotations = object.With(meta.Annotations, service.Annotations)
	made := &corev1.Service{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Service"},
		ObjectMeta: meta,
		Spec: corev1.ServiceSpec{
			Type:     corev1.ServiceType(service.Type),
			Selector: r.selector(),
			Ports:    []corev1.ServicePort{{Name: portName, Port: *service.Port, TargetPort: intstr.FromString(portName)}},
		},
	}
	if agent := r.agentPort(); agent != 0 {
		made.Spec.Ports = append(made.Spec.Ports, corev1.ServicePort{Name: metricsPort, Port: agent, TargetPort: intstr.FromInt32(agent)})
	}
	return made
}

// blockedService has no pods: the Ingress leads there what must not be reached.
func (r *renderer) blockedService() runtime.Object {
	if !r.spec.Ingress.On() {
		return nil
	}
	return &corev1.Service{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Service"},
		ObjectMeta: r.objectMeta(r.target.BlockedService()),
		Spec: corev1.ServiceSpec{
			// No pod has this label. A Service with no selector would get one, which pods do have, where a user's kustomization
			// adds labels to selectors.
			Selector: map[string]string{"app.kubernetes.io/name": r.target.BlockedService()},
			Ports:    []corev1.ServicePort{{Name: portName, Port: 80, TargetPort: intstr.FromInt32(80)}},
		},
	}
}
