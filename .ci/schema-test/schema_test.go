// Package schematest holds the schemas of pkg/schema against specs, with a JSON Schema validator that flinkustomize itself
// does not need.
package schematest

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
	"golang.org/x/tools/txtar"
)

const root = "../.."

// schemas are those of the files of pkg/schema, by their names, each checked against the schema of its dialect.
var schemas = sync.OnceValue(func() map[string]*jsonschema.Schema {
	all := map[string]*jsonschema.Schema{}
	for _, name := range []string{"flinkustomize", "Workspace", "FlinkSession", "StreamPark", "Environment", "Preset"} {
		all[name] = jsonschema.NewCompiler().MustCompile(filepath.Join(root, "pkg/schema", strings.ToLower(name)+".json"))
	}
	return all
})

// documents are those of a YAML file, as an editor sees them.
func documents(t *testing.T, text []byte) ([]any, error) {
	t.Helper()
	var all []any
	for decoder := yaml.NewDecoder(bytes.NewReader(text)); ; {
		var node yaml.Node
		if err := decoder.Decode(&node); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, value(t, &node))
	}
}

func value(t *testing.T, node *yaml.Node) any {
	t.Helper()
	switch node.Kind {
	case yaml.DocumentNode:
		return value(t, node.Content[0])
	case yaml.AliasNode:
		return value(t, node.Alias)
	case yaml.SequenceNode:
		list := []any{}
		for _, element := range node.Content {
			list = append(list, value(t, element))
		}
		return list
	case yaml.MappingNode:
		mapping := map[string]any{}
		for i := 0; i < len(node.Content); i += 2 {
			mapping[node.Content[i].Value] = value(t, node.Content[i+1])
		}
		return mapping
	}
	switch node.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		return node.Value == "true"
	case "!!int", "!!float":
		var number float64
		if err := node.Decode(&number); err != nil {
			t.Fatal(err)
		}
		return number
	}
	return node.Value
}

// problems are what the schema of all kinds says about the documents of a file. That of a document's kind must not say
// otherwise.
func problems(t *testing.T, text []byte) []string {
	t.Helper()
	all, err := documents(t, text)
	if err != nil {
		return []string{err.Error()}
	}
	var found []string
	for _, document := range all {
		err := schemas()["flinkustomize"].Validate(document)
		if err != nil {
			found = append(found, err.Error())
		}
		kind, _ := document.(map[string]any)["kind"].(string)
		if ofKind := schemas()[kind]; ofKind != nil {
			if other := ofKind.Validate(document); (err == nil) != (other == nil) {
				t.Errorf("the schemas disagree: %v, and that of %s %v", err, kind, other)
			}
		}
	}
	return found
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func glob(t *testing.T, least int, patterns ...string) []string {
	t.Helper()
	var files []string
	for _, pattern := range patterns {
		found, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) < least {
		t.Fatalf("there must be at least %d files, not %d", least, len(files))
	}
	return files
}

func TestSpecsThatGenerateTakesAreValid(t *testing.T) {
	files := glob(t, 60, "golden/*/flinkustomize.yaml", "golden/*/specs.yaml", "golden/*/presets/*.yaml", "examples/*/flinkustomize.yaml",
		"examples/*/*.yaml", "examples/*/flink/*.yaml", "presets/*/*.yaml", "pkg/command/init/*.yaml",
		"pkg/command/init/*/*.yaml", "pkg/command/init/*/*/*.yaml", "pkg/command/init/*/*/*/*.yaml")
	for _, file := range files {
		text := read(t, file)
		if !bytes.Contains(text, []byte("flinkustomize.dev/")) {
			continue // the user's own manifests
		}
		for _, problem := range problems(t, text) {
			t.Errorf("%s: %s", file, problem)
		}
	}
}

// What a page shows is copied. A block may be a part of a document; one that names our API group is a whole one.
func TestSpecsThatPagesShowAreValid(t *testing.T) {
	checked := 0
	for _, page := range glob(t, 10, "*.md", "*/*.md", "*/*/*.md", "*/*/*/*.md") {
		for _, rest := range bytes.Split(read(t, page), []byte("\n```yaml\n"))[1:] {
			block, _, ended := bytes.Cut(rest, []byte("\n```\n"))
			if !ended {
				t.Fatalf("%s: a block of YAML has no end", page)
			}
			if _, err := documents(t, block); err != nil {
				t.Errorf("%s: %s\n%s", page, err, block)
			}
			if !bytes.Contains(block, []byte("apiVersion: flinkustomize.dev/")) {
				continue
			}
			checked++
			for _, problem := range problems(t, block) {
				t.Errorf("%s: %s", page, problem)
			}
		}
	}
	if checked < 2 {
		t.Errorf("pages must show at least 2 specs, not %d", checked)
	}
}

var update = flag.Bool("update", false, "write testdata/unseen.txt, for review")

// A schema sees one document, and knows neither what other documents have, nor what versions of Flink and of the operator
// take, nor what values mean. testdata/unseen.txt lists the refused specs that are fine as far as it can see.
func TestSpecsThatGenerateRefusesAreInvalidWhereASchemaCanSeeIt(t *testing.T) {
	const list = "testdata/unseen.txt"
	var unseen []string
	tried := 0
	for _, file := range glob(t, 50, "golden/invalid/*.txtar") {
		for _, spec := range txtar.Parse(read(t, file)).Files {
			name, ok := strings.CutSuffix(spec.Name, ".yaml")
			if !ok {
				continue
			}
			tried++
			if len(problems(t, spec.Data)) == 0 {
				unseen = append(unseen, name)
			}
		}
	}
	if tried < 580 {
		t.Fatalf("there must be at least 580 invalid specs, not %d", tried)
	}
	slices.Sort(unseen)
	if *update {
		if err := os.WriteFile(list, []byte(strings.Join(unseen, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(strings.Fields(string(read(t, list))), unseen); diff != "" {
		t.Errorf("what the schema does not see is not what %s lists: run go test -update, and look (-listed +now):\n%s", list, diff)
	}
}

// A default or an example that does not hold would be a trap: editors fill them in.
func TestDefaultsAndExamplesAreValid(t *testing.T) {
	for _, file := range glob(t, 5, "pkg/schema/*.json") {
		var tree any
		if err := json.Unmarshal(read(t, file), &tree); err != nil {
			t.Fatal(err)
		}
		checked := 0
		walk(tree, filepath.Base(file), func(path string, schema map[string]any) {
			examples, _ := schema["examples"].([]any)
			if fallback, ok := schema["default"]; ok {
				examples = append(examples, fallback)
			}
			if len(examples) == 0 {
				return
			}
			checked++
			compiler := jsonschema.NewCompiler()
			if err := compiler.AddResource("schema.json", schema); err != nil {
				t.Fatal(err)
			}
			s, err := compiler.Compile("schema.json")
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			for _, example := range examples {
				if err := s.Validate(example); err != nil {
					t.Errorf("%s: %v", path, err)
				}
			}
		})
		if checked == 0 {
			t.Errorf("%s must have defaults or examples", file)
		}
	}
}

func walk(tree any, path string, visit func(path string, schema map[string]any)) {
	if mapping, ok := tree.(map[string]any); ok {
		visit(path, mapping)
		for _, key := range slices.Sorted(maps.Keys(mapping)) {
			walk(mapping[key], path+"/"+key, visit)
		}
	}
}
