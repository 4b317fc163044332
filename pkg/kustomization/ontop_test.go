package kustomization_test

import (
	"bytes"
	"io"
	"log"
	"maps"
	"strings"
	"testing"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"

	"github.com/flinkustomize/flinkustomize/pkg/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// disk writes folders as Git would hold them.
func disk(t testing.TB, folders ...*tree.Folder) filesys.FileSystem {
	t.Helper()
	files := filesys.MakeFsInMemory()
	for _, folder := range folders {
		for path, content := range folder.All() {
			write(t, files, "/"+folder.Path()+"/"+path, string(content))
		}
	}
	return files
}

func write(t testing.TB, files filesys.FileSystem, path, content string) {
	t.Helper()
	if err := files.WriteFile(path, []byte(content)); err != nil {
		t.Fatal(err)
	}
}

// kustomize builds as the CLI and as Flux do, which must give the same bytes.
func kustomize(t testing.TB, files filesys.FileSystem, dir string) ([]manifest.Object, error) {
	t.Helper()
	log.SetOutput(io.Discard) // kustomize warns that sortOptions wins, which is why it is there
	var first []byte
	for i, reorder := range []krusty.ReorderOption{krusty.ReorderOptionUnspecified, ""} {
		options := krusty.MakeDefaultOptions()
		options.Reorder = reorder
		built, err := krusty.MakeKustomizer(options).Run(files, dir)
		if err != nil {
			return nil, err
		}
		text, err := built.AsYaml()
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 && !bytes.Equal(text, first) {
			t.Fatalf("CLI and Flux build differently:\n%s\n---- Flux:\n%s", first, text)
		}
		first = text
	}
	return parse(t, string(first)), nil
}

// find returns the one object of a kind.
func find(t testing.TB, objects []manifest.Object, kind string) manifest.Object {
	t.Helper()
	var found []manifest.Object
	for _, object := range objects {
		if object.ID().Kind == kind {
			found = append(found, object)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d objects of kind %s were built, want 1", len(found), kind)
	}
	return found[0]
}

// at returns the values at a path; * stands for every element or key.
func at(value any, path string) []any {
	if path == "" {
		return []any{value}
	}
	head, rest, _ := strings.Cut(path, "/")
	var found []any
	switch v := value.(type) {
	case map[string]any:
		if head == "*" {
			for _, key := range sorted(v) {
				found = append(found, at(v[key], rest)...)
			}
		} else if child, ok := v[head]; ok {
			found = at(child, rest)
		}
	case []any:
		for _, element := range v {
			found = append(found, at(element, path)...)
		}
	}
	return found
}

// references are the fields that name another object, by the kind they name.
var references = map[string]map[string][]string{
	"FlinkDeployment": {
		"ConfigMap": {
			"spec/flinkConfiguration/kubernetes.hadoop.conf.config-map.name",
			"{template}/spec/volumes/configMap/name", "{template}/spec/volumes/projected/sources/configMap/name",
			"{template}/spec/{containers}/env/valueFrom/configMapKeyRef/name", "{template}/spec/{containers}/envFrom/configMapRef/name",
		},
		"Secret": {
			"{template}/spec/volumes/secret/secretName", "{template}/spec/volumes/projected/sources/secret/name", "{template}/spec/imagePullSecrets/name",
			"{template}/spec/{containers}/env/valueFrom/secretKeyRef/name", "{template}/spec/{containers}/envFrom/secretRef/name",
		},
		"PersistentVolumeClaim": {"{template}/spec/volumes/persistentVolumeClaim/claimName"},
		"ServiceAccount":        {"spec/serviceAccount", "{template}/spec/serviceAccountName"},
		"FlinkDeployment": {
			"{template}/spec/topologySpreadConstraints/labelSelector/matchLabels/app",
			"{template}/spec/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels/app",
		},
	},
	"FlinkSessionJob":     {"FlinkDeployment": {"spec/deploymentName", "metadata/labels/target.session"}},
	"Service":             {"FlinkDeployment": {"spec/selector/app"}},
	"PodMonitor":          {"FlinkDeployment": {"spec/selector/matchLabels/app"}},
	"PodDisruptionBudget": {"FlinkDeployment": {"spec/selector/matchLabels/app"}},
	"NetworkPolicy":       {"FlinkDeployment": {"spec/podSelector/matchLabels/app", "spec/ingress/from/podSelector/matchLabels/app"}},
	"Ingress":             {"Service": {"spec/rules/http/paths/backend/service/name"}},
	"RoleBinding":         {"ServiceAccount": {"subjects/name"}, "Role": {"roleRef/name"}},
}

func expand(path string) []string {
	paths := []string{path}
	for hole, fillings := range map[string][]string{
		"{template}":   {"spec/podTemplate", "spec/jobManager/podTemplate", "spec/taskManager/podTemplate"},
		"{containers}": {"containers", "initContainers"},
	} {
		var next []string
		for _, p := range paths {
			for _, filling := range fillings {
				next = append(next, strings.ReplaceAll(p, hole, filling))
				if !strings.Contains(p, hole) {
					break
				}
			}
		}
		paths = next
	}
	return paths
}

// checkReferences finds every reference that leads nowhere and returns how
// many there are.
func checkReferences(t *testing.T, objects []manifest.Object) (n int) {
	t.Helper()
	names := map[string]bool{}
	for _, object := range objects {
		names[object.ID().Kind+" "+object.ID().Name] = true
	}
	for _, object := range objects {
		for kind, paths := range references[object.ID().Kind] {
			for _, path := range paths {
				for _, expanded := range expand(path) {
					for _, name := range at(object.Tree(), expanded) {
						n++
						if !names[kind+" "+name.(string)] {
							t.Errorf("%s: %s names %s %v, which is not there", object.ID(), expanded, kind, name)
						}
					}
				}
			}
		}
	}
	return n
}

// checkSelectors compares every selector with the labels of Flink's pods: what
// the template says, and app, which the operator adds.
func checkSelectors(t *testing.T, objects []manifest.Object) {
	t.Helper()
	var name string
	labels := map[string]any{}
	for _, object := range objects {
		if object.ID().Kind == "FlinkDeployment" {
			name = object.ID().Name
			for _, m := range at(object.Tree(), "spec/podTemplate/metadata/labels") {
				maps.Copy(labels, m.(map[string]any))
			}
		}
	}
	labels["app"] = name
	for kind, path := range map[string]string{
		"Service": "spec/selector", "PodMonitor": "spec/selector/matchLabels", "PodDisruptionBudget": "spec/selector/matchLabels", "NetworkPolicy": "spec/podSelector/matchLabels",
	} {
		found := false
		for _, object := range objects {
			if object.ID().Kind != kind {
				continue
			}
			for _, selector := range at(object.Tree(), path) {
				found = true
				for key, value := range selector.(map[string]any) {
					if key != "component" && labels[key] != value {
						t.Errorf("%s selects %s=%v, but the pods have %v", object.ID(), key, value, labels[key])
					}
				}
			}
		}
		if !found {
			t.Errorf("no %s with a selector was built", kind)
		}
	}
}

func TestNamesAndSelectorsHoldUnderAUsersKustomization(t *testing.T) {
	const generators = `
configMapGenerator: [{name: hdfs-config, literals: [url=x]}]
secretGenerator: [{name: minio-flink, literals: [key=x]}, {name: pull, literals: [a=b]}]
`
	tests := map[string]string{
		"nothing":                     "",
		"namePrefix":                  "namePrefix: team-\n",
		"nameSuffix":                  "nameSuffix: -blue\n",
		"namePrefix and nameSuffix":   "namePrefix: team-\nnameSuffix: -blue\n",
		"labels":                      "labels: [{pairs: {owner: me}}]\n",
		"labels in templates":         "labels: [{pairs: {owner: me}, includeTemplates: true}]\n",
		"labels in selectors":         "labels: [{pairs: {owner: me}, includeSelectors: true}]\n",
		"commonLabels":                "commonLabels: {owner: me}\n",
		"commonLabels and namePrefix": "commonLabels: {owner: me}\nnamePrefix: team-\n",
		"images":                      "images: [{name: registry/flink, newTag: 1.20.4}]\n",
		"without hashes":              "generatorOptions: {disableNameSuffixHash: true}\nnamePrefix: team-\n",
	}
	app := session(t, baseSession)
	folder, err := kustomization.Build(app)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			files := disk(t, folder)
			write(t, files, "/top/kustomization.yaml", "namespace: streaming-prod\nresources: [../flink/analytics/overlays/prod]\nsortOptions: {order: fifo}\n"+generators+text)
			objects, err := kustomize(t, files, "/top")
			if err != nil {
				t.Fatal(err)
			}
			if n := checkReferences(t, objects); n != 32 { // counted by hand in session_test.go
				t.Errorf("%d references were looked at, want 32", n)
			}
			checkSelectors(t, objects)
		})
	}
}

func TestANewImageReachesEveryContainerThatHadTheOldOne(t *testing.T) {
	folder, err := kustomization.Build(session(t, baseSession))
	if err != nil {
		t.Fatal(err)
	}
	files := disk(t, folder)
	write(t, files, "/top/kustomization.yaml", "resources: [../flink/analytics/overlays/prod]\nsortOptions: {order: fifo}\nimages: [{name: registry/flink, newName: mirror/flink, newTag: 1.20.4}]\n")
	objects, err := kustomize(t, files, "/top")
	if err != nil {
		t.Fatal(err)
	}
	object := find(t, objects, "FlinkDeployment")
	for _, path := range []string{"spec/image", "spec/podTemplate/spec/initContainers/image", "spec/taskManager/podTemplate/spec/initContainers/image"} {
		images := at(object.Tree(), path)
		if len(images) != 1 || images[0] != "mirror/flink:1.20.4" {
			t.Errorf("%s = %v, want mirror/flink:1.20.4", path, images)
		}
	}
}

func TestLabelsReachFlinksPodsOnlyWhenTheyAreMeantTo(t *testing.T) {
	folder, err := kustomization.Build(session(t, baseSession))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{
		"labels: [{pairs: {owner: me}}]\n":                         0,
		"labels: [{pairs: {owner: me}, includeTemplates: true}]\n": 1,
		"labels: [{pairs: {owner: me}, includeSelectors: true}]\n": 1,
		"commonLabels: {owner: me}\n":                              1,
	} {
		files := disk(t, folder)
		write(t, files, "/top/kustomization.yaml", "resources: [../flink/analytics/overlays/prod]\nsortOptions: {order: fifo}\n"+text)
		objects, err := kustomize(t, files, "/top")
		if err != nil {
			t.Fatal(err)
		}
		object := find(t, objects, "FlinkDeployment")
		if found := at(object.Tree(), "spec/podTemplate/metadata/labels/owner"); len(found) != want {
			t.Errorf("%s: pods have owner labels %v, want %d", text, found, want)
		}
	}
}
