package decode

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
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

var lineInMessage = regexp.MustCompile(`^line ([0-9]+): `)

// problem is a syntax error of the file.
func (s *stream) problem(err error) diagnostic.Finding {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	position := diagnostic.Position{File: s.file}
	if match := lineInMessage.FindStringSubmatch(message); match != nil {
		message = message[len(match[0]):]
		position.Line, _ = strconv.Atoi(match[1])
	}
	if found, ok := s.marks(); ok {
		position.Line, position.Column = found.line, found.column
		if found.context != "" {
			message += " " + found.context
		}
		if strings.HasPrefix(rest(s.data, found.line, found.column), "\t") {
			return diagnostic.Finding{Position: position, Message: "must be indented with spaces, not with tabs", Rule: diagnostic.RuleYAML}
		}
	}
	return diagnostic.Finding{Position: position, Message: "must be valid YAML: " + message, Rule: diagnostic.RuleYAML}
}

type marks struct {
	line, column int
	context      string // such as "while parsing a block mapping"
}

// marks is where the parser stopped. The parser knows the line and the column,
// but its message has only a line, which is often the one before, so this looks
// into its fields; without them, the message must do.
func (s *stream) marks() (marks, bool) {
	parser := field(reflect.ValueOf(s.decoder), "parser")
	state := field(parser, "parser")
	failed, context := field(state, "error"), field(state, "context")
	if !failed.IsValid() || !failed.CanInt() || context.Kind() != reflect.String {
		return marks{}, false
	}
	if failed.Int() == 0 { // the grammar is fine, but not what stands here: an unknown anchor
		return markOf(field(parser, "event"), "start_mark")
	}
	found, ok := markOf(state, "problem_mark")
	if ok && context.String() != "" {
		// What is not closed fails at the end of the file only: say where it starts.
		if start, there := markOf(state, "context_mark"); there && strings.TrimSpace(rest(s.data, found.line, found.column)) == "" {
			found = start
		}
		found.context = context.String()
	}
	return found, ok
}

func markOf(v reflect.Value, name string) (marks, bool) {
	line, column := field(v, name, "line"), field(v, name, "column")
	if !line.IsValid() || !line.CanInt() || !column.IsValid() || !column.CanInt() {
		return marks{}, false
	}
	return marks{line: int(line.Int()) + 1, column: int(column.Int()) + 1}, true
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
