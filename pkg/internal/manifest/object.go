package manifest

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/kustomize/kyaml/resid"
)

// Object is one Kubernetes object as a tree of maps, lists, strings, bools,
// int64 and float64. An Object made by From, FromTree or Parse always has
// apiVersion, kind and metadata.name, and can be encoded.
type Object struct {
	tree map[string]any
	id   ID // that the tree states

	noDollar bool // known to hold no $ in any text
}

// ID is what tells the objects of one namespace apart.
type ID struct {
	Group, Version, Kind, Name string
}

// String names the object as people do: kind and name.
func (id ID) String() string {
	return id.Kind + " " + id.Name
}

// Is reports whether it is of a kind, in whatever version.
func (id ID) Is(group, kind string) bool { return id.Group == group && id.Kind == kind }

// ClusterScoped reports whether objects of the kind are known to have no
// namespace. Of kinds that Kubernetes itself has not, nothing is known.
func (id ID) ClusterScoped() bool {
	return resid.NewGvk(id.Group, id.Version, id.Kind).IsClusterScoped()
}

// From converts a typed object and leaves out what only its Go type puts there:
// nulls, a status without content, and empty structs such as a container's
// `resources: {}`. Empties that mean something (`emptyDir: {}`,
// `podSelector: {}`) stay.
func From(obj runtime.Object) (Object, error) { return new(Converter).FromLike(obj, Object{}) }

// FromLike is From for an object that is like another one, as those of two environments are. Where it becomes the same, that part
// of the tree, or the whole object, is the other one's.
func (c *Converter) FromLike(obj runtime.Object, other Object) (Object, error) {
	return c.FromLikeEither(obj, other, Object{})
}

// FromLikeEither is FromLike for an object that is like two others: what differs from the first may still be the second's.
func (c *Converter) FromLikeEither(obj runtime.Object, like, other Object) (Object, error) {
	if v := reflect.ValueOf(obj); !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil() {
		return Object{}, errors.New("object must not be nil")
	}
	if u, ok := obj.(runtime.Unstructured); ok {
		tree, err := taker{}.mapping(u.UnstructuredContent(), 0)
		if err != nil {
			return Object{}, fmt.Errorf("object %T: %w", obj, err)
		}
		removeNoise(tree)
		return newObject(tree)
	}
	c.dollar = like.tree != nil && !like.noDollar || other.tree != nil && !other.noDollar
	tree, same, err := c.object(obj, like.tree, other.tree)
	switch {
	case err != nil:
		return Object{}, fmt.Errorf("object %T: %w", obj, err)
	case same:
		return like, nil
	}
	object, err := newObject(tree)
	object.noDollar = !c.dollar
	return object, err
}

// FromTree makes an object of a tree, which it copies. Nulls in maps are left
// out; everything else stays as it is.
func FromTree(tree map[string]any) (Object, error) {
	own, err := taker{}.mapping(tree, 0)
	if err != nil {
		return Object{}, err
	}
	return newObject(own)
}

// newObject takes ownership of a tree that a taker made.
func newObject(tree map[string]any) (Object, error) {
	for _, key := range []string{"apiVersion", "kind"} {
		if s, ok := tree[key].(string); !ok || s == "" {
			return Object{}, fmt.Errorf("%s must be a non-empty string, not %s", key, show(tree[key]))
		}
	}
	gv, err := schema.ParseGroupVersion(tree["apiVersion"].(string))
	if err != nil {
		return Object{}, fmt.Errorf("apiVersion must be a version or group/version, not %q", tree["apiVersion"])
	}
	metadata, ok := tree["metadata"].(map[string]any)
	if !ok {
		return Object{}, fmt.Errorf("%s: metadata must be a map with a name, not %s", tree["kind"], show(tree["metadata"]))
	}
	if s, ok := metadata["name"].(string); !ok || s == "" {
		return Object{}, fmt.Errorf("%s: metadata.name must be a non-empty string, not %s", tree["kind"], show(metadata["name"]))
	}
	for _, key := range []string{"labels", "annotations"} {
		if m, ok := metadata[key].(map[string]any); ok && len(m) == 0 {
			delete(metadata, key) // no labels are no labels; kustomize drops such a map or not, as it comes
		}
	}
	return Object{tree: tree, id: ID{gv.Group, gv.Version, tree["kind"].(string), metadata["name"].(string)}}, nil
}

// ID returns the group, version, kind and name.
func (o Object) ID() ID { return o.id }

// Tree returns the object's own tree. It must not be changed.
func (o Object) Tree() map[string]any {
	return o.tree
}

// Namespace returns metadata.namespace, or nothing.
func (o Object) Namespace() string {
	metadata, _ := o.tree["metadata"].(map[string]any)
	namespace, _ := metadata["namespace"].(string)
	return namespace
}

// MayHoldDollar is false for an object that is known to hold no $ in any key or string.
func (o Object) MayHoldDollar() bool { return !o.noDollar }

// HoldsText reports whether a key or a string anywhere in the object is one that a function looks for.
func (o Object) HoldsText(holds func(string) bool) bool { return holdsText(o.tree, holds) }

func holdsText(value any, holds func(string) bool) bool {
	switch v := value.(type) {
	case string:
		return holds(v)
	case map[string]any:
		for key, child := range v {
			if holds(key) || holdsText(child, holds) {
				return true
			}
		}
	case []any:
		return slices.ContainsFunc(v, func(element any) bool { return holdsText(element, holds) })
	}
	return false
}

// Label and Annotation return the value of one, and report whether the object has it.
func (o Object) Label(key string) (string, bool)      { return o.meta("labels", key) }
func (o Object) Annotation(key string) (string, bool) { return o.meta("annotations", key) }

func (o Object) meta(field, key string) (string, bool) {
	metadata, _ := o.tree["metadata"].(map[string]any)
	values, _ := metadata[field].(map[string]any)
	value, ok := values[key].(string)
	return value, ok
}

// Annotated returns the object with one more annotation, or another value of it.
func (o Object) Annotated(key, value string) Object {
	tree := maps.Clone(o.tree)
	metadata, _ := tree["metadata"].(map[string]any)
	metadata = maps.Clone(metadata)
	annotations, _ := metadata["annotations"].(map[string]any)
	annotations = maps.Clone(annotations)
	if annotations == nil {
		annotations = map[string]any{}
	}
	annotations[key] = value
	metadata["annotations"], tree["metadata"] = annotations, metadata
	return Object{tree: tree, id: o.id}
}

// At is the value at a path of names and, for elements of lists, ints; it reports false where there is none.
func (o Object) At(path []any) (any, bool) {
	value := any(o.tree)
	for _, step := range path {
		var there bool
		switch step := step.(type) {
		case string:
			mapping, _ := value.(map[string]any)
			value, there = mapping[step]
		case int:
			list, _ := value.([]any)
			if there = step < len(list); there {
				value = list[step]
			}
		}
		if !there {
			return nil, false
		}
	}
	return value, true
}

// With returns the object with another value at a path, as At takes it. Mappings on the way are made where there are none;
// where a list has no such element, or something else is on the way, the object stays as it is.
func (o Object) With(path []any, value any) Object {
	tree, ok := with(o.tree, path, value).(map[string]any)
	if !ok {
		return o
	}
	return Object{tree: tree, id: o.id}
}

func with(tree any, path []any, value any) any {
	if len(path) == 0 {
		return value
	}
	switch step := path[0].(type) {
	case string:
		mapping, isMapping := tree.(map[string]any)
		if !isMapping && tree != nil {
			return tree
		}
		below := with(mapping[step], path[1:], value)
		if below == nil {
			return tree
		}
		mapping = maps.Clone(mapping)
		if mapping == nil {
			mapping = map[string]any{}
		}
		mapping[step] = below
		return mapping
	case int:
		if list, _ := tree.([]any); step < len(list) {
			list = slices.Clone(list)
			list[step] = with(list[step], path[1:], value)
			return list
		}
	}
	return tree
}

// Same reports whether two objects are one: a quick way not to compare them.
func (o Object) Same(other Object) bool {
	return reflect.ValueOf(o.tree).UnsafePointer() == reflect.ValueOf(other.tree).UnsafePointer()
}

// Plain reports whether every string in the object is one in any YAML without quotes.
func (o Object) Plain() bool { return isPlain(o.tree) }

func isPlain(value any) bool {
	switch v := value.(type) {
	case string:
		return plain(v)
	case map[string]any:
		for key, child := range v {
			if !plain(key) || !isPlain(child) {
				return false
			}
		}
	case []any:
		for _, element := range v {
			if !isPlain(element) {
				return false
			}
		}
	}
	return true
}
