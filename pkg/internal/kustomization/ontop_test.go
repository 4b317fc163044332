package kustomization_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

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
