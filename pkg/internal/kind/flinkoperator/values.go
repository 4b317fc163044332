package flinkoperator

import (
	"cmp"

	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/delivery/helm"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// chartName is that of the operator's chart, whose version is that of the operator.
const chartName = "flink-kubernetes-operator"

// chartVersion is the version of the chart.
func (o *Target) chartVersion() string { return operator.ChartVersion(o.Spec.OperatorVersion) }

// chartRepository is where the chart is. Apache keeps each release in a folder of its own, which is a repository of one chart, and
// moves it from its site of downloads to its archive when the next releases come; the archive has the current ones too.
func (o *Target) chartRepository() string {
	if o.Spec.Chart != nil && o.Spec.Chart.Repository != "" {
		return o.Spec.Chart.Repository
	}
	return "https://archive.apache.org/dist/flink/flink-kubernetes-operator-" + o.chartVersion() + "/"
}

// values are those of the chart, in releases 1.6 to 1.15, which differ from its own. The names of namespaces stand in the order of
// the alphabet, so that one more is one more line.
func (o *Target) values() helm.Values {
	values := helm.Values{
		"webhook":           map[string]any{"create": o.Spec.Webhook.On()},
		"jobServiceAccount": map[string]any{"create": *o.Spec.CreateJobServiceAccount},
		"rbac": map[string]any{
			"jobRole":        map[string]any{"create": *o.Spec.CreateJobServiceAccount},
			"jobRoleBinding": map[string]any{"create": *o.Spec.CreateJobServiceAccount},
		},
		"defaultConfiguration": map[string]any{"flink-conf.yaml": text(o.configuration())},
	}
	if namespaces := o.watched(); len(namespaces) > 0 {
		values["watchNamespaces"] = list(namespaces, func(name string) any { return name })
	}
	if image := o.image(); len(image) > 0 {
		values["image"] = image
	}
	if secrets := o.Spec.ImagePullSecrets; len(secrets) > 0 {
		values["imagePullSecrets"] = list(secrets, func(name string) any { return map[string]any{"name": name} })
	}
	if replicas := *o.Spec.Replicas; replicas > 1 {
		values["replicas"] = int64(replicas)
		values["strategy"] = map[string]any{"type": "RollingUpdate"}
	}
	if pod := o.pod(); len(pod) > 0 {
		values["operatorPod"] = pod
	}
	if webhook := o.Spec.Webhook; webhook.On() && webhook.KeystoreSecretName != "" {
		values["webhook"].(map[string]any)["keystore"] = map[string]any{
			"useDefaultPassword": false,
			"passwordSecretRef":  map[string]any{"name": webhook.KeystoreSecretName, "key": webhook.KeystoreSecretKey},
		}
	}
	if o.Spec.Metrics.On() {
		values["metrics"] = map[string]any{"port": int64(*o.Spec.Metrics.Port)}
	}
	return values
}

func list(names []string, element func(string) any) []any {
	all := make([]any, len(names))
	for i, name := range names {
		all[i] = element(name)
	}
	return all
}

// image is the value image: the parts of the reference that the spec states.
func (o *Target) image() map[string]any {
	parts := check.ImagePattern.FindStringSubmatch(o.Spec.Image)
	if parts == nil || o.Spec.Image == "" {
		return nil
	}
	image := map[string]any{"repository": parts[1] + parts[2]}
	if tag := parts[3]; tag != "" {
		image["tag"] = tag
	}
	if digest := parts[4]; digest != "" {
		image["digest"] = digest[1:] // without the @
	}
	return image
}

// pod is the value operatorPod.
func (o *Target) pod() map[string]any {
	pod := map[string]any{}
	if name := o.Spec.PriorityClassName; name != "" {
		pod["priorityClassName"] = name
	}
	if resources := resources(o.Spec.CPU, o.Spec.Memory); len(resources) > 0 {
		pod["resources"] = resources
	}
	if webhook := o.Spec.Webhook; webhook.On() {
		if resources := resources(webhook.CPU, webhook.Memory); len(resources) > 0 {
			pod["webhook"] = map[string]any{"resources": resources}
		}
	}
	return pod
}

// resources have no limit of the CPU: a JVM that is slowed down answers probes late.
func resources(cpu, memory string) map[string]any {
	requests := map[string]any{}
	if cpu != "" {
		requests["cpu"] = cpu
	}
	all := map[string]any{}
	if memory != "" {
		requests["memory"] = memory
		all["limits"] = map[string]any{"memory": memory}
	}
	if cmp.Or(cpu, memory) != "" {
		all["requests"] = requests
	}
	return all
}
