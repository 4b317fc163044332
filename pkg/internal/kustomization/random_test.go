package kustomization_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// hostile strings look like other YAML, or like directives of kustomize.
var hostile = []string{
	"", " ", "on", "yes", "n", "null", "~", "true", "012", "0o7", "0x1F", "1_000", "1:30", "1e3", ".5", "-.inf", "2024-01-01", "1.20",
	"- x", "-", "---", "...", "? x", ":", "a:", "a: b", "a #b", "#c", "%x", "@x", "`x", "!!str", "&a", "*a", "|", ">", "'", "\"", "\\",
	"{}", "[]", "{a: b}", "=", "a\nb", "a\nb\n", "a\n\n", "\n", " lead\nx", "a \nb", "\ttab", "tab\t", "a\n\tb\n", "\r\n", "cr\rx",
	"\x01", "\ufeff", "\u2028", "é", "日本", "\U0001F600", "\u00a0", "$(VAR)", "${x}", "$patch", "merge", strings.Repeat("word ", 60),
	"a/b", "a~b", "~1", "0", "x.y", "[name=x]", "name", "security.kerberos.login.keytab",
}

// random makes trees and changes of trees from one seed.
type random struct{ *rand.Rand }

func (r random) chance(percent int) bool { return r.IntN(100) < percent }

func (r random) pick(from []string) string { return from[r.IntN(len(from))] }

func (r random) text() string {
	if r.chance(40) {
		return r.pick(hostile)
	}
	return fmt.Sprintf("v%d", r.IntN(5))
}

func (r random) key() string {
	if r.chance(25) {
		if key := r.pick(hostile); key != "" {
			return key
		}
	}
	return fmt.Sprintf("k%d", r.IntN(6))
}

func (r random) scalar() any {
	switch r.IntN(6) {
	case 0:
		return int64(r.IntN(1 << 30))
	case 1:
		return r.chance(50)
	case 2:
		return float64(r.IntN(1000)) / 8
	default:
		return r.text()
	}
}

func (r random) value(depth int) any {
	switch n := r.IntN(10); {
	case depth > 0 && n < 3:
		return r.mapping(depth - 1)
	case depth > 0 && n < 5:
		list := []any{}
		for range r.IntN(4) {
			list = append(list, r.value(depth-1))
		}
		return list
	case depth > 0 && n < 7:
		return r.named(r.pick([]string{"name", "mountPath", "containerPort", "key"}), depth-1)
	default:
		return r.scalar()
	}
}

func (r random) mapping(depth int) map[string]any {
	m := map[string]any{}
	for range r.IntN(5) {
		m[r.key()] = r.value(depth)
	}
	return m
}

// named is a list whose elements have a key, nearly always a unique one.
func (r random) named(key string, depth int) []any {
	list := []any{}
	for i := range r.IntN(5) {
		element := r.mapping(depth)
		element[key] = fmt.Sprintf("e%d", i)
		if r.chance(5) {
			element[key] = r.text()
		}
		list = append(list, element)
	}
	return list
}

func (r random) strings() map[string]any {
	m := map[string]any{}
	for range r.IntN(6) {
		m[r.key()] = r.text()
	}
	return m
}

// changed returns a changed copy of a value. A typed value keeps its shape:
// kustomize looks for names and images in known places and fails where a map
// should be and is not.
func (r random) changed(value any, typed bool) any {
	switch v := value.(type) {
	case map[string]any:
		if r.chance(3) {
			return map[string]any{}
		}
		out := map[string]any{}
		for _, key := range sorted(v) {
			free := !typed || key == "free"
			switch n := r.IntN(20); {
			case n == 0: // left out
			case n == 1 && free:
				out[key] = r.value(2)
			case n < 9:
				out[key] = r.changed(v[key], !free)
			default:
				out[key] = v[key]
			}
		}
		if r.chance(25) {
			out["x"+r.key()] = r.value(2)
		}
		return out
	case []any:
		out := []any{}
		for _, element := range v {
			if !r.chance(15) {
				if r.chance(30) {
					element = r.changed(element, typed)
				}
				out = append(out, element)
			}
		}
		if r.chance(40) && len(v) > 0 {
			var added any
			switch {
			case !typed:
				added = r.value(1)
			case isMap(v[0]):
				element := r.mapping(1)
				element["name"] = fmt.Sprintf("new%d", r.IntN(100))
				added = element
			default:
				added = r.text()
			}
			out = slices.Insert(out, r.IntN(len(out)+1), added)
		}
		if r.chance(10) {
			r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
		}
		return out
	default:
		return r.scalar()
	}
}

func isMap(value any) bool {
	_, ok := value.(map[string]any)
	return ok
}

func sorted(m map[string]any) []string {
	keys := []string{}
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func object(apiVersion, kind, name string, fields map[string]any) map[string]any {
	tree := map[string]any{"apiVersion": apiVersion, "kind": kind, "metadata": map[string]any{"name": name}}
	for key, value := range fields {
		tree[key] = value
	}
	return tree
}

func (r random) podTemplate() map[string]any {
	containers := r.named("name", 2)
	for _, container := range containers {
		m := container.(map[string]any)
		m["image"] = "flink:" + fmt.Sprint(r.IntN(3))
		m["env"] = r.named("name", 1)
		m["volumeMounts"] = r.named("mountPath", 0)
		m["ports"] = []any{map[string]any{"containerPort": int64(r.IntN(3)), "protocol": "TCP"}, map[string]any{"containerPort": int64(9), "protocol": "UDP"}}
	}
	return map[string]any{
		"metadata": map[string]any{"labels": map[string]any{"team": "a"}},
		"spec":     map[string]any{"containers": containers, "volumes": r.named("name", 1), "nodeSelector": map[string]any{"a": "b"}, "tolerations": r.named("key", 0)},
	}
}

// objects are what an app consists of: kinds with and without a schema in
// kustomize, so that a merge by schema would show.
func (r random) objects() []map[string]any {
	session := object("flink.apache.org/v1beta1", "FlinkDeployment", "analytics", map[string]any{"spec": map[string]any{
		"image": "flink:1.20", "flinkConfiguration": r.strings(), "podTemplate": r.podTemplate(), "free": r.value(3),
		"jobManager":  map[string]any{"replicas": int64(1), "podTemplate": r.podTemplate()},
		"taskManager": map[string]any{"resource": map[string]any{"cpu": 0.5, "memory": "2Gi"}},
	}})
	session["metadata"].(map[string]any)["labels"] = map[string]any{"a": "1", "b": "on"}
	session["metadata"].(map[string]any)["annotations"] = map[string]any{"note": r.text()}
	return []map[string]any{
		session,
		object("v1", "ServiceAccount", "analytics", nil),
		object("rbac.authorization.k8s.io/v1", "RoleBinding", "analytics", map[string]any{
			"roleRef":  map[string]any{"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "analytics"},
			"subjects": []any{map[string]any{"kind": "ServiceAccount", "name": "analytics"}, map[string]any{"kind": "ServiceAccount", "name": "other", "namespace": "elsewhere"}},
		}),
		object("rbac.authorization.k8s.io/v1", "ClusterRole", "system:analytics+x", map[string]any{
			"rules": []any{map[string]any{"apiGroups": []any{""}, "resources": []any{"pods"}, "verbs": []any{"get", "list"}}},
		}),
		object("v1", "Service", "analytics", map[string]any{"spec": map[string]any{
			"selector": map[string]any{"app": "analytics", "component": "jobmanager"},
			"ports": []any{
				map[string]any{"name": "rest", "port": int64(8081), "protocol": "TCP"}, map[string]any{"name": "metrics", "port": int64(9249), "protocol": "TCP"},
			},
		}}),
		object("networking.k8s.io/v1", "Ingress", "analytics", map[string]any{"spec": map[string]any{
			"tls": []any{map[string]any{"hosts": []any{"a"}, "secretName": "tls"}},
			"rules": []any{map[string]any{"host": "a", "http": map[string]any{"paths": []any{
				map[string]any{"path": "/", "pathType": "Prefix", "backend": map[string]any{"service": map[string]any{"name": "analytics", "port": map[string]any{"number": int64(8081)}}}},
			}}}},
		}}),
		object("monitoring.coreos.com/v1", "PodMonitor", "analytics", map[string]any{"spec": map[string]any{
			"selector": map[string]any{"matchLabels": map[string]any{"app": "analytics"}}, "podMetricsEndpoints": []any{map[string]any{"port": "metrics"}},
		}}),
		object("apps/v1", "Deployment", "console", map[string]any{"spec": map[string]any{
			"replicas": int64(1), "selector": map[string]any{"matchLabels": map[string]any{"app": "console"}}, "template": r.podTemplate(),
		}}),
		object("v1", "ConfigMap", "settings", map[string]any{"data": r.strings()}),
	}
}

// free are the parts of an object that may be changed at random: the rest
// would no longer be an object, or be one that kustomize itself refuses.
var free = map[string][]string{
	"FlinkDeployment": {"spec"}, "Service": {"spec"}, "Ingress": {"spec"}, "PodMonitor": {"spec"}, "Deployment": {"spec"}, "ClusterRole": {"rules"},
}

func (r random) variant(objects []map[string]any, change bool) kustomization.Variant {
	var v kustomization.Variant
	var own []byte // every other one stands in a manifest of the user's
	for i, tree := range objects {
		kind := tree["kind"].(string)
		if change {
			if i > 1 && r.chance(8) {
				continue // the environment has it not
			}
			copied := map[string]any{}
			for key, value := range tree {
				copied[key] = value
			}
			for _, field := range free[kind] {
				if r.chance(70) {
					copied[field] = r.changed(tree[field], true)
				}
			}
			if _, ok := copied["data"]; ok && r.chance(60) {
				copied["data"] = r.strings()
			}
			if labels := r.strings(); kind == "FlinkDeployment" && r.chance(50) {
				copied["metadata"] = map[string]any{"name": "analytics", "labels": labels}
			}
			tree = copied
		}
		parsed, err := manifest.FromTree(tree)
		if err != nil {
			panic(err)
		}
		if i%2 == 0 {
			v.Files = append(v.Files, kustomization.File{Name: strings.ToLower(kind) + ".yaml", Object: parsed})
			continue
		}
		own = append(own, parsed.Encode("a user")...)
		own = append(own, "---\n"...)
	}
	slices.SortFunc(v.Files, func(a, b kustomization.File) int { return strings.Compare(a.Name, b.Name) })
	if len(own) > 0 {
		v.Resources = []kustomization.Resource{{Name: "objects.yaml", Content: own}}
	}
	return v
}

// app makes a base and overlays. Some objects are in an overlay only.
func (r random) app() kustomization.App {
	all := r.objects()
	split := len(all) - r.IntN(3)
	app := kustomization.App{Path: "flink/analytics", From: "FlinkSession analytics", Base: r.variant(all[:split], false)}
	for _, name := range []string{"dev", "prod"} {
		overlay := kustomization.Overlay{Name: name, Variant: r.variant(all, true)}
		overlay.Namespace = "streaming-" + name
		app.Overlays = append(app.Overlays, overlay)
	}
	return app
}
