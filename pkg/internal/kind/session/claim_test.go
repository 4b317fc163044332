package session_test

import (
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/claim"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/session"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// withClaim is a session with its state on a volume of a claim that exists.
func withClaim(name, namespace, claim string) *cluster.Target {
	targets, _ := session.Targets(resolve.Source[v1alpha1.FlinkSession]{Object: &v1alpha1.FlinkSession{
		Metadata: v1alpha1.Metadata{Name: name},
		Spec: v1alpha1.FlinkSessionSpec{
			Namespace: namespace,
			Cluster: v1alpha1.Cluster{
				Storage: &v1alpha1.Storage{Type: v1alpha1.StorageVolume, Volume: &v1alpha1.VolumeStorage{ClaimName: claim}},
			},
		},
	}}, nil, nil)
	return targets.Base
}

func TestOwnClaimOfTheStateMustBeReadWriteMany(t *testing.T) {
	const text = "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: %}\nspec: {accessModes: [ReadOnlyMany, MODE]}\n"
	for _, test := range []struct {
		name, mode string
		refused    bool
	}{
		{"nfs", "ReadWriteMany", false},
		{"nfs", "ReadWriteOnce", true},
		{"another", "ReadWriteOnce", false},
	} {
		objects, err := manifest.Parse("claim.yaml", []byte(strings.NewReplacer("%", test.name, "MODE", test.mode).Replace(text)))
		if err != nil {
			t.Fatal(err)
		}
		rendered := cluster.Rendered(withClaim("analytics", "streaming", "nfs"))
		rendered.Resources = [][]manifest.Object{objects}
		errs := claim.CheckOwn(rendered)
		if refused := len(errs) > 0; refused != test.refused {
			t.Errorf("claim %s with %s: refused must be %t: %v", test.name, test.mode, test.refused, errs)
		}
	}
}

func TestDirectoryOfAnotherVolumeIsAnotherPlace(t *testing.T) {
	rendered := func(namespace, claim, directory string) claim.Rendered {
		deployment := &v1beta1.FlinkDeployment{Spec: v1beta1.FlinkDeploymentSpec{
			FlinkConfiguration: map[string]string{"high-availability.storageDir": directory},
		}}
		deployment.Name = claim + namespace
		s := withClaim("analytics", namespace, claim)
		s.EnvironmentName = namespace
		rendered := cluster.Rendered(s)
		rendered.Objects = []runtime.Object{deployment}
		return rendered
	}
	for _, test := range []struct {
		name  string
		other claim.Rendered
		clash bool
	}{
		{"another namespace", rendered("dev", "nfs", "file:///state/ha"), false},
		{"a bucket in another namespace", rendered("dev", "nfs", "gs://acme/ha"), true},
	} {
		t.Run(test.name, func(t *testing.T) {
			directory := test.other.Objects[0].(*v1beta1.FlinkDeployment).Spec.FlinkConfiguration["high-availability.storageDir"]
			errs := claim.Unique([]claim.Claims{claim.Of(rendered("prod", "nfs", directory)), claim.Of(test.other)})
			if clash := len(errs) > 0; clash != test.clash {
				t.Errorf("clash must be %t: %v", test.clash, errs)
			}
		})
	}
}
