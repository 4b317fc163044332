package reader

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// Fields are what is left of a mapping: each field is gone once it was taken.
type Fields struct {
	tree map[string]any
	at   diagnostic.Path
	log  *log
}

// log is what a mapping and all that were taken out of it have in common.
type log struct {
	place, object string
	refused       []draft.Note
}

// Of are the fields of an object, which stays as it is. The place is where it stands, as file:line, as far as it is known.
func Of(object manifest.Object, place string) *Fields {
	return &Fields{tree: Clone(object.Tree()).(map[string]any), log: &log{place: place, object: object.ID().String()}}
}

// Refused are notes about fields that could not be taken as what they must be.
func (f *Fields) Refused() []draft.Note { return f.log.refused }

// Refuse adds a note about a field, below the mapping: what it must be.
func (f *Fields) Refuse(message string, names ...string) { f.refuse(message, f.at.Child(names...)) }

func (f *Fields) refuse(message string, at diagnostic.Path) {
	f.log.refused = append(f.log.refused, f.note(draft.NotKept, at, message))
}

// Note is a note about a field below the mapping, or about the object without one.
func (f *Fields) Note(outcome, message string, names ...string) draft.Note {
	return f.note(outcome, f.at.Child(names...), message)
}

func (f *Fields) note(outcome string, at diagnostic.Path, message string) draft.Note {
	return draft.Note{Outcome: outcome, Source: f.log.place, Object: f.log.object, Field: at.String(), Message: message}
}

func (f *Fields) wrongType(want string, got any, names []string) {
	f.refuse(fmt.Sprintf("must be %s, not %s", want, typeOf(got)), f.at.Child(names...))
}

func typeOf(value any) string {
	switch value.(type) {
	case nil:
		return "null"
	case string:
		return "text"
	case bool:
		return "a boolean"
	case int64, float64:
		return "a number"
	case []any:
		return "a list"
	}
	return "a mapping"
}

// Take takes the value that a way of names leads to; nil where there is none. Mappings on the way stay, without it.
func (f *Fields) Take(names ...string) any {
	tree := f.tree
	for i, name := range names {
		value, ok := tree[name]
		if !ok {
			return nil
		}
		if i == len(names)-1 {
			delete(tree, name)
			return value
		}
		if tree, ok = value.(map[string]any); !ok {
			delete(f.parent(names[:i+1]), name)
			f.wrongType("a mapping", value, names[:i+1])
			return nil
		}
	}
	return nil
}

func (f *Fields) parent(names []string) map[string]any {
	tree := f.tree
	for _, name := range names[:len(names)-1] {
		tree, _ = tree[name].(map[string]any)
	}
	return tree
}

// Has reports whether there is a value.
func (f *Fields) Has(names ...string) bool { return f.Get(names...) != nil }

// Text takes a text, or a number as a text; empty where there is none.
func (f *Fields) Text(names ...string) string {
	switch value := f.Take(names...).(type) {
	case nil:
		return ""
	case string:
		return value
	case int64:
		return strconv.FormatInt(value, 10)
	case float64:
		return strconv.FormatFloat(value, 'f', -1, 64)
	default:
		f.wrongType("text", value, names)
		return ""
	}
}

// Bool takes a boolean, which is the default where there is none.
func (f *Fields) Bool(otherwise bool, names ...string) bool {
	switch value := f.Take(names...).(type) {
	case nil:
		return otherwise
	case bool:
		return value
	default:
		f.wrongType("true or false", value, names)
		return otherwise
	}
}

// Int takes a whole number, which is the default where there is none.
func (f *Fields) Int(otherwise int64, names ...string) int64 {
	switch value := f.Take(names...).(type) {
	case nil:
		return otherwise
	case int64:
		return value
	case float64:
		if value == math.Trunc(value) && math.Abs(value) < 1<<53 {
			return int64(value)
		}
		f.wrongType("a whole number", value, names)
	default:
		f.wrongType("a whole number", value, names)
	}
	return otherwise
}

// Mapping takes a mapping, whose fields are taken from then on; it is empty where there is none.
func (f *Fields) Mapping(names ...string) *Fields {
	taken := &Fields{tree: map[string]any{}, at: f.at.Child(names...), log: f.log}
	switch value := f.Take(names...).(type) {
	case nil:
	case map[string]any:
		taken.tree = value
	default:
		f.wrongType("a mapping", value, names)
	}
	return taken
}

// Mappings takes a list of mappings.
func (f *Fields) Mappings(names ...string) []*Fields {
	value := f.Take(names...)
	if value == nil {
		return nil
	}
	list, ok := value.([]any)
	if !ok {
		f.wrongType("a list", value, names)
		return nil
	}
	var all []*Fields
	for i, element := range list {
		at := f.at.Child(names...).Index(i)
		mapping, ok := element.(map[string]any)
		if !ok {
			f.refuse("must be a mapping, not "+typeOf(element), at)
			continue
		}
		all = append(all, &Fields{tree: mapping, at: at, log: f.log})
	}
	return all
}

// Texts takes a list of texts, with numbers as texts.
func (f *Fields) Texts(names ...string) []string {
	value := f.Take(names...)
	if value == nil {
		return nil
	}
	list, ok := value.([]any)
	if !ok {
		f.wrongType("a list", value, names)
		return nil
	}
	var all []string
	for i, element := range list {
		switch element := element.(type) {
		case string:
			all = append(all, element)
		case int64, float64, bool:
			all = append(all, fmt.Sprint(element))
		default:
			f.refuse("must be text, not "+typeOf(element), f.at.Child(names...).Index(i))
		}
	}
	return all
}

// Rest takes all that is left.
func (f *Fields) Rest() map[string]any {
	rest := f.tree
	f.tree = map[string]any{}
	return rest
}

// Names are the names of the fields that are left, sorted.
func (f *Fields) Names() []string { return slices.Sorted(maps.Keys(f.tree)) }

// Path is where a field stands in the object.
func (f *Fields) Path(names ...string) diagnostic.Path { return f.at.Child(names...) }

// Left are notes about all values that are left, sorted by their places: about plain values, and about lists as a whole. Empty
// mappings and lists are nothing. No value is repeated.
func (f *Fields) Left(message string) []draft.Note { return f.left(nil, f.tree, f.at, message) }

func (f *Fields) left(notes []draft.Note, tree map[string]any, at diagnostic.Path, message string) []draft.Note {
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		switch value := tree[name].(type) {
		case map[string]any:
			notes = f.left(notes, value, at.Child(name), message)
		case []any:
			if len(value) > 0 {
				notes = append(notes, f.note(draft.NotKept, at.Child(name), message))
			}
		default:
			notes = append(notes, f.note(draft.NotKept, at.Child(name), message))
		}
	}
	return notes
}

// Get is the value that a way of names leads to, which stays; nil where there is none. It must not be changed.
func (f *Fields) Get(names ...string) any {
	return At(f.tree, names...)
}

// Put puts a value back, where it is not for the caller. Mappings on the way are made.
func (f *Fields) Put(value any, names ...string) {
	tree := f.tree
	for _, name := range names[:len(names)-1] {
		child, ok := tree[name].(map[string]any)
		if !ok {
			child = map[string]any{}
			tree[name] = child
		}
		tree = child
	}
	tree[names[len(names)-1]] = value
}
