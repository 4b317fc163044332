package kustomization

import (
	"math"
	"strconv"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// elementKeys are fields by which the elements of Kubernetes' lists can be
// told apart, the best first. One serves only where it does so on both sides.
var elementKeys = []string{"mountPath", "devicePath", "name", "containerPort", "port", "key", "path", "host", "secretName"}

// lists adds the operations that make want of base: element by element
// where that is no longer to read than the whole list. What guards the
// elements is not counted: it is worth its lines.
func (d *differ) lists(base, want []any) {
	start := len(d.operations)
	if d.elements(base, want) {
		if n := lines(d.operations[start:]); n <= 2+height(want, n) {
			return
		}
	}
	d.operations = d.operations[:start]
	d.operation("replace", want)
}

// elementKey finds the field that tells the elements of both lists apart, and what it is in each of them.
func elementKey(base, want []any) (key string, inBase, inWant map[any]bool) {
	for _, key := range elementKeys {
		if inBase := values(base, key); inBase != nil {
			if inWant := values(want, key); inWant != nil {
				return key, inBase, inWant
			}
		}
	}
	return "", nil, nil
}

// values are those of the elements' keys; nil when there is no element, one has no key or two have the same.
func values(list []any, key string) map[any]bool {
	var found map[any]bool
	for _, element := range list {
		m, _ := element.(map[string]any)
		value := m[key]
		switch value.(type) {
		case string, int64:
		default:
			return nil
		}
		if found[value] {
			return nil
		}
		if found == nil { // of most keys, the first element has none
			found = make(map[any]bool, len(list))
		}
		found[value] = true
	}
	return found
}

// elements adds operations on single elements. It reports false, after some of them, when the elements cannot be told
// apart, or those that both lists have stand in another order.
func (d *differ) elements(base, want []any) bool {
	key, inBase, inWant := elementKey(base, want)
	if key == "" {
		return false
	}
	id := func(element any) any { return element.(map[string]any)[key] }
	add := func(op string, value any, tokens ...string) {
		length := len(d.at)
		d.at = append(d.at, tokens...)
		d.operation(op, value)
		d.at = d.at[:length]
	}
	guard := func(i int, value any) { add("test", value, strconv.Itoa(i), key) }

	// From the end, so that the positions of those before stay what they are.
	for i := len(base) - 1; i >= 0; i-- {
		if !inWant[id(base[i])] {
			guard(i, id(base[i]))
			add("remove", nil, strconv.Itoa(i))
		}
	}
	var kept []any
	for _, element := range base {
		if inWant[id(element)] {
			kept = append(kept, element)
		}
	}
	// From the start: all before position i are as wanted already.
	for i, element := range want {
		switch {
		case inBase[id(element)]:
			if id(kept[0]) != id(element) {
				return false
			}
			if !manifest.Equal(kept[0], element) {
				guard(i, id(element))
				d.at = append(d.at, strconv.Itoa(i))
				d.fields(kept[0].(map[string]any), element.(map[string]any))
				d.at = d.at[:len(d.at)-1]
			}
			kept = kept[1:]
		case len(kept) == 0:
			add("add", element, "-")
		default:
			guard(i, id(kept[0]))
			add("add", element, strconv.Itoa(i))
		}
	}
	return true
}

// fields adds the operations that make want of base inside a list, where
// a strategic-merge patch does not reach.
func (d *differ) fields(base, want map[string]any) {
	for _, at := range differences(make([]difference, 0, mostDifferences), base, want) {
		d.at = append(d.at, at.key)
		switch {
		case !at.inWant:
			d.operation("remove", nil)
		case !at.inBase:
			d.operation("add", at.wanted)
		default:
			d.field(at.is, at.wanted)
		}
		d.at = d.at[:len(d.at)-1]
	}
}

func (d *differ) field(base, want any) {
	switch w := want.(type) {
	case map[string]any:
		b, ok := base.(map[string]any)
		if ok && len(b) > 0 && len(w) > 0 {
			d.fields(b, w)
			return
		}
		if ok && len(b) == len(w) {
			return // both are empty
		}
	case []any:
		if b, ok := base.([]any); ok {
			d.lists(b, w)
			return
		}
	}
	d.operation("replace", want)
}

// lines counts how many lines operations take as YAML, without guards.
func lines(operations []manifest.Operation) int {
	n := 0
	for _, operation := range operations {
		switch operation.Op {
		case "test":
		case "remove":
			n += 2
		default:
			n += 2 + height(operation.Value, math.MaxInt)
		}
	}
	return n
}

// height counts the lines of a value below its key, or enough of them.
func height(value any, enough int) int {
	n := 0
	switch v := value.(type) {
	case map[string]any:
		for _, child := range v {
			if n += 1 + height(child, enough); n >= enough {
				break
			}
		}
	case []any:
		for _, element := range v {
			if n += max(1, height(element, enough)); n >= enough {
				break
			}
		}
	}
	return n
}
