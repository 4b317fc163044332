package merge

import "reflect"

// OverPreset is Merge with a preset, which may be nil, as the lowest level. A
// preset does not know which member of a union will be chosen: it may give any
// of them, those count that belong to the discriminator that results, and a
// change of the discriminator between the levels does not clear them. Where
// no level sets a discriminator, choose may; all count where it does not.
func OverPreset[T any](preset *T, choose func(*T), levels ...*T) (*T, error) {
	if preset == nil {
		return Merge(levels...)
	}
	merged, err := Merge(preset)
	if err != nil {
		return nil, err
	}
	r, err := ruleOf(reflect.TypeFor[T]())
	if err != nil {
		return nil, err
	}
	r.clearUnions(reflect.ValueOf(merged).Elem())
	layOver(r, merged, levels)
	choose(merged)
	r.fillUnions(reflect.ValueOf(merged).Elem(), reflect.ValueOf(preset).Elem())
	return merged, nil
}

// clearUnions clears the members of all unions, whatever their discriminator.
func (r *rule) clearUnions(v reflect.Value) {
	switch {
	case r.kind == pointer && !v.IsNil():
		r.elem.clearUnions(v.Elem())
	case r.kind == structure:
		for _, i := range r.unions {
			if f := &r.fields[i]; f.member != "" {
				v.Field(f.index).SetZero()
			} else {
				f.rule.clearUnions(v.Field(f.index))
			}
		}
	}
}

// fillUnions lays what dst has in the chosen members of its unions over what
// the preset has there.
func (r *rule) fillUnions(dst, preset reflect.Value) {
	switch {
	case r.kind == pointer && !dst.IsNil() && !preset.IsNil():
		r.elem.fillUnions(dst.Elem(), preset.Elem())
	case r.kind == structure:
		for _, i := range r.unions {
			f := &r.fields[i]
			at, given := dst.Field(f.index), preset.Field(f.index)
			switch {
			case given.IsZero():
			case f.member == "":
				f.rule.fillUnions(at, given)
			case f.member == dst.Field(r.discriminator).String(), dst.Field(r.discriminator).IsZero():
				filled := reflect.New(at.Type()).Elem()
				f.rule.over(filled, given)
				f.rule.over(filled, at)
				at.Set(filled)
			}
		}
	}
}
