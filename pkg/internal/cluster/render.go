package cluster

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Render makes the objects of a cluster as one target sees it. The errors are about values that contradict one another and settings
// that are missing; what a single value may be, Check says, and a value that it refuses is left
// out here.
func Render(s *Target) ([]object.File, diagnostic.Findings) {
	r := newRenderer(s)
	r.highAvailability()
	r.storage()
	r.uploads()
	r.checkpoints()
	r.hive()
	r.kerberos()
	r.tls()
	r.metrics()
	r.processes()
	r.restartStrategy()
	r.jars()
	r.imagePull()
	r.application()
	r.env()
	flinkDeployment := r.flinkDeployment()
	deployment := object.File{Name: "flinkdeployment.yaml", Object: flinkDeployment}
	if r.blueGreen() {
		deployment = object.File{Name: "flinkbluegreendeployment.yaml", Object: r.blueGreenDeployment(flinkDeployment)}
	}
	deployment.AsWritten = r.asWritten(flinkDeployment, deployment.Object)
	files := append(make([]object.File, 0, 16), deployment)
	add := func(name string, made runtime.Object) {
		if made != nil {
			files = append(files, object.File{Name: name, Object: made})
		}
	}
	add("configmap.yaml", r.jobConfigMap())
	add("persistentvolumeclaim.yaml", r.volumeClaim())
	files = append(files, r.serviceAccount()...)
	files = append(files, r.webUIService()...)
	add("middleware.yaml", r.webUIMiddleware())
	add("ingress.yaml", r.webUIIngress())
	add("podmonitor.yaml", r.podMonitor())
	add("prometheusrule.yaml", r.prometheusRule())
	add("poddisruptionbudget.yaml", r.podDisruptionBudget())
	add("poddisruptionbudget-taskmanager.yaml", r.taskManagerDisruptionBudget())
	add("networkpolicy.yaml", r.networkPolicy(s.SQLGateway))
	add("deployment-sql-gateway.yaml", r.sqlGatewayDeployment(s.SQLGateway))
	add("service-sql-gateway.yaml", r.sqlGatewayService(s.SQLGateway))
	return files, r.errs
}

// renderer holds what the features of one cluster add to.
type renderer struct {
	target  *resolve.Target
	cluster *v1alpha1.Cluster
	job     *Application // nil for a session

	// flinkVersion and release are the newest where a base does not know them yet.
	flinkVersion flink.Version
	release      operator.Release

	configuration      configuration
	wholeConfiguration map[string]string // of the FlinkDeployment, once that is rendered

	pod    corev1.PodTemplateSpec     // what the features need in every pod
	mounts map[string]diagnostic.Path // by path: the field that mounts there
	errs   diagnostic.Findings
}

func newRenderer(s *Target) *renderer {
	r := &renderer{target: &s.Target, cluster: &s.Spec, job: s.Application, flinkVersion: flink.Newest, release: operator.Latest()}
	if version, err := flink.ParseVersion(s.Spec.FlinkVersion); err == nil {
		r.flinkVersion = version
	}
	if stated := s.Settings.OperatorVersion; stated != "" {
		if release, err := operator.ParseRelease(stated); err == nil {
			r.release = release
		}
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

// need reports a missing setting, such as s3.bucket, at the field that needs it. It reports whether the setting is there.
func (r *renderer) need(there bool, setting, field string) bool {
	if there || !r.target.Complete {
		return there
	}
	r.errs = append(r.errs, r.target.MissingSetting(fieldNamed(setting), fieldNamed(field)))
	return false
}
