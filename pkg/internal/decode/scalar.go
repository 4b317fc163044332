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
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// scalar reads a node into a string, a boolean or a number.
func (r *reader) scalar(p diagnostic.Path, key, node *yaml.Node, dst reflect.Value) {
	switch dst.Kind() {
	case reflect.String:
		r.text(p, key, node, dst)
	case reflect.Bool:
		if r.isNoCollection(boolean, p, key, node) {
			r.boolean(p, key, node, dst)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		if r.isNoCollection(number, p, key, node) {
			r.integer(p, key, node, dst)
		}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		if r.isNoCollection(number, p, key, node) {
			r.unsigned(p, key, node, dst)
		}
	case reflect.Float32, reflect.Float64:
		if r.isNoCollection(number, p, key, node) {
			r.float(p, key, node, dst)
		}
	default:
		r.noRule(p, key, node, dst.Type())
	}
}

func (r *reader) isNoCollection(want kind, p diagnostic.Path, key, node *yaml.Node) bool {
	return node.Kind == yaml.ScalarNode || r.is(want, p, key, node)
}

// text keeps the form in which the value was written.
func (r *reader) text(p diagnostic.Path, key, node *yaml.Node, dst reflect.Value) {
	got := kindOf(node)
	switch {
	case got == text, !r.patch && node.Kind == yaml.ScalarNode:
		dst.SetString(node.Value)
	case node.Kind == yaml.ScalarNode:
		r.errorf(p, key, node, "must be a string, not %s: put it in quotes", got)
	default:
		r.errorf(p, key, node, "must be a string, not %s", got)
	}
}

func (r *reader) boolean(p diagnostic.Path, key, node *yaml.Node, dst reflect.Value) {
	if kindOf(node) == boolean {
		dst.SetBool(node.Value == "true")
		return
	}
	r.errorf(p, key, node, "must be true or false%s, not %s", withoutQuotes(node), diagnostic.Quote(node.Value))
}

var decimal = lazyregexp.New(`^-?(0|[1-9][0-9]*)$`)

func (r *reader) integer(p diagnostic.Path, key, node *yaml.Node, dst reflect.Value) {
	bits := dst.Type().Bits()
	n, err := strconv.ParseInt(node.Value, 10, bits)
	if err == nil && isPlain(node) && decimal.MatchString(node.Value) {
		dst.SetInt(n)
		return
	}
	limit := ""
	switch {
	case !decimal.MatchString(node.Value):
	case strings.HasPrefix(node.Value, "-") && errors.Is(err, strconv.ErrRange):
		limit = fmt.Sprintf(" of at least %d", int64(math.MinInt64)>>(64-bits))
	case errors.Is(err, strconv.ErrRange):
		limit = fmt.Sprintf(" of at most %d", int64(math.MaxInt64)>>(64-bits))
	}
	r.errorf(p, key, node, "must be a whole number%s%s, not %s", limit, withoutQuotes(node), diagnostic.Quote(node.Value))
}

func (r *reader) unsigned(p diagnostic.Path, key, node *yaml.Node, dst reflect.Value) {
	bits := dst.Type().Bits()
	n, err := strconv.ParseUint(node.Value, 10, bits)
	if err == nil && isPlain(node) && decimal.MatchString(node.Value) {
		dst.SetUint(n)
		return
	}
	limit := " of at least 0"
	if errors.Is(err, strconv.ErrRange) {
		limit = fmt.Sprintf(" of at most %d", uint64(math.MaxUint64)>>(64-bits))
	}
	r.errorf(p, key, node, "must be a whole number%s%s, not %s", limit, withoutQuotes(node), diagnostic.Quote(node.Value))
}

func (r *reader) float(p diagnostic.Path, key, node *yaml.Node, dst reflect.Value) {
	f, err := strconv.ParseFloat(node.Value, dst.Type().Bits())
	if err == nil && kindOf(node) == number {
		dst.SetFloat(f)
		return
	}
	r.errorf(p, key, node, "must be a number such as 2 or 0.5%s, not %s", withoutQuotes(node), diagnostic.Quote(node.Value))
}

// withoutQuotes says what makes a value wrong that looks right.
func withoutQuotes(node *yaml.Node) string {
	if isPlain(node) {
		return ""
	}
	return " without quotes"
}
