package command

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/flinkustomize/flinkustomize/pkg/internal/effective"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

// outputs of list, images and show beside text and json.
const (
	outputTable = "table"
	outputWide  = "wide"
	outputYAML  = "yaml"
	outputName  = "name"
)

func newListCommand() *cobra.Command {
	var environment string
	output := outputTable
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List all apps and their environments",
		Long: `list shows each app of the workspace in each of its environments: its version, high availability, storage and processes. A
process is given by how many there are, its CPU and its memory; JM is a JobManager and TM a TaskManager, of which Flink starts as
many as jobs need, unless there is a number. -o wide also shows the operator's release, the image, where state lies and the URLs
of the web UI or of StreamPark, and of its dashboard in Grafana; -o name prints what show takes as SPEC.`,
		Example: `  flinkustomize list
  flinkustomize list --environment prod -o wide
  flinkustomize list -o json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			targets, err := listed(cmd.ErrOrStderr(), environment)
			if err != nil {
				return err
			}
			return writeTargets(cmd.OutOrStdout(), output, targets)
		},
	}
	addEnvironmentFlag(cmd, &environment, "list this environment alone")
	addOutputFlag(cmd, &output, outputTable, outputWide, outputJSON, outputYAML, outputName)
	return cmd
}

// listed are the targets of the workspace in an environment; in all where its name is empty.
func listed(stderr io.Writer, environment string) ([]inventory.Target, error) {
	progress := (&screen{err: stderr}).newProgress(patience)
	defer progress.end()
	progress.at("reading the specs")
	project, err := loadProject("", nil, nil)
	if err != nil {
		return nil, err
	}
	targets, err := project.Inventory()
	if err != nil {
		return nil, err
	}
	if targets, err = inventory.In(targets, environment); err != nil {
		return nil, failure{err.Error()}
	}
	return targets, nil
}

// addEnvironmentFlag gives a command the flag that names an environment of the workspace.
func addEnvironmentFlag(cmd *cobra.Command, environment *string, usage string) {
	cmd.Flags().StringVar(environment, "environment", "", usage)
	completeFlag(cmd, "environment", func() []string { return completed(effective.Environments) })
}

// addOutputFlag gives a command the flag for how it writes; output is the default.
func addOutputFlag(cmd *cobra.Command, output *string, outputs ...string) {
	cmd.Flags().VarP(oneOf(output, outputs), "output", "o", "how to write it: "+strings.Join(outputs[:len(outputs)-1], ", ")+" or "+outputs[len(outputs)-1])
}

// completeFlag has a shell complete the values of a flag.
func completeFlag(cmd *cobra.Command, flag string, values func() []string) {
	err := cmd.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return values(), cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic(err) // there is no such flag
	}
}

func writeTargets(stdout io.Writer, output string, targets []inventory.Target) error {
	switch output {
	case outputJSON:
		return writeJSON(stdout, targets)
	case outputYAML:
		return writeYAML(stdout, targets)
	case outputName:
		var names []string
		for _, t := range targets {
			names = append(names, t.Kind+"/"+t.Name+"\n")
		}
		_, err := io.WriteString(visible{stdout}, strings.Join(slices.Compact(names), ""))
		return err
	}
	table := tabwriter.NewWriter(visible{stdout}, 0, 0, 2, ' ', 0)
	columns := shortColumns
	if output == outputWide {
		columns = slices.Concat(shortColumns, wideColumns)
	}
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = c.name
	}
	fmt.Fprintln(table, strings.Join(cells, "\t"))
	for _, t := range targets {
		for i, c := range columns {
			cells[i] = cmp.Or(c.value(t), "-")
		}
		fmt.Fprintln(table, strings.Join(cells, "\t"))
	}
	return table.Flush()
}

// column of the table.
type column struct {
	name  string
	value func(inventory.Target) string
}

// shortColumns are those that fit a terminal of 120 characters, wideColumns what comes behind them.
var (
	shortColumns = []column{
		{"KIND", func(t inventory.Target) string { return t.Kind }},
		{"NAME", func(t inventory.Target) string { return t.Name }},
		{"ENVIRONMENT", func(t inventory.Target) string { return t.Environment }},
		{"NAMESPACE", func(t inventory.Target) string { return t.Namespace }},
		{"VERSION", func(t inventory.Target) string { return t.FlinkVersion + t.StreamParkVersion }},
		{"HA", func(t inventory.Target) string { return t.HighAvailability }},
		{"STORAGE", func(t inventory.Target) string { return t.Storage }},
		{"PROCESSES", func(t inventory.Target) string { return cmp.Or(processes(t.Processes), inSession(t)) }},
	}
	wideColumns = []column{
		{"OPERATOR", func(t inventory.Target) string { return t.OperatorVersion }},
		{"MODE", func(t inventory.Target) string { return t.Mode }},
		{"IMAGE", func(t inventory.Target) string { return t.Image }},
		{"STATE", func(t inventory.Target) string { return t.StorageURI + t.Database }},
		{"URL", func(t inventory.Target) string { return strings.Join(t.URLs, ",") }},
		{"DASHBOARD", func(t inventory.Target) string { return strings.Join(t.Dashboards, ",") }},
	}
)

var shortRoles = map[string]string{inventory.RoleJobManager: "JM", inventory.RoleTaskManager: "TM"}

// inSession is where a job runs that has no processes of its own.
func inSession(t inventory.Target) string {
	if t.Session == "" {
		return ""
	}
	return "in session " + t.Session
}

// processes are such as "2 JM 1 CPU 2Gi, TM 2 CPU 8Gi".
func processes(all []inventory.Process) string {
	texts := make([]string, len(all))
	for i, p := range all {
		role, isShort := shortRoles[p.Role]
		if !isShort {
			role = p.Role
		}
		if p.Replicas > 0 {
			role = fmt.Sprintf("%d %s", p.Replicas, role)
		}
		texts[i] = fmt.Sprintf("%s %s CPU %s", role, p.CPU, p.Memory)
	}
	return strings.Join(texts, ", ")
}
