package golden

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"sigs.k8s.io/kustomize/api/krusty"
)

// strict decodes objects of the API groups that Kubernetes, the Prometheus Operator, Traefik and the Grafana Operator have, and refuses unknown
// fields.
var strict = func() runtime.Decoder {
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{
		appsv1.AddToScheme, batchv1.AddToScheme, corev1.AddToScheme, networkingv1.AddToScheme, policyv1.AddToScheme,
		rbacv1.AddToScheme, monitoringv1.AddToScheme, addMiddleware, addGrafanaDashboard,
	} {
		if err := add(scheme); err != nil {
			panic(err)
		}
	}
	return serializer.NewCodecFactory(scheme, serializer.EnableStrict).UniversalDeserializer()
}()

// built is what a unit builds, each object as its Go type. The operator's own kinds are left out: their CRD checks them.
type built []runtime.Object

func typedBuild(t *testing.T, unit string) built {
	t.Helper()
	var typed built
	for document := range strings.SplitSeq(string(run(t, unit, krusty.ReorderOptionUnspecified)), "\n---\n") {
		typed = typed.with(t, []byte(document))
	}
	return typed
}

// with adds an object, unless it is of the operator's kinds.
func (b built) with(t *testing.T, text []byte) built {
	t.Helper()
	if bytes.HasPrefix(text, []byte("apiVersion: flink.apache.org/")) {
		return b
	}
	decoded, _, err := strict.Decode(text, nil, nil)
	if err != nil {
		t.Errorf("%v of\n%s", err, text)
		return b
	}
	return append(b, decoded)
}

// of are the objects of one type.
func of[T runtime.Object](objects built) []T {
	var list []T
	for _, object := range objects {
		if typed, ok := object.(T); ok {
			list = append(list, typed)
		}
	}
	return list
}

// units are the kustomizations that users point at: overlays, and bases without any.
func units(t *testing.T, pattern string) []string {
	t.Helper()
	var all []string
	for _, dir := range workspaces(t) {
		w, result := generated(t, dir)
		for path := range result.Tree.All() {
			unit, ok := strings.CutSuffix(path, "/kustomization.yaml")
			if matched, err := filepath.Match(pattern, strings.SplitN(unit, "/", 2)[0]); err != nil || !ok || !matched {
				continue
			}
			if unit == "kustomizeconfig" {
				continue // a Component, which the others refer to
			}
			if strings.HasPrefix(unit, "delivery/") || strings.HasPrefix(unit, "operators/") {
				continue // of Argo CD's and Flux's own kinds: .ci/apiserver and .ci/delivery hold them against their CRDs and types
			}
			if !strings.HasSuffix(unit, "/base") || !hasOverlays(result.Tree, unit) {
				all = append(all, filepath.Join(dir, w.Output, filepath.FromSlash(unit)))
			}
		}
	}
	if len(all) == 0 {
		t.Fatalf("there must be units like %s", pattern)
	}
	return all
}

func TestReviewedObjectsHaveNoFieldThatTheirTypeLacks(t *testing.T) {
	for _, unit := range units(t, "*") {
		typedBuild(t, unit)
	}
}

// A decoder that let everything pass would show nothing.
func TestStrictDecodingRefusesUnknownFields(t *testing.T) {
	for _, text := range []string{
		"apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {selectors: {}}\n",
		"apiVersion: batch/v1\nkind: Job\nmetadata: {name: a}\nspec: {template: {spec: {containers: [{name: a, envs: []}]}}}\n",
		"apiVersion: v1\nkind: Sevice\nmetadata: {name: a}\n",
		"apiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata: {name: a}\nspec: {stripPrefix: {prefix: /a}}\n",
	} {
		if _, _, err := strict.Decode([]byte(text), nil, nil); err == nil {
			t.Errorf("must be refused:\n%s", text)
		}
	}
}

// What an object of a StreamPark names must be there.
func TestReferencesOfConsolesHold(t *testing.T) {
	for _, unit := range units(t, "streampark") {
		t.Run(unit, func(t *testing.T) {
			checkConsole(t, typedBuild(t, unit))
		})
	}
}

// TestSelectorsHoldUnderArgoCD: Argo CD tracks what it applies by a value of its own for app.kubernetes.io/instance, in the
// labels of each object, not of the pods that it makes. All that is selected must be so nevertheless.
func TestSelectorsHoldUnderArgoCD(t *testing.T) {
	const tracking = "app.kubernetes.io/instance"
	monitors := 0
	for _, unit := range units(t, "streampark") { // of sessions, everything that selects selects pods by Flink's own labels
		objects := typedBuild(t, unit)
		for _, object := range objects {
			accessor, err := meta.Accessor(object)
			if err != nil {
				t.Fatal(err)
			}
			all := maps.Clone(accessor.GetLabels())
			if all == nil {
				all = map[string]string{}
			}
			all[tracking] = "an-application-of-argo"
			accessor.SetLabels(all)
		}
		for _, monitor := range of[*monitoringv1.ServiceMonitor](objects) { // what selects objects; all else selects pods
			monitors++
			if _, tracked := monitor.Spec.Selector.MatchLabels[tracking]; tracked {
				t.Errorf("%s: the ServiceMonitor must not select by %s", unit, tracking)
			}
		}
		for _, deployment := range of[*appsv1.Deployment](objects) {
			checkSelectors(t, objects, deployment)
		}
	}
	if monitors == 0 {
		t.Error("there must be a ServiceMonitor")
	}
}

// checkConsole checks what the objects of one StreamPark name.
func checkConsole(t *testing.T, objects built) {
	t.Helper()
	deployment := one(t, of[*appsv1.Deployment](objects))
	checkPod(t, deployment.Spec.Template.Spec)
	for _, job := range of[*batchv1.Job](objects) {
		if len(job.Name) > 63 {
			t.Errorf("the Job's name %s must have at most 63 characters", job.Name)
		}
		checkPod(t, job.Spec.Template.Spec)
	}
	checkSelectors(t, objects, deployment)
	checkBackends(t, objects, deployment)
	checkMounted(t, objects)
}

// one is the only element of a list.
func one[T any](t *testing.T, list []T) T {
	t.Helper()
	if len(list) != 1 {
		t.Fatalf("there must be one %T, not %d", *new(T), len(list))
	}
	return list[0]
}

// containersOf are those of all pods.
func containersOf(objects built) []corev1.Container {
	var all []corev1.Container
	for _, deployment := range of[*appsv1.Deployment](objects) {
		all = slices.Concat(all, deployment.Spec.Template.Spec.InitContainers, deployment.Spec.Template.Spec.Containers)
	}
	for _, job := range of[*batchv1.Job](objects) {
		all = append(all, job.Spec.Template.Spec.Containers...)
	}
	return all
}

// variableOf is a reference to another variable of a container.
var variableOf = regexp.MustCompile(`\$\(([A-Za-z_][A-Za-z0-9_]*)\)`)

// checkPod checks what the containers of a pod name.
func checkPod(t *testing.T, pod corev1.PodSpec) {
	t.Helper()
	volumes := map[string]bool{} // those that are mounted
	for _, volume := range pod.Volumes {
		if _, twice := volumes[volume.Name]; twice {
			t.Errorf("the volume %s must be there once", volume.Name)
		}
		volumes[volume.Name] = false
	}
	names := map[string]bool{}
	for _, container := range slices.Concat(pod.InitContainers, pod.Containers) {
		if names[container.Name] {
			t.Errorf("the container's name %s must be unique", container.Name)
		}
		names[container.Name] = true
		var before []string
		for _, variable := range container.Env {
			if slices.Contains(before, variable.Name) {
				t.Errorf("%s: the variable %s must be there once", container.Name, variable.Name)
			}
			for _, reference := range variableOf.FindAllStringSubmatch(variable.Value, -1) {
				if !slices.Contains(before, reference[1]) {
					t.Errorf("%s: %s takes %s, which must stand before it", container.Name, variable.Name, reference[1])
				}
			}
			before = append(before, variable.Name)
		}
		paths := map[string]bool{}
		for _, mount := range container.VolumeMounts {
			if _, there := volumes[mount.Name]; !there {
				t.Errorf("%s mounts %s, and the pod has no such volume", container.Name, mount.Name)
			}
			if paths[mount.MountPath] {
				t.Errorf("%s: one volume alone must be mounted at %s", container.Name, mount.MountPath)
			}
			volumes[mount.Name], paths[mount.MountPath] = true, true
		}
	}
	for name, mounted := range volumes {
		if !mounted {
			t.Errorf("no container mounts the volume %s", name)
		}
	}
}

// checkSelectors checks that what selects pods finds those of the Deployment, and no other.
func checkSelectors(t *testing.T, objects built, deployment *appsv1.Deployment) {
	t.Helper()
	streamPark := labels.Set(deployment.Spec.Template.Labels)
	check := func(what string, selector map[string]string) {
		t.Helper()
		if !labels.SelectorFromSet(selector).Matches(streamPark) {
			t.Errorf("the %s selects %v, and StreamPark's pod has %v", what, selector, streamPark)
		}
		for _, job := range of[*batchv1.Job](objects) {
			if labels.SelectorFromSet(selector).Matches(labels.Set(job.Spec.Template.Labels)) {
				t.Errorf("the %s selects %v, and so the pod of the Job %s", what, selector, job.Name)
			}
		}
	}
	check("Deployment", deployment.Spec.Selector.MatchLabels)
	services := of[*corev1.Service](objects)
	for _, service := range services {
		if reaches(service, deployment) || !strings.Contains(service.Name, "-blocked") {
			check("Service "+service.Name, service.Spec.Selector)
		}
	}
	for _, policy := range of[*networkingv1.NetworkPolicy](objects) {
		check("NetworkPolicy", policy.Spec.PodSelector.MatchLabels)
	}
	for _, monitor := range of[*monitoringv1.ServiceMonitor](objects) {
		selector := labels.SelectorFromSet(monitor.Spec.Selector.MatchLabels)
		found := slices.DeleteFunc(slices.Clone(services), func(service *corev1.Service) bool { return !selector.Matches(labels.Set(service.Labels)) })
		if len(found) != 1 || !slices.ContainsFunc(found[0].Spec.Ports, func(port corev1.ServicePort) bool { return port.Name == monitor.Spec.Endpoints[0].Port }) {
			t.Errorf("the ServiceMonitor must select one Service with a port %s, not %d of them", monitor.Spec.Endpoints[0].Port, len(found))
		}
	}
}

// reaches reports whether a Service finds the pods of a Deployment.
func reaches(service *corev1.Service, deployment *appsv1.Deployment) bool {
	return len(service.Spec.Selector) > 0 && labels.SelectorFromSet(service.Spec.Selector).Matches(labels.Set(deployment.Spec.Template.Labels))
}

// checkBackends checks where an Ingress and the Job lead to.
func checkBackends(t *testing.T, objects built, deployment *appsv1.Deployment) {
	t.Helper()
	services := of[*corev1.Service](objects)
	for _, ingress := range of[*networkingv1.Ingress](objects) {
		for _, path := range ingress.Spec.Rules[0].HTTP.Paths {
			backend := path.Backend.Service
			if !slices.ContainsFunc(services, func(service *corev1.Service) bool {
				return service.Name == backend.Name && service.Spec.Ports[0].Name == backend.Port.Name &&
					service.Spec.Selector != nil && reaches(service, deployment) == (path.Path == "/")
			}) {
				t.Errorf("%s leads to %s, which must be a Service with that port, and with StreamPark's pod for / only", path.Path, backend.Name)
			}
		}
	}
	for _, job := range of[*batchv1.Job](objects) {
		env := map[string]string{}
		for _, variable := range job.Spec.Template.Spec.Containers[0].Env {
			env[variable.Name] = variable.Value
		}
		if !slices.ContainsFunc(services, func(service *corev1.Service) bool {
			return service.Name == env["STREAMPARK_HOST"] && env["STREAMPARK_URL"] == fmt.Sprintf("http://$(STREAMPARK_HOST):%d", service.Spec.Ports[0].Port)
		}) {
			t.Errorf("the Job asks %s of %s, which must be a Service", env["STREAMPARK_URL"], env["STREAMPARK_HOST"])
		}
	}
}

// checkMounted checks that each ConfigMap and claim that is emitted is of use, and has what is mounted of it.
func checkMounted(t *testing.T, objects built) {
	t.Helper()
	var pods []corev1.PodSpec
	for _, deployment := range of[*appsv1.Deployment](objects) {
		pods = append(pods, deployment.Spec.Template.Spec)
	}
	for _, job := range of[*batchv1.Job](objects) {
		pods = append(pods, job.Spec.Template.Spec)
	}
	used := map[string]string{} // the volumes of what is used
	for _, pod := range pods {
		for _, volume := range pod.Volumes {
			if source := volume.ConfigMap; source != nil {
				used["ConfigMap "+source.Name] = volume.Name
			}
			if source := volume.PersistentVolumeClaim; source != nil {
				used["claim "+source.ClaimName] = volume.Name
			}
		}
	}
	for _, claim := range of[*corev1.PersistentVolumeClaim](objects) {
		if used["claim "+claim.Name] == "" {
			t.Errorf("no pod uses the claim %s", claim.Name)
		}
	}
	for _, configMap := range of[*corev1.ConfigMap](objects) {
		volume := used["ConfigMap "+configMap.Name]
		if volume == "" {
			t.Errorf("no pod uses the ConfigMap %s", configMap.Name)
		}
		for _, pod := range pods {
			for _, container := range slices.Concat(pod.InitContainers, pod.Containers) {
				for _, mount := range container.VolumeMounts {
					if _, there := configMap.Data[mount.SubPath]; mount.Name == volume && mount.SubPath != "" && !there {
						t.Errorf("%s mounts %s of the ConfigMap %s, which lacks it", container.Name, mount.SubPath, configMap.Name)
					}
				}
			}
		}
	}
}

// secretName tells a name under which a credential would stand.
var secretName = regexp.MustCompile(`(?i)passw|secret|token|keytab.?data`)

// Credentials come from Secrets of the user's own, by reference.
func TestConsolesHoldNoCredential(t *testing.T) {
	for _, unit := range units(t, "streampark") {
		objects := typedBuild(t, unit)
		if secrets := of[*corev1.Secret](objects); len(secrets) > 0 {
			t.Errorf("%s: no Secret must be emitted, and there is %s", unit, secrets[0].Name)
		}
		for _, configMap := range of[*corev1.ConfigMap](objects) {
			for name, content := range configMap.Data {
				if found := secretName.FindString(content); found != "" && strings.HasPrefix(filepath.Ext(name), ".y") {
					t.Errorf("%s: %s holds %s", unit, name, found)
				}
			}
		}
		for _, container := range containersOf(objects) {
			for _, variable := range container.Env {
				if secretName.MatchString(variable.Name) && (variable.Value != "" || variable.ValueFrom == nil || variable.ValueFrom.SecretKeyRef == nil) {
					t.Errorf("%s: %s: %s must come from a Secret", unit, container.Name, variable.Name)
				}
			}
		}
	}
}
