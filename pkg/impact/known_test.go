package impact_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
)

// TestKnowsWhatIsGenerated: of each kind of object in a reviewed tree it is known what a change does.
func TestKnowsWhatIsGenerated(t *testing.T) {
	seen := map[string]bool{}
	for _, pattern := range []string{"golden/*/tree", "examples/*/deploy"} {
		trees, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(pattern)))
		if err != nil || len(trees) == 0 {
			t.Fatalf("there is no %s: %v", pattern, err)
		}
		for _, tree := range trees {
			if err := filepath.WalkDir(tree, func(path string, entry fs.DirEntry, err error) error {
				if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".yaml") || strings.Contains(filepath.Base(path), "patch") {
					return err
				}
				text, err := os.ReadFile(path)
				if err != nil || !strings.Contains(string(text), "\nkind: ") || !strings.Contains(string(text), "\napiVersion: ") {
					return err
				}
				for _, o := range objects(t, string(text)) {
					kind := o.GetAPIVersion() + " " + o.GetKind()
					if seen[kind] || strings.HasPrefix(kind, "kustomize.config.k8s.io/") {
						continue
					}
					seen[kind] = true
					changed := o.DeepCopy()
					changed.Object["spec"], changed.Object["data"] = map[string]any{"x": "y"}, map[string]any{"x": "y"}
					report := impact.Compare([]impact.Target{{Objects: []*unstructured.Unstructured{o}}}, []impact.Target{{Objects: []*unstructured.Unstructured{changed}}})
					for _, c := range report.Changes {
						for _, cause := range c.Causes {
							if cause.Class == impact.Unknown {
								t.Errorf("%s: %s is not known: %s", path, kind, cause.Field)
							}
						}
					}
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(seen) < 12 {
		t.Errorf("found %d kinds, want at least 12: %v", len(seen), seen)
	}
}
