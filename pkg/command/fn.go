package command

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/krm"
)

func newFnCommand() *cobra.Command {
	var screen screen
	cmd := &cobra.Command{
		Use:   "fn",
		Short: "Run as a KRM function, as kustomize and kpt start it",
		Long: `fn reads a ResourceList on standard input, whose functionConfig is a spec, such as a FlinkSession, with the settings of its
environment in spec.environment, and writes it to standard output with its objects among the items. It reads and writes
nothing else.

kustomize build needs --enable-alpha-plugins and --enable-exec: without the second it silently generates nothing.
flinkustomize without a command does the same when it is given a ResourceList.`,
		Example: `  flinkustomize fn < resource-list.yaml
  kustomize build --enable-alpha-plugins --enable-exec`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			input, err := io.ReadAll(cmd.InOrStdin())
			if err != nil {
				return err
			}
			return runFn(cmd.OutOrStdout(), cmd.ErrOrStderr(), input, screen.failOn)
		},
	}
	screen.addFailOnFlag(cmd)
	cmd.AddCommand(newFnDefinitionCommand())
	return cmd
}

func newFnDefinitionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "definition [KIND]",
		Short: "Print the KRMFunctionDefinition",
		Long: `definition prints the KRMFunctionDefinition that catalogs of functions read, which describes the function and its input: for
FlinkSession, or for another kind of functionConfig.`,
		Example: `  flinkustomize fn definition
  flinkustomize fn definition StreamPark`,
		Args:      cobra.MatchAll(cobra.MaximumNArgs(1), cobra.OnlyValidArgs),
		ValidArgs: krm.Kinds(),
		RunE: func(cmd *cobra.Command, args []string) error {
			kind := krm.Kinds()[0]
			if len(args) > 0 {
				kind = args[0]
			}
			text, err := krm.Definition(kind)
			if err != nil {
				return err
			}
			_, err = cmd.OutOrStdout().Write(text)
			return err
		},
	}
}

// runFn prints the results too: kustomize build shows what a function prints, and drops its results.
func runFn(stdout, stderr io.Writer, input []byte, failOn string) error {
	output, results, err := krm.Run(input)
	if err != nil {
		return err
	}
	if _, err := stdout.Write(output); err != nil {
		return err
	}
	messages := make([]string, len(results))
	failed := results.ExitCode() != 0
	for i, result := range results {
		messages[i] = krm.FormatResult(result)
		failed = failed || string(result.Severity) == failOn
	}
	if failed {
		return failure{strings.Join(messages, "\n")}
	}
	for _, message := range messages {
		fmt.Fprintln(visible{stderr}, message)
	}
	return nil
}

// runRoot runs the function where something is piped in, as kustomize does when it starts a binary by its path alone.
func runRoot(cmd *cobra.Command, _ []string) error {
	in := cmd.InOrStdin()
	if !isGiven(in) {
		return cmd.Help()
	}
	input, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	if len(bytes.TrimSpace(input)) == 0 {
		return cmd.Help()
	}
	return runFn(cmd.OutOrStdout(), cmd.ErrOrStderr(), input, diagnostic.SeverityError.String())
}

// isGiven tells a pipe or a file from a terminal and from nothing.
func isGiven(in io.Reader) bool {
	file, ok := in.(interface{ Stat() (fs.FileInfo, error) })
	if !ok {
		return true
	}
	info, err := file.Stat()
	return err == nil && (info.Mode().IsRegular() || info.Mode()&fs.ModeNamedPipe != 0)
}
