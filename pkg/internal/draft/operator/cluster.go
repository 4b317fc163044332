package operator

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// copied are fields of a cluster that are written in the spec as they are in the custom resource, by their paths there and here.
var copied = []struct{ from, to string }{
	{"image", "image"},
	{"imagePullPolicy", "imagePullPolicy"},
	{"serviceAccount", "serviceAccount.name"},
	{"restartNonce", "restartNonce"},
	{"podTemplate", "podTemplate"},
	{"logConfiguration", "logConfiguration"},
	{"flinkConfiguration", "flinkConfiguration"},
	{"jobManager.replicas", "jobManager.replicas"},
	{"jobManager.resource.memory", "jobManager.memory"},
	{"jobManager.resource.ephemeralStorage", "jobManager.ephemeralStorage"},
	{"jobManager.podTemplate", "jobManager.podTemplate"},
	{"taskManager.replicas", "taskManager.replicas"},
	{"taskManager.resource.memory", "taskManager.memory"},
	{"taskManager.resource.ephemeralStorage", "taskManager.ephemeralStorage"},
	{"taskManager.podTemplate", "taskManager.podTemplate"},
	{"job.jarURI", "job.jarURI"},
	{"job.entryClass", "job.entryClass"},
	{"job.args", "job.args"},
	{"job.parallelism", "job.parallelism"},
	{"job.allowNonRestoredState", "job.allowNonRestoredState"},
	{"job.initialSavepointPath", "job.initialSavepointPath"},
	{"job.savepointRedeployNonce", "job.savepointRedeployNonce"},
	{"job.savepointTriggerNonce", "job.savepointTriggerNonce"},
	{"job.checkpointTriggerNonce", "job.checkpointTriggerNonce"},
}

// words of the operator, and those of specs.
var (
	modes        = map[string]string{string(v1beta1.ModeStandalone): string(v1alpha1.ModeStandalone)}
	upgradeModes = map[string]string{
		"stateless": string(v1alpha1.UpgradeModeStateless), "last-state": string(v1alpha1.UpgradeModeLastState), "savepoint": string(v1alpha1.UpgradeModeSavepoint),
	}
	states = map[string]string{"running": string(v1alpha1.JobStateRunning), "suspended": string(v1alpha1.JobStateSuspended)}
)

// fromCluster is the spec of a cluster: typed fields where each is one of the custom resource, and all options and templates as they
// are.
func (a *app) fromCluster(from map[string]any) map[string]any {
	spec := map[string]any{}
	for _, field := range copied {
		if value, ok := get(from, field.from); ok {
			set(spec, field.to, value)
		}
	}
	words(from, "mode", spec, "mode", modes)
	words(from, "job.upgradeMode", spec, "job.upgradeMode", upgradeModes)
	words(from, "job.state", spec, "job.state", states)
	for _, role := range []string{"jobManager", "taskManager"} {
		if cpu, ok := get(from, role+".resource.cpu"); ok {
			set(spec, role+".cpu", cores(cpu))
		}
	}
	if nonce, ok := get(from, "job.autoscalerResetNonce"); ok {
		set(spec, "job.autoscaler", autoscaler(from, nonce))
	}
	if from["podTemplate"] != nil {
		_, ofJobManager := get(from, "jobManager.podTemplate")
		if _, ofTaskManager := get(from, "taskManager.podTemplate"); ofJobManager || ofTaskManager {
			spec["podTemplateMerge"] = string(v1alpha1.PodTemplateMergeOperator)
			a.comment("podTemplateMerge", "As it was before the import: two whole templates in the place of three would restart the cluster.")
		}
	}
	if _, ok := get(from, "serviceAccount"); ok {
		set(spec, "serviceAccount.create", false)
	}
	if version := a.flinkVersion(from); version != "" {
		spec["flinkVersion"] = version
	}
	if _, hasJob := from["job"].(map[string]any); hasJob && spec["job"] == nil {
		spec["job"] = map[string]any{}
	}
	return spec
}

// autoscaler is that of a job which resets what the autoscaler knows: with it, the autoscaler is on unless it says otherwise.
func autoscaler(from map[string]any, nonce any) map[string]any {
	configuration, _ := from["flinkConfiguration"].(map[string]any)
	on := configuration["job.autoscaler.enabled"] == "true" || configuration[operator.OptionPrefix+"job.autoscaler.enabled"] == "true"
	return map[string]any{"enabled": on, "resetNonce": nonce}
}

// flinkVersion is the full version of Flink: that of the image's tag, where it is of the minor version that the custom resource
// says, or else the first release of that.
func (a *app) flinkVersion(from map[string]any) string {
	enum, _ := from["flinkVersion"].(string)
	if enum == "" {
		return ""
	}
	minor := operator.FlinkMinor(enum)
	image, _ := from["image"].(string)
	for _, found := range cluster.VersionInTag.FindAllString(image, -1) {
		if strings.HasPrefix(found, minor+".") {
			if _, err := flink.ParseVersion(found); err == nil {
				return found
			}
		}
	}
	a.comment("flinkVersion", "The image does not say which %s it has: %s.0 stands for all of them.", minor, minor)
	return minor + ".0"
}

// cores are a number of CPUs as text.
func cores(value any) any {
	switch v := value.(type) {
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return value
}

// words sets a field to the word that stands for one of the operator's.
func words(from map[string]any, at string, to map[string]any, field string, words map[string]string) {
	value, _ := get(from, at)
	if word, known := words[strings.ToLower(fmt.Sprint(value))]; known {
		set(to, field, word)
	}
}

// comment says why a value of the spec is what it is.
func (a *app) comment(field, format string, args ...any) {
	if a.Comments == nil {
		a.Comments = map[string]string{}
	}
	a.Comments[field] = fmt.Sprintf(format, args...)
}

// newCluster is the app of a FlinkDeployment or a FlinkBlueGreenDeployment.
func (a *app) newCluster() error {
	a.root = []any{"spec"}
	blueGreen := a.object.ID().Kind == v1beta1.KindFlinkBlueGreenDeployment
	if blueGreen {
		a.root = []any{"spec", "template", "spec"}
	}
	from := a.spec(a.object)
	a.Kind = v1alpha1.KindFlinkSession
	if job, _ := from["job"].(map[string]any); job != nil || blueGreen {
		a.Kind = v1alpha1.KindFlinkApplication
	}
	a.Spec = a.prune(a.fromCluster(from))
	whole, _ := a.object.Tree()["spec"].(map[string]any)
	if blueGreen {
		a.Spec["upgradeStrategy"] = string(v1alpha1.UpgradeStrategyBlueGreen)
		for _, option := range []struct{ key, field string }{
			{"abort.grace-period", "abortGracePeriod"}, {"deployment-deletion.delay", "deletionDelay"}, {"reconciliation.reschedule-interval", "checkInterval"},
		} {
			configuration, _ := whole["configuration"].(map[string]any)
			if value, ok := configuration[operator.OptionPrefix+"bluegreen."+option.key]; ok {
				set(a.Spec, "blueGreen."+option.field, value)
			}
		}
	}
	a.ingress(whole["ingress"], blueGreen)
	return a.settle()
}

// ingress writes the operator's Ingress as it is: what of it fields of the spec can say is found later.
func (a *app) ingress(value any, blueGreen bool) {
	if value == nil {
		if blueGreen {
			set(a.Spec, "webUI", map[string]any{"ingress": string(v1alpha1.WebUIIngressNone), "enabled": false})
		}
		return
	}
	ingress, ok := value.(map[string]any)
	if !ok || len(ingress) == 0 {
		a.write([]any{"ingress"}, value)
		return
	}
	for key, value := range ingress {
		a.write([]any{"ingress", key}, value)
	}
}
