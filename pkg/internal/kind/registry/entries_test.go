package registry_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

func TestAPresetOfTooManyEntriesIsRefused(t *testing.T) {
	env, options := map[string]*v1alpha1.EnvVar{}, map[string]*string{}
	for i := range 2001 {
		env[fmt.Sprint("A", i)], options[fmt.Sprint("a.b", i)] = &v1alpha1.EnvVar{Value: "b"}, new("b")
	}
	for field, preset := range map[string]v1alpha1.PresetSpec{
		"spec.session.env":                   {Session: &v1alpha1.FlinkSessionSpec{Cluster: v1alpha1.Cluster{Env: env}}},
		"spec.application.env":               {Application: &v1alpha1.FlinkApplicationSpec{Cluster: v1alpha1.Cluster{Env: env}}},
		"spec.session.flinkConfiguration":    {Session: &v1alpha1.FlinkSessionSpec{Cluster: v1alpha1.Cluster{FlinkConfiguration: options}}},
		"spec.streamPark.env":                {StreamPark: &v1alpha1.StreamParkSpec{Env: env}},
		"spec.streamPark.configuration":      {StreamPark: &v1alpha1.StreamParkSpec{Configuration: options}},
		"spec.sessionJob.flinkConfiguration": {SessionJob: &v1alpha1.FlinkSessionJobSpec{FlinkConfiguration: options}},
	} {
		preset.Description = "Large"
		errs := registry.CheckPreset(resolve.Source[v1alpha1.Preset]{Object: &v1alpha1.Preset{Metadata: v1alpha1.PresetMetadata{Name: "large/v1"}, Spec: preset}})
		if want := field + ": must have at most 2000 entries, not 2001"; len(errs) != 1 || !strings.HasSuffix(errs.Error(), want) {
			t.Errorf("got %.300v, want %s", errs, want)
		}
	}
}
