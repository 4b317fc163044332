package decode

import (
	"bytes"
	"iter"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// Comment is a line of a comment, without its #, and the line of the value that
// it is about: the one that it stands on, or the next one below it.
type Comment struct {
	diagnostic.Position
	Text  string
	About int
}

// Comments are the comments of the document that contain a text. Looking for a
// text that the file does not hold costs next to nothing.
func (d *Document) Comments(containing string) iter.Seq[Comment] {
	return func(yield func(Comment) bool) {
		if !bytes.Contains(d.text, []byte(containing)) {
			return
		}
		root := d.node()
		d.comments(root, containing, yield)
	}
}

// comments reports whether to go on.
func (d *Document) comments(node *yaml.Node, containing string, yield func(Comment) bool) bool {
	above := strings.Split(node.HeadComment, "\n")
	for i, line := range above {
		if !d.comment(line, node.Line-len(above)+i, node.Line, containing, yield) {
			return false
		}
	}
	if !d.comment(node.LineComment, node.Line, node.Line, containing, yield) {
		return false
	}
	for _, child := range node.Content {
		if !d.comments(child, containing, yield) {
			return false
		}
	}
	return true
}

func (d *Document) comment(text string, line, about int, containing string, yield func(Comment) bool) bool {
	if !strings.Contains(text, containing) {
		return true
	}
	text = strings.TrimSpace(strings.TrimLeft(text, "#"))
	return yield(Comment{Position: diagnostic.Position{File: d.File, Line: line}, Text: text, About: about})
}
