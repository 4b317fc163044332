package report

import (
	"fmt"
	"strings"
)

// box is a thing in a drawing: an outline with a title, and lines of text below it.
type box struct {
	x, y, w, h int
	outline    outline
	class      string // what it is: access, pod, ha, store or absentClass
	title      string
	note       string // beside the title, at the right
	rows       []row
	copies     int // drawn behind it
	slots      int
	servers    int // of a quorum
}

// absentClass is the class of a box that says what there is not.
const absentClass = "absent"

// row is a line of text, with a label before it or none.
type row struct{ label, text string }

// rows are lines without labels.
func rows(lines []string) []row {
	all := make([]row, len(lines))
	for i, line := range lines {
		all[i].text = line
	}
	return all
}

// outline is the form of a box. What something is can be told from it without colours.
type outline int

const (
	rectangle outline = iota
	pill              // where people come in
	cylinder          // what keeps data
	sheet             // what is configuration
)

// How texts are set, in units of the drawing; style.css has the same sizes.
const (
	titleHeight = 18
	rowHeight   = 15
	inset       = 10
	labelWidth  = 82
)

// What stands for more of a kind: copies behind a box, slots of a TaskManager, servers of a quorum.
const (
	copyStep   = 4 // from a box to the one behind it
	slotSize   = 9
	slotStep   = 13
	mostSlots  = 21
	serverStep = 14
)

func (b box) svg() *element {
	g := el("g", class(b.class))
	for i := b.copies; i > 0; i-- {
		g.add(rect(b.x+copyStep*i, b.y-copyStep*i, b.w, b.h, 6))
	}
	switch b.outline {
	case pill:
		g.add(rect(b.x, b.y, b.w, b.h, 19))
	case cylinder:
		g.add(path("card", "M%d %dv%da%d 6 0 0 0 %d 0v%da%d 6 0 0 0 %d 0", b.x, b.y+6, b.h-12, b.w/2, b.w, 12-b.h, b.w/2, -b.w),
			path("rim", "M%d %da%d 6 0 0 0 %d 0", b.x, b.y+6, b.w/2, b.w))
	case sheet:
		g.add(path("card", "M%d %dh%dl10 10v%dh%dz", b.x, b.y, b.w-10, b.h-10, -b.w),
			path("rim", "M%d %dv10h10", b.x+b.w-10, b.y))
	default:
		g.add(rect(b.x, b.y, b.w, b.h, 6))
	}
	left, y := b.x+inset, b.y+b.top()
	room := b.w - 2*inset
	if b.note != "" {
		note := shorten(b.note, room/2, rowChar)
		g.add(el("text", class("note"), number("x", b.x+b.w-inset), number("y", y), text(note)))
		room -= int(rowChar*float64(width(note))) + inset
	}
	if b.servers > 0 {
		room -= serverStep * b.servers
		for i := range b.servers {
			g.add(el("circle", class("server"), number("cx", b.x+b.w-inset-6-serverStep*i), number("cy", y-4), number("r", 4)))
		}
	}
	g.add(el("text", class("title"), number("x", left), number("y", y), text(shorten(b.title, room, titleChar))))
	for _, r := range b.rows {
		y += rowHeight
		x := left
		if r.label != "" {
			g.add(el("text", class("label"), number("x", x), number("y", y), text(r.label)))
			x += labelWidth
		}
		g.add(el("text", class("value"), number("x", x), number("y", y), text(shorten(r.text, b.x+b.w-inset-x, rowChar))))
	}
	if b.slots > 0 {
		g.add(b.drawSlots(left, y+6))
	}
	return g
}

// drawSlots draws them as squares, in rows.
func (b box) drawSlots(x, y int) *element {
	var squares strings.Builder
	for i := range min(b.slots, mostSlots) {
		fmt.Fprintf(&squares, "M%d %dh%[3]dv%[3]dh-%[3]dz", x+i%b.slotsInRow()*slotStep, y+i/b.slotsInRow()*slotStep, slotSize)
	}
	return path("slot", "%s", squares.String())
}

func (b box) slotsInRow() int { return max((b.w-2*inset+slotStep-slotSize)/slotStep, 1) }

// top is where the base line of the title is.
func (b box) top() int {
	if b.outline == cylinder {
		return titleHeight + 10
	}
	return titleHeight
}

// fit is the box, as high as its text needs.
func (b box) fit() box {
	b.h = b.top() + len(b.rows)*rowHeight + 9
	if b.outline == cylinder {
		b.h += 4
	}
	if b.slots > 0 {
		b.h += 4 + (min(b.slots, mostSlots)+b.slotsInRow()-1)/b.slotsInRow()*slotStep
	}
	return b
}

// middle of a box, from its left and from the top.
func (b box) middle() (x, y int) { return b.x + b.w/2, b.y + b.h/2 }

func (b box) bottom() int { return b.y + b.h }

func rect(x, y, w, h, r int) *element {
	return el("rect", class("card"), number("x", x), number("y", y), number("width", w), number("height", h), number("rx", r))
}

func path(name, format string, args ...any) *element {
	return el("path", class(name), attr("d", fmt.Sprintf(format, args...)))
}

// The heads of arrows, at the end of a path.
const (
	down  = "l-4-4m4 4l4-4"
	right = "l-4-4m4 4l-4 4"
)
