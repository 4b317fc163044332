package command

import (
	"cmp"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/flinkustomize/flinkustomize/pkg/internal/version"
)

func newVersionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of flinkustomize",
		Example: `  flinkustomize version`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintln(cmd.OutOrStdout(), cmp.Or(version.Current(), "(devel)"))
			return err
		},
	}
}
