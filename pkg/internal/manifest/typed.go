package manifest

import (
	"encoding/base64"
	"errors"
	"fmt"
	"reflect"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// Converter makes trees of typed objects, one at a time: without noise, and as a taker would take them. They are what the API
// machinery's own converter makes, at a fraction of the time and the memory: that gives the map of a struct room for every field
// that may be set, of which a pod has dozens, and all later walks go over the room. The tests hold the two together.
//
// Its functions are given a value, and what two that are like it became, or nil. Where the value becomes the same as the first, they
// return that itself, with true, and where it becomes the same as the second, that: only what differs from both is made.
type Converter struct {
	kind   string  // of the object
	dollar bool    // there may be a $ in a text
	found  []entry // of the maps that are being made, the innermost last
}

// entry is one of a map.
type entry struct {
	key   string
	value any
}

// spot is where a map stands: its key, empty in a list, and how deep below the object.
type spot struct {
	key   string
	depth int
}

func (s spot) below(key string) spot { return spot{key, s.depth + 1} }

// object returns the tree of an object.
func (c *Converter) object(obj runtime.Object, like, other map[string]any) (map[string]any, bool, error) {
	v := reflect.ValueOf(obj)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return nil, false, errors.New("must be a pointer to a struct")
	}
	if c.kind = obj.GetObjectKind().GroupVersionKind().Kind; c.found == nil {
		c.found = make([]entry, 0, 64) // most objects need no more
	}
	c.found = c.found[:0] // some may be left of one with an error
	same, err := c.fields(v.Elem(), goTypeOf(v.Type().Elem()), spot{}, like, other)
	if err != nil {
		return nil, false, err
	}
	tree, same := c.tree(0, same, like, other)
	return tree, same, nil
}

// tree makes a map of the entries that were found since a start, unless it is the same as one of the others.
func (c *Converter) tree(start int, same bool, like, other map[string]any) (map[string]any, bool) {
	found := c.found[start:]
	c.found = c.found[:start]
	if same && like != nil && len(found) == len(like) {
		return like, true
	}
	if isOther(found, other) {
		return other, false
	}
	tree := make(map[string]any, len(found))
	for _, e := range found {
		tree[e.key] = e.value
	}
	return tree, false
}

// isOther reports whether a map holds the entries themselves, and no more.
func isOther(found []entry, other map[string]any) bool {
	if other == nil || len(found) != len(other) {
		return false
	}
	for _, e := range found {
		if !isSame(e.value, other[e.key]) {
			return false
		}
	}
	return true
}

// isSame reports whether two values are equal without a look into maps and lists: those have to be one.
func isSame(value, other any) bool {
	switch value := value.(type) {
	case map[string]any:
		mapping, ok := other.(map[string]any)
		return ok && reflect.ValueOf(value).UnsafePointer() == reflect.ValueOf(mapping).UnsafePointer()
	case []any:
		list, ok := other.([]any)
		return ok && len(value) == len(list) && (len(value) == 0 || &value[0] == &list[0])
	}
	return value == other
}

// value is a value as JSON has it; nil where that is null.
func (c *Converter) value(v reflect.Value, t *goType, at spot, like, other any) (any, bool, error) {
	if t.own != nil {
		return c.own(v, t, at, like, other)
	}
	switch t.kind {
	case reflect.String:
		return c.text(v.String(), like, other)
	case reflect.Bool:
		return scalar(v.Bool(), like)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return scalar(v.Int(), like)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return taken(v.Uint(), like)
	case reflect.Float32, reflect.Float64:
		return taken(v.Float(), like)
	case reflect.Struct:
		model, _ := like.(map[string]any)
		second, _ := other.(map[string]any)
		start := len(c.found)
		same, err := c.fields(v, t, at, model, second)
		if err != nil {
			return nil, false, err
		}
		if tree, same := c.tree(start, same, model, second); !same {
			return tree, false, nil
		}
		return like, true, nil
	case reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Map:
		if v.IsNil() {
			return nil, false, nil
		}
	default:
		return nil, false, fmt.Errorf("must not be a %s", v.Type())
	}
	switch t.kind {
	case reflect.Slice:
		return c.list(v, t, at, like, other)
	case reflect.Map:
		return c.mapping(v, t, at, like, other)
	case reflect.Pointer:
		return c.value(v.Elem(), t.inside().element, at, like, other)
	}
	return c.value(v.Elem(), goTypeOf(v.Elem().Type()), at, like, other)
}

// own is what a value says itself that it becomes.
func (c *Converter) own(v reflect.Value, t *goType, at spot, like, other any) (any, bool, error) {
	if v.CanAddr() {
		if port, ok := v.Addr().Interface().(*intstr.IntOrString); ok { // whose own way is to write JSON and to read it again
			if port.Type == intstr.String {
				return c.text(port.StrVal, like, other)
			}
			return scalar(int64(port.IntVal), like)
		}
	}
	converted, err := t.own.ToUnstructured(v)
	if err != nil {
		return nil, false, err
	}
	if text, ok := converted.(string); ok {
		return c.text(text, like, other)
	}
	converted, err = taker{own: true}.value(converted, 0)
	if err != nil {
		return nil, false, err
	}
	clean(at.key, converted)
	c.dollar = true
	if like != nil && Equal(converted, like) {
		return like, true, nil
	}
	return converted, false, nil
}

func (c *Converter) text(text string, like, other any) (any, bool, error) {
	if known, ok := like.(string); ok && known == text {
		return like, true, nil
	}
	if known, ok := other.(string); ok && known == text {
		return other, false, nil
	}
	if err := checkString(text); err != nil {
		return nil, false, fmt.Errorf("value %q %w", text, err)
	}
	c.dollar = c.dollar || strings.IndexByte(text, '$') >= 0
	return text, false, nil
}

func scalar[T comparable](value T, like any) (any, bool, error) {
	if other, ok := like.(T); ok && other == value {
		return like, true, nil
	}
	return value, false, nil
}

// taken is a number as a taker takes it.
func taken(number, like any) (any, bool, error) {
	value, err := taker{}.value(number, 0)
	if err != nil {
		return nil, false, err
	}
	return value, value == like, nil
}

// fields finds the fields of a struct, and reports whether each is the same as in another map.
func (c *Converter) fields(v reflect.Value, t *goType, at spot, like, other map[string]any) (bool, error) {
	allSame := true
	fields := t.inside().fields
	for i := range fields {
		field := &fields[i]
		of := v.Field(field.index)
		if field.omits(of) || c.isZeroNoise(at, field, of) {
			continue
		}
		if field.name == "" {
			same, err := c.fields(of, field.goType, at, like, other)
			if err != nil {
				return false, err
			}
			allSame = allSame && same
			continue
		}
		child, same, err := c.value(of, field.goType, at.below(field.name), like[field.name], other[field.name])
		if err != nil {
			return false, within(field.name, err)
		}
		if child != nil && !c.isNoise(at, field.name, child) {
			c.found = append(c.found, entry{field.name, child})
			allSame = allSame && same
		}
	}
	return allSame, nil
}

func (c *Converter) mapping(v reflect.Value, t *goType, at spot, like, other any) (any, bool, error) {
	if t.of.Key().Kind() != reflect.String {
		return nil, false, fmt.Errorf("must be a map with keys that are strings, not %s", t.of)
	}
	model, _ := like.(map[string]any)
	second, _ := other.(map[string]any)
	start, allSame := len(c.found), true
	var bad firstError
	add := func(key string, child any, same bool, err error) {
		if err != nil {
			err = within(key, err)
		} else if child != nil && !same {
			if err = checkKey(key); err != nil {
				err = fmt.Errorf("key %q %w", key, err)
			}
			c.dollar = c.dollar || strings.IndexByte(key, '$') >= 0
		}
		if err != nil {
			bad.add(key, err)
		} else if child != nil && !c.isNoise(at, key, child) {
			c.found = append(c.found, entry{key, child})
			allSame = allSame && same
		}
	}
	switch all := v.Interface().(type) {
	case map[string]string: // as most are
		for key, text := range all {
			child, same, err := c.text(text, model[key], second[key])
			add(key, child, same, err)
		}
	case corev1.ResourceList: // of every container; reflection would copy each quantity twice
		for name, quantity := range all {
			child, same, err := c.text(quantity.String(), model[string(name)], second[string(name)])
			add(string(name), child, same, err)
		}
	default:
		element := t.inside().element
		for entries := v.MapRange(); entries.Next(); {
			key := entries.Key().String()
			child, same, err := c.value(entries.Value(), element, at.below(key), model[key], second[key])
			add(key, child, same, err)
		}
	}
	if bad.err != nil {
		return nil, false, bad.err
	}
	if tree, same := c.tree(start, allSame, model, second); !same {
		return tree, false, nil
	}
	return like, true, nil
}

func (c *Converter) list(v reflect.Value, t *goType, at spot, like, other any) (any, bool, error) {
	element := t.inside().element
	if element.kind == reflect.Uint8 {
		return c.text(base64.StdEncoding.EncodeToString(v.Bytes()), like, other)
	}
	model, _ := like.([]any)
	second, _ := other.([]any)
	var list []any // made with the first element that is another one
	if model == nil || len(model) != v.Len() {
		list = make([]any, v.Len())
	}
	isSecond := len(second) == v.Len() && second != nil
	for i := range v.Len() {
		var ofModel, ofSecond any
		if i < len(model) {
			ofModel = model[i]
		}
		if i < len(second) {
			ofSecond = second[i]
		}
		child, same, err := c.value(v.Index(i), element, at.below(""), ofModel, ofSecond)
		if err != nil {
			return nil, false, within(fmt.Sprintf("[%d]", i), err)
		}
		if list == nil && !same {
			list = make([]any, len(model))
			copy(list, model[:i])
		}
		if list != nil {
			list[i] = child
		}
		isSecond = isSecond && isSame(child, ofSecond)
	}
	switch {
	case list == nil:
		return like, true, nil
	case isSecond:
		return other, false, nil
	}
	return list, false, nil
}
