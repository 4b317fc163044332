package generate_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// kdpDifferences is all in which a session may differ from KDP's application: the two have the same effect. Each evens
// out one of them, and fails the test where the effect would not be the same. Empty values do not count either.
var kdpDifferences = []struct {
	what string
	even func(t *testing.T, want, got kdpObjects)
}{
	{"objects that hold no state may have other names", func(t *testing.T, want, got kdpObjects) {
		for _, objects := range []kdpObjects{want, got} {
			if at(objects, "RoleBinding", "roleRef", "name") != at(objects, "Role", "metadata", "name") {
				t.Error("the RoleBinding must refer to the Role")
			}
			delete(objectAt(objects, "RoleBinding", "roleRef"), "name")
			for _, kind := range []string{"Ingress", "PodMonitor", "Role", "RoleBinding"} {
				delete(objectAt(objects, kind, "metadata"), "name")
			}
		}
	}},
	{"a Secret in place of S3 keys in plain text", func(t *testing.T, want, got kdpObjects) {
		options := objectAt(want, "FlinkDeployment", "spec", "flinkConfiguration")
		if options["s3.access.key"] == nil {
			return
		}
		delete(options, "s3.access.key")
		delete(options, "s3.secret.key")
		main := mainContainer(got)
		var fromSecret []any
		for _, variable := range listAt(main, "env") {
			if secret := at(variable, "valueFrom", "secretKeyRef", "name"); secret == "minio-flink" || secret == "flink-s3" {
				fromSecret = append(fromSecret, at(variable, "name"))
			}
		}
		if diff := cmp.Diff([]any{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}, fromSecret); diff != "" {
			t.Errorf("the keys must come from the Secret: %s", diff)
		}
		if len(listAt(main, "env")) == len(fromSecret) {
			delete(main, "env")
		}
	}},
	{"state.backend filesystem is what hashmap, the default, is with a checkpoint directory", func(t *testing.T, want, got kdpObjects) {
		for _, objects := range []kdpObjects{want, got} {
			options := objectAt(objects, "FlinkDeployment", "spec", "flinkConfiguration")
			if options["state.backend"] == "filesystem" && options["state.checkpoints.dir"] != nil {
				delete(options, "state.backend")
			}
		}
	}},
	{"a value of an option may be written in another way", func(t *testing.T, want, got kdpObjects) {
		for _, objects := range []kdpObjects{want, got} {
			options := objectAt(objects, "FlinkDeployment", "spec", "flinkConfiguration")
			for key, value := range options {
				options[key] = plainOption(value.(string))
			}
		}
	}},
	{"an option with Flink's default may be left out", func(t *testing.T, want, got kdpObjects) {
		for _, objects := range []kdpObjects{want, got} {
			options := objectAt(objects, "FlinkDeployment", "spec", "flinkConfiguration")
			for _, key := range []string{
				"kubernetes.jobmanager.cpu.limit-factor", "kubernetes.jobmanager.memory.limit-factor",
				"kubernetes.taskmanager.cpu.limit-factor", "kubernetes.taskmanager.memory.limit-factor",
				"taskmanager.numberOfTaskSlots",
			} {
				if options[key] == "1" {
					delete(options, key)
				}
			}
		}
	}},
	{"a volume of a pod may have another name", func(t *testing.T, want, got kdpObjects) {
		for _, objects := range []kdpObjects{want, got} {
			sources := map[any]any{}
			for _, volume := range listAt(objects, "FlinkDeployment", "spec", "podTemplate", "spec", "volumes") {
				sources[at(volume, "name")] = volume
				delete(volume.(map[string]any), "name")
			}
			mounts := listAt(mainContainer(objects), "volumeMounts")
			for _, mount := range mounts {
				mount := mount.(map[string]any)
				mount["name"] = sources[mount["name"]]
			}
			slices.SortFunc(mounts, func(a, b any) int { return strings.Compare(at(a, "mountPath").(string), at(b, "mountPath").(string)) })
			delete(objectAt(objects, "FlinkDeployment", "spec", "podTemplate", "spec"), "volumes") // they stand in the mounts now
		}
	}},
	{"the Ingress may lead to the JobManager through a Service that follows a name prefix", func(t *testing.T, want, got kdpObjects) {
		backend := []any{"Ingress", "spec", "rules", 0, "http", "paths", 0, "backend", "service"}
		name := at(got, "FlinkDeployment", "metadata", "name").(string)
		service := map[string]any{
			"selector": map[string]any{"app": name, "component": "jobmanager"},
			"ports":    []any{map[string]any{"name": "rest", "port": 8081.0, "targetPort": "rest"}},
		}
		if diff := cmp.Diff(service, at(got, "Service", "spec")); diff != "" {
			t.Errorf("the Service must select the JobManager's REST port, as the operator's does: %s", diff)
		}
		toService := map[string]any{"name": at(got, "Service", "metadata", "name"), "port": map[string]any{"name": "rest"}}
		if diff := cmp.Diff(toService, at(got, backend...)); diff != "" {
			t.Errorf("the Ingress must lead to the Service: %s", diff)
		}
		delete(got, "Service")
		toOperators := map[string]any{"name": name + "-rest", "port": map[string]any{"number": 8081.0}}
		if diff := cmp.Diff(toOperators, at(want, backend...)); diff != "" {
			t.Errorf("KDP's Ingress must lead to the Service of the operator: %s", diff)
		}
		for _, objects := range []kdpObjects{want, got} {
			delete(objectAt(objects, backend[:7]...), "backend")
		}
	}},
	{"the path / of an Ingress matches every path as Prefix and as ImplementationSpecific", func(t *testing.T, want, got kdpObjects) {
		for _, objects := range []kdpObjects{want, got} {
			if path := objectAt(objects, "Ingress", "spec", "rules", 0, "http", "paths", 0); path["path"] == "/" {
				delete(path, "pathType")
			}
		}
	}},
	{"defaults of a PodMonitor may be left out, and Flink's reporter answers on every path", func(t *testing.T, want, got kdpObjects) {
		spec, namespace := objectAt(want, "PodMonitor", "spec"), at(want, "PodMonitor", "metadata", "namespace")
		endpoint := objectAt(spec, "podMetricsEndpoints", 0)
		for key, value := range map[string]any{"scheme": "http", "path": "/", "scrapeTimeout": "10s", "filterRunning": true} {
			if endpoint[key] == value {
				delete(endpoint, key)
			}
		}
		if own := []any{namespace}; cmp.Equal(own, at(spec, "namespaceSelector", "matchNames")) {
			delete(spec, "namespaceSelector")
		}
	}},
	{"a pod template that only names the main container gives it nothing", func(t *testing.T, want, got kdpObjects) {
		for _, objects := range []kdpObjects{want, got} {
			bare := map[string]any{"spec": map[string]any{"containers": []any{map[string]any{"name": "flink-main-container"}}}}
			if deployment := objectAt(objects, "FlinkDeployment", "spec"); cmp.Equal(bare, withoutEmpty(deployment["podTemplate"])) {
				delete(deployment, "podTemplate")
			}
		}
	}},
	{"no PodMonitor without metrics, where it would find no port to scrape", func(t *testing.T, want, got kdpObjects) {
		if options := objectAt(want, "FlinkDeployment", "spec", "flinkConfiguration"); options["metrics.reporter.prom.port"] != nil {
			return
		}
		for _, port := range listAt(mainContainer(want), "ports") {
			if at(port, "name") == at(want, "PodMonitor", "spec", "podMetricsEndpoints", 0, "port") {
				t.Errorf("KDP's PodMonitor has a port to scrape: %v", port)
			}
		}
		delete(want, "PodMonitor")
	}},
	{"metrics may carry labels of their pods", func(t *testing.T, want, got kdpObjects) {
		delete(objectAt(got, "PodMonitor", "spec"), "podTargetLabels")
	}},
	{"with Hive, Flink's own file system may find HDFS too", func(t *testing.T, want, got kdpObjects) {
		const option = "kubernetes.hadoop.conf.config-map.name"
		options := objectAt(got, "FlinkDeployment", "spec", "flinkConfiguration")
		if objectAt(want, "FlinkDeployment", "spec", "flinkConfiguration")[option] != nil || options[option] == nil {
			return
		}
		if !slices.ContainsFunc(listAt(mainContainer(want), "volumeMounts"), func(mount any) bool {
			return at(mount, "name", "configMap", "name") == options[option]
		}) {
			t.Errorf("the ConfigMap %s must be the one that KDP mounts for Hive", options[option])
		}
		delete(options, option)
	}},
	{"the rights of a session outlive it", func(t *testing.T, want, got kdpObjects) {
		for _, kind := range []string{"ServiceAccount", "Role", "RoleBinding"} {
			delete(objectAt(got, kind, "metadata"), "annotations")
		}
	}},
	{"the Role grants what Flink needs of what KDP's grants", func(t *testing.T, want, got kdpObjects) {
		granted := grants(want)
		for _, grant := range grants(got) {
			covered := func(g [3]string) bool {
				return (g[0] == grant[0] || g[0] == "*") && g[1] == grant[1] && (g[2] == grant[2] || g[2] == "*")
			}
			if !slices.ContainsFunc(granted, covered) {
				t.Errorf("KDP's Role does not grant %q", grant)
			}
		}
		for _, resource := range []string{"pods", "configmaps", "deployments"} {
			for _, verb := range []string{"get", "list", "watch", "create", "update", "patch", "delete"} {
				if !slices.ContainsFunc(grants(got), func(g [3]string) bool { return g[1] == resource && g[2] == verb }) {
					t.Errorf("the Role must grant %s of %s", verb, resource)
				}
			}
		}
		delete(objectAt(want, "Role"), "rules")
		delete(objectAt(got, "Role"), "rules")
	}},
}

func mainContainer(objects kdpObjects) map[string]any {
	return objectAt(objects, "FlinkDeployment", "spec", "podTemplate", "spec", "containers", 0)
}

// plainOption is a value of an option in one spelling: a time in milliseconds, a number without trailing zeros.
func plainOption(value string) string {
	if number, err := strconv.ParseFloat(value, 64); err == nil {
		return strconv.FormatFloat(number, 'f', -1, 64)
	}
	if duration, err := time.ParseDuration(strings.Replace(value, "min", "m", 1)); err == nil {
		return strconv.FormatInt(duration.Milliseconds(), 10)
	}
	return value
}

// grants are the triples of API group, resource and verb that a Role grants.
func grants(objects kdpObjects) [][3]string {
	var all [][3]string
	for _, rule := range listAt(objects, "Role", "rules") {
		for _, group := range listAt(rule, "apiGroups") {
			for _, resource := range listAt(rule, "resources") {
				for _, verb := range listAt(rule, "verbs") {
					all = append(all, [3]string{group.(string), resource.(string), verb.(string)})
				}
			}
		}
	}
	return all
}
