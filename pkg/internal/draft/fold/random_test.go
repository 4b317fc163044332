package fold_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/fold"
)

// choices are values that a field of a session may have, nil for none; each stands for itself.
var choices = map[string][]any{
	"image":              {nil, "flink:1.20.3-java17", "registry.example.com/platform/flink:1.20.3", "registry.example.com/data/flink:1.20.3"},
	"imagePullSecrets":   {nil, []any{"registry"}, []any{"registry", "mirror"}},
	"jobManager":         {map[string]any{"memory": "2Gi"}, map[string]any{"memory": "2Gi", "cpu": "1"}, map[string]any{"memory": "4Gi", "cpu": "1"}},
	"taskManager":        {map[string]any{"memory": "4Gi", "slots": int64(2)}, map[string]any{"memory": "8Gi", "cpu": "2", "slots": int64(2)}},
	"highAvailability":   {nil, map[string]any{"mode": "Kubernetes"}, map[string]any{"mode": "None"}, map[string]any{"mode": "Kubernetes", "directory": "s3://ha/{environment}/{name}"}},
	"storage":            {map[string]any{"type": "S3"}, map[string]any{"type": "S3", "s3": map[string]any{"plugin": "Hadoop"}}, map[string]any{"type": "Volume", "volume": map[string]any{"claimName": "state"}}},
	"checkpoints":        {nil, map[string]any{"interval": "30s"}, map[string]any{"interval": "30s", "retained": int64(2)}, map[string]any{"enabled": false}, map[string]any{"enabled": true, "interval": "1m"}},
	"metrics":            {nil, map[string]any{}, map[string]any{"enabled": false}, map[string]any{"interval": "15s"}, map[string]any{"enabled": true, "interval": "15s"}},
	"webUI":              {nil, map[string]any{}, map[string]any{"host": "{name}-{environment}.example.com"}, map[string]any{"enabled": false}, map[string]any{"annotations": map[string]any{"a": "1", "b": "2"}}, map[string]any{"annotations": map[string]any{"a": "1"}}},
	"env":                {nil, map[string]any{"A": "1", "B": "2"}, map[string]any{"A": "1"}, map[string]any{"A": map[string]any{"secretName": "a", "key": "k"}}, map[string]any{"A": map[string]any{"secretName": "b", "key": "k"}}},
	"flinkConfiguration": {nil, map[string]any{}, map[string]any{"table.exec.mini-batch.enabled": "true"}, map[string]any{"table.exec.mini-batch.enabled": "false", "parallelism.default": "2"}, map[string]any{"parallelism.default": nil}},
	"restartNonce":       {nil, int64(0), int64(1)},
	"jvmOptions":         {nil, "-XX:+UseG1GC"},
	"preset":             {nil, nil, "production/v2", "development/v2"},
	"podTemplate": {
		nil,
		map[string]any{"metadata": map[string]any{"labels": map[string]any{"team": "data"}}},
		map[string]any{"metadata": map[string]any{"labels": map[string]any{"team": "data", "tier": "gold"}}, "spec": map[string]any{"nodeSelector": map[string]any{"disk": "ssd"}}},
		template(main("A", "1"), sidecar("1.0", "X")),
		template(main("A", "2", "B", "1"), sidecar("1.0", "X", "Y")),
		template(sidecar("1.1", "Y", "X"), main("B", "1", "A", "2")),
		template(main("A", "1"), sidecar("1.1", "X"), map[string]any{"name": "other", "image": "other:1"}),
		template(map[string]any{"name": "flink-main-container", "env": []any{map[string]any{"name": "A", "$patch": "delete"}}}),
		map[string]any{"spec": map[string]any{"tolerations": []any{map[string]any{"key": "flink", "operator": "Exists"}}, "terminationGracePeriodSeconds": int64(60)}},
	},
}

func template(containers ...any) map[string]any {
	return map[string]any{"spec": map[string]any{"containers": containers}}
}

func main(env ...string) map[string]any {
	var all []any
	for i := 0; i < len(env); i += 2 {
		all = append(all, map[string]any{"name": env[i], "value": env[i+1]})
	}
	return map[string]any{"name": "flink-main-container", "env": all}
}

func sidecar(tag string, env ...string) map[string]any {
	var all []any
	for _, name := range env {
		all = append(all, map[string]any{"name": name, "value": "1"})
	}
	return map[string]any{"name": "sidecar", "image": "sidecar:" + tag, "env": all}
}

// settings are values that an environment may have.
var settings = map[string][]any{
	"ingress":          {nil, map[string]any{"domain": "a.example.com"}, map[string]any{"domain": "a.example.com", "className": "nginx"}, map[string]any{"domain": "b.example.com", "tlsSecretName": "tls"}},
	"s3":               {map[string]any{"bucket": "flink"}, map[string]any{"bucket": "flink", "endpoint": "http://minio:9000", "pathStyleAccess": true}, map[string]any{"bucket": "other", "credentials": map[string]any{"secretName": "s3"}}},
	"prometheus":       {nil, map[string]any{"labels": map[string]any{"release": "prometheus"}}},
	"imagePullSecrets": {nil, nil, []any{"registry"}},
	"serviceAccount":   {nil, nil, nil, map[string]any{"name": "flink", "create": false}},
}

// pick chooses values: mostly those of a spec that others have, too.
func pick(random *rand.Rand, from map[string][]any, like map[string]any) map[string]any {
	made := map[string]any{}
	for key, values := range from {
		value, ok := like[key]
		if like == nil || random.IntN(4) == 0 {
			value = values[random.IntN(len(values))]
			ok = value != nil
		}
		if ok {
			made[key] = value
		}
	}
	return made
}

// Whatever differs between environments, and between the apps of one, each renders in its environment what it renders alone.
func TestRandomDraftsRenderWhatTheyRenderAlone(t *testing.T) {
	compared := 0
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 15))
		var drafts []draft.Draft
		var wants []map[string][]any
		base, place := pick(random, choices, nil), pick(random, settings, nil)
		names := []string{"a", "b", "c", "d"}[:1+random.IntN(4)]
		for app := range 1 + random.IntN(3) {
			for _, name := range names {
				d := draft.Draft{Kind: "FlinkSession", Name: fmt.Sprintf("app-%d", app), Environment: name, Spec: pick(random, choices, base), Settings: pick(random, settings, place)}
				d.Spec["flinkVersion"] = "1.20.3"
				d.Settings["namespace"], d.Settings["operatorVersion"] = "flink-"+name, "1.15"
				if random.IntN(5) == 0 {
					d.Settings["namespace"] = "other-" + name
				}
				if random.IntN(6) == 0 {
					continue // the app is not there
				}
				if want, err := alone(t, d); err == nil {
					drafts, wants = append(drafts, d), append(wants, want)
				}
			}
		}
		if len(drafts) == 0 {
			continue
		}
		folded := fold.Documents(drafts)
		got, err := render(t, folded)
		if err != nil {
			t.Fatalf("%d: %v\n%s", seed, err, text(t, folded))
		}
		for _, want := range wants {
			compared++
			for key := range want {
				if diff := cmp.Diff(want[key], got[key]); diff != "" {
					t.Errorf("%d: %s (-want +got):\n%s\n%s", seed, key, diff, text(t, folded))
				}
			}
		}
		for _, note := range folded.Notes {
			t.Errorf("%d: must need no note: %s: %s", seed, note.Object, note.Message)
		}
	}
	if compared < 30 {
		t.Errorf("must compare at least 30 apps, not %d", compared)
	}
	t.Logf("%d apps", compared)
}

// alone is what a draft renders by itself, with all of its settings in an Environment.
func alone(t *testing.T, d draft.Draft) (map[string][]any, error) {
	spec := maps.Clone(d.Spec)
	spec["environments"] = map[string]any{d.Environment: map[string]any{}}
	return render(t, fold.Folded{Documents: []fold.Document{
		{File: "environments.yaml", Kind: "Environment", Name: d.Environment, Spec: d.Settings},
		{File: "flink/" + d.Name + ".yaml", Kind: d.Kind, Name: d.Name, Spec: spec},
	}})
}

func text(t *testing.T, folded fold.Folded) string {
	files, err := folded.Written()
	if err != nil {
		t.Fatal(err)
	}
	all := ""
	for _, name := range slices.Sorted(maps.Keys(files)) {
		all += name + "\n" + string(files[name])
	}
	return all
}
