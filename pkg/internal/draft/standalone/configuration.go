package standalone

import (
	"maps"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	"github.com/flinkustomize/flinkustomize/pkg/internal/flatconfiguration"
)

// flat reads the flink-conf.yaml of Flink 1.x as Flink does: a line is an option where ": " stands in it, before any #.
func flat(text string) map[string]string {
	options := map[string]string{}
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		if key, value, found := strings.Cut(strings.TrimSpace(line), ": "); found && strings.TrimSpace(key) != "" && strings.TrimSpace(value) != "" {
			options[strings.TrimSpace(key)] = strings.TrimSpace(value)
		}
	}
	return options
}

// nested reads the config.yaml that Flink has since 1.19, which is YAML.
func nested(text string) (map[string]string, error) {
	documents, err := decode.Manifests("config.yaml", []byte(text))
	if err != nil {
		return nil, err
	}
	options := map[string]string{}
	for _, document := range documents {
		maps.Copy(options, flatconfiguration.Values(document.Content()))
	}
	return options, nil
}

// configuration is what a ConfigMap of Flink's conf folder holds.
type configuration struct {
	options map[string]string
	logging map[string]any // texts by file
}

// ignoredFiles are those of the conf folder that no process of a cluster reads.
var ignoredFiles = []string{"masters", "workers", "zoo.cfg", "log4j-cli.properties", "log4j-session.properties", "logback-session.xml", "sql-client-defaults.yaml"}

// readConfiguration takes the files of a ConfigMap.
func readConfiguration(f *reader.Fields) (c configuration, notes []draft.Note) {
	c = configuration{map[string]string{}, map[string]any{}}
	data := f.Mapping("data")
	for _, name := range data.Names() {
		text := data.Text(name)
		switch {
		case name == "flink-conf.yaml" && data.Has("config.yaml"), name == "config.yaml" && len(c.options) > 0:
			notes = append(notes, data.Note(draft.NotKept, "stands beside another configuration, and Flink reads one of them alone: leave one", name))
		case name == "flink-conf.yaml":
			c.options = flat(text)
		case name == "config.yaml":
			options, err := nested(text)
			if err != nil {
				data.Refuse("must be YAML", name)
				continue
			}
			c.options = options
		case strings.HasSuffix(name, ".properties") || strings.HasSuffix(name, ".xml"):
			if !slices.Contains(ignoredFiles, name) {
				c.logging[name] = text
				continue
			}
			fallthrough
		default:
			notes = append(notes, data.Note(draft.NotKept, "is a file that the processes of a cluster do not read; mount it by the podTemplate if your job does", name))
		}
	}
	if f.Has("binaryData") {
		notes = append(notes, f.Note(draft.NotKept, "is not text", "binaryData"))
	}
	return c, notes
}

// properties are the options that the variables of one process give, which the official image adds to the configuration; they are gone
// then.
func (p *process) properties() map[string]string {
	options := map[string]string{}
	env := p.main.Take("env")
	variables, _ := env.([]any)
	var kept []any
	for _, variable := range variables {
		tree, _ := variable.(map[string]any)
		value, isText := tree["value"].(string)
		switch name := tree["name"]; {
		case name == "FLINK_PROPERTIES" && isText:
			for key, value := range flat(value) {
				if strings.Contains(value, "$") { // the image puts variables in
					p.note(draft.NotKept, "gives "+key+" the value of a variable, which flinkConfiguration cannot", "spec", "template", "spec", "containers", "env", "FLINK_PROPERTIES")
					continue
				}
				options[key] = value
			}
		case name == "TASK_MANAGER_NUMBER_OF_TASK_SLOTS" && isText:
			options["taskmanager.numberOfTaskSlots"] = value
		case name == "JOB_MANAGER_RPC_ADDRESS":
			p.note(draft.NotKept, "is set by the operator", "spec", "template", "spec", "containers", "env", "JOB_MANAGER_RPC_ADDRESS")
		case reader.At(tree, "valueFrom", "fieldRef", "fieldPath") == "status.podIP" && slices.ContainsFunc(p.args, func(arg string) bool {
			return arg == "$("+reader.Text(name)+")"
		}):
			p.note(draft.NotKept, "gave the process its address, which the operator does", "spec", "template", "spec", "containers", "env", reader.Text(name))
		default:
			kept = append(kept, variable)
		}
	}
	if len(kept) > 0 {
		p.main.Put(kept, "env")
	} else if env != nil && variables == nil {
		p.main.Refuse("must be a list", "env")
	}
	return options
}

// joined are the options of a cluster: those of its ConfigMap, and those that its processes add. The operator gives all processes
// the same, so one that they differ in is of the role that reads it by its name, or the JobManager's.
func joined(shared map[string]string, jobs, tasks *process, ofJobs, ofTasks map[string]string) map[string]string {
	options := maps.Clone(shared)
	for _, key := range slices.Sorted(maps.Keys(ofTasks)) {
		options[key] = ofTasks[key]
	}
	for _, key := range slices.Sorted(maps.Keys(ofJobs)) {
		theirs, both := ofTasks[key]
		if both && theirs != ofJobs[key] {
			if strings.HasPrefix(key, "taskmanager.") {
				jobs.note(draft.NotKept, "gives "+key+" another value than the TaskManager has: theirs stands, as the operator gives both the same")
				continue
			}
			tasks.note(draft.NotKept, "gives "+key+" another value than the JobManager has: that of the JobManager stands, as the operator gives both the same")
		}
		options[key] = ofJobs[key]
	}
	return options
}
