package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/schema"
)

func newSchemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema [KIND]",
		Short: "Print the JSON Schema of a kind, or of all kinds",
		Long: `schema prints the JSON Schema (draft 2020-12) of the documents of a kind, for editors and forms. Without KIND it is the schema
of a document of any kind, for files that may hold several.

An editor with yaml-language-server completes and checks a document with this line before it:

  # yaml-language-server: $schema=flinkustomize.schema.json

The schema sees one document. generate checks what depends on others, and on the versions of Flink and the operator.`,
		Example: `  flinkustomize schema > flinkustomize.schema.json
  flinkustomize schema FlinkSession`,
		Args:      cobra.MaximumNArgs(1),
		ValidArgs: schema.Kinds(),
		RunE: func(cmd *cobra.Command, args []string) error {
			text := schema.Any()
			if len(args) > 0 {
				var ok bool
				if text, ok = schema.OfKind(args[0]); !ok {
					return fmt.Errorf("the kind %s", diagnostic.OneOf(args[0], schema.Kinds()))
				}
			}
			_, err := cmd.OutOrStdout().Write(text)
			return err
		},
	}
}
