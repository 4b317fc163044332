package standalone

import (
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// role is what a process is in a cluster.
type role string

const (
	jobManager  role = "jobmanager"
	taskManager role = "taskmanager"
)

// process is a workload whose pods are JobManagers or TaskManagers.
type process struct {
	object   manifest.Object
	fields   *reader.Fields
	role     role
	replicas int64
	metadata *reader.Fields   // of the pod
	pod      *reader.Fields   // its spec, without the main container
	main     *reader.Fields   // the main container
	sidecars []map[string]any // as they are
	args     []string         // behind the command of the image
	job      bool             // runs one job: standalone-job
	notes    []draft.Note
}

// commands are what starts a process: arguments of the official image, and scripts of Flink.
var commands = map[string]struct {
	role role
	job  bool
}{
	"jobmanager":        {role: jobManager},
	"jobmanager.sh":     {role: jobManager},
	"taskmanager":       {role: taskManager},
	"taskmanager.sh":    {role: taskManager},
	"standalone-job":    {role: jobManager, job: true},
	"standalone-job.sh": {role: jobManager, job: true},
}

// commandOf finds in a command line what starts a process, and what follows.
func commandOf(line []string) (name string, rest []string, found bool) {
	for i, word := range line {
		if i > 2 { // as behind an entrypoint and a shell
			break
		}
		name = word[strings.LastIndex(word, "/")+1:]
		if _, found = commands[name]; found {
			rest = line[i+1:]
			if strings.HasSuffix(name, ".sh") && len(rest) > 0 && strings.HasPrefix(rest[0], "start") {
				rest = rest[1:]
			}
			return name, rest, true
		}
	}
	return "", nil, false
}

// podPath leads from a workload to its pod template.
var podPath = []string{"spec", "template"}

// workloads are the kinds that run pods all the time, by their group; a Job, until its own job ends.
var workloads = map[string]string{"Deployment": "apps", "StatefulSet": "apps", "Job": "batch"}

// isWorkload reports whether an object runs a process of Flink.
func isWorkload(object manifest.Object) bool {
	id := object.ID()
	if group, ok := workloads[id.Kind]; !ok || group != id.Group {
		return false
	}
	containers, _ := reader.At(object.Tree(), append(slices.Clone(podPath), "spec", "containers")...).([]any)
	return slices.ContainsFunc(containers, func(container any) bool {
		tree, _ := container.(map[string]any)
		_, _, found := commandOf(commandLine(tree))
		return found
	})
}

// commandLine is what a container runs, without anything of another type than text.
func commandLine(container map[string]any) (line []string) {
	for _, key := range []string{"command", "args"} {
		words, _ := container[key].([]any)
		for _, word := range words {
			if text, ok := word.(string); ok {
				line = append(line, text)
			}
		}
	}
	return line
}

// readProcess takes a workload apart.
func readProcess(object manifest.Object, place string) *process {
	f := reader.Of(object, place)
	p := &process{object: object, fields: f}
	spec := f.Mapping("spec")
	f.Rest() // apiVersion, kind, metadata and status: none of it reaches the pods
	p.replicas = spec.Int(1, "replicas")
	if object.ID().Kind == "Job" {
		p.replicas = spec.Int(1, "parallelism")
	}
	for _, own := range []string{"selector", "strategy", "updateStrategy", "revisionHistoryLimit", "progressDeadlineSeconds", "serviceName", "podManagementPolicy",
		"minReadySeconds", "backoffLimit", "completions", "completionMode", "manualSelector", "suspend"} {
		spec.Take(own) // how a controller replaces pods, which the operator does in its own way
	}
	template := spec.Mapping("template")
	p.metadata, p.pod = template.Mapping("metadata"), template.Mapping("spec")
	for _, container := range p.pod.Mappings("containers") {
		line := slices.Concat(container.Texts("command"), container.Texts("args"))
		name, rest, found := commandOf(line)
		if !found || p.main != nil {
			p.sidecars = append(p.sidecars, withLine(object, container))
			continue
		}
		p.main, p.args = container, rest
		p.role, p.job = commands[name].role, commands[name].job
	}
	p.claimVolumes(spec)
	p.notes = append(p.notes, spec.Left("has no equal in a FlinkDeployment")...)
	p.notes = append(p.notes, template.Left("has no equal in a FlinkDeployment")...)
	return p
}

// withLine is a container as it stands in the object, with the command line that was taken.
func withLine(object manifest.Object, taken *reader.Fields) map[string]any {
	name := taken.Text("name")
	rest := taken.Rest()
	containers, _ := reader.At(object.Tree(), append(slices.Clone(podPath), "spec", "containers")...).([]any)
	for _, container := range containers {
		if tree, ok := container.(map[string]any); ok && tree["name"] == name {
			return tree
		}
	}
	return rest
}

// note is about the workload.
func (p *process) note(outcome, message string, names ...string) {
	p.notes = append(p.notes, p.fields.Note(outcome, message, names...))
}
