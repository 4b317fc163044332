package kustomization

import (
	"strconv"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// elementKeys are fields by which the elements of Kubernetes' lists can be
// told apart, the best first. One serves only where it does so on both sides.
var elementKeys = []string{"mountPath", "devicePath", "name", "containerPort", "port", "key", "path", "host", "secretName"}

// lists returns the operations that make want of base: element by element
// where that is no longer to read than the whole list. What guards the
// elements is not counted: it is worth its lines.
func lists(path string, base, want []any) []manifest.Operation {
	whole := []manifest.Operation{{Op: "replace", Path: path, Value: want}}
	key, ok := elementKey(base, want)
	if !ok {
		return whole
	}
	single, ok := elements(path, key, base, want)
	if !ok || lines(single) > lines(whole) {
		return whole
	}
	return single
}

// elementKey finds the field that tells the elements of both lists apart.
func elementKey(base, want []any) (string, bool) {
	if len(base) == 0 || len(want) == 0 {
		return "", false
	}
	for _, key := range elementKeys {
		if _, ok := index(base, key); !ok {
			continue
		}
		if _, ok := index(want, key); ok {
			return key, true
		}
	}
	return "", false
}

// index maps the elements' keys to their positions; ok is false when an
// element has no key or two have the same.
func index(list []any, key string) (positions map[any]int, ok bool) {
	positions = make(map[any]int, len(list))
	for i, element := range list {
		m, ok := element.(map[string]any)
		if !ok {
			return nil, false
		}
		switch m[key].(type) {
		case string, int64:
		default:
			return nil, false
		}
		if _, ok := positions[m[key]]; ok {
			return nil, false
		}
		positions[m[key]] = i
	}
	return positions, true
}

// elements returns operations on single elements, or false when elements that
// both lists have stand in another order.
func elements(path, key string, base, want []any) ([]manifest.Operation, bool) {
	inBase, _ := index(base, key)
	inWant, _ := index(want, key)
	id := func(element any) any { return element.(map[string]any)[key] }
	at := func(i int) string { return path + "/" + strconv.Itoa(i) }

	var operations []manifest.Operation
	guard := func(i int, value any) {
		operations = append(operations, manifest.Operation{Op: "test", Path: at(i) + "/" + escape(key), Value: value})
	}

	// From the end, so that the positions of those before stay what they are.
	for i := len(base) - 1; i >= 0; i-- {
		if _, ok := inWant[id(base[i])]; !ok {
			guard(i, id(base[i]))
			operations = append(operations, manifest.Operation{Op: "remove", Path: at(i)})
		}
	}
	var kept []any
	for _, element := range base {
		if _, ok := inWant[id(element)]; ok {
			kept = append(kept, element)
		}
	}
	// From the start: all before position i are as wanted already.
	for i, element := range want {
		if _, ok := inBase[id(element)]; ok {
			if id(kept[0]) != id(element) {
				return nil, false
			}
			if changes := changes(at(i), kept[0].(map[string]any), element.(map[string]any)); len(changes) > 0 {
				guard(i, id(element))
				operations = append(operations, changes...)
			}
			kept = kept[1:]
			continue
		}
		if len(kept) == 0 {
			operations = append(operations, manifest.Operation{Op: "add", Path: path + "/-", Value: element})
			continue
		}
		guard(i, id(kept[0]))
		operations = append(operations, manifest.Operation{Op: "add", Path: at(i), Value: element})
	}
	return operations, true
}

// changes returns the operations that make want of base inside a list, where
// a strategic-merge patch does not reach.
func changes(path string, base, want map[string]any) []manifest.Operation {
	var operations []manifest.Operation
	for _, key := range differingKeys(base, want) {
		is, inBase := base[key]
		wanted, inWant := want[key]
		pointer := path + "/" + escape(key)
		switch {
		case !inWant:
			operations = append(operations, manifest.Operation{Op: "remove", Path: pointer})
		case !inBase:
			operations = append(operations, manifest.Operation{Op: "add", Path: pointer, Value: wanted})
		default:
			operations = append(operations, changed(pointer, is, wanted)...)
		}
	}
	return operations
}

func changed(pointer string, base, want any) []manifest.Operation {
	switch w := want.(type) {
	case map[string]any:
		if b, ok := base.(map[string]any); ok && len(b) > 0 && len(w) > 0 {
			return changes(pointer, b, w)
		}
	case []any:
		if b, ok := base.([]any); ok {
			return lists(pointer, b, w)
		}
	}
	return []manifest.Operation{{Op: "replace", Path: pointer, Value: want}}
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
			n += 2 + height(operation.Value)
		}
	}
	return n
}

// height counts the lines of a value below its key.
func height(value any) int {
	n := 0
	switch v := value.(type) {
	case map[string]any:
		for _, child := range v {
			n += 1 + height(child)
		}
	case []any:
		for _, element := range v {
			n += max(1, height(element))
		}
	}
	return n
}
