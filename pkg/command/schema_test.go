package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/preset"
	"github.com/flinkustomize/flinkustomize/pkg/schema"
)

func TestSchemaIsPrinted(t *testing.T) {
	t.Chdir(t.TempDir()) // no workspace is needed
	environment, _ := schema.OfKind("Environment")
	for kind, want := range map[string]string{"": string(schema.Any()), "Environment": string(environment)} {
		printed, err := flinkustomize(strings.Fields("schema " + kind)...)
		if err != nil {
			t.Fatal(err)
		}
		if printed != want {
			t.Errorf("schema %s printed another schema: %.200s", kind, printed)
		}
	}
}

func TestSchemaOfAKindThatIsNotThere(t *testing.T) {
	_, err := flinkustomize("schema", "FlinkSesion")
	want := "the kind must be one of " + strings.Join(schema.Kinds(), ", ") + `, not "FlinkSesion": did you mean "FlinkSession"?`
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestEachDocumentOfInitNamesTheSchema(t *testing.T) {
	for _, name := range append(preset.NewestNames(), "") {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if _, err := flinkustomize("init", "--preset", name, dir); err != nil {
				t.Fatal(err)
			}
			documents := 0
			err := filepath.WalkDir(dir, func(file string, entry os.DirEntry, err error) error {
				if err != nil || filepath.Ext(file) != ".yaml" {
					return err
				}
				text, err := os.ReadFile(file)
				for document := range strings.SplitSeq(string(text), "\n---\n") {
					documents++
					line, _, _ := strings.Cut(document, "\n")
					named, ok := strings.CutPrefix(line, "# yaml-language-server: $schema=")
					if !ok {
						t.Errorf("%s: a document must begin with the line that names the schema, not with %q", file, line)
						continue
					}
					found, err := os.ReadFile(filepath.Join(filepath.Dir(file), filepath.FromSlash(named)))
					if err != nil || string(found) != string(schema.Any()) {
						t.Errorf("%s: %s must be the schema of all kinds (%v)", file, named, err)
					}
				}
				return err
			})
			if err != nil || documents < 3 {
				t.Errorf("there must be a workspace, an environment and a session, not %d documents (%v)", documents, err)
			}
		})
	}
}
