// Command schema writes the JSON Schemas of the kinds in pkg/api/v1alpha1 into a folder: structure and enumerations from
// the Go types, words from their comments, and patterns, bounds, defaults and examples from their markers. A module of its
// own keeps controller-tools, which reads those, out of the project's.
//
//	go run -C .ci/schema . ../../pkg/schema
package main

import (
	"bytes"
	"encoding/json"
	"log"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/.ci/apidoc"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	published "github.com/flinkustomize/flinkustomize/pkg/schema"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: schema DIR")
	}
	if err := run(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func run(dir string) error {
	b, err := newBuilder()
	if err != nil {
		return err
	}
	all := schema{
		Dialect: dialect, Title: "flinkustomize", Description: "A document of " + v1alpha1.APIVersion + ".",
		Type: "object", Required: []string{"apiVersion", "kind"}, Properties: map[string]*schema{
			"apiVersion": {Const: v1alpha1.APIVersion, Description: b.api.Comment("TypeMeta", "APIVersion")},
			"kind":       {Type: "string", Description: b.api.Comment("TypeMeta", "Kind")},
		},
	}
	every := map[string]*schema{}
	for _, object := range published.Objects() {
		kind := reflect.TypeOf(object).Elem()
		b.defs = map[string]*schema{}
		one := b.kind(kind)
		maps.Copy(every, b.defs)
		every[kind.Name()] = one
		all.Properties["kind"].Enum = append(all.Properties["kind"].Enum, kind.Name())
		all.Properties["kind"].EnumDescriptions = append(all.Properties["kind"].EnumDescriptions, one.Description)
		all.AllOf = append(all.AllOf, &schema{
			If:   &schema{Properties: map[string]*schema{"kind": {Const: kind.Name()}}, Required: []string{"kind"}},
			Then: &schema{Ref: "#/$defs/" + kind.Name()},
		})
		file := *one
		file.Dialect, file.Title, file.Defs = dialect, kind.Name(), b.defs
		if err := write(filepath.Join(dir, strings.ToLower(kind.Name())+".json"), file); err != nil {
			return err
		}
	}
	all.Defs = every
	return write(filepath.Join(dir, "flinkustomize.json"), all)
}

func newBuilder() (*builder, error) {
	documented, err := apidoc.Load(api)
	if err != nil {
		return nil, err
	}
	core, err := apidoc.Load("k8s.io/api/core/v1")
	if err != nil {
		return nil, err
	}
	marks, err := fieldMarks()
	if err != nil {
		return nil, err
	}
	return &builder{
		api: documented, marks: marks,
		enums: map[string][]apidoc.Value{
			"v1.PullPolicy":                 apidoc.Values(core.Types["PullPolicy"]),
			"v1.PersistentVolumeAccessMode": apidoc.Values(core.Types["PersistentVolumeAccessMode"]),

			"v1.UnsatisfiableConstraintAction": apidoc.Values(core.Types["UnsatisfiableConstraintAction"]),
		},
		own: map[reflect.Type]textOrObject{
			reflect.TypeFor[corev1.PodTemplateSpec](): {},
			reflect.TypeFor[v1alpha1.PodTemplate]():   {},
			reflect.TypeFor[v1alpha1.EnvVar]():        {{"secretName", "key"}, {"configMapName", "key"}, {"fieldPath"}, {"resource"}},
			reflect.TypeFor[v1alpha1.TextFile]():      {{"file"}},
		},
	}, nil
}

// kind is the schema of a kind.
func (b *builder) kind(t reflect.Type) *schema {
	s := b.object(t, place{})
	s.Properties["apiVersion"] = &schema{Description: b.api.Comment("TypeMeta", "APIVersion"), Const: v1alpha1.APIVersion}
	s.Properties["kind"] = &schema{Description: b.api.Comment("TypeMeta", "Kind"), Const: t.Name()}
	s.Required = append([]string{"apiVersion", "kind"}, s.Required...)
	if m := b.marks[t.Name()+".Metadata"]; m.namePattern != "" {
		metadata := *b.defs["Metadata"]
		delete(b.defs, "Metadata")
		metadata.Description = s.Properties["metadata"].Description
		metadata.Properties["name"].withPattern(m.namePattern)
		metadata.Properties["name"].MaxLength = m.nameMaxLength
		s.Properties["metadata"] = &metadata
	}
	return s
}

func write(file string, s schema) error {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(s); err != nil {
		return err
	}
	return os.WriteFile(file, out.Bytes(), 0o644)
}
