package operator

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// difference is the deepest place at which two trees differ.
type difference struct {
	path     []any
	was, is  any
	had, has bool
}

// differences between two trees, in order of their keys. Lists of the same names, or of none, are compared element by element.
func differences(was, is any) []difference {
	var all []difference
	compare(nil, difference{was: was, is: is, had: true, has: true}, func(d difference) { all = append(all, d) })
	return all
}

func compare(path []any, d difference, visit func(difference)) {
	oldMap, wasMap := d.was.(map[string]any)
	newMap, isMap := d.is.(map[string]any)
	oldList, wasList := d.was.([]any)
	newList, isList := d.is.([]any)
	at := func(step any) []any { return append(path[:len(path):len(path)], step) }
	switch {
	case d.had && d.has && wasMap && isMap:
		keys := map[string]bool{}
		for key := range oldMap {
			keys[key] = true
		}
		for key := range newMap {
			keys[key] = true
		}
		for _, key := range slices.Sorted(maps.Keys(keys)) {
			var below difference
			below.was, below.had = oldMap[key]
			below.is, below.has = newMap[key]
			compare(at(key), below, visit)
		}
	case d.had && d.has && wasList && isList && len(oldList) == len(newList) && sameNames(oldList, newList):
		for i := range oldList {
			compare(at(i), difference{was: oldList[i], is: newList[i], had: true, has: true}, visit)
		}
	case !manifest.Equal(d.was, d.is) || d.had != d.has:
		d.path = path
		visit(d)
	}
}

// pathText is a path as spec.asWritten has it.
func pathText(path []any) string {
	var b strings.Builder
	for i, step := range path {
		switch step := step.(type) {
		case int:
			b.WriteString("[" + strconv.Itoa(step) + "]")
		case string:
			if strings.ContainsAny(step, ".[]/") {
				b.WriteString("[" + step + "]")
				continue
			}
			if i > 0 {
				b.WriteString(".")
			}
			b.WriteString(step)
		}
	}
	return b.String()
}

// sameNames reports whether the elements of two lists of one length go by the same names.
func sameNames(a, b []any) bool {
	for i := range a {
		if asMap(a[i])["name"] != asMap(b[i])["name"] {
			return false
		}
	}
	return true
}
