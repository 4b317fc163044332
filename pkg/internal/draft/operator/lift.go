package operator

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/flinkustomize/flinkustomize/pkg/internal/explain"
)

// lift is a value and a field of a spec that may have it.
type lift struct {
	path  []any // below the spec
	value any
}

// lifts turns options into fields, all of one feature at once, since they may need one another, or else one by one. A field is taken
// where the custom resource stays as it is; what says the same below is removed by minimize.
func (a *app) lifts(r *rendering) {
	configuration, _ := a.Spec["flinkConfiguration"].(map[string]any)
	var all []lift
	for key, value := range configuration {
		text, _ := value.(string)
		for _, of := range optionFields(a.Kind, key) {
			if converted, ok := convert(of.field, text); ok {
				all = append(all, lift{steps(of.path), converted})
			}
		}
	}
	slices.SortFunc(all, func(x, y lift) int { return cmp.Compare(pathText(x.path), pathText(y.path)) })
	all = slices.CompactFunc(all, func(x, y lift) bool { return pathText(x.path) == pathText(y.path) })
	for len(all) > 0 {
		feature := all[0].path[0]
		n := slices.IndexFunc(all, func(l lift) bool { return l.path[0] != feature })
		if n < 0 {
			n = len(all)
		}
		a.liftFeature(all[:n], r)
		all = all[n:]
	}
}

func topOf(path string) string {
	top, _, _ := strings.Cut(path, ".")
	return top
}

// liftFeature takes over the fields of one feature.
func (a *app) liftFeature(lifts []lift, r *rendering) {
	spec := a.Spec
	for _, l := range lifts {
		spec = changed(spec, l.value, l.path...)
	}
	if a.try(spec, r) || len(lifts) == 1 {
		return
	}
	for _, l := range lifts {
		a.try(changed(a.Spec, l.value, l.path...), r)
	}
}

// liftOption turns an option that is refused as such into the field that sets it. It reports false where there is none.
func (a *app) liftOption(key string, value any) bool {
	text, _ := value.(string)
	for _, of := range optionFields(a.Kind, key) {
		converted, ok := convert(of.field, text)
		if _, taken := a.at(steps(of.path)...); ok && !taken {
			a.Spec = changed(changed(a.Spec, nil, "flinkConfiguration", key), converted, steps(of.path)...)
			return true
		}
	}
	return false
}

func steps(path string) []any {
	var all []any
	for name := range strings.SplitSeq(path, ".") {
		all = append(all, name)
	}
	return all
}

// optionField is a field that sets an option.
type optionField struct {
	path  string // below the spec
	field *explain.Field
}

var knownOptionFields sync.Map // []optionField by kind and key

// optionFields are the fields of a kind's spec that set an option, as their descriptions say.
func optionFields(kind, key string) []optionField {
	id := kind + " " + key
	if known, ok := knownOptionFields.Load(id); ok {
		return known.([]optionField)
	}
	var all []optionField
	if found, err := explain.Of(key, false); err == nil {
		for _, option := range found.Options {
			for _, path := range option.Fields {
				below, ok := strings.CutPrefix(path, kind+".spec.")
				if !ok {
					continue
				}
				if of, err := explain.Of(path, false); err == nil && of.Field != nil {
					all = append(all, optionField{below, of.Field})
				}
			}
		}
	}
	knownOptionFields.Store(id, all)
	return all
}

// convert reads the value of an option as that of a field.
func convert(field *explain.Field, text string) (any, bool) {
	switch {
	case len(field.Values) > 0:
		for _, value := range field.Values {
			if plainWord(value.Value) == plainWord(text) {
				return value.Value, true
			}
		}
		return nil, false
	case strings.HasPrefix(field.Type, "string"):
		return text, true
	case field.Type == "integer":
		n, err := strconv.ParseInt(text, 10, 32)
		return n, err == nil
	case field.Type == "boolean":
		b, err := strconv.ParseBool(strings.ToLower(text))
		return b, err == nil
	}
	return nil, false
}

// plainWord is a word without what tells Flink's spelling from that of specs.
func plainWord(text string) string {
	return strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(text))
}
