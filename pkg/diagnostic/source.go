package diagnostic

const (
	flinkDocs    = "https://nightlies.apache.org/flink/flink-docs-stable/docs/"
	operatorDocs = "https://nightlies.apache.org/flink/flink-kubernetes-operator-docs-main/docs/"
)

// sources of rules that follow from what Flink or the operator does.
var sources = map[Rule]string{
	RuleOption:           flinkDocs + "deployment/config/",
	RuleUnknownOption:    flinkDocs + "deployment/config/",
	RuleRenamedOption:    flinkDocs + "deployment/config/",
	RuleMemory:           flinkDocs + "deployment/memory/mem_setup/",
	RuleHighAvailability: flinkDocs + "deployment/ha/overview/",
	RuleCheckpoints:      flinkDocs + "ops/state/checkpoints/",
	RulePodTemplate:      operatorDocs + "custom-resource/pod-template/",
}

// Source is the address of the page of Flink or the operator that has the fact behind the rule; empty where the rule is this
// program's own, or no one page has it.
func (r Rule) Source() string { return sources[r] }
