package krm_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/krm"
)

func TestWhatIsNoResourceListIsRefused(t *testing.T) {
	const head = "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n"
	for _, test := range []struct{ name, input, want string }{
		{"nothing", "", "standard input must be a ResourceList, and it is empty"},
		{"a comment", "# nothing\n", "standard input must be a ResourceList, and it is empty"},
		{"text", "hello\n", "standard input must be a ResourceList"},
		{"a list", "- a\n", "standard input must be a ResourceList"},
		{"no YAML", "a: [\n", "standard input must be valid YAML: yaml: line 1: did not find expected node content"},
		{"bytes", "\x00\x01", "standard input must be valid YAML: yaml: control characters are not allowed"},
		{"another kind", session, `standard input must be a ResourceList: its kind must be ResourceList, not "FlinkSession"`},
		{"another version", strings.Replace(head, "/v1", "/v1alpha1", 1), `standard input must be a ResourceList: its apiVersion must be config.kubernetes.io/v1, not "config.kubernetes.io/v1alpha1"`},
		{"no version", "kind: ResourceList\n", `standard input must be a ResourceList: its apiVersion must be config.kubernetes.io/v1, not ""`},
		{"two documents", head + "---\n" + head, "standard input must be one document, a ResourceList"},
		{"items twice", head + "items: []\nitems: []\n", `field "items" of the ResourceList must be given once`},
		{"items in a map", head + "items: {a: b}\n", "field items of the ResourceList must be a list"},
		{"items by alias", head + "a: &a []\nitems: *a\n", "field items of the ResourceList must be a list"},
		{"too large", head + "# " + strings.Repeat("x", 32<<20), "standard input must be at most 32 MiB, not 33554489 bytes"},
	} {
		t.Run(test.name, func(t *testing.T) {
			output, _, err := krm.Run([]byte(test.input))
			if err == nil || err.Error() != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
			if output != nil {
				t.Errorf("there must be no output: %s", output)
			}
		})
	}
}

// An anchor in an object that is replaced must not leave aliases behind that lead nowhere.
func TestAnAnchorInWhatIsTakenOutIsNotLost(t *testing.T) {
	once, _ := run(t, resourceList("", session))
	input := strings.Replace(once, "image: flink:1.20.3", "image: &image flink:1.20.0", 1)
	input = strings.Replace(input, "functionConfig:\n", "- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {image: *image}}\nfunctionConfig:\n", 1)
	output, _, err := krm.Run([]byte(input))
	if err == nil || output != nil || !strings.Contains(err.Error(), "unknown anchor 'image' referenced") {
		t.Errorf("it must be refused: %v\n%s", err, output)
	}
}
