package command

import "github.com/spf13/cobra"

// newRootCommand builds the whole command; cobra adds help and completion.
func newRootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "flinkustomize",
		Short: "Build kustomize bases and overlays for Flink and StreamPark",
		Long: `flinkustomize reads typed specs of Flink clusters and their jobs and writes kustomize bases and overlays, which Argo CD,
Flux and kubectl apply -k understand, into a folder of your Git repository.

It works on the workspace of the current folder: the nearest flinkustomize.yaml here or above.

Exit codes: 0 all is fine; 1 something is wrong with the specs, or the folder differs from them; 2 it could not run.`,
		Example: `  flinkustomize init
  flinkustomize generate
  flinkustomize check`,
		RunE:          runRoot,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.AddCommand(newGenerateCommand(), newCheckCommand(), newDiffCommand(), newLintCommand(), newExplainCommand(), newShowCommand(), newListCommand(), newImagesCommand(), newReportCommand(), newInitCommand(), newImportCommand(), newPresetsCommand(), newFnCommand(), newSchemaCommand(), newVersionCommand())
	completeChoices(root)
	root.InitDefaultCompletionCmd()
	if completion, _, err := root.Find([]string{"completion"}); err == nil {
		completion.Example = "  source <(flinkustomize completion bash)"
	}
	return root
}
