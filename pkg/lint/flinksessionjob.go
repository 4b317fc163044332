package lint

import (
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// sessionJobRules are those of a job in a session cluster. Those of its state, its size and the autoscaler the
// operator applies once it finds the cluster, whose configuration counts too.
var sessionJobRules = []rule{
	{diagnostic.RuleResourceName, (*checker).deploymentName},
	{diagnostic.RuleRequiredField, (*checker).jobIsSet},
	{diagnostic.RuleUpgradeMode, (*checker).sessionJobLastState},
	{diagnostic.RuleUpgradeMode, (*checker).suspendedAtFirst},
	{diagnostic.RuleImmutableField, (*checker).sessionJobChange},
	{diagnostic.RuleJarURI, (*checker).downloadedJar},
	{diagnostic.RuleSessionCluster, (*checker).sessionCluster},
	{diagnostic.RuleMissingCluster, (*checker).missingCluster},
	{diagnostic.RuleUpgradeMode, (*checker).sessionJobState},
	{diagnostic.RuleLastState, (*checker).sessionJobWithoutHighAvailability},
	{diagnostic.RuleReplicas, (*checker).sessionJobParallelism},
	{diagnostic.RuleAutoscaler, (*checker).sessionJobAutoscaler},

	{diagnostic.RuleOption, (*checker).ignoredConfiguration},
	{diagnostic.RuleOption, (*checker).options},
	{diagnostic.RuleUnknownOption, (*checker).unknownOptions},
	{diagnostic.RuleRenamedOption, (*checker).renamedOptions},
}

// objectName is what tells objects of one kind apart.
type objectName struct{ namespace, name string }

// clusters are the FlinkDeployments among objects.
type clusters struct {
	byName map[objectName]Object
	names  map[string][]string // by namespace
}

func clustersOf(objects []Object) clusters {
	c := clusters{byName: map[objectName]Object{}, names: map[string][]string{}}
	for _, o := range objects {
		if o.IsFlink() && o.kind() == v1beta1.KindFlinkDeployment {
			c.byName[objectName{o.namespace(), o.name()}] = o
			c.names[o.namespace()] = append(c.names[o.namespace()], o.name())
		}
	}
	return c
}

func prepareSessionJob(c *checker, clusters clusters) {
	c.readLast()
	c.configuration = readConfiguration(c.get("flinkConfiguration"), c.field("flinkConfiguration"))
	c.effective = c.configuration
	name, _ := c.text("deploymentName")
	if cluster, ok := clusters.byName[objectName{c.object.namespace(), name}]; ok {
		c.joins(cluster)
		return
	}
	c.otherClusters = clusters.names[c.object.namespace()]
}

// joins makes a cluster that of the session job. A setting of its configuration is one of another object, which has no
// place in this one.
func (c *checker) joins(cluster Object) {
	c.cluster = &cluster
	if text := cluster.text("spec", "flinkVersion"); c.flink.IsZero() {
		c.flink, _ = parseFlinkVersion(text)
	}
	c.effective = configuration{}
	for key, s := range readConfiguration(at(cluster.Content, "spec", "flinkConfiguration"), nil) {
		c.effective[key] = setting{value: s.value}
	}
	if c.release.SessionJobConfiguration() {
		c.effective = c.configuration.over(c.effective)
	}
}

func (c *checker) deploymentName() {
	name, ok := c.text("deploymentName")
	if err := operator.ValidName(name); err != nil && (ok || !c.has("deploymentName")) {
		c.report(c.field("deploymentName"), "%v", err)
	}
}

func (c *checker) jobIsSet() {
	if !c.has("job") {
		c.report(c.field("job"), "must be set")
	}
}

// sessionJobLastState: up to 1.9 a job in a session cluster has no last-state.
func (c *checker) sessionJobLastState() {
	if mode, _ := c.text("job", "upgradeMode"); mode == string(v1beta1.UpgradeModeLastState) && !c.release.SessionJobLastState() {
		c.report(c.field("job", "upgradeMode"), "must not be last-state with operator release %s, which takes it for session jobs since 1.10", c.release)
	}
}

func (c *checker) sessionJobChange() {
	was, ok := at(c.last, "deploymentName").(string)
	if name, _ := c.text("deploymentName"); ok && name != was {
		c.report(c.field("deploymentName"), "must stay %s: a job cannot move to another cluster; delete it first", was)
	}
}

// sessionCluster is the one that the job is for.
func (c *checker) sessionCluster() {
	if c.cluster != nil && at(c.cluster.Content, "spec", "job") != nil {
		c.report(c.field("deploymentName"), "must name a session cluster: FlinkDeployment %s is an application cluster, with a spec.job of its own", c.cluster.name())
	}
}

// missingCluster: a job may come before its cluster, and stand elsewhere; but where other clusters stand beside it, its
// own may be misspelt.
func (c *checker) missingCluster() {
	name, ok := c.text("deploymentName")
	if !ok || len(c.otherClusters) == 0 {
		return
	}
	const many = 1000 // of which no name is meant
	hint := ""
	if near := diagnostic.Suggest(name, c.otherClusters[:min(len(c.otherClusters), many)]); near != "" {
		hint = ": did you mean " + diagnostic.Quote(near) + "?"
	}
	c.report(c.field("deploymentName"), "none of the clusters beside the job is named %s%s", diagnostic.Quote(name), hint)
}

func (c *checker) sessionJobState() {
	if c.cluster != nil && c.has("job") {
		c.jobState()
	}
}

// sessionJobWithoutHighAvailability: once its cluster has started again, whatever for, the job is not there any more, and the
// operator submits none again that has state.
func (c *checker) sessionJobWithoutHighAvailability() {
	field := c.field("job", "upgradeMode")
	if mode, _ := c.text("job", "upgradeMode"); c.cluster != nil && stateful(mode) && !c.highlyAvailable() && !c.hasErrorAt(field) {
		c.report(field, "is %s in a cluster without high availability: when its JobManager starts again, the job is gone, and the operator does not submit it again", mode)
	}
}

func (c *checker) sessionJobParallelism() {
	if c.cluster != nil && c.has("job") {
		c.parallelism("")
	}
}

func (c *checker) sessionJobAutoscaler() {
	if c.cluster != nil {
		c.autoscaler()
	}
}

// configurationOfJobs is the version of Flink since which a job takes a configuration when it is submitted.
var configurationOfJobs = flink.Version{Major: 1, Minor: 17}

// ignoredConfiguration: an older Flink does not read what stands there for it, and nothing says so. The operator reads its own
// options nevertheless.
func (c *checker) ignoredConfiguration() {
	if c.flink.IsZero() || c.flink.AtLeast(configurationOfJobs) {
		return
	}
	for _, key := range slices.Sorted(maps.Keys(c.configuration)) {
		if s := c.configuration[key]; !operator.Keeps(key) && !c.hasErrorAt(s.path) {
			c.report(s.path, "does nothing with Flink %s, which takes no configuration with a job; that came with %s: set it in the cluster",
				c.flink.MinorString(), configurationOfJobs.MinorString())
		}
	}
}
