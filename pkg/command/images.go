package command

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

func newImagesCommand() *cobra.Command {
	var environment string
	output := outputText
	cmd := &cobra.Command{
		Use:   "images",
		Short: "List every image that the tree needs",
		Long: `images lists what the pods of the tree pull, one a line, to mirror or to scan: the images of all containers and init containers,
of Jobs, and of your own manifests. Those of a FlinkDeployment are those of the pods that the operator makes of it. The image of
the operator itself is none of them.`,
		Example: `  flinkustomize images
  flinkustomize images --environment prod | xargs -n1 crane manifest
  flinkustomize images -o json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			targets, err := listed(cmd.ErrOrStderr(), environment)
			if err != nil {
				return err
			}
			images := inventory.ImagesOf(targets)
			if output == outputJSON {
				return writeJSON(cmd.OutOrStdout(), images)
			}
			for _, image := range images {
				if _, err := io.WriteString(visible{cmd.OutOrStdout()}, image.Reference+"\n"); err != nil {
					return err
				}
			}
			return nil
		},
	}
	addEnvironmentFlag(cmd, &environment, "list the images of this environment alone")
	addOutputFlag(cmd, &output, outputText, outputJSON)
	return cmd
}
