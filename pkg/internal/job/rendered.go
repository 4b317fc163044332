package job

import (
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/lint"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Rendered is a custom resource with a job, and where the parts of it come from.
type Rendered struct {
	Target *resolve.Target

	// Object is the custom resource.
	Object runtime.Object

	// Release of the operator and version of Flink.
	Release operator.Release
	Flink   flink.Version

	// Field of the job, and the options that fields set.
	Field   diagnostic.Path
	Options Options

	// Reference is the field of the spec that names the cluster, where that is another resource.
	Reference diagnostic.Path

	// OwnConfiguration means that the whole configuration is the job's. That of an application is also the cluster's, whose
	// checks look at it.
	OwnConfiguration bool

	// What a user is to set, as in "spec.highAvailability.mode", for what an option of Flink needs to be set to.
	HighAvailability, Checkpoints, Savepoints string
}

// Check is what package lint says of the job, at the fields of its spec. What is known to be wrong with a field already is left out,
// and so is what is said of other parts of the resource.
func (r Rendered) Check(known diagnostic.Findings) diagnostic.Findings {
	made, err := manifest.From(r.Object)
	if err != nil {
		return nil // which package generation says
	}
	found := lint.Check(lint.Target{Operator: r.Release, Flink: r.Flink}, lint.Object{Content: made.Tree()})
	return r.AtFields(found, known)
}

// AtFields has findings about the custom resource point at the fields of its spec, as Check does.
func (r Rendered) AtFields(findings, known diagnostic.Findings) diagnostic.Findings {
	words := r.words()
	var found diagnostic.Findings
	for _, f := range findings {
		field, ok := r.fieldOf(f.Path)
		if !ok {
			continue
		}
		finding := r.Target.Errorf(field, "%s", words.Replace(f.Message)).Under(f.Rule)
		if !slices.ContainsFunc(known, func(k diagnostic.Finding) bool { return k.Path.Compare(finding.Path) == 0 }) {
			found = append(found, finding)
		}
	}
	return found
}

// fieldOf is the field of the spec that a field of the custom resource comes from; false for one that is not of the job.
func (r Rendered) fieldOf(path diagnostic.Path) (diagnostic.Path, bool) {
	for i, element := range path {
		switch name, _ := element.Name(); name {
		case "job":
			if name, _ := path[len(path)-1].Name(); name == "autoscalerResetNonce" {
				return r.Field.Child("autoscaler", "resetNonce"), true
			}
			return append(slices.Clone(r.Field), path[i+1:]...), true
		case "deploymentName":
			return r.Reference, r.Reference != nil
		case "flinkConfiguration":
			if i+1 == len(path) {
				return path[i:], r.OwnConfiguration
			}
			key, _ := path[i+1].Name()
			at := slices.IndexFunc(r.Options, func(o Option) bool { return o.Key == key })
			if at < 0 {
				return path[i:], r.OwnConfiguration || strings.HasPrefix(key, operator.OptionPrefix) || strings.HasPrefix(key, "job.autoscaler.")
			}
			return r.Options[at].Field, true
		case "spec", "template":
		default:
			return nil, false
		}
	}
	return nil, false
}

// words puts those of a spec in the place of those of a custom resource.
func (r Rendered) words() *strings.Replacer {
	words := []string{
		"must not be savepoint", "must not be " + string(v1alpha1.UpgradeModeSavepoint),
		"must not be last-state", "must not be " + string(v1alpha1.UpgradeModeLastState),
		"is savepoint", "is " + string(v1alpha1.UpgradeModeSavepoint),
		"is last-state", "is " + string(v1alpha1.UpgradeModeLastState),
		"must be running", "must be " + string(v1alpha1.JobStateRunning),
		`"suspended"`, `"` + string(v1alpha1.JobStateSuspended) + `"`,
		"set taskManager.replicas", "set spec.taskManager.replicas",
	}
	for mode := range flink.HighAvailabilityType.EachKey {
		for directory := range flink.HighAvailabilityStorageDir.EachKey {
			words = append(words, "set "+mode+" and "+directory, "set "+r.HighAvailability)
		}
	}
	for key := range flink.CheckpointingDir.EachKey {
		words = append(words, "set "+key, "set "+r.Checkpoints)
	}
	for key := range flink.SavepointDir.EachKey {
		words = append(words, "set "+key, "set "+r.Savepoints)
	}
	return strings.NewReplacer(words...)
}
