package report

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

// A drawing is as wide as the screen of a phone, so that nobody has to scroll it sideways, and those of several
// environments stand beside each other on a wider one. From the top: who comes in; a frame that is the namespace, with the
// pods; what these depend on.
type drawing struct {
	alt    string
	height int // so far
	frame  box
	boxes  []box
	lines  []*element
	labels []*element
}

// The measures of a drawing.
const (
	drawingWidth = 360
	gap          = 12 // between boxes
	narrow       = 8  // between boxes of a row of pods
	stem         = 20 // a connection between rows
)

// draw lays out a target, and the targets that register it.
func draw(t *inventory.Target, registrars []*inventory.Target) *drawing {
	d := &drawing{alt: describe(t, registrars)}
	d.pods(t, d.access(t, registrars))
	d.dependencies(t)
	return d
}

// connect draws a line along a path.
func (d *drawing) connect(format string, args ...any) {
	d.lines = append(d.lines, path("line", format, args...))
}

// svg is the drawing.
func (d *drawing) svg() *element {
	s := el("svg", attr("viewBox", fmt.Sprintf("0 0 %d %d", drawingWidth, d.height)), attr("role", "img"), attr("aria-label", d.alt))
	s.add(el("g", class(d.frame.class), rect(d.frame.x, d.frame.y, d.frame.w, d.frame.h, 10)))
	for _, line := range d.lines {
		s.add(line)
	}
	for _, b := range d.boxes {
		s.add(b.svg())
	}
	for _, label := range d.labels {
		s.add(label)
	}
	return s
}
