package streampark

import (
	"strings"
)

// quoted is a text as one word of a shell's command. Validation refuses what needs quotes; this holds for what it lets by.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
