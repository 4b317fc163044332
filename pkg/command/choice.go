package command

import (
	"errors"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// choice is a flag that takes one of some values.
type choice struct {
	value   *string
	allowed []string
}

func oneOf(value *string, allowed []string) choice { return choice{value, allowed} }

// String is the value, for help.
func (c choice) String() string {
	if c.value == nil {
		return ""
	}
	return *c.value
}

// Set refuses a value that is not allowed, and names the nearest.
func (c choice) Set(value string) error {
	if !slices.Contains(c.allowed, value) {
		return errors.New(diagnostic.OneOf(value, c.allowed))
	}
	*c.value = value
	return nil
}

// Type is how help names the value.
func (c choice) Type() string { return "string" }

// completeChoices lets shells complete the values of all such flags, of a command and of those below it.
func completeChoices(cmd *cobra.Command) {
	complete := func(flag *pflag.Flag) {
		if c, ok := flag.Value.(choice); ok {
			completeFlag(cmd, flag.Name, func() []string { return c.allowed })
		}
	}
	cmd.LocalFlags().VisitAll(complete)
	for _, sub := range cmd.Commands() {
		completeChoices(sub)
	}
}
