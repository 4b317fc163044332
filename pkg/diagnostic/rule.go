package diagnostic

import "slices"

// Rule is what a finding is about. Each has an id, which waivers and explain name.
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
	RuleUnsharedUploads
	RuleUnregisteredSession
	RuleUnusedWaiver
	RuleRecords
	RuleEditedFile
	RuleForeignFile
	RuleStaleFile
	RuleDrift
	RuleUntrackedFile
)

// rule is what is known of one.
type rule struct {
	id       string
	severity Severity

	// waivable: a user who knows better may say so. What cannot be rendered, or would not run, is not.
	waivable bool

	summary, remedy string
}

var rules = [...]rule{
	RuleInvalidValue:        {id: "invalid-value", summary: "A field has a value that it cannot have.", remedy: "Write a value that the message names."},
	RuleYAML:                {id: "yaml", summary: "A document is not YAML that every tool reads alike.", remedy: "Mend the line that the message names."},
	RuleSpecFile:            {id: "spec-file", summary: "A file among the specs cannot be one.", remedy: "Mend, move or delete the file."},
	RuleWorkspace:           {id: "workspace", summary: "flinkustomize.yaml leads nowhere, or out of the workspace.", remedy: "Name files and folders below the workspace."},
	RuleUnknownKind:         {id: "unknown-kind", summary: "A document is of a kind or an API version that does not exist.", remedy: "Write the apiVersion and kind that the message names."},
	RuleUnknownField:        {id: "unknown-field", summary: "A document has a field that its kind has not.", remedy: "Correct the name, or remove the field."},
	RuleWrongType:           {id: "wrong-type", summary: "A value is of another type than its field.", remedy: "Write a value of the type that the message names."},
	RuleRequiredField:       {id: "required-field", summary: "A field that every cluster needs is not set.", remedy: "Set the field, in the spec or for the environment."},
	RuleUnionMember:         {id: "union-member", summary: "A field is set that belongs to another type or mode than the one chosen.", remedy: "Remove the field, or choose the type that it belongs to."},
	RuleUnknownReference:    {id: "unknown-reference", summary: "A document names another one, or a file, that does not exist.", remedy: "Correct the name, or add what it names."},
	RuleDuplicateName:       {id: "duplicate-name", summary: "Two documents of one kind have one name.", remedy: "Rename one of them."},
	RuleMissingSetting:      {id: "missing-setting", summary: "A feature needs a setting of the environment that is not there.", remedy: "Set it in the Environment document or in spec.environment."},
	RuleUnsupportedVersion:  {id: "unsupported-version", summary: "A version of Flink, the operator or StreamPark does not have what the spec asks for.", remedy: "Use another version, or leave the feature out."},
	RuleImageVersion:        {id: "image-version", summary: "The image is not of the version that the spec says.", remedy: "Change the image or the version, so that they agree."},
	RuleConflictingFields:   {id: "conflicting-fields", summary: "Two fields contradict each other.", remedy: "Change one of them."},
	RuleOption:              {id: "option", summary: "An option of Flink, the operator or StreamPark does not exist, does nothing, or breaks the cluster.", remedy: "Correct the option, or remove it."},
	RuleUnknownOption:       {id: "unknown-option", severity: SeverityWarning, waivable: true, summary: "An option begins as those of Flink do, and no version of Flink that is known reads it.", remedy: "Correct the key, or remove it. Waive the rule, with a reason, for what a program of yours reads."},
	RuleRenamedOption:       {id: "renamed-option", severity: SeverityWarning, waivable: true, summary: "An option is set by a deprecated key, which a later version of Flink may not read.", remedy: "Set it by the key that the message names."},
	RuleConflictingOption:   {id: "conflicting-option", summary: "An option says something else than a field or another option.", remedy: "Remove one of them."},
	RuleMemory:              {id: "memory", summary: "Flink cannot divide the memory of a process as the spec asks for.", remedy: "Give the process more memory, or change the part that the message names."},
	RuleHighAvailability:    {id: "high-availability", summary: "High availability lacks what it needs, or a feature lacks high availability.", remedy: "Set spec.highAvailability and what the message names."},
	RuleCheckpoints:         {id: "checkpoints", summary: "Settings of checkpoints contradict one another or do nothing.", remedy: "Change the setting that the message names."},
	RulePodTemplate:         {id: "pod-template", summary: "A pod template says what the operator ignores, or undoes what a feature needs.", remedy: "Remove the part that the message names, or turn the feature off."},
	RulePod:                 {id: "pod", summary: "Kubernetes refuses the pod that Flink makes of the templates, or the pod does not start.", remedy: "Change the field that the message names: the pod is refused only after the running one is gone."},
	RuleIgnoredVariable:     {id: "ignored-variable", severity: SeverityWarning, waivable: true, summary: "An environment variable does nothing, or keeps a reference as it is written.", remedy: "Remove it, or set the option that the message names."},
	RuleLocalState:          {id: "local-state", waivable: true, summary: "State that must outlive a pod lies on the disk of that pod or of its node.", remedy: "Use an object store, HDFS, or a volume that all pods mount from wherever they run."},
	RuleResource:            {id: "resource", summary: "A manifest among spec.resources cannot be carried along.", remedy: "Mend the manifest."},
	RuleCredential:          {id: "credential", waivable: true, summary: "A credential stands in plain text where all who may read the repository can read it.", remedy: "Put it into a Secret, and refer to that. Waive the rule, with a reason, for what is none: lint.flinkustomize.dev/waive."},
	RulePreset:              {id: "preset", summary: "A preset holds what only a document of its own may hold.", remedy: "Move it to the documents that use the preset."},
	RuleFunctionConfig:      {id: "function-config", summary: "A functionConfig asks for what a KRM function does not see: files and other documents.", remedy: "Write it out, or use flinkustomize generate."},
	RuleClash:               {id: "clash", summary: "Two documents take one thing for themselves: an object, a host, or a place of state.", remedy: "Give one of them another name or place."},
	RuleUnsharedUploads:     {id: "unshared-uploads", severity: SeverityWarning, waivable: true, summary: "Several JobManagers do not find the jars that are uploaded through one of them.", remedy: "Use one JobManager, storage on a volume, or a web.upload.dir on a volume that all JobManagers mount."},
	RuleUnregisteredSession: {id: "unregistered-session", severity: SeverityWarning, waivable: true, summary: "A StreamPark does not register a session of its environment.", remedy: "List the sessions that it is to register in spec.sessions."},
	RuleUnusedWaiver:        {id: "unused-waiver", severity: SeverityWarning, summary: "A waiver waives nothing.", remedy: "Remove it."},
	RuleRecords:             {id: "records", severity: SeverityWarning, summary: "The record of which files are generated, or what Git made of them, is damaged and put right.", remedy: "Commit what generate writes."},
	RuleEditedFile:          {id: "edited-file", summary: "A generated file was changed by hand, and is kept.", remedy: "Put the change into the spec, or replace the file with generate --force."},
	RuleForeignFile:         {id: "foreign-file", summary: "A file that flinkustomize never wrote stands where one is to be generated.", remedy: "Move it away."},
	RuleStaleFile:           {id: "stale-file", severity: SeverityWarning, summary: "A generated file is no longer asked for, and is kept.", remedy: "Delete it with generate --prune."},
	RuleDrift:               {id: "drift", summary: "A generated file is not as the specs say.", remedy: "Run generate, and commit what it writes."},
	RuleUntrackedFile:       {id: "untracked-file", summary: "A generated file is not tracked by Git, so that a commit leaves it out.", remedy: "Add it to Git."},
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

// Rules are all rules, in the order in which a spec passes them.
func Rules() []Rule {
	all := make([]Rule, len(rules))
	for i := range all {
		all[i] = Rule(i)
	}
	return all
}

// ParseRule finds a rule by its id. It reports false for an id that is none.
func ParseRule(id string) (Rule, bool) {
	i := slices.IndexFunc(rules[:], func(r rule) bool { return r.id == id })
	return Rule(max(i, 0)), i >= 0
}
