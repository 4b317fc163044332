package krm

import (
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/schema"
)

// definitions say what the function is, by the kind of its configuration, whose schema goes into their versions.
//
//go:embed definition
var definitions embed.FS

// Kinds are the kinds of configuration that the function takes.
func Kinds() []string { return append(registry.Names(), KindLint) }

// Definition is the KRMFunctionDefinition of the function for one of its Kinds, as YAML.
func Definition(kind string) ([]byte, error) {
	text, err := definitions.ReadFile("definition/" + strings.ToLower(kind) + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("kind %s", diagnostic.OneOf(kind, Kinds()))
	}
	var tree map[string]any
	if err := yaml.Unmarshal(text, &tree); err != nil {
		return nil, err
	}
	if kind == KindLint { // no kind of spec; the file has its schema
		return yaml.Marshal(tree)
	}
	openAPI, err := openAPISchema(kind)
	if err != nil {
		return nil, err
	}
	versions := tree["spec"].(map[string]any)["versions"].([]any) // as in definition/*.yaml
	versions[0].(map[string]any)["schema"] = map[string]any{"openAPIV3Schema": openAPI}
	return yaml.Marshal(tree)
}

// openAPISchema is the JSON Schema of a kind in the terms of OpenAPI 3.0, without what a functionConfig must not have.
func openAPISchema(kind string) (map[string]any, error) {
	text, ok := schema.OfKind(kind)
	if !ok {
		return nil, fmt.Errorf("there must be a schema of %s", kind)
	}
	var root jsonSchema
	if err := json.Unmarshal(text, &root); err != nil {
		return nil, err
	}
	defs, _ := root["$defs"].(jsonSchema)
	spec, _ := defs[kind+"Spec"].(jsonSchema)
	properties, ok := spec["properties"].(jsonSchema)
	if !ok {
		return nil, fmt.Errorf("the schema of %s must have the fields of its spec", kind)
	}
	delete(properties, "environments")
	delete(properties, "resources")
	if known, ok := registry.Named(kind); ok {
		for _, field := range known.RefusedByFunction() {
			delete(properties, field)
		}
	}
	return openAPI(root, defs), nil
}

// jsonSchema is a schema, or a map of them by name.
type jsonSchema = map[string]any

// openAPI writes a JSON Schema with what OpenAPI 3.0 has: no references, for a KRMFunctionDefinition has no place for
// what they point to, one type each, and no conditions.
func openAPI(from, definitions jsonSchema) jsonSchema {
	to := jsonSchema{}
	for _, key := range slices.Sorted(maps.Keys(from)) {
		switch value := from[key]; key {
		case "description", "enum", "pattern", "format", "default", "required", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems":
			to[key] = value
		case "const":
			to["enum"] = []any{value}
		case "type":
			maps.Copy(to, openAPIType(value))
		case "properties":
			fields := jsonSchema{}
			for name, field := range value.(jsonSchema) {
				fields[name] = openAPI(field.(jsonSchema), definitions)
			}
			to[key] = fields
		case "additionalProperties", "items":
			to[key] = value
			if element, ok := value.(jsonSchema); ok {
				to[key] = openAPI(element, definitions)
			}
		}
	}
	if reference, ok := from["$ref"].(string); ok {
		target, _ := definitions[strings.TrimPrefix(reference, "#/$defs/")].(jsonSchema)
		for key, value := range openAPI(target, definitions) {
			if _, own := to[key]; !own {
				to[key] = value
			}
		}
	}
	return to
}

// openAPIType is a type or several: those are alternatives, and null is none of its own.
func openAPIType(types any) jsonSchema {
	list, ok := types.([]any)
	if !ok {
		return jsonSchema{"type": types}
	}
	to := jsonSchema{}
	var alternatives []any
	for _, one := range list {
		if one == "null" {
			to["nullable"] = true
			continue
		}
		alternatives = append(alternatives, jsonSchema{"type": one})
	}
	to["anyOf"] = alternatives
	return to
}
