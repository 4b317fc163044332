package decode

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

const (
	// MaxSize of a file, in bytes. The worst file of this size, an error in every
	// line, takes about 1 GB to read.
	MaxSize = 4 << 20
	// maxNesting of mappings and lists.
	maxNesting = 100
	// maxAliased is how many nodes of a file may be reached through aliases.
	maxAliased = 100_000
	// maxAliasedBytes is how long the texts of those nodes may be together.
	maxAliasedBytes = MaxSize
)

// Documents reads all documents of a file but empty ones. The error is a
// diagnostic.Findings. With an error, the documents that could be read are returned
// too, so that what else is wrong with them can be said in the same run.
func Documents(file string, data []byte) ([]*Document, error) {
	if len(data) > MaxSize {
		return nil, diagnostic.Findings{{
			Position: diagnostic.Position{File: file},
			Message:  fmt.Sprintf("must be at most %d MiB, not %d bytes", MaxSize>>20, len(data)),
			Rule:     diagnostic.RuleYAML,
		}}
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if err := checkText(file, data); err != nil {
		return nil, diagnostic.Findings{*err}
	}

	s := &stream{file: file, data: data, decoder: yaml.NewDecoder(bytes.NewReader(data))}
	c := checker{file: file}
	lines := lines{rest: data, line: 1}
	var documents []*Document
	for {
		node, err := s.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			c.errs = append(c.errs, s.problem(err))
			break
		}
		if root := node.Content[0]; !isEmpty(root) && c.document(node) {
			text := lines.from(node.Line)
			if n := len(documents); n > 0 { // it ends where this one starts
				before := documents[n-1]
				before.text = before.text[:len(before.text)-len(text)]
			}
			documents = append(documents, &Document{File: file, text: text, line: node.Line, root: root})
		}
	}
	if len(c.errs) > 0 {
		if found := conflicts(file, data); len(found) > 0 {
			return nil, found
		}
	}
	return documents, c.errs.Err()
}

// isEmpty is whether a document has nothing but comments.
func isEmpty(root *yaml.Node) bool {
	return root.Kind == yaml.ScalarNode && isPlain(root) && root.Value == "" && root.Anchor == "" && root.Style&yaml.TaggedStyle == 0
}
