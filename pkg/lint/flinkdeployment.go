package lint

import (
	"encoding/json"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// deploymentRules are those of a FlinkDeployment.
var deploymentRules = append([]rule{{diagnostic.RuleResourceName, (*checker).name}}, clusterRules...)

// clusterRules are those of a cluster, whatever kind of object describes it: what the operator's admission refuses; what
// the operator fails on later; what Kubernetes or Flink then fails on, or what does something else than it says.
var clusterRules = []rule{
	{diagnostic.RuleRequiredField, (*checker).flinkVersionIsSet},
	{diagnostic.RuleUnsupportedVersion, (*checker).flinkVersionIsSupported},
	{diagnostic.RuleRequiredField, (*checker).serviceAccount},
	{diagnostic.RuleReservedOption, (*checker).reservedOptions},
	{diagnostic.RuleHighAvailability, (*checker).rollback},
	{diagnostic.RuleHealthCheck, (*checker).healthCheck},
	{diagnostic.RuleIngress, (*checker).ingress},
	{diagnostic.RuleLogConfiguration, (*checker).logConfiguration},
	{diagnostic.RuleUpgradeMode, (*checker).upgradeMode},
	{diagnostic.RuleLastState, (*checker).lastState},
	{diagnostic.RuleReplicas, (*checker).replicas},
	{diagnostic.RuleHighAvailability, (*checker).standbyJobManagers},
	{diagnostic.RuleMemory, (*checker).memoryIsSet},
	{diagnostic.RuleMemory, (*checker).memoryIsASize},
	{diagnostic.RuleInvalidValue, (*checker).ephemeralStorage},
	{diagnostic.RuleImmutableField, (*checker).clusterChange},
	{diagnostic.RuleUpgradeMode, (*checker).suspendedAtFirst},
	{diagnostic.RuleAutoscaler, (*checker).autoscaler},

	{diagnostic.RuleDeployment, (*checker).imagePullPolicy},
	{diagnostic.RuleDeployment, (*checker).applicationJar},
	{diagnostic.RuleDeployment, (*checker).deployOptions},
	{diagnostic.RuleDeployment, (*checker).podTemplateFiles},
	{diagnostic.RuleDeployment, (*checker).kerberos},
	{diagnostic.RuleMemory, (*checker).memoryDivides},
	{diagnostic.RuleOverlappingOptions, (*checker).overlaps},

	{diagnostic.RuleKubernetes, (*checker).ports},
	{diagnostic.RuleKubernetes, (*checker).cpu},
	{diagnostic.RuleOption, (*checker).options},
	{diagnostic.RuleUnknownOption, (*checker).unknownOptions},
	{diagnostic.RuleRenamedOption, (*checker).renamedOptions},
	{diagnostic.RuleOption, (*checker).storageDirectory},
	{diagnostic.RuleOverriddenOption, (*checker).overriddenOptions},
	{diagnostic.RuleDefaultImage, (*checker).image},
	{diagnostic.RuleDeprecatedVersion, (*checker).deprecatedFlinkVersion},
	{diagnostic.RuleMemoryUnit, (*checker).memoryUnit},

	{diagnostic.RulePod, (*checker).pods},
}

// prepareCluster reads what the rules of a cluster have in common.
func prepareCluster(c *checker, _ clusters) {
	c.configuration = readConfiguration(c.get("flinkConfiguration"), c.field("flinkConfiguration"))
	c.effective = c.configuration
	c.readLast()
	if text, ok := c.text("flinkVersion"); ok && c.flink.IsZero() {
		c.flink, _ = parseFlinkVersion(text)
	}
}

// isApplication reports whether the cluster is one for a job of its own.
func (c *checker) isApplication() bool { return c.has("job") }

// parseFlinkVersion reads a version as spec.flinkVersion has it, such as v1_20.
func parseFlinkVersion(text string) (flink.Version, bool) {
	match := flinkVersionPattern.FindStringSubmatch(text)
	if match == nil {
		return flink.Version{}, false
	}
	v, err := flink.ParseVersion(match[1] + "." + match[2] + ".0")
	return v, err == nil
}

// readLast reads the spec that the operator last deployed, which a manifest does not have, but an object of a cluster.
func (c *checker) readLast() {
	text := c.object.text("status", "reconciliationStatus", "lastReconciledSpec")
	if text == "" {
		return
	}
	var reconciled struct {
		Spec map[string]any `json:"spec"`
	}
	if json.Unmarshal([]byte(text), &reconciled) == nil {
		c.last = reconciled.Spec
	}
}
