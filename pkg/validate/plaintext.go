package validate

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// plainNames end the names of labels, annotations and arguments that hold a credential, as secretNames do; but one that
// ends in secret, such as nginx.ingress.kubernetes.io/auth-secret, names a Secret.
var plainNames = regexp.MustCompile(`(accesskey|accesskeyid|clientsecret|secretkey|secretaccesskey|token|password|passwd|passphrase|apikey|privatekey|accountkey|connectionstring)$`)

// path of a file or, in a store of secrets, of a secret.
var pathPattern = regexp.MustCompile(`^(/[A-Za-z0-9._-]+){2,}$`)

// named tells whether a value is a credential by a name. What starts with $ is put in by somebody else: a variable, or
// what a shell's command gives.
func named(names *regexp.Regexp, name, value string) bool {
	value = strings.Trim(value, `"'`)
	plain := strings.ToLower(withoutSeparators.Replace(name))
	return names.MatchString(plain) && !harmless(value) && !strings.HasPrefix(value, "$") && !strings.HasPrefix(value, "`") && !pathPattern.MatchString(value)
}

// metadataCredentials checks labels or annotations.
func (c *checker) metadataCredentials(values map[string]string, field diagnostic.Path) {
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if metadataCredential(key, values[key]) {
			c.addAs(diagnostic.RuleCredential, field.Child(key), "must not hold a credential in plain text, which all who may read the repository could read: put it into a Secret")
		}
	}
}

// metadataCredential leaves out annotations that only look like one: vault.hashicorp.com/agent-inject-secret-<name> is
// the path of a secret, and checksum/<name> a hash.
func metadataCredential(key, value string) bool {
	prefix, name, found := strings.Cut(key, "/")
	if !found {
		name = key
	}
	if found && (prefix == "vault.hashicorp.com" || prefix == "checksum") {
		return false
	}
	return named(plainNames, name, value) || textCredential(value)
}

// texts are the values of a map that are text.
func texts(values map[string]any) map[string]string {
	found := map[string]string{}
	for key, value := range values {
		if text, ok := value.(string); ok {
			found[key] = text
		}
	}
	return found
}

// argumentCredentials checks the command and arguments of a container.
func (c *checker) argumentCredentials(container map[string]any, field diagnostic.Path) {
	for _, name := range []string{"command", "args"} {
		list, _ := container[name].([]any)
		previous := ""
		for i, element := range list {
			argument, _ := element.(string)
			if argumentCredential(previous, argument) {
				c.addAs(diagnostic.RuleCredential, field.Child(name).Index(i), "must not hold a credential in plain text: refer to a variable, as $(NAME), that env takes from a Secret")
			}
			previous = argument
		}
	}
}

const word = `("[^"]*"|'[^']*'|\S+)`

var (
	assignment = regexp.MustCompile(`(?:^|[\s"'])-{0,2}([A-Za-z][A-Za-z0-9_.-]*)=` + word)
	flagText   = regexp.MustCompile(`(?:^|\s)--([A-Za-z][A-Za-z0-9_.-]*)\s+` + word)
	flagAlone  = regexp.MustCompile(`^--?([A-Za-z][A-Za-z0-9_.-]*)$`)
)

// argumentCredential tells whether an argument, or a script, has a credential in it. The argument before it may be the
// flag that names it.
func argumentCredential(previous, argument string) bool {
	if flag := flagAlone.FindStringSubmatch(previous); flag != nil && !strings.HasPrefix(argument, "-") && named(plainNames, flag[1], argument) {
		return true
	}
	for _, pattern := range []*regexp.Regexp{assignment, flagText} {
		for _, m := range pattern.FindAllStringSubmatch(argument, -1) {
			if !strings.HasPrefix(m[2], "-") && named(plainNames, m[1], m[2]) {
				return true
			}
		}
	}
	return textCredential(argument)
}

// mapEntry is one of an option whose value is a map, such as a:1,b:2.
var mapEntry = regexp.MustCompile(`(?:^|[,{])\s*["']?([A-Za-z0-9_./-]+)["']?\s*:\s*([^,}]*)`)

// entryCredential finds a credential in an option whose value is a map of the user's own.
func entryCredential(key, value string) bool {
	if key != "pipeline.global-job-parameters" && !strings.HasSuffix(key, ".annotations") && !strings.HasSuffix(key, ".labels") {
		return false
	}
	for _, m := range mapEntry.FindAllStringSubmatch(value, -1) {
		if metadataCredential(m[1], strings.TrimSpace(m[2])) {
			return true
		}
	}
	return false
}

var (
	property   = regexp.MustCompile(`(?m)^[ \t]*([A-Za-z0-9_.-]+)[ \t]*[=: \t][ \t]*([^=:\s][^\r\n]*)`)
	xmlElement = regexp.MustCompile(`<([A-Za-z][A-Za-z0-9_.-]*)>\s*([^<\s]+)\s*</`)
	xmlValue   = regexp.MustCompile(`([A-Za-z][A-Za-z0-9_.-]*)\s*=\s*("[^"]*"|'[^']*')`)
)

// logCredential finds the name of a credential in the configuration of Log4j (properties) or Logback (XML).
func logCredential(content string) (name string, found bool) {
	for _, pattern := range []*regexp.Regexp{property, xmlElement, xmlValue} {
		for _, m := range pattern.FindAllStringSubmatch(content, -1) {
			if named(secretNames, m[1], strings.TrimSpace(m[2])) || textCredential(m[2]) {
				return m[1], true
			}
		}
	}
	return "", false
}
