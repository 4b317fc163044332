package decode

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// Hinter is a struct that knows where a field belongs that it does not have: "set it in podTemplate.spec.nodeSelector".
// It is empty for one that it does not know either.
type Hinter interface {
	Hint(field string) string
}

var hinter = reflect.TypeFor[Hinter]()

const (
	manyFields = 15 // are not listed
	manyPlaces = 3  // are not named: the name says too little
)

// unknown says what is wrong with a key that is no field of the struct t that is being read.
func (r *reader) unknown(key, value *yaml.Node, t reflect.Type) string {
	const message = "is an unknown field"
	known := fieldsOf(t)
	if places := r.places(key.Value); len(places) > 0 {
		return message + " here: set " + strings.Join(places, " or ")
	}
	if t.Implements(hinter) {
		if hint := reflect.Zero(t).Interface().(Hinter).Hint(key.Value); hint != "" {
			return message + " here: " + hint
		}
	}
	if near := diagnostic.Suggest(key.Value, known.names); near != "" {
		return message + ": did you mean " + diagnostic.Quote(near) + "?"
	}
	if n := len(r.path); n > 1 && r.entry == n && kindOf(value) == mapping {
		of, _ := r.path[n-2].Name()
		beside, _ := r.path[n-1].Name()
		return message + ": if it is one of " + of + ", indent it as " + beside
	}
	if len(known.names) == 0 || len(known.names) > manyFields {
		return message
	}
	return message + ": the fields are " + strings.Join(known.names, ", ")
}

// places are the fields of the whole document that have a name, as paths; none where there are too many.
func (r *reader) places(name string) []string {
	found := placesOf(r.root)[name]
	if len(found) > manyPlaces || name == "url" { // anything may have one
		return nil
	}
	var places []string
	for _, at := range found {
		if own := levelOf(r.path); own != nil && len(at) > 1 && !isLevel(at[1]) {
			at = slices.Concat(own, at[1:]) // it may be set for the environment alone
		}
		places = append(places, at.String())
	}
	return places
}

// levelOf is the part of a path that leads to one level of a spec, such as spec.environments.prod.
func levelOf(p diagnostic.Path) diagnostic.Path {
	if len(p) > 2 && isLevel(p[1]) {
		if name, _ := p[1].Name(); name == "environments" {
			return p[:3]
		}
	}
	return nil
}

func isLevel(e diagnostic.Element) bool {
	name, _ := e.Name()
	return name == "environments" || name == "environment"
}

var knownPlaces sync.Map // of each type of document met so far

// placesOf are the paths of all fields of a type of document by their last names, but of none in lists: whoever has written one
// elsewhere means no element that is not there.
func placesOf(root reflect.Type) map[string][]diagnostic.Path {
	if found, ok := knownPlaces.Load(root); ok {
		return found.(map[string][]diagnostic.Path)
	}
	type place struct {
		t      reflect.Type
		at     diagnostic.Path
		within []reflect.Type
	}
	places := map[string][]diagnostic.Path{}
	for queue := []place{{t: root}}; len(queue) > 0; queue = queue[1:] {
		here := queue[0]
		t := here.t
		for t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || slices.Contains(here.within, t) || reflect.PointerTo(t).Implements(unmarshaler) {
			continue
		}
		fields := fieldsOf(t)
		for _, name := range fields.names {
			at := here.at.Child(name)
			places[name] = append(places[name], at)
			queue = append(queue, place{t.FieldByIndex(fields.index[name]).Type, at, append(slices.Clone(here.within), t)})
		}
	}
	knownPlaces.Store(root, places)
	return places
}
