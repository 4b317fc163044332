package generate_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/merge"
	"github.com/flinkustomize/flinkustomize/pkg/internal/preset"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// A StreamPark on the preset kdp-streampark/v1, and one with all of it written out, must build what KDP makes of its
// application, but for kdpStreamParkDifferences.
func TestStreamParksEqualTheApplicationOfKDP(t *testing.T) {
	const vector = kdpVectors + "/41-streampark-r1"
	if _, err := os.Stat(vector); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the vectors of KDP must be there: %v", err)
		}
		t.Skipf("the vectors of KDP are not there: %v", err)
	}
	app := readKDPApplication[kdpStreamParkProperties](t, vector)
	for form, built := range map[string][]byte{
		"reviewed tree": run(t, "../../golden/kdp-41-streampark-r1/tree/streampark/streampark/base"),
		"preset":        buildBase(t, generate.Input{Specs: []v1alpha1.Spec{streamParkOnPreset(app)}}, "streampark/streampark"),
		"typed fields":  buildBase(t, generate.Input{Specs: []v1alpha1.Spec{typedStreamPark(t, app)}}, "streampark/streampark"),
	} {
		t.Run(form, func(t *testing.T) {
			want, got := readNamedObjects(t, app.expected), readNamedObjects(t, built)
			for _, difference := range kdpStreamParkDifferences {
				difference.even(t, want, got)
			}
			if diff := cmp.Diff(withoutEmpty(want), withoutEmpty(got)); diff != "" {
				t.Errorf("KDP's objects (-) and those of the StreamPark (+) differ:\n%s", diff)
			}
		})
	}
}

type kdpStreamParkProperties struct {
	MySQL struct {
		Setting string `json:"mysqlSetting"`
		Secret  string `json:"mysqlSecret"`
	} `json:"mysql"`
	Replicas int32 `json:"replicas"`
}

// streamParkOnPreset is what a user of KDP chose.
func streamParkOnPreset(app kdpApplication[kdpStreamParkProperties]) *v1alpha1.StreamPark {
	p := app.Spec.Properties
	claim := v1alpha1.StreamParkVolume{StorageClassName: app.context.LocalDiskStorageClass}
	return &v1alpha1.StreamPark{Metadata: v1alpha1.Metadata{Name: app.Metadata.Name}, Spec: v1alpha1.StreamParkSpec{
		Preset:    "kdp-streampark/v1",
		Replicas:  &p.Replicas,
		Workspace: &v1alpha1.StreamParkWorkspace{StreamParkVolume: claim},
		Temp:      &v1alpha1.StreamParkTemp{StreamParkVolume: claim},
		Environment: &v1alpha1.EnvironmentSpec{
			Namespace:     app.Metadata.Namespace,
			ImageRegistry: app.context.DockerRegistry,
			Ingress:       &v1alpha1.EnvironmentIngress{Domain: app.context.IngressRootDomain, TLSSecretName: app.context.IngressTLSSecretName},
			MySQL:         &v1alpha1.EnvironmentDatabase{ConfigMapName: p.MySQL.Setting, SecretName: p.MySQL.Secret},
		},
	}}
}

// typedStreamPark has in the spec itself all that the preset gives.
func typedStreamPark(t *testing.T, app kdpApplication[kdpStreamParkProperties]) *v1alpha1.StreamPark {
	t.Helper()
	park := streamParkOnPreset(app)
	park.Spec.Preset = ""
	shipped := preset.Shipped()
	i := slices.IndexFunc(shipped, func(p resolve.Source[v1alpha1.Preset]) bool { return p.Object.Metadata.Name == "kdp-streampark/v1" })
	spec, err := merge.Merge(shipped[i].Object.Spec.StreamPark, &park.Spec)
	if err != nil {
		t.Fatal(err)
	}
	park.Spec = *spec
	return park
}

// readNamedObjects reads objects by kind and name.
func readNamedObjects(t *testing.T, text []byte) map[string]any {
	t.Helper()
	objects, err := manifest.Parse("objects.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]any{}
	for _, object := range objects {
		named[object.ID().Kind+" "+object.ID().Name] = object.Tree()
	}
	return named
}

// The objects that both have.
const (
	parkDeployment = "Deployment streampark"
	parkService    = "Service streampark-svc"
)

// kdpStreamParkDifferences is all in which a StreamPark may differ from KDP's application. Each evens out one of them, and
// fails the test where the effect would not be the same, or the weak point of KDP's were still there.
var kdpStreamParkDifferences = []struct {
	what string
	even func(t *testing.T, want, got map[string]any)
}{
	{"a pod with the labels of KDP's, which a Deployment that runs must keep, is selected by both of them", func(t *testing.T, want, got map[string]any) {
		for _, objects := range []map[string]any{want, got} {
			both := map[string]any{"app": "streampark", "app.oam.dev/component": "streampark"}
			for _, path := range [][]any{{parkDeployment, "spec", "selector", "matchLabels"}, {parkDeployment, "spec", "template", "metadata", "labels"}} {
				if diff := cmp.Diff(both, at(objects, path...)); diff != "" {
					t.Errorf("%v: %s", path, diff)
				}
			}
		}
		delete(objectAt(got, parkService, "spec", "selector"), "app.oam.dev/component")
	}},
	{"labels and annotations of KDP's own platform on objects are left out", func(t *testing.T, want, got map[string]any) {
		for _, objects := range []map[string]any{want, got} {
			for name := range objects {
				metadata := objectAt(objects, name, "metadata")
				delete(metadata, "labels")
				delete(metadata, "annotations")
			}
			delete(objectAt(objects, parkDeployment, "spec", "template", "metadata"), "annotations")
		}
	}},
	{"no ServiceMonitor on an endpoint that the official image lacks", func(t *testing.T, want, got map[string]any) {
		delete(want, "ServiceMonitor kdp-data-streampark")
	}},
	{"memory for the heap, which stays under the limit", func(t *testing.T, want, got map[string]any) {
		container := objectAt(got, parkDeployment, "spec", "template", "spec", "containers", 0)
		if diff := cmp.Diff(map[string]any{"cpu": "500m", "memory": "2Gi"}, at(container, "resources", "limits")); diff != "" {
			t.Error(diff)
		}
		if value := variable(container, "_JAVA_OPTIONS")["value"]; !strings.HasPrefix(fmt.Sprint(value), "-Xms1024m -Xmx1024m -XX:+ExitOnOutOfMemoryError ") {
			t.Errorf("the heap must be half of the memory, not %v", value)
		}
		if diff := cmp.Diff(map[string]any{"cpu": "250m", "memory": "2Gi"}, at(container, "resources", "requests")); diff != "" {
			t.Error(diff)
		}
		for _, objects := range []map[string]any{want, got} {
			delete(objectAt(objects, parkDeployment, "spec", "template", "spec", "containers", 0), "resources")
		}
	}},
	{"variables more, which say what KDP's image takes for granted, and another order", func(t *testing.T, want, got map[string]any) {
		for _, name := range []string{"LANG", "LC_ALL", "_JAVA_OPTIONS", "SPRING_JACKSON_TIMEZONE", "STREAMPARK_WORKSPACE_LOCAL"} {
			removeVariable(got, name)
		}
		const retrieval = "&allowPublicKeyRetrieval=true" // for MySQL 8 without TLS
		url := variable(objectAt(got, parkDeployment, "spec", "template", "spec", "containers", 0), "SPRING_DATASOURCE_URL")
		url["value"] = strings.TrimSuffix(url["value"].(string), retrieval)
		for _, objects := range []map[string]any{want, got} {
			env := listAt(objects, parkDeployment, "spec", "template", "spec", "containers", 0, "env")
			names := make([]string, len(env))
			for i := range env {
				names[i], _ = at(env[i], "name").(string)
			}
			if host, url := slices.Index(names, "MYSQL_HOST"), slices.Index(names, "SPRING_DATASOURCE_URL"); host < 0 || host > url {
				t.Errorf("variables must stand before the URL that takes them: %q", names)
			}
			slices.SortFunc(env, func(a, b any) int { return strings.Compare(at(a, "name").(string), at(b, "name").(string)) })
		}
	}},
	{"probes of the liveness group, which has the same state, and one of readiness", func(t *testing.T, want, got map[string]any) {
		for _, probe := range []string{"startupProbe", "livenessProbe"} {
			theirs := objectAt(want, parkDeployment, "spec", "template", "spec", "containers", 0, probe)
			ours := objectAt(got, parkDeployment, "spec", "template", "spec", "containers", 0, probe)
			for _, field := range []string{"periodSeconds", "failureThreshold"} {
				if theirs[field] != ours[field] {
					t.Errorf("%s: %s must be %v, not %v", probe, field, theirs[field], ours[field])
				}
			}
			if path := at(ours, "httpGet", "path"); path != "/actuator/health/liveness" {
				t.Errorf("%s must ask for the liveness group, not %v", probe, path)
			}
		}
		for _, objects := range []map[string]any{want, got} {
			container := objectAt(objects, parkDeployment, "spec", "template", "spec", "containers", 0)
			for _, probe := range []string{"startupProbe", "livenessProbe", "readinessProbe"} {
				delete(container, probe)
			}
		}
	}},
	{"volumes under other names", func(t *testing.T, want, got map[string]any) {
		for _, objects := range []map[string]any{want, got} {
			pod := objectAt(objects, parkDeployment, "spec", "template", "spec")
			sources := map[any]any{}
			for _, volume := range listAt(pod, "volumes") {
				sources[at(volume, "name")] = volume
				delete(volume.(map[string]any), "name")
			}
			for _, mount := range listAt(pod, "containers", 0, "volumeMounts") {
				mount := mount.(map[string]any)
				mount["name"] = sources[mount["name"]]
			}
			delete(pod, "volumes")
		}
	}},
	{"defaults of Kubernetes may be left out", func(t *testing.T, want, got map[string]any) {
		delete(objectAt(want, parkDeployment, "spec", "template", "spec"), "restartPolicy")
		for _, claim := range []string{"PersistentVolumeClaim streampark", "PersistentVolumeClaim streampark-temp"} {
			delete(objectAt(want, claim, "spec"), "volumeMode")
		}
		delete(objectAt(want, parkService, "spec", "ports", 0), "protocol")
	}},
	{"a pod that may do less, is reached under a name, and is gone before the next one starts", func(t *testing.T, want, got map[string]any) {
		spec := objectAt(got, parkDeployment, "spec")
		if at(spec, "strategy", "type") != "Recreate" {
			t.Error("the volumes take one pod at a time")
		}
		delete(spec, "strategy")
		pod := objectAt(spec, "template", "spec")
		for _, field := range []string{"securityContext", "automountServiceAccountToken", "enableServiceLinks"} {
			delete(pod, field)
		}
		container := objectAt(pod, "containers", 0)
		delete(container, "securityContext")
		delete(container, "ports")
	}},
	{"a Service with another name of its port", func(t *testing.T, want, got map[string]any) {
		port := objectAt(got, parkService, "spec", "ports", 0)
		if port["targetPort"] != "http" {
			t.Errorf("the Service must lead to the port of the container, not %v", port["targetPort"])
		}
		port["targetPort"] = int64(10000)
		port["name"] = "port-tcp-10000"
	}},
	{"an Ingress that leads nowhere where nobody is asked who they are", func(t *testing.T, want, got map[string]any) {
		paths := objectAt(got, "Ingress streampark-ingress", "spec", "rules", 0, "http")
		for i, path := range []string{"/actuator", "/h2-console"} {
			if at(paths, "paths", i, "path") != path || at(paths, "paths", i, "backend", "service", "name") != "streampark-blocked" {
				t.Errorf("%s must lead to the Service without pods", path)
			}
		}
		if diff := cmp.Diff(map[string]any{"app.kubernetes.io/name": "streampark-blocked"}, at(got, "Service streampark-blocked", "spec", "selector")); diff != "" {
			t.Errorf("the Service must select what no pod has: %s", diff)
		}
		delete(got, "Service streampark-blocked")
		all := listAt(paths, "paths")
		paths["paths"] = all[len(all)-1:]
		route := objectAt(paths, "paths", 0)
		if route["pathType"] != "Prefix" || at(route, "backend", "service", "port", "name") != "http" {
			t.Errorf("the last path must lead to the console, not %v", route)
		}
		route["pathType"] = "ImplementationSpecific"
		objectAt(route, "backend", "service")["port"] = map[string]any{"number": int64(10000)}
	}},
}

// variable is one of a container's environment.
func variable(container map[string]any, name string) map[string]any {
	for _, v := range listAt(container, "env") {
		if at(v, "name") == name {
			return v.(map[string]any)
		}
	}
	return map[string]any{}
}

func removeVariable(objects map[string]any, name string) {
	container := objectAt(objects, parkDeployment, "spec", "template", "spec", "containers", 0)
	container["env"] = slices.DeleteFunc(listAt(container, "env"), func(v any) bool { return at(v, "name") == name })
}
