package cluster

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Check checks the values of a cluster as one target sees them. What is required must be there only when the
// cluster is complete.
func Check(s *Target) diagnostic.Findings {
	c := &checker{Checker: &check.Checker{Errorf: s.Errorf, Complete: s.Complete}, name: s.Metadata.Name, cluster: &s.Spec, image: s.Image(s.Spec.Image), own: s.Own,
		options: check.Given(s.Spec.FlinkConfiguration), application: s.Application != nil, blueGreen: s.IsBlueGreen()}
	if ingress := s.Settings.Ingress; ingress != nil {
		c.ingressAnnotations = ingress.Annotations
	}
	c.azureSettings = s.Settings.Azure
	c.Common(&s.Target)
	c.versions(s)
	c.Pull(s.Spec.ImagePullPolicy, s.Spec.ImagePullSecrets)
	c.jobManager()
	c.uploadedJars()
	c.taskManager()
	c.priorityClasses()
	c.jvmOptions(s.Spec.JVMOptions, path("jvmOptions"))
	c.restartStrategy()
	c.logConfiguration()
	c.env()
	c.jars()
	c.highAvailability()
	c.storage()
	c.s3Scheme()
	c.checkpoints()
	c.hive()
	c.metrics()
	c.alerts(s)
	c.webUI()
	c.serviceAccount(s)
	c.kerberos()
	c.tls()
	c.sqlGateway(s.SQLGateway)
	c.flinkConfiguration()
	check.OneOf(c.Checker, s.Spec.PodTemplateMerge, path("podTemplateMerge"), v1alpha1.PodTemplateMergeNames, v1alpha1.PodTemplateMergeOperator)
	c.podOverrides()
	c.hostNetwork()
	c.operatorOptions()
	c.podFields()
	c.checkBlueGreen()
	return c.Findings
}

// checker collects the errors of one target, or of the settings of one environment.
type checker struct {
	*check.Checker
	name         string              // of the cluster
	application  bool                // the cluster runs a job of its own
	blueGreen    bool                // it is two in turn
	own          []*v1alpha1.Cluster // the levels of the spec itself, without its preset
	options      map[string]string   // of flinkConfiguration
	image        string              // that is pulled, with the environment's registry in front
	cluster      *v1alpha1.Cluster
	release      operator.Release
	flinkVersion flink.Version // zero while it is not known

	ingressAnnotations map[string]*string // of all Ingresses of the environment
	azureSettings      *v1alpha1.EnvironmentAzure
}

// noun is the kind of the cluster, as Flink names it.
func (c *checker) noun() string {
	switch {
	case !c.application:
		return "a session cluster"
	case c.cluster.Mode == v1alpha1.ModeStandalone:
		return "a standalone application cluster"
	}
	return "a native application cluster"
}

// versions checks the version of Flink, the release of the operator, what they make of one another, and the image.
func (c *checker) versions(s *Target) {
	c.release = CheckOperatorVersion(c.Checker, &s.Target)
	if !c.Require(s.Spec.FlinkVersion != "", path("flinkVersion"), flink.Newest.String()) {
		return
	}
	version, err := flink.ParseVersion(s.Spec.FlinkVersion)
	if err != nil {
		c.AddErr(path("flinkVersion"), err)
		return
	}
	c.flinkVersion = version
	c.AddErrAs(diagnostic.RuleUnsupportedVersion, path("flinkVersion"), runsOn(version, c.release))
	if err := placeholderOfImage(s.Spec.Image); err != nil {
		c.AddErr(path("image"), err)
		return
	}
	c.AddErrAs(diagnostic.RuleImageVersion, path("image"), ImageOfVersion(s.Spec.Image, version))
}

// CheckOperatorVersion checks the release of the operator, which everything that it runs needs. Where it is not known, that is
// the newest.
func CheckOperatorVersion(c *check.Checker, t *resolve.Target) operator.Release {
	value := t.Settings.OperatorVersion
	if value == "" {
		if c.Complete {
			c.Findings = append(c.Findings, t.SettingErrorf(path("operatorVersion"),
				"must be set to the release of the Flink Kubernetes Operator, such as %q", operator.Latest()).Under(diagnostic.RuleRequiredField))
		}
		return operator.Latest()
	}
	release, err := operator.ParseRelease(value)
	if err != nil {
		c.Findings = append(c.Findings, t.SettingErrorf(path("operatorVersion"), "%v", err))
		return operator.Latest()
	}
	return release
}

func path(names ...string) diagnostic.Path { return diagnostic.Path{}.Child(names...) }
