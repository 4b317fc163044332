package check

import (
	"strings"
	"testing"
)

// The schemas show an editor's user what generate takes, so their patterns must not be narrower or wider.
func TestPatternsOfNamesAreKubernetesOwn(t *testing.T) {
	for _, name := range []string{
		"a", "1", "a-b", "a.b", "a-1.b-2", "0a", "", "-a", "a-", ".a", "a.", "a..b", "a.-b", "a-.b", "A", "a_b", "a b", "a/b", "é", "a\n", "\na", "..", "...", "..a", "_", "A.b_c-d", "%",
		strings.Repeat("a", 63),
	} {
		for what, p := range map[string]struct {
			pattern bool
			err     error
		}{
			"namespace": {namespacePattern.MatchString(name), NamespaceName(name)},
			"object":    {objectNamePattern.MatchString(name), ObjectName(name)},
			"host":      {objectNamePattern.MatchString(name), HostName(name)},
		} {
			if p.pattern != (p.err == nil) {
				t.Errorf("%s %q: the pattern says %v, and Kubernetes %v", what, name, p.pattern, p.err)
			}
		}
		if err := SecretKey(name); err == nil && !secretKeyPattern.MatchString(name) {
			t.Errorf("key %q: the pattern refuses what Kubernetes takes", name)
		}
	}
}
