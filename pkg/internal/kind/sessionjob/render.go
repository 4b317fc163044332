package sessionjob

import (
	"maps"
	"slices"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/job"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// targetSession is the label with the name of the session, which the operator's webhook adds: without it a GitOps tool would see a
// difference.
const targetSession = "target.session"

// render makes the FlinkSessionJob. Its errors are about options that contradict fields.
func render(j *Target) ([]object.File, diagnostic.Findings) {
	labels := maps.Clone(j.Metadata.Labels)
	if j.Spec.Session != "" {
		if labels == nil {
			labels = map[string]string{}
		}
		labels[targetSession] = j.Spec.Session
	}
	configuration, errs := j.configuration()
	return []object.File{{Name: "flinksessionjob.yaml", Object: &v1beta1.FlinkSessionJob{
		TypeMeta:   metav1.TypeMeta{APIVersion: v1beta1.GroupVersion.String(), Kind: v1beta1.KindFlinkSessionJob},
		ObjectMeta: metav1.ObjectMeta{Name: j.Metadata.Name, Labels: labels, Annotations: j.Metadata.Annotations},
		Spec: v1beta1.FlinkSessionJobSpec{
			DeploymentName:     j.Spec.Session,
			Job:                job.Spec(j.Spec.Job),
			FlinkConfiguration: configuration,
			RestartNonce:       j.Spec.RestartNonce,
		},
	}}}, errs
}

// configuration is that of the job: what typed fields set, and the user's own options.
func (j *Target) configuration() (map[string]string, diagnostic.Findings) {
	all, options := map[string]string{}, j.options()
	for _, option := range options {
		all[option.Key] = option.Value
	}
	var errs diagnostic.Findings
	for _, key := range slices.Sorted(maps.Keys(j.Spec.FlinkConfiguration)) {
		value := *j.Spec.FlinkConfiguration[key]
		at := slices.IndexFunc(options, func(o job.Option) bool { return o.Key == key })
		if at >= 0 && options[at].Value != value {
			errs = append(errs, j.Errorf(path("flinkConfiguration", key), "must not be set to %s: spec.%s sets it to %s", diagnostic.Quote(value),
				options[at].Field, diagnostic.Quote(options[at].Value)).Under(diagnostic.RuleConflictingOption))
			continue
		}
		all[key] = value
	}
	return all, errs
}
