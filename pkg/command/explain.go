package command

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/flinkustomize/flinkustomize/pkg/internal/explain"
)

// outputs of explain.
const (
	outputText = "text"
	outputJSON = "json"
)

func newExplainCommand() *cobra.Command {
	var recursive bool
	output := outputText
	cmd := &cobra.Command{
		Use:   "explain NAME",
		Short: "Explain an option, a rule or a field",
		Long: `explain says what is known of a name:

  an option of Flink or the operator, in any of its spellings: what it is in each version, and which field of a spec sets it
  a rule, by the id that stands at the end of a finding: what is wrong, what to do, and whether it may be waived
  a field of a kind, as kubectl explain does. Upper and lower case of the kind do not matter, and "Flink" may be left out.

How Flink divides the memory of a session is said by explain memory SESSION.`,
		Example: `  flinkustomize explain taskmanager.memory.process.size
  flinkustomize explain invalid-value
  flinkustomize explain FlinkSession.spec.highAvailability
  flinkustomize explain session.spec.storage --recursive`,
		Args: explainArgs,
		ValidArgsFunction: func(_ *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return explain.Complete(toComplete), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runExplain(cmd.OutOrStdout(), args[0], output, recursive)
		},
	}
	cmd.Flags().BoolVar(&recursive, "recursive", false, "show all fields below a field")
	cmd.PersistentFlags().VarP(oneOf(&output, []string{outputText, outputJSON}), "output", "o", "how to write it: text or json")
	cmd.AddCommand(newExplainMemoryCommand(&output))
	return cmd
}

func explainArgs(_ *cobra.Command, args []string) error {
	switch len(args) {
	case 1:
		return nil
	case 0:
		return errors.New("give an option, a rule or a field to explain, such as taskmanager.memory.process.size, invalid-value or FlinkSession.spec")
	}
	return errors.New("give one option, rule or field to explain, not " + strings.Join(args, " "))
}

func newExplainMemoryCommand(output *string) *cobra.Command {
	var environment string
	cmd := &cobra.Command{
		Use:   "memory [SESSION]",
		Short: "Show how Flink divides the memory of a session's processes",
		Long: `memory shows how Flink divides the memory of the JobManager and of a TaskManager of a session of the workspace, in each of
its environments: the lines that a process logs when it starts. Without SESSION it explains the rule of this name.`,
		Example: `  flinkustomize explain memory analytics
  flinkustomize explain memory analytics --environment prod`,
		Args: cobra.MaximumNArgs(1),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			project, err := loadProject("", nil, nil)
			if err != nil {
				return nil, cobra.ShellCompDirectiveError
			}
			return explain.Sessions(project.Result), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return runExplainMemory(cmd.OutOrStdout(), args[0], environment, *output)
			}
			if environment != "" {
				return errors.New("give a session beside --environment")
			}
			return runExplain(cmd.OutOrStdout(), cmd.Name(), *output, false)
		},
	}
	cmd.Flags().StringVar(&environment, "environment", "", "show this environment alone")
	return cmd
}

func runExplain(stdout io.Writer, name, output string, recursive bool) error {
	explanation, err := explain.Of(name, recursive)
	if err != nil {
		return failure{err.Error()}
	}
	if output == outputJSON {
		return writeJSON(stdout, explanation)
	}
	return (&explanationText{out: stdout}).write(explanation, recursive)
}

func runExplainMemory(stdout io.Writer, session, environment, output string) error {
	project, err := loadProject("", nil, nil)
	if err != nil {
		return err
	}
	memory, err := explain.MemoryOf(project.Result, session, environment)
	if err != nil {
		return failure{err.Error()}
	}
	if output == outputJSON {
		return writeJSON(stdout, memory)
	}
	return (&explanationText{out: stdout}).writeMemory(session, memory)
}

func writeJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}
