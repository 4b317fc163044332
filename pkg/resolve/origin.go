package resolve

import (
	"fmt"
	"math"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/decode"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// specPath is where the spec of every document starts.
var specPath = diagnostic.Path{}.Child("spec")

// origin says where the values of a merged struct stand: one layer a level that has a document, the lowest first.
type origin struct {
	subject string
	layers  []layer
}

// layer is the part of a document that one level was read from.
type layer struct {
	document *decode.Document
	at       diagnostic.Path
	preset   *presetReference // of a level that a preset gives
}

func (o *origin) add(document *decode.Document, at diagnostic.Path) {
	o.layers = append(o.layers, layer{document: document, at: at})
}

// errorf makes an error about the field at a path below the merged struct. It points at the highest level that sets
// the field; where none does, at the level that comes closest to it.
func (o origin) errorf(field diagnostic.Path, format string, args ...any) diagnostic.Finding {
	e := diagnostic.Finding{Subject: o.subject, Message: fmt.Sprintf(format, args...)}
	nearest := math.MinInt
	for i := len(o.layers) - 1; i >= 0; i-- {
		l := o.layers[i]
		path := slices.Concat(l.at, field)
		if l.document == nil {
			if nearest < 0 {
				e.Path = path
			}
			continue
		}
		position, exact, depth := l.document.Locate(path)
		if exact {
			e.Position, e.Path, e.Subject = position, path, ""
			if l.preset != nil && l.preset.Shipped {
				e.Position, e.Path = l.preset.position, l.preset.field
				e.Message = fmt.Sprintf("preset %s sets %s, which %s", l.preset.Metadata().Name, field, e.Message)
			}
			return e
		}
		if l.preset != nil {
			continue // what a preset leaves out is for the session to say
		}
		if below := depth - len(l.at); below >= nearest {
			e.Position, e.Path, e.Subject, nearest = position, path, "", max(below, 0)
		}
	}
	return e
}

// originOf is a field of a document, such as its metadata.
func originOf(subject string, document *decode.Document, field string) origin {
	return origin{subject: subject, layers: []layer{{document: document, at: diagnostic.Path{}.Child(field)}}}
}

func positionOf(document *decode.Document) string {
	if document == nil {
		return ""
	}
	return document.Position().String()
}
