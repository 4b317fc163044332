package flinkoperator

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Target is an operator with its defaults.
type Target struct {
	resolve.Target

	// Spec has the defaults.
	Spec v1alpha1.FlinkOperatorSpec

	// Release is that of the operator; the newest where it is not known.
	Release operator.Release

	operated []kind.Operated // of the workspace; nil while they are not known
}

var levels = resolve.Levels[v1alpha1.FlinkOperator, v1alpha1.FlinkOperatorSpec, Target]{
	Noun:   "operator",
	Given:  func(v1alpha1.PresetSpec) *v1alpha1.FlinkOperatorSpec { return nil }, // no preset gives it anything
	Choose: func(*v1alpha1.FlinkOperatorSpec) {},
	Full:   func(o *v1alpha1.FlinkOperator) *v1alpha1.FlinkOperatorSpec { return &o.Spec },
	Place: func(spec *v1alpha1.FlinkOperatorSpec) (string, []string, bool) {
		namespace := objectsIn(spec)
		return namespace, spec.Resources, false
	},
	Target: newTarget,
}

// objectsIn is the namespace of the objects: that of the operator, or that of Argo CD, whose Applications say where the operator is.
func objectsIn(spec *v1alpha1.FlinkOperatorSpec) string {
	setDefaults(spec)
	if spec.ArgoCD != nil {
		return spec.ArgoCD.Namespace
	}
	return spec.Namespace
}

func newTarget(target resolve.Target, merged *v1alpha1.FlinkOperatorSpec, _ []*v1alpha1.FlinkOperatorSpec) *Target {
	o := &Target{Target: target, Spec: *merged, Release: operator.Latest()}
	setDefaults(&o.Spec)
	o.Settings.OperatorVersion = o.Spec.OperatorVersion
	if release, err := operator.ParseRelease(o.Spec.OperatorVersion); err == nil {
		o.Release = release
	}
	return o
}

func setDefaults(spec *v1alpha1.FlinkOperatorSpec) {
	resolve.SetDefault(&spec.Namespace, v1alpha1.DefaultOperatorNamespace)
	if spec.Flux != nil {
		resolve.SetDefault(&spec.Flux.Interval, "10m")
	}
	if argo := spec.ArgoCD; argo != nil {
		resolve.SetDefault(&argo.Namespace, "argocd")
		resolve.SetDefault(&argo.Project, "default")
		resolve.SetDefault(&argo.CRDRepository, "https://github.com/apache/flink-kubernetes-operator.git")
		if argo.ClusterName == "" {
			resolve.SetDefault(&argo.Server, ownCluster)
		}
	}
	resolve.SetDefaultPointer(&spec.WatchAllNamespaces, false)
	resolve.SetDefaultPointer(&spec.Replicas, 1)
	resolve.SetDefaultPointer(&spec.CreateJobServiceAccount, false)
	if webhook := spec.Webhook; webhook.On() && webhook.KeystoreSecretName != "" {
		resolve.SetDefault(&webhook.KeystoreSecretKey, "password")
	}
	if spec.Metrics.On() {
		resolve.SetDefaultPointer(&spec.Metrics.Port, 9999)
		resolve.SetDefaultPointer(&spec.Metrics.PodMonitor, !remote(spec))
	}
}

// remote reports whether the objects are in another cluster than the operator.
func remote(spec *v1alpha1.FlinkOperatorSpec) bool {
	return spec.ArgoCD != nil && spec.ArgoCD.Server != ownCluster
}

// ownCluster is the API server of the cluster that Argo CD runs in, as Argo CD knows it.
const ownCluster = "https://kubernetes.default.svc"

// watched are the namespaces that the operator watches, sorted: those in which something of the workspace runs in its cluster, and
// those that the spec adds. None means all.
func (o *Target) watched() []string {
	if *o.Spec.WatchAllNamespaces {
		return nil
	}
	namespaces := slices.Clone(o.Spec.WatchNamespaces)
	for _, operated := range o.operated {
		if operated.Cluster == o.Metadata.Name {
			namespaces = append(namespaces, operated.Namespace)
		}
	}
	slices.Sort(namespaces)
	return slices.Compact(namespaces)
}
