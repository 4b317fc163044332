package generation

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// fluxSubstitute is the label or annotation that tells Flux whether its post-build substitution may change an object.
const fluxSubstitute = "kustomize.toolkit.fluxcd.io/substitute"

// substitutionDisabled keeps Flux from taking what stands in an object for variables of its own: the shell's in a script,
// Log4j's in a logging configuration, all of which are written ${name}; and from making one $ of two, which are the shell's
// process or a $ that Kubernetes is to leave alone. A value of the user's own stays: who wants Flux to
// replace something says enabled.
func substitutionDisabled(object manifest.Object) manifest.Object {
	if !object.MayHoldDollar() || !object.HoldsText(substitutable) {
		return object
	}
	if _, own := object.Label(fluxSubstitute); own {
		return object
	}
	if _, own := object.Annotation(fluxSubstitute); own {
		return object
	}
	return object.Annotated(fluxSubstitute, "disabled")
}

// substitutable reports whether Flux would change a text.
func substitutable(text string) bool {
	at := strings.IndexByte(text, '$')
	return at >= 0 && (strings.Contains(text[at:], "${") || strings.Contains(text[at:], "$$"))
}
