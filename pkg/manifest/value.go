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

// copyMap copies a map of plain values, leaving out nulls, and refuses what
// neither YAML nor Kubernetes can hold. path names the map in errors.
func copyMap(in map[string]any, path string) (map[string]any, error) {
	return copyMapAt(in, path, 0)
}

func copyMapAt(in map[string]any, path string, depth int) (map[string]any, error) {
	out := make(map[string]any, len(in))
	for key, value := range in {
		if value == nil {
			continue
		}
		if err := checkKey(key); err != nil {
			return nil, fmt.Errorf("%skey %q %w", prefix(path), key, err)
		}
		switch v := value.(type) { // no path is built for the usual leaves: it costs more than the copy
		case string:
			if err := checkString(v); err != nil {
				return nil, fmt.Errorf("%s: value %q %w", join(path, key), v, err)
			}
			out[key] = v
		case bool, int64:
			out[key] = v
		default:
			own, err := copyValue(value, join(path, key), depth+1)
			if err != nil {
				return nil, err
			}
			out[key] = own
		}
	}
	return out, nil
}

func copyValue(value any, path string, depth int) (any, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("%.100s...: must not be nested deeper than %d levels", path, maxDepth)
	}
	switch v := value.(type) {
	case nil:
		return nil, nil
	case string:
		if err := checkString(v); err != nil {
			return nil, fmt.Errorf("%s: value %q %w", path, v, err)
		}
		return v, nil
	case bool, int64:
		return v, nil
	case int:
		return int64(v), nil
	case int32:
		return int64(v), nil
	case uint64:
		if v > math.MaxInt64 {
			return nil, fmt.Errorf("%s: must fit into 64 bits with a sign, not %d", path, v)
		}
		return int64(v), nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, fmt.Errorf("%s: must be a finite number, not %v", path, v)
		}
		if i := int64(v); float64(i) == v && i > -1<<53 && i < 1<<53 {
			return i, nil // YAML and JSON do not tell 1.0 from 1
		}
		return v, nil
	case json.Number:
		if i, err := strconv.ParseInt(v.String(), 10, 64); err == nil {
			return i, nil
		}
		f, err := v.Float64()
		if err != nil {
			return nil, fmt.Errorf("%s: must be a number, not %q", path, v)
		}
		return copyValue(f, path, depth)
	case time.Time:
		return nil, fmt.Errorf("%s: a date or time must be quoted", path)
	case map[string]any:
		return copyMapAt(v, path, depth)
	case map[string]string:
		out := make(map[string]any, len(v))
		for key, s := range v {
			out[key] = s
		}
		return copyMapAt(out, path, depth)
	case map[any]any:
		return nil, fmt.Errorf("%s: %s", path, badKeys(v))
	case []any:
		out := make([]any, len(v))
		for i, element := range v {
			own, err := copyValue(element, path+"["+strconv.Itoa(i)+"]", depth+1)
			if err != nil {
				return nil, err
			}
			out[i] = own
		}
		return out, nil
	default:
		return nil, fmt.Errorf("%s: must be a map, a list, a string, a number or a bool, not a %T", path, value)
	}
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

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func prefix(path string) string {
	if path == "" {
		return ""
	}
	return path + ": "
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
