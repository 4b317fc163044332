package command

import (
	"testing"

	"github.com/spf13/cobra"
)

func TestHelpOfEveryCommandHasAnExample(t *testing.T) {
	var check func(cmd *cobra.Command)
	check = func(cmd *cobra.Command) {
		if cmd.Example == "" || cmd.Short == "" {
			t.Errorf("%s must have a short text and an example", cmd.CommandPath())
		}
		if cmd.Name() == "completion" {
			return // of its shells, cobra says how to load each
		}
		for _, below := range cmd.Commands() {
			check(below)
		}
	}
	check(newRootCommand())
}
