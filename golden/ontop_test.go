package golden

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/yaml"
)

// onTop builds a kustomization of the user's own over the quickstart's production overlays.
func onTop(t *testing.T, kustomization string) []map[string]any {
	t.Helper()
	return onTopOf(t, "../examples/quickstart/deploy", "resources:\n- deploy/flink/analytics/overlays/prod\n- deploy/flink/warehouse/overlays/prod\n"+kustomization)
}

// onTopOf builds a kustomization of the user's own beside a copy of a tree, named deploy.
func onTopOf(t *testing.T, tree, kustomization string) []map[string]any {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "deploy"), os.DirFS(tree)); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "hive-site.xml"), "<configuration/>")
	write(t, filepath.Join(dir, "kustomization.yaml"), kustomization)
	built, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), dir)
	if err != nil {
		t.Fatal(err)
	}
	var objects []map[string]any
	for _, resource := range built.Resources() {
		text, err := resource.AsYAML()
		if err != nil {
			t.Fatal(err)
		}
		var object map[string]any
		if err := yaml.Unmarshal(text, &object); err != nil {
			t.Fatal(err)
		}
		objects = append(objects, object)
	}
	return objects
}

// at follows keys, and numbers into lists, through a tree.
func at(tree any, keys ...any) any {
	for _, key := range keys {
		switch key := key.(type) {
		case string:
			tree, _ = tree.(map[string]any)[key]
		case int:
			list, _ := tree.([]any)
			if key >= len(list) {
				return nil
			}
			tree = list[key]
		}
		if tree == nil {
			return nil
		}
	}
	return tree
}

func find(t *testing.T, objects []map[string]any, kind, part string) map[string]any {
	t.Helper()
	for _, object := range objects {
		if name, _ := at(object, "metadata", "name").(string); object["kind"] == kind && strings.Contains(name, part) {
			return object
		}
	}
	t.Fatalf("there is no %s named like %s", kind, part)
	return nil
}

func TestNamesHoldUnderAPrefixAndASuffix(t *testing.T) {
	objects := onTop(t, "namePrefix: blue-\nnameSuffix: \"-2\"\n")
	const name = "blue-analytics-2"
	for _, tt := range []struct {
		what string
		got  any
		want string
	}{
		{"ServiceAccount of the FlinkDeployment", at(find(t, objects, "FlinkDeployment", "analytics"), "spec", "serviceAccount"), name},
		{"Service's selector", at(find(t, objects, "Service", "analytics"), "spec", "selector", "app"), name},
		{"PodMonitor's selector", at(find(t, objects, "PodMonitor", "analytics"), "spec", "selector", "matchLabels", "app"), name},
		{"Ingress' backend", at(find(t, objects, "Ingress", "analytics"), "spec", "rules", 0, "http", "paths", 0, "backend", "service", "name"), "blue-analytics-webui-2"},
		{"RoleBinding's subject", at(find(t, objects, "RoleBinding", "analytics"), "subjects", 0, "name"), name},
		{"RoleBinding's subject's namespace", at(find(t, objects, "RoleBinding", "analytics"), "subjects", 0, "namespace"), "streaming"},
		{"RoleBinding's role", at(find(t, objects, "RoleBinding", "analytics"), "roleRef", "name"), name},
		{"NetworkPolicy of the user", at(find(t, objects, "NetworkPolicy", "analytics"), "spec", "podSelector", "matchLabels", "app"), name},
	} {
		if tt.got != tt.want {
			t.Errorf("%s is %v, want %s", tt.what, tt.got, tt.want)
		}
	}
}

func TestANewImageTagReachesThePluginsToo(t *testing.T) {
	const image = "registry.example.com/streaming/flink"
	objects := onTop(t, "images:\n- name: "+image+"\n  newTag: 1.20.4-scala_2.12-java17\n")
	deployment := find(t, objects, "FlinkDeployment", "analytics")
	const want = image + ":1.20.4-scala_2.12-java17"
	if got := at(deployment, "spec", "image"); got != want {
		t.Errorf("spec.image is %v, want %s", got, want)
	}
	if got := at(deployment, "spec", "podTemplate", "spec", "initContainers", 0, "image"); got != want {
		t.Errorf("the plugins are copied from %v, want %s", got, want)
	}
	text, err := yaml.Marshal(deployment)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), "1.20.3") {
		t.Errorf("the old version is still named:\n%s", text)
	}
}

func TestGeneratedConfigurationIsFollowed(t *testing.T) {
	objects := onTop(t, `namespace: streaming
configMapGenerator:
- {name: hive-metastore, files: [hive-site.xml]}
- {name: hdfs-config, literals: [core-site.xml=x]}
secretGenerator:
- {name: flink-objects, literals: [AWS_ACCESS_KEY_ID=a, AWS_SECRET_ACCESS_KEY=b]}
`)
	hive, _ := at(find(t, objects, "ConfigMap", "hive-metastore"), "metadata", "name").(string)
	hdfs, _ := at(find(t, objects, "ConfigMap", "hdfs-config"), "metadata", "name").(string)
	secret, _ := at(find(t, objects, "Secret", "flink-objects"), "metadata", "name").(string)
	warehouse := find(t, objects, "FlinkDeployment", "warehouse")
	if got := at(warehouse, "spec", "flinkConfiguration", "kubernetes.hadoop.conf.config-map.name"); got != hdfs {
		t.Errorf("Hadoop's configuration is %v, want %s", got, hdfs)
	}
	volumes, _ := yaml.Marshal(at(warehouse, "spec", "podTemplate", "spec", "volumes"))
	if !strings.Contains(string(volumes), "name: "+hive+"\n") {
		t.Errorf("Hive's configuration is not %s:\n%s", hive, volumes)
	}
	env, _ := yaml.Marshal(at(find(t, objects, "FlinkDeployment", "analytics"), "spec", "podTemplate", "spec", "containers", 0, "env"))
	if strings.Count(string(env), "name: "+secret+"\n") != 2 {
		t.Errorf("the credentials are not both from %s:\n%s", secret, env)
	}
}

// Labels that reach a selector must reach the pods that it selects.
func TestSelectorsMatchUnderCommonLabels(t *testing.T) {
	for _, kustomization := range []string{
		"commonLabels: {squad: streaming}\n",
		"labels:\n- pairs: {squad: streaming}\n  includeSelectors: true\n",
		"labels:\n- pairs: {squad: streaming}\n  includeTemplates: true\n",
		"labels:\n- pairs: {squad: streaming}\n",
	} {
		objects := onTop(t, kustomization)
		pods := map[string]any{"app": "analytics", "component": "jobmanager"} // what the operator gives them
		if labels, ok := at(find(t, objects, "FlinkDeployment", "analytics"), "spec", "podTemplate", "metadata", "labels").(map[string]any); ok {
			for key, value := range labels {
				pods[key] = value
			}
		}
		for what, selector := range map[string]any{
			"Service":    at(find(t, objects, "Service", "analytics"), "spec", "selector"),
			"PodMonitor": at(find(t, objects, "PodMonitor", "analytics"), "spec", "selector", "matchLabels"),
		} {
			for key, value := range selector.(map[string]any) {
				if pods[key] != value {
					t.Errorf("%s: the %s selects %s=%v, and pods have %v", kustomization, what, key, value, pods)
				}
			}
		}
	}
}
