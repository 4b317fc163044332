package streampark

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// Render renders a StreamPark as one target sees it. The errors are about values that contradict one another and settings
// that are missing; what a single value may be, checkTarget says, and a value that it refuses is left out
// here.
func Render(p *Target) ([]object.File, diagnostic.Findings) {
	r := &renderer{target: p, spec: p.Spec, version: p.Version, properties: properties{}}
	if r.version == 0 {
		r.version = streampark.Recommended // a base does not know it yet
	}
	// What needs settings of an environment adds to lists last, so that overlays only append to those of a base.
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
	files := object.Files(
		object.File{Name: "deployment.yaml", Object: r.deployment()},
		object.File{Name: "configmap.yaml", Object: configuration},
		object.File{Name: "configmap-schema.yaml", Object: r.schemaScript()},
		object.File{Name: "configmap-registration.yaml", Object: r.registration()},
		object.File{Name: "job.yaml", Object: r.registrationJob()},
		object.File{Name: "persistentvolumeclaim.yaml", Object: r.workspaceClaim()},
		object.File{Name: "persistentvolumeclaim-temp.yaml", Object: r.tempClaim()},
	)
	files = append(files, r.rbac()...)
	files = append(files, object.Files(
		object.File{Name: "service.yaml", Object: r.service()},
		object.File{Name: "service-blocked.yaml", Object: r.blockedService()},
		object.File{Name: "ingress.yaml", Object: r.ingress()},
		object.File{Name: "networkpolicy.yaml", Object: r.networkPolicy()},
		object.File{Name: "servicemonitor.yaml", Object: r.serviceMonitor()},
		object.File{Name: "prometheusrule.yaml", Object: r.prometheusRule()},
	)...)
	return files, r.errs
}

// renderer holds what the parts of one StreamPark add to.
type renderer struct {
	target  *Target
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

func (r *renderer) name() string { return r.target.Metadata.Name }

// objectMeta names an object and gives it the labels and annotations of StreamPark.
func (r *renderer) objectMeta(name string) metav1.ObjectMeta {
	return metav1.ObjectMeta{Name: name, Labels: r.target.Metadata.Labels, Annotations: r.target.Metadata.Annotations}
}

// need reports a missing setting, such as mysql.secretName, at the field that needs it. It reports whether the setting is there.
func (r *renderer) need(there bool, setting, field diagnostic.Path) bool {
	if !there && r.target.Complete {
		r.errs = append(r.errs, r.target.MissingSetting(setting, field))
	}
	return there
}

// selector is how Deployment, Service and NetworkPolicy find the pod.
func (r *renderer) selector() map[string]string { return r.target.podLabels() }

// podLabels are those of StreamPark's pod, unless a podTemplate adds to them.
func (p *Target) podLabels() map[string]string {
	labels := make(map[string]string, len(p.Spec.SelectorLabels))
	for key, value := range p.Spec.SelectorLabels {
		if value != nil {
			labels[key], _, _ = p.Expand(*value, nil)
		}
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

// configMap is a ConfigMap of StreamPark's own.
func (r *renderer) configMap(name string, data map[string]string) runtime.Object {
	return &corev1.ConfigMap{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "ConfigMap"},
		ObjectMeta: r.objectMeta(name),
		Data:       data,
	}
}

func path(names ...string) diagnostic.Path { return diagnostic.Path{}.Child(names...) }
