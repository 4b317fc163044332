package diagnostic

import (
	"github.com/flinkustomize/flinkustomize/pkg/internal/credential"
	"github.com/flinkustomize/flinkustomize/pkg/internal/invisible"
)

// Visible is a text as a terminal may show it: with escapes, such as \u202e, in
// the place of controls but line feeds and tabs, and of characters that cannot
// be seen.
func Visible(text string) string { return invisible.Escape(text) }

// safe is a message as anybody may see it: visible, and with stars in the place
// of what has the form of a credential.
func safe(message string) string { return Visible(credential.MaskIn(message)) }
