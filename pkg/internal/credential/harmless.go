package credential

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// harmless reports whether a value that is named as a credential is none: it is empty or a switch, refers to a variable, a
// file or a store, or is encrypted.
func harmless(value string) bool {
	value = unquoted(value)
	if value == "" || strings.Contains("=%`", value[:1]) || strings.HasPrefix(value, "{{") {
		return true // a comparison, a pattern of a log, what a shell or a template puts in
	}
	switch strings.ToLower(value) {
	case "true", "false", "yes", "no", "on", "off", "null", "none", "nil", "undefined", "redacted", "string":
		return true
	case "changeit": // of the JDK's own truststore, and known to everybody
		return true
	}
	return reference.MatchString(value) || place.MatchString(value) || placeholder.MatchString(value) ||
		file.MatchString(value) && !keyLike(value) || address.MatchString(value) || duration.MatchString(value)
}

var (
	// reference is a variable, or several, that Kubernetes, a shell, Spring or Log4j replaces.
	reference = lazyregexp.New(`^(?:(?:\$\([^)]*\)|\$\{[^}]*\})+|\$\(.*\)|\$\{.*\}|\$[A-Z_][A-Z0-9_]*|\$[a-z_]+|\$[0-9@*#])$`)

	// place says where a store keeps the value, or that it is encrypted.
	place = lazyregexp.New(`^(?:ENC[\[(]|\{cipher\}|vault:|ref\+|op://|sm://|arn:aws[a-z-]*:(?:secretsmanager|ssm|kms|iam):|projects/[^/]+/secrets/|@Microsoft\.KeyVault\(|file:|env:|awssm:|gcpsm:|azkv:|secretsmanager:)`)

	placeholder = lazyregexp.New(`^(?:<[^<>]*>|\*+|\.\.\.|@[A-Za-z0-9_.-]+@|__[A-Z0-9_]+__)$`)

	// file is a path, in a pod or in a store of secrets.
	file = lazyregexp.New(`^(?:(?:/[A-Za-z0-9._-]+){2,}/?|\.{1,2}/[A-Za-z0-9._/-]+|~/[A-Za-z0-9._/-]+|[A-Za-z]:[\\/][^\s]+)$`)

	// address is one without a user: what stands in it is for the rules of shapes.
	address = lazyregexp.New(`^[A-Za-z][A-Za-z0-9+.-]*://[^@\s]*$`)

	duration = lazyregexp.New(`^[0-9]+(?:\.[0-9]+)? ?(?:ms|s|sec|m|min|h|d)$`)
)

// keyLike tells a key in base64 that happens to begin with a slash from a path.
func keyLike(value string) bool {
	return len(value) >= 32 && !strings.ContainsAny(value, "._-") && random(value)
}

func unquoted(value string) string {
	return strings.Trim(strings.TrimSpace(value), `"'`)
}
