package krm

import (
	"bytes"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/kustomize/kyaml/kio/kioutil"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// identity is what tells the objects of a cluster apart, whichever version of their API they are written in.
type identity struct {
	group, kind, namespace, name string
}

func identify(object manifest.Object) identity {
	id := object.ID()
	return identity{group: id.Group, kind: id.Kind, namespace: object.Namespace(), name: id.Name}
}

// item is an item of the input.
type item struct {
	node *yaml.Node
	text []byte

	identity
	annotations map[string]string
}

// newItem reads no more of an item than it must: what cannot be read is not ours.
func newItem(node *yaml.Node, text []byte) item {
	i := item{node: node, text: text}
	var meta struct {
		APIVersion string `yaml:"apiVersion"`
		Kind       string `yaml:"kind"`
		Metadata   struct {
			Name        string            `yaml:"name"`
			Namespace   string            `yaml:"namespace"`
			Annotations map[string]string `yaml:"annotations"`
		} `yaml:"metadata"`
	}
	if err := node.Decode(&meta); err != nil {
		return i
	}
	i.identity = identity{schema.FromAPIVersionAndKind(meta.APIVersion, meta.Kind).Group, meta.Kind, meta.Metadata.Namespace, meta.Metadata.Name}
	i.annotations = meta.Metadata.Annotations
	return i
}

// kept is the item as it is.
func (i item) kept() entry { return entry{text: i.text, node: i.node} }

// isLocal reports that an item is not for the cluster, as a functionConfig.
func (i item) isLocal() bool { return i.annotations[localConfigAnnotation] == "true" }

// says reports whether a comment above the item has a line.
func (i item) says(line string) bool {
	comments := i.node.HeadComment
	if len(i.node.Content) > 0 {
		comments += "\n" + i.node.Content[0].HeadComment
	}
	for comment := range strings.Lines(comments) {
		if strings.TrimSpace(comment) == line {
			return true
		}
	}
	return false
}

// is reports whether an item is an object, apart from what functions tell one another in annotations.
func (i item) is(want manifest.Object) bool {
	text, err := yaml.Marshal(i.node)
	if err != nil {
		return false
	}
	objects, err := manifest.Parse("item", text)
	if err != nil || len(objects) != 1 {
		return false
	}
	tree := objects[0].Tree()
	metadata := tree["metadata"].(map[string]any) // manifest.Parse has checked it
	annotations, _ := metadata["annotations"].(map[string]any)
	for key := range annotations {
		if isForFunctions(key) {
			delete(annotations, key)
		}
	}
	got, err := manifest.FromTree(tree)
	return err == nil && bytes.Equal(got.Encode("it"), want.Encode("it"))
}

const (
	localConfigAnnotation = "config.kubernetes.io/local-config"

	// What older kustomize and kpt call the annotations for paths and indexes.
	legacyPathAnnotation  = "config.kubernetes.io/path"
	legacyIndexAnnotation = "config.kubernetes.io/index"
)

// isForFunctions reports whether an annotation is between functions and what runs them.
func isForFunctions(key string) bool {
	return kustomization.TakesAnnotation(key) || strings.HasPrefix(key, "internal.kpt.dev/")
}

// place is where an item stands: a file of the folder that functions run over.
type place struct {
	path  string
	index int
}

// place of an item, by its new annotations or the older ones.
func (i item) place() place {
	first := func(keys ...string) string {
		for _, key := range keys {
			if value := i.annotations[key]; value != "" {
				return value
			}
		}
		return ""
	}
	index, _ := strconv.Atoi(first(kioutil.IndexAnnotation, legacyIndexAnnotation)) // else it is the file's first
	return place{path: first(kioutil.PathAnnotation, legacyPathAnnotation), index: index}
}

// annotations that give an object a place.
func (p place) annotations() map[string]string {
	index := strconv.Itoa(p.index)
	return map[string]string{
		kioutil.PathAnnotation:  p.path,
		kioutil.IndexAnnotation: index,
		legacyPathAnnotation:    p.path,
		legacyIndexAnnotation:   index,
	}
}
