package validate

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// Session checks the values of a session as one target sees them. What is required must be there only when the
// session is complete.
func Session(s *resolve.Session) diagnostic.Findings {
	c := &checker{errorf: s.Errorf, complete: s.Complete, release: operator.Latest(), name: s.Metadata.Name, cluster: s.Spec.Cluster, image: s.Image(s.Spec.Image), own: s.Own}
	c.metadata(&s.Target, s.Spec.Namespace)
	c.versions(s)
	c.pull(s.Spec.ImagePullPolicy, s.Spec.ImagePullSecrets)
	c.jobManager()
	c.uploadedJars()
	c.taskManager()
	c.jvmOptions(s.Spec.JVMOptions, path("jvmOptions"))
	c.restartStrategy()
	c.logConfiguration()
	c.env()
	c.highAvailability()
	c.storage()
	c.s3Scheme()
	c.checkpoints()
	c.hive()
	c.metrics()
	c.webUI()
	c.serviceAccount(s)
	c.kerberos()
	c.flinkConfiguration()
	c.podOverrides()
	c.hostNetwork()
	c.operatorOptions()
	c.podFields()
	c.environments(s.Spec.Environments != nil)
	facts := &checker{errorf: s.FactErrorf}
	facts.inlineName(&s.Target)
	facts.environment(s.Facts)
	return append(c.errs, facts.errs...)
}

// checker collects the errors of one target, or of the settings of one environment.
type checker struct {
	errorf   func(field diagnostic.Path, format string, args ...any) diagnostic.Finding
	complete bool

	name         string              // of the session
	own          []*v1alpha1.Cluster // the levels of the spec itself, without its preset
	image        string              // that is pulled, with the environment's registry in front
	cluster      v1alpha1.Cluster
	release      operator.Release
	flinkVersion flink.Version // zero while it is not known

	errs diagnostic.Findings
}

func (c *checker) add(field diagnostic.Path, format string, args ...any) {
	c.errs = append(c.errs, c.errorf(field, format, args...))
}

// addAs is add under a rule of its own.
func (c *checker) addAs(rule diagnostic.Rule, field diagnostic.Path, format string, args ...any) {
	c.errs = append(c.errs, c.errorf(field, format, args...).Under(rule))
}

// addErr adds what a function says about a value, if it says anything.
func (c *checker) addErr(field diagnostic.Path, err error) {
	if err != nil {
		c.add(field, "%v", err)
	}
}

// addErrAs is addErr under a rule of its own.
func (c *checker) addErrAs(rule diagnostic.Rule, field diagnostic.Path, err error) {
	if err != nil {
		c.addAs(rule, field, "%v", err)
	}
}

// require reports a value that is missing from what must be complete. It tells whether there is a value to check.
func (c *checker) require(there bool, field diagnostic.Path, example string) bool {
	if !there && c.complete {
		c.addAs(diagnostic.RuleRequiredField, field, "must be set, such as %s", example)
	}
	return there
}

// atLeast checks an optional number.
func (c *checker) atLeast(minimum int64, value *int32, field diagnostic.Path) {
	if value != nil && int64(*value) < minimum {
		c.add(field, "must be at least %d, not %d", minimum, *value)
	}
}

// oneOf checks an enumeration.
func oneOf[T ~string](c *checker, value T, field diagnostic.Path, allowed ...T) bool {
	names := make([]string, len(allowed))
	for i, a := range allowed {
		if a == value {
			return true
		}
		names[i] = string(a)
	}
	c.add(field, "%s", diagnostic.OneOf(string(value), names))
	return false
}

// member refuses a member of a union that belongs to another type than the one chosen.
func (c *checker) member(there bool, field diagnostic.Path, chosen, owner string) {
	if there {
		c.addAs(diagnostic.RuleUnionMember, field, "must not be set: it belongs to %s, not to %s", owner, chosen)
	}
}

func (c *checker) metadata(t *resolve.Target, namespace string) {
	if namespace != t.Facts.Namespace { // else it is the environment's, which is checked with the other facts
		c.addErr(path("namespace"), optional(namespace, namespaceName))
	}
	if c.complete && namespace == "" {
		where := "spec.environment.namespace"
		if t.Environment != nil {
			where = "spec.namespace in the Environment document"
		}
		c.addAs(diagnostic.RuleRequiredField, path("namespace"), "must be set, here or as %s", where)
	}
}

// versions checks the version of Flink, the release of the operator, what they make of one another, and the image.
func (c *checker) versions(s *resolve.Session) {
	if value := s.Facts.OperatorVersion; value != "" {
		release, err := operator.ParseRelease(value)
		if err != nil {
			c.errs = append(c.errs, s.FactErrorf(path("operatorVersion"), "%v", err))
		} else {
			c.release = release
		}
	} else if c.complete {
		c.errs = append(c.errs, s.FactErrorf(path("operatorVersion"),
			"must be set to the release of the Flink Kubernetes Operator, such as %q", operator.Latest()).Under(diagnostic.RuleRequiredField))
	}
	if !c.require(s.Spec.FlinkVersion != "", path("flinkVersion"), flink.Newest.String()) {
		return
	}
	version, err := flink.ParseVersion(s.Spec.FlinkVersion)
	if err != nil {
		c.addErr(path("flinkVersion"), err)
		return
	}
	c.flinkVersion = version
	c.addErrAs(diagnostic.RuleUnsupportedVersion, path("flinkVersion"), runsOn(version, c.release))
	c.addErrAs(diagnostic.RuleImageVersion, path("image"), imageOfVersion(s.Spec.Image, version))
}

// environments refuses environments of an environment; those of the document itself are resolved away.
func (c *checker) environments(there bool) {
	if there {
		c.add(path("environments"), "must not stand inside an environment")
	}
}

func path(names ...string) diagnostic.Path { return diagnostic.Path{}.Child(names...) }
