package golden

import (
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"

	"sigs.k8s.io/yaml"
)

// onTopOfConsole builds a kustomization of the user's own over a production overlay with a StreamPark and its session.
func onTopOfConsole(t *testing.T, kustomization string) built {
	t.Helper()
	var typed built
	for _, object := range onTopOf(t, "../examples/streampark/deploy", "resources:\n- deploy/environments/prod\n"+kustomization) {
		text, err := yaml.Marshal(object)
		if err != nil {
			t.Fatal(err)
		}
		typed = typed.with(t, text)
	}
	return typed
}

// All that names an object of StreamPark follows it.
func TestReferencesOfAConsoleHoldUnderAPrefixAndASuffix(t *testing.T) {
	objects := onTopOfConsole(t, "namePrefix: blue-\nnameSuffix: \"-2\"\n")
	checkConsole(t, objects)
	for _, name := range []string{
		one(t, of[*appsv1.Deployment](objects)).Name,
		one(t, of[*networkingv1.NetworkPolicy](objects)).Name,
		one(t, of[*corev1.PersistentVolumeClaim](objects)).Name,
	} {
		if name != "blue-console-2" {
			t.Errorf("the name is %s, want blue-console-2", name)
		}
	}
}

// The Secrets that a StreamPark names may be generated, with a hash in their names.
func TestSecretsOfAConsoleAreFollowed(t *testing.T) {
	objects := onTopOfConsole(t, `namespace: streaming
configMapGenerator:
- {name: postgresql-setting, literals: [POSTGRES_HOST=postgresql, POSTGRES_PORT=5432]}
secretGenerator:
- {name: streampark-postgresql, literals: [POSTGRES_USER=a, POSTGRES_PASSWORD=b]}
- {name: streampark-administrator, literals: [password=c]}
`)
	generated := map[string]bool{}
	for _, secret := range of[*corev1.Secret](objects) {
		generated[secret.Name] = true
	}
	for _, configMap := range of[*corev1.ConfigMap](objects) {
		generated[configMap.Name] = true
	}
	followed := 0
	for _, container := range containersOf(objects) {
		for _, variable := range container.Env {
			name := ""
			switch from := variable.ValueFrom; {
			case from == nil:
				continue
			case from.SecretKeyRef != nil:
				name = from.SecretKeyRef.Name
			case from.ConfigMapKeyRef != nil:
				name = from.ConfigMapKeyRef.Name
			}
			followed++
			if !generated[name] {
				t.Errorf("%s: %s is from %s, which is not there", container.Name, variable.Name, name)
			}
		}
	}
	if want := 2*4 + 1 + 1; followed != want { // of the database, twice; the administrator of the schema, and of the Job
		t.Errorf("%d variables are from elsewhere, want %d", followed, want)
	}
}

// One new tag must reach StreamPark and where its SQL is copied from, and another one the Flink that it submits with.
func TestNewImagesReachAllContainersOfAConsole(t *testing.T) {
	objects := onTopOfConsole(t, `images:
- {name: registry.example.com/streaming/apache/streampark, newName: mirror.example.com/streampark, digest: "sha256:`+digest+`"}
- {name: registry.example.com/streaming/flink, newTag: 1.20.4-scala_2.12-java17}
`)
	images := map[string]string{}
	for _, container := range containersOf(objects) {
		images[container.Name] = container.Image
	}
	for name, want := range map[string]string{
		"streampark":                        "mirror.example.com/streampark@sha256:" + digest,
		"schema-sql":                        "mirror.example.com/streampark@sha256:" + digest,
		"flink-home-1-20-scala-2-12-java17": "registry.example.com/streaming/flink:1.20.4-scala_2.12-java17",
	} {
		if images[name] != want {
			t.Errorf("the image of %s is %s, want %s", name, images[name], want)
		}
	}
}

const digest = "d77962877d010777cff997015da90ee689f0f4bb76848340e1488f2b83332af5"

// Labels that reach a selector must reach the pods that it selects, and no selector may begin to find the Job's.
func TestSelectorsOfAConsoleMatchUnderCommonLabels(t *testing.T) {
	for _, kustomization := range []string{
		"commonLabels: {squad: streaming}\n",
		"labels:\n- pairs: {squad: streaming}\n  includeSelectors: true\n",
		"labels:\n- pairs: {squad: streaming}\n  includeTemplates: true\n",
		"labels:\n- pairs: {squad: streaming}\n",
	} {
		t.Run(kustomization, func(t *testing.T) {
			checkConsole(t, onTopOfConsole(t, kustomization))
		})
	}
}
