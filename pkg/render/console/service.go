package console

import (
	"maps"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/flinkustomize/flinkustomize/pkg/render/objectmeta"
)

// serviceLabel is the label by which a ServiceMonitor finds the Service. Argo CD gives each object that it applies a value
// of its own for app.kubernetes.io/instance, so that nothing but pods may be selected by that.
const serviceLabel = "flinkustomize.dev/streampark"

// serviceLabels are those of the console's Service: what its pod is selected by, the console's own, and the Service's.
func (r *renderer) serviceLabels() map[string]string {
	all := r.selector()
	all[serviceLabel] = r.name()
	maps.Copy(all, r.park.Metadata.Labels)
	return objectmeta.With(all, r.spec.Service.Labels)
}

func (r *renderer) service() runtime.Object {
	service := r.spec.Service
	meta := r.objectMeta(service.Name)
	meta.Labels = r.serviceLabels()
	meta.Annotations = objectmeta.With(meta.Annotations, service.Annotations)
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
		ObjectMeta: r.objectMeta(r.park.BlockedService()),
		Spec: corev1.ServiceSpec{
			// No pod has this label. A Service with no selector would get one, which pods do have, where a user's kustomization
			// adds labels to selectors.
			Selector: map[string]string{"app.kubernetes.io/name": r.park.BlockedService()},
			Ports:    []corev1.ServicePort{{Name: portName, Port: 80, TargetPort: intstr.FromInt32(80)}},
		},
	}
}
