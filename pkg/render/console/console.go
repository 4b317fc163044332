package console

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/render"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// StreamPark renders a console as one target sees it. The errors are about values that contradict one another and facts
// that are missing; what a single value may be is checked by package validate, and a value that it refuses is left out
// here.
func StreamPark(p *resolve.StreamPark) ([]render.File, diagnostic.Findings) {
	r := &renderer{park: p, spec: p.Spec, version: p.Version, properties: properties{}}
	if r.version == 0 {
		r.version = streampark.Recommended // a base does not know it yet
	}
	// What needs facts of an environment adds to lists last, so that overlays only append to those of a base.
	r.base()
	r.profile()
	r.driver()
	r.schema()
	r.ldap()
	r.kerberos()
	r.ownProperties()
	configuration := r.configuration()
	r.database()
	r.hadoop()
	r.flinkHomes()
	r.hive()
	r.env()
	files := render.Files(
		render.File{Name: "deployment.yaml", Object: r.deployment()},
		render.File{Name: "configmap.yaml", Object: configuration},
		render.File{Name: "configmap-schema.yaml", Object: r.schemaScript()},
		render.File{Name: "configmap-registration.yaml", Object: r.registration()},
		render.File{Name: "job.yaml", Object: r.registrationJob()},
		render.File{Name: "persistentvolumeclaim.yaml", Object: r.workspaceClaim()},
		render.File{Name: "persistentvolumeclaim-temp.yaml", Object: r.tempClaim()},
	)
	files = append(files, r.rbac()...)
	files = append(files, render.Files(
		render.File{Name: "service.yaml", Object: r.service()},
		render.File{Name: "service-blocked.yaml", Object: r.blockedService()},
		render.File{Name: "ingress.yaml", Object: r.ingress()},
		render.File{Name: "networkpolicy.yaml", Object: r.networkPolicy()},
		render.File{Name: "servicemonitor.yaml", Object: r.serviceMonitor()},
	)...)
	return files, r.errs
}

// renderer holds what the parts of one console add to.
type renderer struct {
	park    *resolve.StreamPark
	spec    v1alpha1.StreamParkSpec
	version streampark.Version

	pod        corev1.PodTemplateSpec
	properties properties
	kerberosOf string // content of kerberos.yml, until 2.1.3
	errs       diagnostic.Findings

	// The nodes that the user's pod template chooses, for the Job's pod too.
	nodeSelector map[string]string
	tolerations  []corev1.Toleration
}

func (r *renderer) name() string { return r.park.Metadata.Name }

// objectMeta names an object and gives it the labels and annotations of the console.
func (r *renderer) objectMeta(name string) metav1.ObjectMeta {
	return metav1.ObjectMeta{Name: name, Labels: r.park.Metadata.Labels, Annotations: r.park.Metadata.Annotations}
}

// need reports a missing fact, such as mysql.secretName, at the field that needs it. It tells whether the fact is there.
func (r *renderer) need(there bool, fact, field diagnostic.Path) bool {
	if !there && r.park.Complete {
		r.errs = append(r.errs, r.park.MissingFact(fact, field))
	}
	return there
}

// selector is how Deployment, Service and NetworkPolicy find the pod.
func (r *renderer) selector() map[string]string {
	labels := make(map[string]string, len(r.spec.SelectorLabels))
	for key, value := range r.spec.SelectorLabels {
		labels[key], _, _ = r.park.Expand(*value, nil)
	}
	return labels
}

func (r *renderer) mysql() bool { return r.databaseType() == v1alpha1.StreamParkDatabaseMySQL }

func (r *renderer) databaseType() v1alpha1.StreamParkDatabaseType {
	if r.spec.Database == nil {
		return ""
	}
	return r.spec.Database.Type
}

// configMap is a ConfigMap of the console's own.
func (r *renderer) configMap(name string, data map[string]string) runtime.Object {
	return &corev1.ConfigMap{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "ConfigMap"},
		ObjectMeta: r.objectMeta(name),
		Data:       data,
	}
}

func path(names ...string) diagnostic.Path { return diagnostic.Path{}.Child(names...) }
