package fold

import (
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/field"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// depth is how far values are taken apart to find what is common. Each is right wherever the ones after it are: what is right is
// proved.
type depth int

const (
	members   depth = iota // and what chooses the member of a union, where more than half of the environments have it
	most                   // and any other value that more than half of them have
	elements               // of lists in pod templates, by their keys
	templates              // not their lists
	structs                // pod templates are one value
	top                    // only what stands directly below spec
	nothing                // is common
)

// split is what is common to the values of some levels, and what each has of its own. A key that one level lacks is common to
// none, for not every key could be removed there: so no level takes back what is common.
func (d depth) split(levels []map[string]any, t field.Type) (common map[string]any, own []map[string]any) {
	common, own = map[string]any{}, make([]map[string]any, len(levels))
	for i := range own {
		own[i] = map[string]any{}
	}
	for _, key := range keysOf(levels) {
		values, all := under(levels, key)
		if d < nothing && all && alike(values) {
			common[key] = values[0]
			continue
		}
		if parts, rests, ok := d.parts(values, t, key, all); ok {
			put(common, own, key, parts, rests)
			continue
		}
		if part, ok := d.removable(levels, own, t, key); ok {
			common[key] = part
			continue
		}
		if i, ok := d.frequent(values, t, key, all); ok {
			common[key] = values[i]
		}
		for i, level := range levels {
			value, given := level[key]
			if given && !(has(common, key) && manifest.Equal(value, common[key])) {
				own[i][key] = value
			}
		}
	}
	if common["enabled"] == false && t.Has("enabled") {
		for i := range own { // given again, a feature is on
			if len(own[i]) > 0 {
				own[i]["enabled"] = false
			}
		}
	}
	return common, own
}

// parts splits values that merge by their keys.
func (d depth) parts(values []any, t field.Type, key string, all bool) (common map[string]any, own []map[string]any, ok bool) {
	mappings, ok := mappingsOf(values)
	if !ok || !all || d >= top {
		return nil, nil, false
	}
	switch child := t.Child(key); child.Shape() {
	case field.Struct, field.Map:
		common, own = d.split(mappings, child)
		return common, own, true
	case field.Template:
		if d < structs {
			common, own = d.template(mappings)
			return common, own, true
		}
	}
	return nil, nil, false
}

// removable is what is common to most levels where the others can say that they do not have it, and that is not longer: a feature is off
// there, and an entry of a map is null.
func (d depth) removable(levels, own []map[string]any, t field.Type, key string) (common any, ok bool) {
	var given []int
	var values []any
	for i, level := range levels {
		if value, ok := level[key]; ok {
			given, values = append(given, i), append(values, value)
		}
	}
	without := len(levels) - len(given)
	if d > most || without == 0 || len(given) <= without {
		return nil, false
	}
	if t.Shape() == field.Map {
		if !alike(values) || values[0] == nil || len(given) <= without+1 {
			return nil, false
		}
		for i, level := range levels {
			if !has(level, key) {
				own[i][key] = nil
			}
		}
		return values[0], true
	}
	mappings, ok := mappingsOf(values)
	off := t.Child(key).Off()
	if !ok || off == nil || slices.ContainsFunc(mappings, func(m map[string]any) bool { return has(m, "enabled") }) {
		return nil, false
	}
	part, rests := d.split(mappings, t.Child(key))
	if (len(given)-1)*lines(part) < without*lines(off) {
		return nil, false
	}
	for i := range levels {
		if at := slices.Index(given, i); at < 0 {
			own[i][key] = off
		} else if len(rests[at]) > 0 {
			own[i][key] = rests[at]
		}
	}
	return part, true
}

// lines are how many a value takes below its key, and with it.
func lines(value any) int {
	n := 1
	switch value := value.(type) {
	case map[string]any:
		for _, child := range value {
			n += lines(child)
		}
	case []any:
		for _, child := range value {
			n += lines(child)
		}
	}
	return n
}

// frequent is the value that more than half of the levels have.
func (d depth) frequent(values []any, t field.Type, key string, all bool) (int, bool) {
	if d > most || !all || d > members && t.Union(key) == field.Discriminator || t.Child(key).Shape() != field.Whole {
		return 0, false
	}
	for i, value := range values {
		count := 0
		for _, other := range values {
			if manifest.Equal(value, other) {
				count++
			}
		}
		if 2*count > len(values) {
			return i, true
		}
	}
	return 0, false
}

// put adds the parts of a value. What is common is there, be it empty, where some level has nothing else.
func put(common map[string]any, own []map[string]any, key string, part map[string]any, rests []map[string]any) {
	needed := len(part) > 0
	for i, rest := range rests {
		if len(rest) > 0 {
			own[i][key] = rest
		} else {
			needed = true
		}
	}
	if needed {
		common[key] = part
	}
}

// keysOf are those of all levels, sorted.
func keysOf(levels []map[string]any) []string {
	all := map[string]bool{}
	for _, level := range levels {
		for key := range level {
			all[key] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// under are the values of a key, and whether all levels have it.
func under(levels []map[string]any, key string) (values []any, all bool) {
	values, all = make([]any, len(levels)), true
	for i, level := range levels {
		value, ok := level[key]
		values[i], all = value, all && ok
	}
	return values, all
}

func alike(values []any) bool {
	return !slices.ContainsFunc(values, func(value any) bool { return !manifest.Equal(value, values[0]) })
}

func mappingsOf(values []any) ([]map[string]any, bool) {
	mappings := make([]map[string]any, len(values))
	for i, value := range values {
		mapping, ok := value.(map[string]any)
		if !ok {
			return nil, false
		}
		mappings[i] = mapping
	}
	return mappings, true
}

func has(tree map[string]any, key string) bool {
	_, ok := tree[key]
	return ok
}
