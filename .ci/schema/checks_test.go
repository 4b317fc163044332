package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// texts are of many forms. Those that the pattern of a field does not take are tried in it.
var texts = []string{
	" ", "a b", "A B", "_", "-", "-a", "a-", "a..b", "ä", "0", "-1", "1.5", "x.y.z", "2G", "2Gi", "2048m", "1.5Gi", "30", "30s", "PT30S", "1y",
	"a/b", "/a b", "//", "a:b:c", "a@b@c", "http://a", "flink:1:2", "UPPER", "a,b", "a=b", "{name}x", "7f",
}

// untried are the fields that no reviewed spec has.
var untried = []string{
	"AzureCredentials.tenantID", "EnvironmentDatabase.hostKey", "EnvironmentDatabase.portKey", "EnvironmentGrafana.url",
	"EnvironmentKerberos.keytabKey", "FlinkApplicationSpec.imagePullSecrets", "FlinkOperatorArgoCD.namespace", "FlinkOperatorArgoCD.project",
	"FlinkOperatorChart.secretName", "FlinkOperatorFlux.interval", "FlinkOperatorMetrics.port", "FlinkOperatorWebhook.keystoreSecretKey",
	"FlinkSessionJobSpec.namespace", "GuardedNetwork.operatorNamespace", "PresetMetadata.name", "StreamParkDriverAddress.image", "StreamParkRegistration.image",
	"StreamParkSchema.clientImage", "StreamParkSpec.replicas", "TLSStores.keystoreKey", "TLSStores.passwordKey",
	"TLSStores.passwordSecretName", "TLSStores.truststoreKey", "TLSStores.truststorePasswordKey", "VolumeStorage.storageClassName",
}

// constrained is a scalar of a document whose schema has a pattern or bounds.
type constrained struct {
	node   *yaml.Node
	schema map[string]any
	path   diagnostic.Path
}

// What an editor marks as wrong generate must refuse, too: a marker may be that of another field's check.
func TestChecksRefuseWhatPatternsAndBoundsDo(t *testing.T) {
	definitions := definitions(t)
	workspaces, err := filepath.Glob("../../golden/*/" + workspace.FileName)
	if err != nil {
		t.Fatal(err)
	}
	tried := map[string]bool{}
	for _, file := range workspaces {
		for _, name := range []string{workspace.FileName, "specs.yaml"} {
			tryFile(t, definitions, tried, filepath.Dir(file), name)
		}
	}
	var left []string
	for name := range allConstrained(definitions) {
		if !tried[name] {
			left = append(left, name)
		}
	}
	slices.Sort(left)
	if diff := cmp.Diff(untried, left); diff != "" {
		t.Errorf("fields that no reviewed spec has, so that they were not tried (-known +now):\n%s", diff)
	}
}

// tryFile tries the fields of the documents of a file that were not tried in another.
func tryFile(t *testing.T, definitions map[string]map[string]any, tried map[string]bool, dir, file string) {
	t.Helper()
	documents := decode(t, filepath.Join(dir, file))
	fields := map[string]constrained{}
	for _, document := range documents {
		var head struct{ Kind string }
		if err := document.Decode(&head); err != nil {
			t.Fatal(err)
		}
		walk(definitions, "#/$defs/"+head.Kind, document.Content[0], func(name string, field constrained) {
			if !tried[name] {
				tried[name] = true
				fields[name] = field
			}
		})
	}
	if len(fields) == 0 {
		return
	}
	scratch := t.TempDir()
	if err := os.CopyFS(scratch, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	for name, field := range fields {
		before := *field.node
		for _, node := range field.wrong() {
			*field.node = node
			if !refused(t, filepath.Join(scratch, file), documents, field.path) {
				t.Errorf("%s: the schemas refuse %q, and generate does not (%s of %s)", name, node.Value, field.path, dir)
			}
		}
		*field.node = before
	}
}

// wrong are scalars that the schema of the field refuses.
func (c constrained) wrong() []yaml.Node {
	var nodes []yaml.Node
	if pattern, ok := c.schema["pattern"].(string); ok {
		compiled := regexp.MustCompile(pattern)
		for _, text := range texts {
			if !compiled.MatchString(text) {
				nodes = append(nodes, yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: text})
			}
		}
	}
	for bound, step := range map[string]float64{"minimum": -1, "maximum": 1} {
		if limit, ok := c.schema[bound].(float64); ok {
			nodes = append(nodes, yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: strconv.Itoa(int(limit + step))})
		}
	}
	return nodes
}

// refused reports whether generate has something to say about a place in the documents of a file.
func refused(t *testing.T, file string, documents []*yaml.Node, path diagnostic.Path) bool {
	t.Helper()
	var text bytes.Buffer
	encoder := yaml.NewEncoder(&text)
	for _, document := range documents {
		if err := encoder.Encode(document); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(file, text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	w, err := workspace.Load(filepath.Dir(file))
	if err == nil {
		_, err = generate.Workspace(w)
	}
	var found diagnostic.Findings
	if err != nil && !errors.As(err, &found) {
		t.Fatal(err)
	}
	return slices.ContainsFunc(found, func(f diagnostic.Finding) bool { return f.Path.Compare(path) == 0 })
}

// walk visits the scalars of a document that have a pattern or bounds in a definition, named for the place in the schemas.
func walk(definitions map[string]map[string]any, ref string, document *yaml.Node, visit func(name string, field constrained)) {
	var descend func(name string, c constrained)
	descend = func(name string, c constrained) {
		if ref, ok := c.schema["$ref"].(string); ok {
			name = strings.TrimPrefix(ref, "#/$defs/")
			c.schema, name = definitions[name], plain(name)
		}
		switch c.node.Kind {
		case yaml.MappingNode:
			for i := 0; i < len(c.node.Content); i += 2 {
				key := c.node.Content[i].Value
				properties, _ := c.schema["properties"].(map[string]any)
				schema, ok := properties[key].(map[string]any)
				if !ok {
					schema, _ = c.schema["additionalProperties"].(map[string]any)
				}
				descend(name+"."+key, constrained{c.node.Content[i+1], schema, c.path.Child(key)})
			}
		case yaml.SequenceNode:
			for i, element := range c.node.Content {
				schema, _ := c.schema["items"].(map[string]any)
				descend(name, constrained{element, schema, c.path.Index(i)})
			}
		case yaml.ScalarNode:
			if isConstrained(c.schema) {
				visit(name, c)
			}
		}
	}
	descend("", constrained{document, map[string]any{"$ref": ref}, nil})
}

// allConstrained are the names of all places in the schemas that have a pattern or bounds.
func allConstrained(definitions map[string]map[string]any) map[string]bool {
	all := map[string]bool{}
	var descend func(name string, schema map[string]any)
	descend = func(name string, schema map[string]any) {
		if isConstrained(schema) {
			all[name] = true
		}
		properties, _ := schema["properties"].(map[string]any)
		for key, property := range properties {
			descend(name+"."+key, property.(map[string]any))
		}
		for _, key := range []string{"items", "additionalProperties"} {
			if below, ok := schema[key].(map[string]any); ok {
				descend(name, below)
			}
		}
	}
	for name, schema := range definitions {
		descend(plain(name), schema)
	}
	return all
}

func isConstrained(schema map[string]any) bool {
	return schema["pattern"] != nil || schema["minimum"] != nil || schema["maximum"] != nil
}

// plain is the name of a definition, wherever its type stands.
func plain(name string) string {
	for _, at := range []place{inDocument, inEnvironment, inPreset} {
		name = strings.TrimSuffix(name, at.suffix)
	}
	return name
}

// definitions are those of the schema of all kinds.
func definitions(t *testing.T) map[string]map[string]any {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(committed, "flinkustomize.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all struct {
		Definitions map[string]map[string]any `json:"$defs"`
	}
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all.Definitions
}

func decode(t *testing.T, file string) []*yaml.Node {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var documents []*yaml.Node
	for decoder := yaml.NewDecoder(bytes.NewReader(text)); ; {
		document := &yaml.Node{}
		if err := decoder.Decode(document); errors.Is(err, io.EOF) {
			return documents
		} else if err != nil {
			t.Fatal(err)
		}
		documents = append(documents, document)
	}
}
