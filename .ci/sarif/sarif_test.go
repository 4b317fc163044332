// Package sarif holds findings in SARIF against the schema of SARIF 2.1.0, which a library of others carries.
package sarif

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	_ "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif" // whose source has the schema
	"github.com/xeipuuv/gojsonschema"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic/format"
)

// schema is the text that the library holds its own logs against, and does not export.
func schema(t *testing.T) *gojsonschema.Schema {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/owenrumney/go-sarif/v3").Output()
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(dir)), "pkg/report/v210/sarif/schema.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for node := range ast.Preorder(file) {
		if literal, ok := node.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			text, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(err)
			}
			compiled, err := gojsonschema.NewSchema(gojsonschema.NewStringLoader(text))
			if err != nil {
				t.Fatal(err)
			}
			return compiled
		}
	}
	t.Fatal("the library must have the schema")
	return nil
}

func TestFindingsInSARIFFitItsSchema(t *testing.T) {
	findings := diagnostic.Findings{{Subject: "FlinkSession a", Message: "m"}}
	for _, rule := range diagnostic.Rules() {
		findings = append(findings, diagnostic.Finding{
			Position:    diagnostic.Position{File: "a folder/über.yaml", Line: 1 + int(rule), Column: 3},
			Environment: "prod",
			Path:        diagnostic.Path{}.Child("spec", "a.b").Index(1),
			Message:     "must be \"x\"\n",
		}.Under(rule))
	}
	schema := schema(t)
	for name, findings := range map[string]diagnostic.Findings{"none": nil, "one a rule": findings} {
		var text bytes.Buffer
		if err := format.Write(&text, format.SARIF, findings); err != nil {
			t.Fatal(err)
		}
		result, err := schema.Validate(gojsonschema.NewBytesLoader(text.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		for _, wrong := range result.Errors() {
			t.Errorf("%s: %s", name, wrong)
		}
		if got := strings.Count(text.String(), `"ruleIndex"`); got != len(findings) {
			t.Errorf("%s: there must be %d results, not %d", name, len(findings), got)
		}
	}
	if result, err := schema.Validate(gojsonschema.NewStringLoader(`{"version": "2.1.0", "runs": [{"tool": {"driver": {}}}]}`)); err != nil || result.Valid() {
		t.Errorf("a tool without a name must not fit the schema (%v)", err)
	}
}
