package job

import (
	"net/url"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// maxParallelism is the most that Flink has key groups for.
const maxParallelism = 1 << 15

var (
	schemePattern = lazyregexp.New(`^[A-Za-z][A-Za-z0-9+.-]*:`)
	classPattern  = lazyregexp.New(`^[A-Za-z_$][A-Za-z0-9_$]*(\.[A-Za-z_$][A-Za-z0-9_$]*)*$`)
)

// Check checks the fields of a job by themselves; field is that of the job. What the operator makes of them together with
// the cluster, CheckRendered says.
func Check(c *check.Checker, job *v1alpha1.Job, field diagnostic.Path, release operator.Release) {
	if job.EntryClass != "" && !classPattern.MatchString(job.EntryClass) {
		c.Add(field.Child("entryClass"), "must be the full name of a Java class, such as com.example.Orders, not %s", diagnostic.Quote(job.EntryClass))
	}
	checkParallelism(c, job.Parallelism, field.Child("parallelism"))
	if job.UpgradeMode != "" {
		check.OneOf(c, job.UpgradeMode, field.Child("upgradeMode"), v1alpha1.UpgradeModeStateless, v1alpha1.UpgradeModeLastState, v1alpha1.UpgradeModeSavepoint)
	}
	if job.State != "" {
		check.OneOf(c, job.State, field.Child("state"), v1alpha1.JobStateRunning, v1alpha1.JobStateSuspended)
	}
	checkSavepointPath(c, job, field)
	if job.SavepointOnDeletion != nil && !release.SavepointOnDeletion() {
		c.AddAs(diagnostic.RuleUnsupportedVersion, field.Child("savepointOnDeletion"), "must not be set with operator release %s, which reads it from its own configuration alone: "+
			"it is there since 1.7", release)
	}
	for name, value := range map[string]string{"savepointInterval": job.SavepointInterval, "checkpointInterval": job.CheckpointInterval, "maxCheckpointAge": job.MaxCheckpointAge} {
		c.AddErr(field.Child(name), check.Optional(value, check.Duration))
	}
	checkAutoscaler(c, job.Autoscaler, field.Child("autoscaler"))
	CheckOptions(c, OptionsOf(job, field, release), release)
}

// CheckJarURI checks that there is a scheme in the address of a jar, such as the examples. What the operator makes of it,
// CheckRendered says.
func CheckJarURI(c *check.Checker, uri string, field diagnostic.Path, examples string) {
	if uri != "" && !schemePattern.MatchString(uri) {
		c.AddAs(diagnostic.RuleJarURI, field, "must be a URI with a scheme, such as %s, not %s", examples, diagnostic.Quote(uri))
	}
}

// CheckOptions refuses options that the operator's release does not have, at the fields that set them.
func CheckOptions(c *check.Checker, options Options, release operator.Release) {
	for _, option := range options {
		known, ok := operator.FindOption(option.Key)
		if first := known.Changes; ok && release.Compare(first[0].Perhaps) < 0 {
			c.AddAs(diagnostic.RuleUnsupportedVersion, option.Field, "must not be set with operator release %s, which does not have it: %s is there since %s",
				release, option.Key, first[0].Since)
		}
	}
}

func checkParallelism(c *check.Checker, value *int32, field diagnostic.Path) {
	c.AtLeast(1, value, field)
	if value != nil && *value > maxParallelism {
		c.Add(field, "must be at most %d, the greatest parallelism of Flink, not %d", maxParallelism, *value)
	}
}

// checkSavepointPath checks the savepoint that a job starts from, and that there is one for a job that is to start again.
func checkSavepointPath(c *check.Checker, job *v1alpha1.Job, field diagnostic.Path) {
	savepoint := job.InitialSavepointPath
	if savepoint == "" {
		if job.SavepointRedeployNonce != nil && c.Complete {
			c.AddAs(diagnostic.RuleUpgradeMode, field.Child("savepointRedeployNonce"), "must not be set without initialSavepointPath, the savepoint to start from")
		}
		return
	}
	u, err := url.Parse(savepoint)
	switch {
	case err == nil && u.User != nil && u.Scheme != "wasb" && u.Scheme != "wasbs" && u.Scheme != "abfs" && u.Scheme != "abfss":
		c.AddAs(diagnostic.RuleCredential, field.Child("initialSavepointPath"), "must not hold a user name or password")
	case err != nil || u.Scheme == "" && !strings.HasPrefix(savepoint, "/") || u.RawQuery != "" || u.Fragment != "" || strings.ContainsFunc(savepoint, check.Unprintable):
		c.Add(field.Child("initialSavepointPath"), "must be the path of a savepoint, such as s3://flink/savepoints/savepoint-4fae12-0b1c2d3e4f5a, not %s", diagnostic.Quote(savepoint))
	}
}
