package validate_test

import (
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/validate"
)

// session is one with its state on a volume of a claim that exists.
func session(name, namespace, claim string) *resolve.Session {
	targets, _ := resolve.Sessions(resolve.Source[v1alpha1.FlinkSession]{Object: &v1alpha1.FlinkSession{
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
	const claim = "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: %}\nspec: {accessModes: [ReadOnlyMany, MODE]}\n"
	for _, test := range []struct {
		name, mode string
		refused    bool
	}{
		{"nfs", "ReadWriteMany", false},
		{"nfs", "ReadWriteOnce", true},
		{"another", "ReadWriteOnce", false},
	} {
		objects, err := manifest.Parse("claim.yaml", []byte(strings.NewReplacer("%", test.name, "MODE", test.mode).Replace(claim)))
		if err != nil {
			t.Fatal(err)
		}
		rendered := validate.OfSession(session("analytics", "streaming", "nfs"))
		rendered.Resources = [][]manifest.Object{objects}
		errs := validate.Claims(rendered)
		if refused := len(errs) > 0; refused != test.refused {
			t.Errorf("claim %s with %s: refused must be %t: %v", test.name, test.mode, test.refused, errs)
		}
	}
}

func TestDirectoryOfAnotherVolumeIsAnotherPlace(t *testing.T) {
	rendered := func(namespace, claim, directory string) validate.Rendered {
		deployment := &v1beta1.FlinkDeployment{Spec: v1beta1.FlinkDeploymentSpec{
			FlinkConfiguration: map[string]string{"high-availability.storageDir": directory},
		}}
		deployment.Name = claim + namespace
		s := session("analytics", namespace, claim)
		s.EnvironmentName = namespace
		rendered := validate.OfSession(s)
		rendered.Objects = []runtime.Object{deployment}
		return rendered
	}
	for _, test := range []struct {
		name  string
		other validate.Rendered
		clash bool
	}{
		{"another namespace", rendered("dev", "nfs", "file:///state/ha"), false},
		{"a bucket in another namespace", rendered("dev", "nfs", "gs://acme/ha"), true},
	} {
		t.Run(test.name, func(t *testing.T) {
			directory := test.other.Objects[0].(*v1beta1.FlinkDeployment).Spec.FlinkConfiguration["high-availability.storageDir"]
			errs := validate.Unique([]validate.Taken{validate.Take(rendered("prod", "nfs", directory)), validate.Take(test.other)})
			if clash := len(errs) > 0; clash != test.clash {
				t.Errorf("clash must be %t: %v", test.clash, errs)
			}
		})
	}
}
