package explain

import (
	"fmt"
	"path"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Memory is how Flink divides the memory of a session's processes in one environment.
type Memory struct {
	// Environment is empty for a session without named environments.
	Environment string `json:"environment,omitempty"`

	// FlinkVersion is the minor version, such as 1.20.
	FlinkVersion string `json:"flinkVersion"`

	// JobManager and TaskManager are the lines of the memory configuration that the processes log when they start.
	JobManager  []Component `json:"jobManager"`
	TaskManager []Component `json:"taskManager"`
}

// Component is a part of the memory of a process.
type Component struct {
	// Name is that of Flink's log.
	Name string `json:"name"`

	// Depth is how many components it is a part of: 0 for the whole process.
	Depth int `json:"depth"`

	Bytes int64 `json:"bytes"`

	// Logged is the size as Flink logs it, such as "1.250gb (1342177280 bytes)".
	Logged string `json:"logged"`
}

// MemoryOf divides the memory of a session in each of its environments, or in the one of a name. The error names the
// sessions or the environments that there are.
func MemoryOf(made *generate.Result, session, environment string) ([]Memory, error) {
	deployments, err := made.FlinkDeployments(session)
	if err != nil {
		return nil, err
	}
	if len(deployments) == 0 {
		return nil, noSession(made, session)
	}
	var all []Memory
	var environments []string
	for _, d := range deployments {
		environments = append(environments, d.Environment)
		if environment != "" && d.Environment != environment {
			continue
		}
		memory, err := memoryOf(d)
		if err != nil {
			return nil, err
		}
		all = append(all, memory)
	}
	switch {
	case all == nil && slices.Contains(environments, ""):
		return nil, fmt.Errorf("%s has no named environments: leave --environment out", session)
	case all == nil:
		return nil, fmt.Errorf("the environment %s", diagnostic.OneOf(environment, environments))
	}
	return all, nil
}

// noSession says which sessions there are.
func noSession(made *generate.Result, name string) error {
	names := Sessions(made)
	if len(names) == 0 {
		return fmt.Errorf("there is no session whose memory could be divided")
	}
	return fmt.Errorf("the session %s", diagnostic.OneOf(name, names))
}

// Sessions are the names of the specs that have a FlinkDeployment, sorted.
func Sessions(made *generate.Result) []string {
	var names []string
	for _, folder := range made.Tree.Folders() {
		if _, ok := folder.File("base/flinkdeployment.yaml"); ok {
			names = append(names, path.Base(folder.Path()))
		}
	}
	slices.Sort(names)
	return names
}

// memoryOf divides the memory as a FlinkDeployment asks for. Generating it has checked that this can be done.
func memoryOf(d generate.FlinkDeployment) (Memory, error) {
	spec := d.Object.Spec
	minor := operator.FlinkMinor(spec.FlinkVersion)
	m := Memory{Environment: d.Environment, FlinkVersion: minor}
	version, err := flink.ParseVersion(minor + ".0")
	if err != nil {
		return m, err
	}
	if spec.JobManager == nil || spec.JobManager.Resource == nil || spec.TaskManager == nil || spec.TaskManager.Resource == nil {
		return m, fmt.Errorf("the FlinkDeployment %s gives JobManager and TaskManager no memory", d.Object.Name)
	}
	size, err := operator.ParseMemory(spec.JobManager.Resource.Memory, operator.Latest())
	if err != nil {
		return m, err
	}
	job, err := flink.DivideJobManagerMemory(flink.MemorySize(size), spec.FlinkConfiguration, version)
	if err != nil {
		return m, err
	}
	if size, err = operator.ParseMemory(spec.TaskManager.Resource.Memory, operator.Latest()); err != nil {
		return m, err
	}
	task, err := flink.DivideTaskManagerMemory(flink.MemorySize(size), spec.FlinkConfiguration, version)
	if err != nil {
		return m, err
	}
	m.JobManager, m.TaskManager = componentsOf(job.Components()), componentsOf(task.Components())
	return m, nil
}

func componentsOf(lines []flink.MemoryComponent) []Component {
	all := make([]Component, len(lines))
	for i, line := range lines {
		all[i] = Component{Name: line.Name, Depth: line.Depth, Bytes: int64(line.Size), Logged: line.Size.Human()}
	}
	return all
}
