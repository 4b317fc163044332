package render

import (
	"slices"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// File is an object and the file that it stands in.
type File struct {
	// Name of the file: the object's kind, such as service.yaml, and where there are more of one kind also what it is, as in
	// service-blocked.yaml. A user changes nothing in the spec that would rename the file of an object that stays.
	Name string

	// Object has no namespace: the kustomization sets it.
	Object runtime.Object
}

// Files are those of files that have an object, in the order in which they are read best.
func Files(files ...File) []File {
	return slices.DeleteFunc(files, func(file File) bool { return file.Object == nil })
}

// Session renders a session as one target sees it. The errors are about values that contradict one another and facts
// that are missing; what a single value may be is checked by package validate, and a value that it refuses is left
// out here.
func Session(s *resolve.Session) ([]File, diagnostic.Findings) {
	r := newRenderer(s)
	r.highAvailability()
	r.storage()
	r.uploads()
	r.checkpoints()
	r.hive()
	r.kerberos()
	r.metrics()
	r.processes()
	r.restartStrategy()
	r.imagePull()
	r.env()
	files := Files(
		File{"flinkdeployment.yaml", r.flinkDeployment()},
		File{"persistentvolumeclaim.yaml", r.volumeClaim()},
	)
	files = append(files, r.serviceAccount()...)
	files = append(files, Files(
		File{"service.yaml", r.webUIService()},
		File{"middleware.yaml", r.webUIMiddleware()},
		File{"ingress.yaml", r.webUIIngress()},
		File{"podmonitor.yaml", r.podMonitor()},
		File{"poddisruptionbudget.yaml", r.podDisruptionBudget()},
	)...)
	return files, r.errs
}

// renderer holds what the features of one cluster add to.
type renderer struct {
	target  *resolve.Target
	cluster *v1alpha1.Cluster

	// flinkVersion and release are the newest where a base does not know them yet.
	flinkVersion flink.Version
	release      operator.Release

	configuration configuration
	pod           corev1.PodTemplateSpec     // what the features need in every pod
	mounts        map[string]diagnostic.Path // by path: the field that mounts there
	errs          diagnostic.Findings
}

func newRenderer(s *resolve.Session) *renderer {
	r := &renderer{target: &s.Target, cluster: &s.Spec.Cluster, flinkVersion: flink.Newest, release: operator.Latest()}
	if version, err := flink.ParseVersion(s.Spec.FlinkVersion); err == nil {
		r.flinkVersion = version
	}
	if release, err := operator.ParseRelease(s.Facts.OperatorVersion); err == nil {
		r.release = release
	}
	r.configuration.reader = r.flinkVersion
	if bundled, err := flink.ParseVersion(r.release.BundledFlink()); err == nil {
		r.configuration.reader = r.flinkVersion.Earlier(bundled)
	}
	return r
}

// objectMeta names an object and gives it the labels and annotations of the session.
func (r *renderer) objectMeta(name string) metav1.ObjectMeta {
	return metav1.ObjectMeta{Name: name, Labels: r.target.Metadata.Labels, Annotations: r.target.Metadata.Annotations}
}

// need reports a missing fact, such as s3.bucket, at the field that needs it. It tells whether the fact is there.
func (r *renderer) need(there bool, fact diagnostic.Path, field diagnostic.Path) bool {
	if there || !r.target.Complete {
		return there
	}
	r.errs = append(r.errs, r.target.MissingFact(fact, field))
	return false
}

func path(names ...string) diagnostic.Path { return diagnostic.Path{}.Child(names...) }
