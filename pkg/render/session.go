package render

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// File is a group of objects that belong into one file.
type File struct {
	// Name of the file, such as rbac.yaml.
	Name string

	// Objects in the order in which they are read best. They have no namespace: the kustomization sets it.
	Objects []runtime.Object
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
	files := []File{
		{"flinkdeployment.yaml", []runtime.Object{r.flinkDeployment()}},
		{"persistentvolumeclaim.yaml", r.volumeClaim()},
		{"rbac.yaml", r.serviceAccount()},
		{"service.yaml", r.webUIService()},
		{"middleware.yaml", r.webUIMiddleware()},
		{"ingress.yaml", r.webUIIngress()},
		{"podmonitor.yaml", r.podMonitor()},
		{"poddisruptionbudget.yaml", r.podDisruptionBudget()},
	}
	var written []File
	for _, file := range files {
		if len(file.Objects) > 0 {
			written = append(written, file)
		}
	}
	return written, r.errs
}

// renderer holds what the features of one session add to.
type renderer struct {
	session *resolve.Session

	// flinkVersion and release are the newest where a base does not know them yet.
	flinkVersion flink.Version
	release      operator.Release

	configuration configuration
	pod           corev1.PodTemplateSpec     // what the features need in every pod
	mounts        map[string]diagnostic.Path // by path: the field that mounts there
	errs          diagnostic.Findings
}

func newRenderer(s *resolve.Session) *renderer {
	r := &renderer{session: s, flinkVersion: flink.Newest, release: operator.Latest()}
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
	return metav1.ObjectMeta{Name: name, Labels: r.session.Metadata.Labels, Annotations: r.session.Metadata.Annotations}
}

// need reports a missing fact, such as s3.bucket, at the field that needs it. It tells whether the fact is there.
func (r *renderer) need(there bool, fact diagnostic.Path, field diagnostic.Path) bool {
	if there || !r.session.Complete {
		return there
	}
	r.errs = append(r.errs, r.session.MissingFact(fact, field))
	return false
}

func path(names ...string) diagnostic.Path { return diagnostic.Path{}.Child(names...) }
