package merge

import "reflect"

// own makes a value that is a plain copy the merge's own: what it shares with the original is copied too. It is then what
// over makes of the original where there is nothing below.
func (r *rule) own(v reflect.Value) {
	switch r.kind {
	case opaque:
		if !v.IsZero() {
			r.copyOpaque(v, v)
		}
	case pointer:
		if !v.IsNil() {
			p := reflect.New(r.elem.typ)
			p.Elem().Set(v.Elem())
			r.elem.own(p.Elem())
			v.Set(p)
		}
	case structure:
		for _, i := range r.references {
			f := &r.fields[i]
			f.rule.own(v.Field(f.index))
		}
	case mapping:
		r.ownMap(v)
	case list:
		r.ownList(v)
	case hook:
		if !v.IsNil() {
			v.Set(r.mergeOver.Call([]reflect.Value{v, reflect.Zero(r.typ)})[0])
		}
	}
}

// ownMap leaves out what is nil, which removes an entry.
func (r *rule) ownMap(v reflect.Value) {
	if v.IsNil() {
		return
	}
	copied := reflect.MakeMapWithSize(r.typ, v.Len())
	key, entry := reflect.New(r.typ.Key()).Elem(), reflect.New(r.elem.typ).Elem()
	for entries := v.MapRange(); entries.Next(); {
		key.SetIterKey(entries)
		entry.SetIterValue(entries)
		if isNil(entry) {
			continue
		}
		r.elem.own(entry)
		copied.SetMapIndex(key, entry)
	}
	v.Set(copied)
}

func (r *rule) ownList(v reflect.Value) {
	if v.IsNil() {
		return
	}
	copied := reflect.MakeSlice(r.typ, v.Len(), v.Len())
	reflect.Copy(copied, v)
	if r.elem.isReference() {
		for i := range copied.Len() {
			r.elem.own(copied.Index(i))
		}
	}
	v.Set(copied)
}
