package manifest

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// maxDepth keeps a hostile document from exhausting the stack. Kubernetes'
// own objects stay below 30.
const maxDepth = 200

// taker takes plain values over, leaving out nulls in maps, and refuses what
// neither YAML nor Kubernetes can hold.
type taker struct {
	own bool // the values are for the taker alone, and need not be copied
}

func (t taker) mapping(in map[string]any, depth int) (map[string]any, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("must not be nested deeper than %d levels", maxDepth)
	}
	out := in
	if !t.own {
		out = make(map[string]any, len(in))
	}
	var bad firstError
	for key, value := range in {
		if value == nil {
			delete(out, key)
			continue
		}
		if err := checkKey(key); err != nil {
			bad.add(key, fmt.Errorf("key %q %w", key, err))
			continue
		}
		taken, err := t.value(value, depth+1)
		if err != nil {
			bad.add(key, within(key, err))
			continue
		}
		out[key] = taken
	}
	if bad.err != nil {
		return nil, bad.err
	}
	return out, nil
}

func (t taker) value(value any, depth int) (any, error) {
	switch v := value.(type) {
	case nil:
		return nil, nil
	case string:
		if err := checkString(v); err != nil {
			return nil, fmt.Errorf("value %q %w", v, err)
		}
		return value, nil
	case bool, int64:
		return value, nil
	case int:
		return int64(v), nil
	case int32:
		return int64(v), nil
	case uint64:
		if v > math.MaxInt64 {
			return nil, fmt.Errorf("must fit into 64 bits with a sign, not %d", v)
		}
		return int64(v), nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, fmt.Errorf("must be a finite number, not %v", v)
		}
		if i := int64(v); float64(i) == v && i > -1<<53 && i < 1<<53 {
			return i, nil // YAML and JSON do not tell 1.0 from 1
		}
		return value, nil
	case json.Number:
		if i, err := strconv.ParseInt(v.String(), 10, 64); err == nil {
			return i, nil
		}
		f, err := v.Float64()
		if err != nil {
			return nil, fmt.Errorf("must be a number, not %q", v)
		}
		return t.value(f, depth)
	case time.Time:
		return nil, errors.New("a date or time must be quoted")
	case map[string]any:
		return t.mapping(v, depth)
	case map[string]string:
		out := make(map[string]any, len(v))
		for key, s := range v {
			out[key] = s
		}
		return taker{own: true}.mapping(out, depth)
	case map[any]any:
		return nil, errors.New(badKeys(v))
	case []any:
		return t.list(v, depth)
	default:
		return nil, fmt.Errorf("must be a map, a list, a string, a number or a bool, not a %T", value)
	}
}

func (t taker) list(in []any, depth int) ([]any, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("must not be nested deeper than %d levels", maxDepth)
	}
	out := in
	if !t.own {
		out = make([]any, len(in))
	}
	for i, element := range in {
		taken, err := t.value(element, depth+1)
		if err != nil {
			return nil, within("["+strconv.Itoa(i)+"]", err)
		}
		out[i] = taken
	}
	return out, nil
}

// firstError keeps, of the errors about the entries of a map, the one of the
// first key by alphabet: in whatever order they come, the same is reported.
type firstError struct {
	key string
	err error
}

func (f *firstError) add(key string, err error) {
	if f.err == nil || key < f.key {
		f.key, f.err = key, err
	}
}

// valueError is an error about a value in a tree. The path is put together on the
// way out, so that a tree without errors costs none.
type valueError struct {
	path string
	err  error
}

func (p valueError) Error() string {
	const enough = 200 // of a path, in bytes: it may be as deep as maxDepth
	if len(p.path) > enough {
		return p.path[:enough] + "...: " + p.err.Error()
	}
	return p.path + ": " + p.err.Error()
}

func (p valueError) Unwrap() error { return p.err }

// within says that an error is about the value of a key, or of an element such as [0].
func within(element string, err error) error {
	var below valueError
	if !errors.As(err, &below) {
		return valueError{element, err}
	}
	if strings.HasPrefix(below.path, "[") {
		return valueError{element + below.path, below.err}
	}
	return valueError{element + "." + below.path, below.err}
}

// badKeys names the keys of a YAML map that are not strings.
func badKeys(m map[any]any) string {
	var bad []string
	for key := range m {
		if _, ok := key.(string); !ok {
			bad = append(bad, fmt.Sprintf("%v", key))
		}
	}
	slices.Sort(bad)
	return "keys must be strings (quoted), not " + strings.Join(bad, ", ")
}

// checkKey also refuses keys that kustomize loses or stumbles over.
func checkKey(s string) error {
	switch s {
	case "":
		return errors.New("must not be empty")
	case "<<":
		return errors.New("must not be used: YAML takes it for a merge")
	default:
		return checkString(s)
	}
}

// checkString refuses what kustomize fails to write, or (U+0085) turns into a
// blank.
func checkString(s string) error {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c == 0 || c >= 0x7f {
			return checkRunes(s)
		}
	}
	return nil
}

func checkRunes(s string) error {
	if strings.IndexByte(s, 0) >= 0 {
		return errors.New("must not contain a NUL character")
	}
	if !utf8.ValidString(s) {
		return errors.New("must be valid UTF-8")
	}
	for _, r := range s {
		if r >= 0x7f && r <= 0x9f || r == 0xfffe || r == 0xffff {
			return fmt.Errorf("must not contain the control character %U", r)
		}
	}
	return nil
}

// show quotes a value for an error message.
func show(value any) string {
	switch v := value.(type) {
	case nil:
		return "nothing"
	case string:
		return strconv.Quote(v)
	case map[string]any:
		return "a map"
	case []any:
		return "a list"
	default:
		return fmt.Sprint(v)
	}
}
