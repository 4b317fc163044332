package deliverycheck

import (
	"testing"

	helm "github.com/fluxcd/helm-controller/api/v2"
	"sigs.k8s.io/yaml"
)

// TestHelmReleasesAreFluxs: Flux's own type has every field of the HelmReleases that install the operator. Their CRD is in no module
// that can be had.
func TestHelmReleasesAreFluxs(t *testing.T) {
	for _, file := range glob(t, "operators/*/base/helmrelease.yaml") {
		var release helm.HelmRelease
		if err := yaml.UnmarshalStrict(read(t, file), &release); err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if release.APIVersion != helm.GroupVersion.String() || release.Kind != helm.HelmReleaseKind {
			t.Errorf("%s: must be a HelmRelease of %s", file, helm.GroupVersion)
		}
		if upgrade := release.Spec.Upgrade; upgrade == nil || upgrade.CRDs != helm.CreateReplace {
			t.Errorf("%s: an upgrade must replace the CustomResourceDefinitions", file)
		}
	}
	if err := yaml.UnmarshalStrict([]byte("spec: {prune: true}"), &helm.HelmRelease{}); err == nil {
		t.Error("a field that no HelmRelease has must be refused")
	}
}
