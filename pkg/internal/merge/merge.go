package merge

import "reflect"

// Over is what a type implements that merges in a way of its own: T is the type
// itself, a pointer to a struct. The receiver is never nil and is laid over
// lower, which is nil where no lower level gave one. Neither may be changed, and
// what the result shares with them must never change either.
type Over[T any] interface {
	MergeOver(lower T) T
}

// Merge lays the levels, structs of type T, over each other, the lowest
// precedence first; nil levels are skipped. The result is never nil, has no nil
// entries in its maps and shares no memory with the levels, which stay as they
// are. It fails only where T itself has a field that cannot be merged.
func Merge[T any](levels ...*T) (*T, error) {
	r, err := ruleOf(reflect.TypeFor[T]())
	if err != nil {
		return nil, err
	}
	merged := new(T)
	for i, level := range levels {
		if level != nil { // over nothing
			*merged = *level
			r.own(reflect.ValueOf(merged).Elem())
			layOver(r, merged, levels[i+1:])
			break
		}
	}
	return merged, nil
}

func layOver[T any](r *rule, merged *T, levels []*T) {
	for _, level := range levels {
		if level != nil {
			r.over(reflect.ValueOf(merged).Elem(), reflect.ValueOf(level).Elem())
		}
	}
}

// over lays src over dst. dst can be set, and is the merge's own memory.
func (r *rule) over(dst, src reflect.Value) {
	switch r.kind {
	case scalar:
		if !src.IsZero() {
			dst.Set(src)
		}
	case opaque:
		if !src.IsZero() {
			r.copyOpaque(dst, src)
		}
	case pointer:
		r.overPointer(dst, src)
	case structure:
		r.overStruct(dst, src)
	case mapping:
		r.overMap(dst, src)
	case list:
		r.overList(dst, src)
	case hook:
		r.callHook(dst, src)
	}
}

func (r *rule) overPointer(dst, src reflect.Value) {
	if src.IsNil() {
		return
	}
	if dst.IsNil() || r.elem.kind == scalar || r.elem.kind == opaque { // a pointer to zero is set
		dst.Set(src)
		r.own(dst)
		return
	}
	r.elem.over(dst.Elem(), src.Elem())
	if r.enabled != nil && src.Elem().FieldByIndex(r.enabled).IsNil() {
		// Given again without enabled: on again.
		dst.Elem().FieldByIndex(r.enabled).SetZero()
	}
}

func (r *rule) overStruct(dst, src reflect.Value) {
	if r.discriminator >= 0 {
		r.clearMembers(dst, src.Field(r.discriminator))
	}
	for i := range r.fields {
		f := &r.fields[i]
		if given := src.Field(f.index); !given.IsZero() {
			f.rule.over(dst.Field(f.index), given)
		}
	}
}

// clearMembers clears what lower levels gave for other values of the union's
// discriminator than the one chosen now.
func (r *rule) clearMembers(dst, chosen reflect.Value) {
	if chosen.String() == "" || chosen.String() == dst.Field(r.discriminator).String() {
		return
	}
	for i := range r.fields {
		if f := &r.fields[i]; f.member != "" && f.member != chosen.String() {
			dst.Field(f.index).SetZero()
		}
	}
}

// overMap may take the entries in any order: none depends on another.
func (r *rule) overMap(dst, src reflect.Value) {
	if src.IsNil() {
		return
	}
	if dst.IsNil() {
		dst.Set(src)
		r.own(dst)
		return
	}
	if r.elem.kind == scalar {
		for entries := src.MapRange(); entries.Next(); {
			dst.SetMapIndex(entries.Key(), entries.Value())
		}
		return
	}
	for entries := src.MapRange(); entries.Next(); {
		key, given := entries.Key(), entries.Value()
		if isNil(given) {
			dst.SetMapIndex(key, reflect.Value{})
			continue
		}
		// Entries of a map cannot be set in place. An opaque one is replaced
		// even by its zero value: it was given.
		entry := reflect.New(r.elem.typ).Elem()
		if lower := dst.MapIndex(key); lower.IsValid() && r.elem.kind != opaque {
			entry.Set(lower)
		}
		r.elem.over(entry, given)
		dst.SetMapIndex(key, entry)
	}
}

func isNil(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice:
		return v.IsNil()
	}
	return false
}

func (r *rule) overList(dst, src reflect.Value) {
	if src.IsNil() {
		return
	}
	dst.Set(src)
	r.own(dst)
}

// copyOpaque copies a value that only its own methods understand.
func (r *rule) copyOpaque(dst, src reflect.Value) {
	if !r.deepCopyInto.IsValid() {
		dst.Set(src)
		return
	}
	from := reflect.New(r.typ)
	from.Elem().Set(src)
	r.deepCopyInto.Call([]reflect.Value{from, dst.Addr()})
}

func (r *rule) callHook(dst, src reflect.Value) {
	if !src.IsNil() {
		dst.Set(r.mergeOver.Call([]reflect.Value{src, dst})[0])
	}
}
