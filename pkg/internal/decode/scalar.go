package decode

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// scalar reads a node into a string, a boolean or a number.
func (r *reader) scalar(key, node *yaml.Node, dst reflect.Value) {
	switch dst.Kind() {
	case reflect.String:
		r.text(key, node, dst)
	case reflect.Bool:
		if r.isNoCollection(boolean, key, node) {
			r.boolean(key, node, dst)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		if r.isNoCollection(number, key, node) {
			r.integer(key, node, dst)
		}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		if r.isNoCollection(number, key, node) {
			r.unsigned(key, node, dst)
		}
	case reflect.Float32, reflect.Float64:
		if r.isNoCollection(number, key, node) {
			r.float(key, node, dst)
		}
	default:
		r.noRule(key, node, dst.Type())
	}
}

func (r *reader) isNoCollection(want kind, key, node *yaml.Node) bool {
	return node.Kind == yaml.ScalarNode || r.is(want, key, node)
}

// text keeps the form in which the value was written.
func (r *reader) text(key, node *yaml.Node, dst reflect.Value) {
	got := kindOf(node)
	switch {
	case got == text, !r.patch && node.Kind == yaml.ScalarNode:
		dst.SetString(node.Value)
	case node.Kind == yaml.ScalarNode:
		r.errorf(key, node, "must be a string, not %s: put it in quotes", got)
	default:
		r.errorf(key, node, "must be a string, not %s", got)
	}
}

func (r *reader) boolean(key, node *yaml.Node, dst reflect.Value) {
	if kindOf(node) == boolean {
		dst.SetBool(node.Value == "true")
		return
	}
	r.errorf(key, node, "must be true or false%s, not %s", withoutQuotes(node), diagnostic.Quote(node.Value))
}

func (r *reader) integer(key, node *yaml.Node, dst reflect.Value) {
	bits := dst.Type().Bits()
	n, err := strconv.ParseInt(node.Value, 10, bits)
	if err == nil && isPlain(node) && isWhole(node.Value) {
		dst.SetInt(n)
		return
	}
	limit := ""
	switch {
	case !isWhole(node.Value):
	case strings.HasPrefix(node.Value, "-") && errors.Is(err, strconv.ErrRange):
		limit = fmt.Sprintf(" of at least %d", int64(math.MinInt64)>>(64-bits))
	case errors.Is(err, strconv.ErrRange):
		limit = fmt.Sprintf(" of at most %d", int64(math.MaxInt64)>>(64-bits))
	}
	r.errorf(key, node, "must be a whole number%s%s, not %s", limit, withoutQuotes(node), diagnostic.Quote(node.Value))
}

func (r *reader) unsigned(key, node *yaml.Node, dst reflect.Value) {
	bits := dst.Type().Bits()
	n, err := strconv.ParseUint(node.Value, 10, bits)
	if err == nil && isPlain(node) && isWhole(node.Value) {
		dst.SetUint(n)
		return
	}
	limit := " of at least 0"
	if errors.Is(err, strconv.ErrRange) {
		limit = fmt.Sprintf(" of at most %d", uint64(math.MaxUint64)>>(64-bits))
	}
	r.errorf(key, node, "must be a whole number%s%s, not %s", limit, withoutQuotes(node), diagnostic.Quote(node.Value))
}

func (r *reader) float(key, node *yaml.Node, dst reflect.Value) {
	f, err := strconv.ParseFloat(node.Value, dst.Type().Bits())
	if err == nil && kindOf(node) == number {
		dst.SetFloat(f)
		return
	}
	r.errorf(key, node, "must be a number such as 2 or 0.5%s, not %s", withoutQuotes(node), diagnostic.Quote(node.Value))
}

// withoutQuotes says what makes a value wrong that looks right.
func withoutQuotes(node *yaml.Node) string {
	if isPlain(node) {
		return ""
	}
	return " without quotes"
}
