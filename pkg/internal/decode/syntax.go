package decode

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// stream is the documents of a file, as the parser finds them.
type stream struct {
	file    string
	data    []byte
	decoder *yaml.Decoder
}

// next is the next document's node, or io.EOF.
func (s *stream) next() (node *yaml.Node, err error) {
	// The parser panics on some input that it does not expect.
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("yaml: %v", fault)
		}
	}()
	node = &yaml.Node{}
	err = s.decoder.Decode(node)
	return node, err
}

var lineInMessage = lazyregexp.New(`^line ([0-9]+): `)

// problem is a syntax error of the file.
func (s *stream) problem(err error) diagnostic.Finding {
	f := fault{message: strings.TrimPrefix(err.Error(), "yaml: "), data: s.data}
	if match := lineInMessage.FindStringSubmatch(f.message); match != nil {
		f.message = f.message[len(match[0]):]
		f.at.line, _ = strconv.Atoi(match[1])
	}
	if at, start, ok := s.locations(); ok {
		f.at, f.start = at, start
	}
	at, message := f.explain()
	return diagnostic.Finding{Position: diagnostic.Position{File: s.file, Line: at.line, Column: at.column}, Message: message, Rule: diagnostic.RuleYAML}
}

// Syntax is what is wrong with a file as YAML; nil for one that the parser reads.
func Syntax(file string, data []byte) *diagnostic.Finding {
	s := &stream{file: file, data: data, decoder: yaml.NewDecoder(bytes.NewReader(data))}
	for {
		_, err := s.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			if found := conflicts(file, data); len(found) > 0 {
				return &found[0]
			}
			found := s.problem(err)
			return &found
		}
	}
}

// location is a place in the file, counted from 1; zero where it is not known.
type location struct{ line, column int }

// locations are where the parser stopped, and where what it was reading starts. The parser knows the line and the column,
// but its message has only a line, which is often the one before, so this looks into its fields; without them, the
// message must do.
func (s *stream) locations() (at, start location, ok bool) {
	parser := field(reflect.ValueOf(s.decoder), "parser")
	state := field(parser, "parser")
	failed := field(state, "error")
	if !failed.IsValid() || !failed.CanInt() {
		return location{}, location{}, false
	}
	if failed.Int() == 0 { // the grammar is fine, but not what stands here: an unknown anchor
		at, ok = locationOf(field(parser, "event"), "start_mark")
		return at, location{}, ok
	}
	at, ok = locationOf(state, "problem_mark")
	if context := field(state, "context"); context.Kind() == reflect.String && context.String() != "" {
		start, _ = locationOf(state, "context_mark")
	}
	return at, start, ok
}

func locationOf(v reflect.Value, name string) (location, bool) {
	line, column := field(v, name, "line"), field(v, name, "column")
	if !line.IsValid() || !line.CanInt() || !column.IsValid() || !column.CanInt() {
		return location{}, false
	}
	return location{line: int(line.Int()) + 1, column: int(column.Int()) + 1}, true
}

// field is a field of a struct, or of what a pointer points at; invalid if there
// is none.
func field(v reflect.Value, names ...string) reflect.Value {
	for _, name := range names {
		if v.Kind() == reflect.Pointer {
			v = v.Elem()
		}
		if v.Kind() != reflect.Struct {
			return reflect.Value{}
		}
		v = v.FieldByName(name)
	}
	return v
}
