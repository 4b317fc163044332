package operator

import (
	"maps"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/pod"
)

// features tries what a spec says by a feature, and the custom resource by a template or an object beside it.
func (a *app) features(r *rendering) {
	a.pullSecrets(r)
	a.variables(r)
	a.zooKeeper(r)
	a.storage(r)
	a.hive(r)
	a.operatorIngress(r)
	a.webUI(r)
	a.domain(r)
	a.metrics(r)
	a.disruptionBudget(r)
}

// pullSecrets takes those of the common template.
func (a *app) pullSecrets(r *rendering) {
	value, _ := a.at("podTemplate", "spec", "imagePullSecrets")
	secrets, _ := value.([]any)
	var names []any
	for _, secret := range secrets {
		if name, ok := get(asMap(secret), "name"); ok {
			names = append(names, name)
		}
	}
	if len(names) > 0 && len(names) == len(secrets) {
		a.try(changed(changed(a.Spec, names, "imagePullSecrets"), nil, "podTemplate", "spec", "imagePullSecrets"), r)
	}
}

func asMap(value any) map[string]any {
	mapping, _ := value.(map[string]any)
	return mapping
}

// variables takes those of the Flink process in the common template.
func (a *app) variables(r *rendering) {
	value, _ := a.at("podTemplate", "spec", "containers")
	containers, _ := value.([]any)
	main := slices.IndexFunc(containers, func(c any) bool { return asMap(c)["name"] == pod.MainContainer })
	if main < 0 {
		return
	}
	list, _ := asMap(containers[main])["env"].([]any)
	env := map[string]any{}
	for _, element := range list {
		variable := asMap(element)
		name, _ := variable["name"].(string)
		if value := variableOf(variable); value != nil && name != "" {
			env[name] = value
		}
	}
	if len(env) == 0 || len(env) != len(list) {
		return
	}
	spec := changed(changed(a.Spec, env, "env"), nil, "podTemplate", "spec", "containers", main, "env")
	if a.try(spec, r) {
		a.try(changed(a.Spec, nil, "podTemplate"), r)
	}
}

// variableOf is the value of a variable as spec.env has it; nil for what it does not have.
func variableOf(variable map[string]any) any {
	if value, ok := variable["value"].(string); ok && len(variable) == 2 {
		return value
	}
	from := asMap(variable["valueFrom"])
	if len(from) != 1 {
		return nil
	}
	for form, target := range from {
		target := asMap(target)
		switch {
		case form == "secretKeyRef" && len(target) == 2:
			return map[string]any{"secretName": target["name"], "key": target["key"]}
		case form == "configMapKeyRef" && len(target) == 2:
			return map[string]any{"configMapName": target["name"], "key": target["key"]}
		case form == "fieldRef" && len(target) == 1:
			return map[string]any{"fieldPath": target["fieldPath"]}
		case form == "resourceFieldRef" && len(target) == 1:
			return map[string]any{"resource": target["resource"]}
		}
	}
	return nil
}

// operatorIngress has the fields of the web UI say what the operator's Ingress is.
func (a *app) operatorIngress(r *rendering) {
	template, _ := a.at("asWritten", "ingress.template")
	text, ok := template.(string)
	if !ok {
		return
	}
	host, path, _ := strings.Cut(text, "/")
	ingress := asMap(asMap(a.object.Tree()["spec"])["ingress"])
	webUI := map[string]any{"ingress": "Operator", "host": host}
	a.tryWebUI(webUI, path, ingress["className"], ingress["annotations"], ingress["labels"], ingress["tls"], func(spec map[string]any) map[string]any {
		for _, field := range slices.Sorted(maps.Keys(ingress)) {
			spec = changed(spec, nil, "asWritten", "ingress."+field)
		}
		return spec
	}, r)
}

// webUI recognizes the Service and the Ingress of a web UI.
func (a *app) webUI(r *rendering) {
	name := a.Name + "-webui"
	if _, ok := a.neighbour("Service", name); !ok {
		return
	}
	ingress, ok := a.neighbour("Ingress", name)
	if !ok {
		a.try(changed(a.Spec, map[string]any{"ingress": "None"}, "webUI"), r)
		return
	}
	spec := asMap(ingress.Tree()["spec"])
	rules, _ := spec["rules"].([]any)
	if len(rules) != 1 {
		return
	}
	rule := asMap(rules[0])
	host, _ := rule["host"].(string)
	if host == "" {
		host = "*"
	}
	var path string
	if paths, _ := asMap(rule["http"])["paths"].([]any); len(paths) == 1 {
		path, _ = asMap(paths[0])["path"].(string)
		path = strings.TrimPrefix(path, "/")
	}
	metadata := asMap(ingress.Tree()["metadata"])
	a.tryWebUI(map[string]any{"host": host}, path, spec["ingressClassName"], beyond(metadata["annotations"], texts(a.Annotations)),
		beyond(metadata["labels"], texts(a.Labels)), spec["tls"], func(spec map[string]any) map[string]any { return spec }, r)
}

func texts(values map[string]string) map[string]any {
	made := map[string]any{}
	for key, value := range values {
		made[key] = value
	}
	return made
}

// tryWebUI tries a web UI with what an Ingress says, and each controller that could serve its path.
func (a *app) tryWebUI(webUI map[string]any, path string, className, annotations, labels, tls any, rest func(map[string]any) map[string]any, r *rendering) {
	if className != nil {
		webUI["className"] = className
	}
	if list, _ := tls.([]any); len(list) == 1 {
		webUI["tlsSecretName"] = asMap(list[0])["secretName"]
	}
	if len(asMap(labels)) > 0 {
		webUI["labels"] = labels
	}
	if len(asMap(annotations)) > 0 {
		webUI["annotations"] = annotations
	}
	path = "/" + path
	if at := strings.IndexAny(path, "(?"); at > 0 {
		path = strings.TrimSuffix(path[:at], "/")
	}
	if path != "/" {
		webUI["path"] = path
	}
	for _, controller := range []string{"", "NGINX", "Traefik"} {
		made := maps.Clone(webUI)
		if controller != "" {
			made["controller"] = controller
		}
		if a.try(rest(changed(a.Spec, made, "webUI")), r) {
			break
		}
		// What the controller needs is in the annotations of the Ingress, and would be twice.
		delete(made, "annotations")
		if a.try(rest(changed(a.Spec, made, "webUI")), r) {
			break
		}
	}
}

// metrics recognizes Prometheus' reporter with its port and a PodMonitor.
func (a *app) metrics(r *rendering) {
	i := slices.IndexFunc(a.beside, func(o manifest.Object) bool {
		return o.ID().Kind == "PodMonitor" && strings.HasPrefix(o.ID().Name, a.Name)
	})
	if i < 0 {
		return
	}
	labels := beyond(asMap(a.beside[i].Tree()["metadata"])["labels"], texts(a.Labels))
	metrics := map[string]any{}
	if port, ok := a.at("flinkConfiguration", "metrics.reporter.prom.port"); ok {
		if n, ok := convertNumber(port); ok {
			metrics["port"] = n
		}
	}
	if endpoints, _ := asMap(a.beside[i].Tree()["spec"])["podMetricsEndpoints"].([]any); len(endpoints) > 0 {
		if interval, ok := asMap(endpoints[0])["interval"]; ok {
			metrics["interval"] = interval
		}
	}
	settings := a.Settings
	if len(asMap(labels)) > 0 {
		a.Settings = changed(a.Settings, labels, "prometheus", "labels")
	}
	if !a.try(changed(a.Spec, metrics, "metrics"), r) {
		a.Settings = settings
	}
}

// disruptionBudget recognizes that of the JobManagers.
func (a *app) disruptionBudget(r *rendering) {
	i := slices.IndexFunc(a.beside, func(o manifest.Object) bool {
		return o.ID().Kind == "PodDisruptionBudget" && strings.HasPrefix(o.ID().Name, a.Name)
	})
	if i < 0 {
		return
	}
	budget := map[string]any{}
	for _, field := range []string{"minAvailable", "maxUnavailable"} {
		if value, ok := asMap(a.beside[i].Tree()["spec"])[field]; ok {
			budget[field] = value
		}
	}
	a.try(changed(a.Spec, budget, "jobManager", "podDisruptionBudget"), r)
}
