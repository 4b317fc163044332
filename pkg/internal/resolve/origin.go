package resolve

import (
	"fmt"
	"math"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
)

// specPath is where the spec of every document starts.
var specPath = diagnostic.Path{}.Child("spec")

// origin says where the values of a merged struct stand: one layer a level, the lowest first. They are made when an error
// needs them.
type origin struct {
	subject     string
	environment string         // that findings are about; empty for a base
	of          func() []layer // nil for none
}

func (o origin) layers() []layer {
	if o.of == nil {
		return nil
	}
	return o.of()
}

// layer is the part of a document that one level of a merged struct is.
type layer struct {
	subject  string           // of the document
	document *decode.Document // nil for one that a Go program made
	object   any              // what the document says
	at       diagnostic.Path
	preset   *presetReference // of a level that a preset gives
}

// locate is decode.Document.Locate for a field below the layer; depth counts from the layer, and is negative where the
// document does not have that.
func (l layer) locate(field diagnostic.Path) (position diagnostic.Position, exact bool, depth int) {
	path := slices.Concat(l.at, field)
	if l.document == nil {
		depth = decode.Depth(l.object, path)
	} else {
		position, _, depth = l.document.Locate(path)
	}
	return position, depth == len(path), depth - len(l.at)
}

// errorf makes an error about the field at a path below the merged struct. It points at the highest level that sets
// the field; where none does, at the level that comes closest to it.
func (o origin) errorf(field diagnostic.Path, format string, args ...any) diagnostic.Finding {
	e := diagnostic.Finding{Subject: o.subject, Environment: o.environment, Message: fmt.Sprintf(format, args...)}
	nearest := math.MinInt
	for _, l := range slices.Backward(o.layers()) {
		position, exact, depth := l.locate(field)
		if exact && l.preset != nil && l.preset.Shipped {
			e.Position, e.Path, e.Subject = l.preset.position(), l.preset.field(), l.preset.user
			e.Message = fmt.Sprintf("preset %s sets %s, which %s", l.preset.Metadata().Name, field.String(), e.Message)
			break
		}
		if l.preset != nil && !exact {
			continue // what a preset leaves out is for the session to say
		}
		if exact || depth >= nearest {
			e.Position, e.Path, e.Subject, nearest = position, slices.Concat(l.at, field), l.subject, max(depth, 0)
		}
		if exact || depth > 0 && slices.ContainsFunc(field[:depth], isIndex) {
			break // a level replaces the lists of those below it
		}
	}
	if e.Position != (diagnostic.Position{}) {
		e.Subject = ""
	}
	return e
}

// originOf is a field of a document, such as its metadata.
func originOf(subject string, document *decode.Document, field string) origin {
	return origin{subject: subject, of: func() []layer {
		return []layer{{subject: subject, document: document, at: diagnostic.Path{}.Child(field)}}
	}}
}

func positionOf(document *decode.Document) string {
	if document == nil {
		return ""
	}
	return document.Position().String()
}
