package diagnostic

import "slices"

// Rule is what a finding is about. Each has an id, which output and waivers use.
type Rule uint8

// The rules, in the order in which a spec passes them.
const (
	RuleInvalidValue Rule = iota
	RuleYAML
	RuleSpecFile
	RuleWorkspace
	RuleUnknownKind
	RuleUnknownField
	RuleWrongType
	RuleRequiredField
	RuleUnionMember
	RuleUnknownReference
	RuleDuplicateName
	RuleMissingSetting
	RuleSameEnvironment
	RuleUnsupportedVersion
	RuleImageVersion
	RuleConflictingFields
	RuleOption
	RuleUnknownOption
	RuleRenamedOption
	RuleConflictingOption
	RuleMemory
	RuleHighAvailability
	RuleCheckpoints
	RulePodTemplate
	RulePod
	RuleIgnoredVariable
	RuleLocalState
	RuleResource
	RuleCredential
	RulePreset
	RuleFunctionConfig
	RuleClash
	RuleQuota
	RuleUnsharedUploads
	RuleUnregisteredSession
	RuleMissingSession
	RuleUnusedWaiver
	RuleRecords
	RuleEditedFile
	RuleForeignFile
	RuleStaleFile
	RuleDrift
	RuleUntrackedFile
	RuleLoss
	RuleAcknowledgement
	RuleNotCompared
	RuleResourceName
	RuleReservedOption
	RuleHealthCheck
	RuleIngress
	RuleLogConfiguration
	RuleUpgradeMode
	RuleLastState
	RuleReplicas
	RuleImmutableField
	RuleAutoscaler
	RuleJarURI
	RuleSessionCluster
	RuleStateSnapshot
	RuleBlueGreen
	RuleOverlappingOptions
	RuleDeployment
	RuleKubernetes
	RuleMissingCluster
	RuleOverriddenOption
	RuleDefaultImage
	RuleDeprecatedVersion
	RuleMemoryUnit
	RuleInput
)

// rule describes one rule.
type rule struct {
	id       string
	severity Severity

	// waivable reports whether a document may waive the rule. What cannot be rendered, or would not run, cannot be waived.
	waivable bool

	summary, remedy string
}

var rules = [...]rule{
	RuleInvalidValue:        {id: "invalid-value", summary: "A field has an invalid value.", remedy: "Write a value that the message names."},
	RuleYAML:                {id: "yaml", summary: "A document is not YAML that every tool reads alike.", remedy: "Fix the line that the message names."},
	RuleSpecFile:            {id: "spec-file", summary: "A file among the specs is not a spec.", remedy: "Fix, move or delete the file."},
	RuleWorkspace:           {id: "workspace", summary: "flinkustomize.yaml names a path that does not exist or is outside the workspace.", remedy: "Name files and folders in the workspace."},
	RuleUnknownKind:         {id: "unknown-kind", summary: "A document is of a kind or an API version that does not exist.", remedy: "Write the apiVersion and kind that the message names."},
	RuleUnknownField:        {id: "unknown-field", summary: "A document has a field that its kind does not have.", remedy: "Correct the name, or remove the field."},
	RuleWrongType:           {id: "wrong-type", summary: "A value is of another type than its field.", remedy: "Write a value of the type that the message names."},
	RuleRequiredField:       {id: "required-field", summary: "A field that every cluster needs is not set.", remedy: "Set the field, in the spec or for the environment."},
	RuleUnionMember:         {id: "union-member", summary: "A field is set that belongs to another type or mode than the one chosen.", remedy: "Remove the field, or choose the type that it belongs to."},
	RuleUnknownReference:    {id: "unknown-reference", summary: "A document names another one, or a file, that does not exist.", remedy: "Correct the name, or add what it names."},
	RuleDuplicateName:       {id: "duplicate-name", summary: "Two documents of one kind have one name.", remedy: "Rename one of them."},
	RuleMissingSetting:      {id: "missing-setting", summary: "A feature needs a setting of the environment that is missing.", remedy: "Set it in the Environment document or in spec.environment."},
	RuleSameEnvironment:     {id: "same-environment", severity: SeverityWarning, waivable: true, summary: "Two environments have the same namespace, domain and bucket.", remedy: "Change what was copied. Waive the rule, with a reason, for clusters that share them."},
	RuleUnsupportedVersion:  {id: "unsupported-version", summary: "A version of Flink, the operator or StreamPark does not have what the spec asks for.", remedy: "Use another version, or leave the feature out."},
	RuleImageVersion:        {id: "image-version", summary: "The image has another version than the spec.", remedy: "Change the image or the version, so that they agree."},
	RuleConflictingFields:   {id: "conflicting-fields", summary: "Two fields contradict each other.", remedy: "Change one of them."},
	RuleOption:              {id: "option", summary: "An option of Flink, the operator or StreamPark does not exist, does nothing, or breaks the cluster.", remedy: "Correct the option, or remove it."},
	RuleConflictingOption:   {id: "conflicting-option", summary: "An option contradicts a field or another option.", remedy: "Remove one of them."},
	RuleMemory:              {id: "memory", summary: "Flink cannot divide the memory of a process as the spec asks.", remedy: "Give the process more memory, or change the part that the message names."},
	RuleUnknownOption:       {id: "unknown-option", severity: SeverityWarning, waivable: true, summary: "An option begins as those of Flink do, and no version of Flink that is known reads it.", remedy: "Correct the key, or remove it. Waive the rule, with a reason, for what a program of yours reads."},
	RuleRenamedOption:       {id: "renamed-option", severity: SeverityWarning, waivable: true, summary: "An option is set by a deprecated key, which a later version of Flink may not read.", remedy: "Set it by the key that the message names."},
	RuleHighAvailability:    {id: "high-availability", summary: "High availability lacks what it needs, or a feature lacks high availability.", remedy: "Set spec.highAvailability and what the message names."},
	RuleCheckpoints:         {id: "checkpoints", summary: "Settings of checkpoints contradict one another or do nothing.", remedy: "Change the setting that the message names."},
	RulePodTemplate:         {id: "pod-template", summary: "A pod template sets what the operator ignores, or undoes what a feature needs.", remedy: "Remove the part that the message names, or turn the feature off."},
	RuleResource:            {id: "resource", summary: "A manifest in spec.resources cannot be added to the tree.", remedy: "Fix the manifest."},
	RuleCredential:          {id: "credential", waivable: true, summary: "A credential is in plain text, where everyone who can read the repository can read it.", remedy: "Put it into a Secret, and refer to that. For false positives, waive the rule, with a reason: lint.flinkustomize.dev/waive."},
	RulePreset:              {id: "preset", summary: "A preset sets what only a spec may set.", remedy: "Move it to the specs that use the preset."},
	RulePod:                 {id: "pod", summary: "Kubernetes refuses the pod that Flink makes of the templates, or the pod does not start.", remedy: "Change the field that the message names: the pod is refused only after the running one is gone."},
	RuleIgnoredVariable:     {id: "ignored-variable", severity: SeverityWarning, waivable: true, summary: "An environment variable does nothing, or keeps a reference as it is written.", remedy: "Remove it, or set the option that the message names."},
	RuleLocalState:          {id: "local-state", waivable: true, summary: "State that must outlive a pod lies on the disk of that pod or of its node.", remedy: "Use an object store, HDFS, or a volume that all pods mount from wherever they run."},
	RuleFunctionConfig:      {id: "function-config", summary: "A functionConfig asks for what a KRM function does not see: files and other documents.", remedy: "Write it out, or use flinkustomize generate."},
	RuleClash:               {id: "clash", summary: "Two documents claim the same object, host, or place of state.", remedy: "Give one of them another name or place."},
	RuleQuota:               {id: "quota", waivable: true, summary: "The pods of an environment do not fit in the bounds of its namespace.", remedy: "Raise the bound, or ask for less. Waive the rule, with a reason, where not all of them run at once."},
	RuleUnsharedUploads:     {id: "unshared-uploads", severity: SeverityWarning, waivable: true, summary: "Several JobManagers do not find the jars that are uploaded through one of them.", remedy: "Use one JobManager, storage on a volume, or a web.upload.dir on a volume that all JobManagers mount."},
	RuleUnregisteredSession: {id: "unregistered-session", severity: SeverityWarning, waivable: true, summary: "A StreamPark does not register a session of its environment.", remedy: "List in spec.sessions the sessions that it must register."},
	RuleMissingSession:      {id: "missing-session", waivable: true, summary: "A session job names a session cluster that the workspace does not have in the job's environment and namespace.", remedy: "Correct the name, or run the session there. Waive the rule, with a reason, for a cluster that stands in another repository."},
	RuleUnusedWaiver:        {id: "unused-waiver", severity: SeverityWarning, summary: "A waiver waives nothing.", remedy: "Remove it."},
	RuleRecords:             {id: "records", severity: SeverityWarning, summary: "The index of generated files is damaged and was repaired.", remedy: "Commit what generate writes."},
	RuleEditedFile:          {id: "edited-file", summary: "A generated file was changed by hand, and is kept.", remedy: "Put the change into the spec, or replace the file with generate --force."},
	RuleForeignFile:         {id: "foreign-file", summary: "A file that flinkustomize never wrote is where one must be generated.", remedy: "Move it away."},
	RuleStaleFile:           {id: "stale-file", severity: SeverityWarning, summary: "No spec asks for a generated file any more, and it is kept.", remedy: "Delete it with generate --prune."},
	RuleDrift:               {id: "drift", summary: "A generated file differs from the specs.", remedy: "Run generate, and commit what it writes."},
	RuleUntrackedFile:       {id: "untracked-file", summary: "A generated file is not tracked by Git, so a commit leaves it out.", remedy: "Add it to Git."},
	RuleLoss:                {id: "loss", summary: "A change deletes state, leaves it behind, or is one that the cluster refuses.", remedy: "Undo the change; or, if it is meant, add what the message says to spec.acknowledge of flinkustomize.yaml."},
	RuleAcknowledgement:     {id: "unused-acknowledgement", severity: SeverityWarning, summary: "An entry of flinkustomize.yaml acknowledges a loss that does not happen, or not any more, or names no environment.", remedy: "Remove it."},
	RuleNotCompared:         {id: "not-compared", severity: SeverityWarning, summary: "What a change does to an app is not known, because the old tree cannot be built.", remedy: "Look at the diff of the tree. What is generated now can be compared the next time."},
	RuleResourceName:        {id: "resource-name", summary: "The operator refuses the name of a cluster.", remedy: "Choose a name of at most 45 lower-case letters, digits and hyphens."},
	RuleReservedOption:      {id: "reserved-option", summary: "The operator sets an option itself, and refuses a cluster that sets it.", remedy: "Remove the option."},
	RuleHealthCheck:         {id: "health-check", summary: "The operator's health check needs an option that is off.", remedy: "Turn on the option that the message names, or the health check off."},
	RuleIngress:             {id: "ingress", summary: "The operator cannot make an Ingress of spec.ingress.", remedy: "Correct the template."},
	RuleLogConfiguration:    {id: "log-configuration", summary: "spec.logConfiguration has a file that the operator does not know.", remedy: "Write log4j-console.properties or logback-console.xml."},
	RuleUpgradeMode:         {id: "upgrade-mode", summary: "A job's upgrade mode, state or savepoints need what is not set.", remedy: "Set what the message names, or use another upgrade mode."},
	RuleLastState:           {id: "last-state", severity: SeverityWarning, waivable: true, summary: "A job that keeps its state in an upgrade loses it with its JobManager, since there is no high availability.", remedy: "Set spec.highAvailability.mode, or waive the rule, with a reason."},
	RuleReplicas:            {id: "replicas", summary: "A number of processes or the parallelism of a job is not at least 1.", remedy: "Write 1 or more."},
	RuleImmutableField:      {id: "immutable-field", summary: "A field is changed that cannot change while the object is there.", remedy: "Undo the change, or delete the object and create it again."},
	RuleAutoscaler:          {id: "autoscaler", summary: "The autoscaler is on, and one of its options has a value that it refuses.", remedy: "Correct the option, or turn the autoscaler off."},
	RuleJarURI:              {id: "jar-uri", waivable: true, summary: "The operator does not download a session job's jar from where it is.", remedy: "Serve it by https from a public host. Where the operator's own configuration allows the place, waive the rule, with that as the reason."},
	RuleSessionCluster:      {id: "session-cluster", summary: "A session job is for a cluster that is no session cluster.", remedy: "Name a FlinkDeployment without spec.job."},
	RuleStateSnapshot:       {id: "state-snapshot", summary: "A FlinkStateSnapshot says neither or both of savepoint and checkpoint, or not of which job.", remedy: "Set what the message names."},
	RuleBlueGreen:           {id: "blue-green", summary: "The operator cannot make two clusters of a FlinkBlueGreenDeployment.", remedy: "Set what the message names."},
	RuleOverlappingOptions:  {id: "overlapping-options", summary: "One key of a configuration of Flink 2 is the beginning of another one, which its file cannot hold.", remedy: "Use the newer key that the message names, or remove one of them."},
	RuleDeployment:          {id: "deployment", summary: "Admission takes a cluster, and the operator or Flink then fails to deploy it.", remedy: "Correct the value that the message names."},
	RuleKubernetes:          {id: "kubernetes", summary: "Admission takes a cluster, and Kubernetes refuses what the operator makes of it.", remedy: "Correct the value that the message names."},
	RuleMissingCluster:      {id: "missing-cluster", severity: SeverityWarning, waivable: true, summary: "A session job names a cluster that is not among those beside it.", remedy: "Correct the name; waive the rule for a cluster that stands elsewhere."},
	RuleOverriddenOption:    {id: "overridden-option", severity: SeverityWarning, waivable: true, summary: "An option does nothing beside a field that says the same.", remedy: "Remove the option."},
	RuleDefaultImage:        {id: "default-image", severity: SeverityWarning, waivable: true, summary: "A cluster names no image.", remedy: "Set spec.image."},
	RuleDeprecatedVersion:   {id: "deprecated-version", severity: SeverityWarning, waivable: true, summary: "The release of the operator calls the version of Flink deprecated.", remedy: "Use a newer version of Flink."},
	RuleMemoryUnit:          {id: "memory-unit", severity: SeverityWarning, waivable: true, summary: "A memory size means something else to Flink than to people or Kubernetes.", remedy: "Write the unit that the message names."},
	RuleInput:               {id: "input", summary: "What is to be checked is not there, cannot be read, or holds nothing to check.", remedy: "Name files and folders with custom resources of Flink or specs."},
}

// ID is the name of the rule, such as invalid-value. It never changes once released.
func (r Rule) ID() string { return rules[r].id }

// String is the ID.
func (r Rule) String() string { return r.ID() }

// Severity of what breaks the rule.
func (r Rule) Severity() Severity { return rules[r].severity }

// Waivable reports whether a document may waive the rule, with a reason.
func (r Rule) Waivable() bool { return rules[r].waivable }

// Summary says in a sentence what is wrong where the rule is broken.
func (r Rule) Summary() string { return rules[r].summary }

// Remedy says in a sentence what to do about it.
func (r Rule) Remedy() string { return rules[r].remedy }

// Rules returns all rules, in the order in which a spec passes them.
func Rules() []Rule {
	all := make([]Rule, len(rules))
	for i := range all {
		all[i] = Rule(i)
	}
	return all
}

// ParseRule finds a rule by its id. It reports false for an unknown id.
func ParseRule(id string) (Rule, bool) {
	i := slices.IndexFunc(rules[:], func(r rule) bool { return r.id == id })
	return Rule(max(i, 0)), i >= 0
}
