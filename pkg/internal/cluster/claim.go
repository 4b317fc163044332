package cluster

import (
	"slices"
	"strings"

	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/claim"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// Rendered is a session without objects.
func Rendered(s *Target) claim.Rendered {
	return claim.Rendered{Target: &s.Target, Claimant: claimant{s}}
}

// claimant is the claimant of a session.
type claimant struct{ *Target }

// Derived implements claim.Claimant.
func (s claimant) Derived() []operator.ObjectName {
	if s.IsBlueGreen() {
		return operator.BlueGreenNames(s.Metadata.Name, s.Spec.Mode == v1alpha1.ModeStandalone)
	}
	return operator.DerivedNames(s.Metadata.Name, s.Spec.Mode == v1alpha1.ModeStandalone)
}

// NamedBy implements claim.Claimant.
func (s claimant) NamedBy(manifest.ID) string { return "" }

// Stores implements claim.Claimant.
func (s claimant) Stores() []claim.Claim { return nil }

// Places implements claim.Claimant.
func (s claimant) Places(object runtime.Object) []claim.Claim {
	field := "webUI.host"
	if s.Spec.WebUI.BelowPath() {
		field = "webUI.path"
	}
	var claims []claim.Claim
	add := func(host, path string) {
		claims = append(claims, claim.Claim{What: "host", Scope: s.EnvironmentName, Name: claim.HostPath(host, path), Field: field})
	}
	addIngress := func(ingress *v1beta1.IngressSpec) {
		if ingress != nil {
			host, below, _ := strings.Cut(ingress.Template, "/")
			add(host, "/"+below)
		}
	}
	switch object := object.(type) {
	case *networkingv1.Ingress:
		for _, rule := range object.Spec.Rules {
			for _, route := range rule.HTTP.Paths {
				add(rule.Host, route.Path)
			}
		}
	case *v1beta1.FlinkDeployment:
		addIngress(object.Spec.Ingress)
		claims = append(claims, s.state(s.Metadata.Name, object.Spec.FlinkConfiguration)...)
	case *v1beta1.FlinkBlueGreenDeployment:
		addIngress(object.Spec.Ingress)
		for _, name := range blueGreenNames(s.Metadata.Name) {
			claims = append(claims, s.state(name, object.Spec.Template.Spec.FlinkConfiguration)...)
		}
	}
	return claims
}

// CheckOwn implements claim.Claimant.
func (s claimant) CheckOwn(object manifest.Object) diagnostic.Findings {
	storage, id := s.Spec.Storage, object.ID()
	if storage.Type != v1alpha1.StorageVolume || id.Group != "" || id.Kind != "PersistentVolumeClaim" || id.Name != storage.Volume.ClaimName {
		return nil
	}
	spec, _ := object.Tree()["spec"].(map[string]any)
	if modes, _ := spec["accessModes"].([]any); slices.Contains(modes, any("ReadWriteMany")) {
		return nil
	}
	return diagnostic.Findings{s.Errorf(path("storage", "volume", "claimName"),
		"must be a claim with ReadWriteMany among its accessModes, which %q does not have: %s", id.Name, check.WhyReadWriteMany).Under(diagnostic.RuleConflictingFields)}
}

// state is where the high availability of a cluster keeps its metadata. The same address at another store is another place.
func (s claimant) state(name string, configuration map[string]string) []claim.Claim {
	value := func(option flink.Option) string { return valueOf(configuration, option) }
	var claims []claim.Claim
	if dir := strings.TrimRight(value(flink.HighAvailabilityStorageDir), "/"); dir != "" {
		store := ""
		switch {
		case strings.HasPrefix(dir, "s3"):
			store = value(flink.S3Endpoint)
		case strings.HasPrefix(dir, "file:"):
			store = s.volume()
		}
		claims = append(claims, claim.Claim{What: "directory", Scope: store, Kind: dir, Name: name, Field: "highAvailability.directory"})
	}
	if root := value(flink.HighAvailabilityZooKeeperPathRoot); root != "" {
		quorum := strings.Split(value(flink.HighAvailabilityZooKeeperQuorum), ",")
		slices.Sort(quorum)
		claims = append(claims, claim.Claim{What: "zookeeper", Scope: strings.Join(quorum, ","), Kind: root, Name: name,
			Field: "highAvailability.zookeeper.root"})
	}
	return claims
}

// volume tells volumes apart: buckets and storage accounts have names that are unique in the world, but a path is that
// of a volume of one namespace.
func (s claimant) volume() string {
	claim := ""
	if storage := s.Spec.Storage; storage.Type == v1alpha1.StorageVolume {
		claim = storage.Volume.ClaimName
	}
	return strings.Join([]string{s.EnvironmentName, s.Namespace, claim}, "/")
}

// valueOf is what a rendered configuration says of an option, under any of its keys; empty for nothing.
func valueOf(configuration map[string]string, option flink.Option) string {
	for key := range option.EachKey {
		if value, ok := configuration[key]; ok {
			return value
		}
	}
	return ""
}
