package merge

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"sync"
)

// kind says which row of the table holds for a type.
type kind int

const (
	scalar    kind = iota
	opaque         // a struct that reads its own JSON or has unexported fields
	pointer        // to a scalar, an opaque value or a structure
	structure      // field by field
	mapping        // by key
	list           // replaced as a whole
	hook           // has MergeOver
)

// rule says how values of a type merge.
type rule struct {
	typ  reflect.Type
	kind kind
	elem *rule // of a pointer, mapping or list

	fields        []field // of a structure
	references    []int   // which of them a plain copy shares memory in
	unions        []int   // which of them are members of a union, or have any in them
	discriminator int     // the index of the union's discriminator, -1 without

	enabled      []int         // of a pointer to a feature: its field Enabled
	deepCopyInto reflect.Value // of an opaque type that has it
	mergeOver    reflect.Value // of a hook
}

type field struct {
	index  int
	member string // the discriminator's value it belongs to, if any
	rule   *rule
}

var (
	unmarshalerType = reflect.TypeFor[json.Unmarshaler]()
	boolPointerType = reflect.TypeFor[*bool]()
)

// rules is what was found out about types so far; it holds complete rules only.
var rules struct {
	sync.RWMutex
	of map[reflect.Type]*rule
}

func ruleOf(t reflect.Type) (*rule, error) {
	rules.RLock()
	known := rules.of[t]
	rules.RUnlock()
	if known != nil {
		return known, nil
	}
	if t.Kind() != reflect.Struct {
		return nil, fmt.Errorf("merge: must be given structs, not %s", t)
	}
	b := builder{}
	r, err := b.rule(t)
	if err != nil {
		return nil, fmt.Errorf("merge: %s: %w", t, err)
	}
	for _, part := range b {
		part.index()
	}
	rules.Lock()
	defer rules.Unlock()
	if rules.of == nil {
		rules.of = map[reflect.Type]*rule{}
	}
	rules.of[t] = r
	return r, nil
}

// builder has the rules of the types met on the way, for types that contain
// themselves.
type builder map[reflect.Type]*rule

func (b builder) rule(t reflect.Type) (*rule, error) {
	if r := b[t]; r != nil {
		return r, nil
	}
	r := &rule{typ: t, discriminator: -1}
	b[t] = r
	if method, ok := t.MethodByName("MergeOver"); ok {
		r.kind, r.mergeOver = hook, method.Func
		return r, checkHook(t, method.Type)
	}
	if _, ok := reflect.PointerTo(t).MethodByName("MergeOver"); ok {
		return nil, fmt.Errorf("the type must be a pointer, *%s, as it has MergeOver", t)
	}
	switch t.Kind() {
	case reflect.Bool, reflect.String, reflect.Float32, reflect.Float64,
		reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		r.kind = scalar
		return r, nil
	case reflect.Struct:
		if isOpaque(t) {
			return r, r.opaque()
		}
		return r, b.structure(r)
	case reflect.Pointer:
		return r, b.pointer(r)
	case reflect.Map:
		if t.Key().Kind() != reflect.String {
			return nil, fmt.Errorf("the keys of %s must be strings", t)
		}
		r.kind = mapping
		return r, b.elem(r)
	case reflect.Slice:
		r.kind = list
		return r, b.elem(r)
	}
	return nil, fmt.Errorf("the type must be one that can be merged, not %s", t)
}

func (b builder) elem(r *rule) (err error) {
	r.elem, err = b.rule(r.typ.Elem())
	return err
}

func (b builder) pointer(r *rule) error {
	r.kind = pointer
	if err := b.elem(r); err != nil {
		return err
	}
	switch r.elem.kind {
	case scalar, opaque:
	case structure:
		r.enabled = enabledOf(r.typ.Elem())
	default:
		return fmt.Errorf("a pointer must be to a scalar or a struct, not %s", r.typ)
	}
	return nil
}

// enabledOf is where a feature has its field Enabled, be it in an inlined
// struct; nil for other structs.
func enabledOf(t reflect.Type) []int {
	enabled, ok := t.FieldByName("Enabled")
	if !ok || enabled.Type != boolPointerType {
		return nil
	}
	for _, i := range enabled.Index[:len(enabled.Index)-1] {
		if t = t.Field(i).Type; t.Kind() != reflect.Struct {
			return nil
		}
	}
	return enabled.Index
}

func (b builder) structure(r *rule) error {
	r.kind = structure
	members := false
	for i := range r.typ.NumField() {
		sf := r.typ.Field(i)
		f := field{index: i}
		var err error
		if f.rule, err = b.rule(sf.Type); err != nil {
			return fmt.Errorf("%s: %w", sf.Name, err)
		}
		switch tag := sf.Tag.Get("union"); {
		case tag == "":
		case tag != "discriminator":
			f.member, members = tag, true
		case sf.Type.Kind() != reflect.String || r.discriminator >= 0:
			return fmt.Errorf("%s: a union must have one discriminator, a string", sf.Name)
		default:
			r.discriminator = i
		}
		r.fields = append(r.fields, f)
	}
	if members && r.discriminator < 0 {
		return fmt.Errorf("the union %s must have a discriminator", r.typ)
	}
	return nil
}

// index lists the fields that are looked at in a copy and for unions, once the rules of all fields are complete.
func (r *rule) index() {
	for i, f := range r.fields {
		if f.rule.isReference() {
			r.references = append(r.references, i)
		}
		if f.member != "" || f.rule.hasUnion(map[*rule]bool{}) {
			r.unions = append(r.unions, i)
		}
	}
}

// isReference reports whether a plain copy of a value shares memory with it.
func (r *rule) isReference() bool {
	switch r.kind {
	case scalar:
		return false
	case opaque:
		return r.deepCopyInto.IsValid()
	case structure:
		return slices.ContainsFunc(r.fields, func(f field) bool { return f.rule.isReference() })
	}
	return true
}

// hasUnion reports whether a value may have a union in it, other than in maps and lists, which no preset gives in part.
func (r *rule) hasUnion(within map[*rule]bool) bool {
	if within[r] {
		return false
	}
	within[r] = true
	switch r.kind {
	case pointer:
		return r.elem.hasUnion(within)
	case structure:
		return slices.ContainsFunc(r.fields, func(f field) bool { return f.member != "" || f.rule.hasUnion(within) })
	}
	return false
}

// isOpaque is whether a struct is one value rather than fields to merge.
func isOpaque(t reflect.Type) bool {
	if reflect.PointerTo(t).Implements(unmarshalerType) {
		return true
	}
	for i := range t.NumField() {
		if !t.Field(i).IsExported() {
			return true
		}
	}
	return false
}

func (r *rule) opaque() error {
	r.kind = opaque
	p := reflect.PointerTo(r.typ)
	if method, ok := p.MethodByName("DeepCopyInto"); ok && method.Type == reflect.FuncOf([]reflect.Type{p, p}, nil, false) {
		r.deepCopyInto = method.Func
		return nil
	}
	if !isFlat(r.typ) {
		return fmt.Errorf("%s must have a method DeepCopyInto", r.typ)
	}
	return nil
}

// isFlat is whether assigning a value copies all of it.
func isFlat(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			if !isFlat(t.Field(i).Type) {
				return false
			}
		}
		return true
	case reflect.Array:
		return isFlat(t.Elem())
	case reflect.Pointer, reflect.Map, reflect.Slice, reflect.Interface, reflect.Chan, reflect.Func, reflect.UnsafePointer:
		return false
	}
	return true
}

func checkHook(t, method reflect.Type) error {
	if t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct {
		return fmt.Errorf("MergeOver must be of a pointer to a struct, not of %s", t)
	}
	if method != reflect.FuncOf([]reflect.Type{t, t}, []reflect.Type{t}, false) {
		return fmt.Errorf("MergeOver of %s must be func(%s) %s", t, t, t)
	}
	return nil
}
