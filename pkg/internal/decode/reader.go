package decode

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// reader reads nodes into Go values and gathers what is wrong with them.
type reader struct {
	file string
	errs diagnostic.Findings

	root  reflect.Type    // of the document
	path  diagnostic.Path // of the value that is being read; a finding has a copy
	entry int             // how long the path was to the entry of a map that is being read; 0 once another one has been

	patch bool                  // as StrictInto reads
	allow func(key string) bool // keys to leave out
}

func (r *reader) errorf(key, node *yaml.Node, format string, args ...any) {
	r.errs = append(r.errs, diagnostic.Finding{
		Position: positionOf(r.file, key, node),
		Path:     append(diagnostic.Path(nil), r.path...),
		Message:  fmt.Sprintf(format, args...),
		Rule:     diagnostic.RuleWrongType,
	})
}

// leavesOut is whether an entry is not for the value it stands in.
func (r *reader) leavesOut(key, value *yaml.Node) bool {
	return r.patch && (isNull(value) || r.allow != nil && r.allow(key.Value))
}

var unmarshaler = reflect.TypeFor[json.Unmarshaler]()

// value reads a node into dst, which can be set. The key is nil for the root and
// for elements of lists.
func (r *reader) value(key, node *yaml.Node, dst reflect.Value) {
	node = resolved(node)
	if isNull(node) {
		r.null(key, node, dst.Type())
		return
	}
	if dst.Kind() != reflect.Pointer && reflect.PointerTo(dst.Type()).Implements(unmarshaler) {
		r.json(key, node, dst)
		return
	}
	switch dst.Kind() {
	case reflect.Pointer:
		dst.Set(reflect.New(dst.Type().Elem()))
		r.value(key, node, dst.Elem())
	case reflect.Struct:
		if kindOf(node) != mapping {
			r.errorf(key, node, "must be %s, not %s%s", mapping, kindOf(node), inPlaceOf(node, dst.Type()))
			return
		}
		r.structure(node, dst)
	case reflect.Map:
		if kindOf(node) != mapping {
			r.errorf(key, node, "must be %s, not %s%s", mapping, kindOf(node), entriesInPlaceOf(node, dst.Type()))
			return
		}
		r.entries(key, node, dst)
	case reflect.Slice:
		if dst.Type().Elem().Kind() == reflect.Uint8 {
			r.bytes(key, node, dst)
			return
		}
		if kindOf(node) != list {
			r.errorf(key, node, "must be %s, not %s: put it in brackets, or behind a dash", list, kindOf(node))
			return
		}
		r.elements(node, dst)
	default:
		r.scalar(key, node, dst)
	}
}

// child is value for one that a step of the path leads to.
func (r *reader) child(at diagnostic.Element, key, node *yaml.Node, dst reflect.Value) {
	r.path = append(r.path, at)
	r.value(key, node, dst)
	r.path = r.path[:len(r.path)-1]
}

func (r *reader) null(key, node *yaml.Node, t reflect.Type) {
	switch {
	case r.patch:
	case key != nil && isFeature(t):
		r.errorf(key, node, "must not be null: write {} to turn it on, or leave the field out")
	case key == nil:
		r.errorf(key, node, "must not be null")
	default:
		r.errorf(key, node, "must not be null; leave the field out")
	}
}

// is complains if the node is not of the kind. It does not quote the value:
// what stands in the wrong place may be a credential.
func (r *reader) is(want kind, key, node *yaml.Node) bool {
	got := kindOf(node)
	if got != want {
		r.errorf(key, node, "must be %s, not %s", want, got)
	}
	return got == want
}

func (r *reader) structure(node *yaml.Node, dst reflect.Value) {
	known := fieldsOf(dst.Type())
	for key, value := range entries(node) {
		index, ok := known.index[key.Value]
		switch {
		case r.leavesOut(key, value):
		case ok:
			r.child(diagnostic.NameElement(key.Value), key, value, fieldByIndex(dst, index))
		default:
			r.errs = append(r.errs, diagnostic.Finding{Position: positionOf(r.file, nil, key), Path: r.path.Child(key.Value),
				Message: r.unknown(key, value, dst.Type()), Rule: diagnostic.RuleUnknownField})
		}
	}
}

func (r *reader) entries(key, node *yaml.Node, dst reflect.Value) {
	t := dst.Type()
	if t.Key().Kind() != reflect.String {
		r.noRule(key, node, t)
		return
	}
	dst.Set(reflect.MakeMapWithSize(t, len(node.Content)/2))
	name, entry := reflect.New(t.Key()).Elem(), reflect.New(t.Elem()).Elem() // the map has copies
	for key, value := range entries(node) {
		if r.leavesOut(key, value) {
			continue
		}
		entry.SetZero()
		if t.Elem().Kind() != reflect.Pointer || !isNull(value) { // a nil removes the key
			r.entry = len(r.path) + 1
			r.child(diagnostic.NameElement(key.Value), key, value, entry)
			r.entry = 0
		}
		name.SetString(key.Value)
		dst.SetMapIndex(name, entry)
	}
}

func (r *reader) elements(node *yaml.Node, dst reflect.Value) {
	dst.Set(reflect.MakeSlice(dst.Type(), len(node.Content), len(node.Content)))
	for i, element := range node.Content {
		r.child(diagnostic.IndexElement(i), nil, element, dst.Index(i))
	}
}

// bytes reads base64, as JSON has it.
func (r *reader) bytes(key, node *yaml.Node, dst reflect.Value) {
	if !r.is(text, key, node) {
		return
	}
	data, err := base64.StdEncoding.DecodeString(node.Value)
	if err != nil {
		r.errorf(key, node, "must be base64: %v", err) // not quoted: a secret may stand here
		return
	}
	dst.SetBytes(data)
}

// noRule is a mistake in the Go struct, not in the document.
func (r *reader) noRule(key, node *yaml.Node, t reflect.Type) {
	r.errorf(key, node, "must be of a Go type that can be read from YAML, not %s: this is a bug in flinkustomize", t)
}
