package fold

import (
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/field"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// settingsType is that of the spec of an Environment.
var settingsType = field.Spec(v1alpha1.KindEnvironment)

// share gives the Environment of some apps the settings that they share, and leaves to each what is its own. A setting that some
// app does not have is shared if that app renders the same with it.
func (w world) share(apps []*app) map[string]any {
	shared := map[string]any{}
	var levels []map[string]any
	for _, a := range apps {
		levels = append(levels, a.Settings)
	}
	var doubtful []string
	for _, key := range keysOf(levels) {
		if values, all := under(levels, key); all && alike(values) {
			shared[key] = values[0]
			for _, a := range apps {
				delete(a.own, key)
			}
		} else {
			doubtful = append(doubtful, key)
		}
	}
	for _, key := range doubtful {
		w.try(apps, shared, key)
	}
	return shared
}

// try shares a setting that not all apps have, or not with the same value, if all of them render the same then.
func (w world) try(apps []*app, shared map[string]any, key string) {
	candidate, ok := agreed(apps, key)
	if !ok {
		return
	}
	with := maps.Clone(shared)
	with[key] = candidate
	for _, a := range apps {
		value, has := a.Settings[key]
		if has && manifest.Equal(value, candidate) {
			continue
		}
		if a.wild || a.Environment == "" {
			return
		}
		before, err := w.one(a.document(a.own), environmentDocument(a.Environment, shared))
		if err != nil {
			return
		}
		after, err := w.one(a.document(a.without(key, candidate)), environmentDocument(a.Environment, with))
		if err != nil || !after.same(before) {
			return
		}
	}
	shared[key] = candidate
	for _, a := range apps {
		a.own = a.without(key, candidate)
	}
}

// without are the app's own settings where its Environment has one of them.
func (a app) without(key string, shared any) map[string]any {
	own := maps.Clone(a.own)
	if rest := beyond(a.Settings[key], shared); rest == nil {
		delete(own, key)
	} else {
		own[key] = rest
	}
	return own
}

// beyond is what a value has and a shared one below it has not; nil for nothing.
func beyond(value, shared any) any {
	if value == nil || manifest.Equal(value, shared) {
		return nil
	}
	mapping, ok := value.(map[string]any)
	lower, both := shared.(map[string]any)
	if !ok || !both {
		return value
	}
	rest := map[string]any{}
	for key, child := range mapping {
		below, given := lower[key]
		if !given {
			rest[key] = child
		} else if more := beyond(child, below); more != nil {
			rest[key] = more
		}
	}
	if len(rest) == 0 {
		return nil
	}
	return rest
}

// agreed is the value of a setting that most apps have; of several the first. Where an app could not take part of it back, it is
// what all have in common that have the setting.
func agreed(apps []*app, key string) (any, bool) {
	var values []any
	for _, a := range apps {
		if value, ok := a.Settings[key]; ok {
			values = append(values, value)
		}
	}
	best, most := values[0], 0
	for _, value := range values {
		count := 0
		for _, other := range values {
			if manifest.Equal(value, other) {
				count++
			}
		}
		if count > most {
			best, most = value, count
		}
	}
	if !slices.ContainsFunc(values, func(value any) bool { return !covers(value, best) }) {
		return best, true
	}
	mappings, ok := mappingsOf(values)
	if !ok {
		return nil, false
	}
	common, _ := templates.split(mappings, settingsType.Child(key))
	return common, len(common) > 0
}

// covers reports whether a value says something of all that another one says.
func covers(value, other any) bool {
	mapping, ok := value.(map[string]any)
	lower, both := other.(map[string]any)
	if !ok || !both {
		return true
	}
	for key, child := range lower {
		upper, given := mapping[key]
		if !given || !covers(upper, child) {
			return false
		}
	}
	return true
}
