package diagnostic

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Path is the place of a value in a document, from its root: the names of
// fields, the keys of maps and the indexes of lists. Its zero value is the root.
// A Path never changes: Child and Index return new ones.
type Path []Element

// Element is one step of a Path: a name or an index.
type Element struct {
	name string
	next int // the index and 1; 0 for a name
}

// Name is the field's name or the map's key, and whether the element is one.
func (e Element) Name() (name string, ok bool) { return e.name, e.next == 0 }

// Index is the index in a list, and whether the element is one.
func (e Element) Index() (index int, ok bool) { return max(e.next-1, 0), e.next > 0 }

// NameElement is the element that leads to a field or an entry of a map.
func NameElement(name string) Element { return Element{name: name} }

// IndexElement is the element that leads to the element i of a list.
func IndexElement(i int) Element { return Element{next: i + 1} }

// Child is the path of the field or map entry that the names lead to from p.
func (p Path) Child(names ...string) Path { return p.child(make(Path, 0, short), names) }

// Index is the path of the element i of the list at p.
func (p Path) Index(i int) Path { return p.index(make(Path, 0, short), i) }

// short is the length of most paths. One of a constant size is on the stack of a function that does not keep it, and most
// do not: a check has the path before it knows that the value is right.
const short = 4

// child appends p and names to an empty path. It is not inlined, as making that path must be: it would be there a thousand times.
//
//go:noinline
func (p Path) child(empty Path, names []string) Path {
	child := append(empty, p...)
	for _, name := range names {
		child = append(child, NameElement(name))
	}
	return slices.Clip(child) // else what is appended to it may be in another path too
}

//go:noinline
func (p Path) index(empty Path, i int) Path {
	return slices.Clip(append(append(empty, p...), IndexElement(i)))
}

// Compare orders paths element by element, indexes by their number.
func (p Path) Compare(other Path) int {
	return slices.CompareFunc(p, other, func(a, b Element) int {
		switch {
		case a.next > 0 && b.next > 0:
			return cmp.Compare(a.next, b.next)
		case a.next > 0:
			return -1
		case b.next > 0:
			return 1
		}
		return strings.Compare(a.name, b.name)
	})
}

// String is the path as people write it: spec.resources[0], and in brackets
// the keys that would be unclear between dots:
// spec.flinkConfiguration[taskmanager.memory.network.max].
func (p Path) String() string {
	var b strings.Builder
	for i, element := range p {
		switch {
		case element.next > 0:
			b.WriteString("[" + strconv.Itoa(element.next-1) + "]")
		case needsBrackets(element.name):
			b.WriteString("[" + printable(element.name) + "]")
		default:
			if i > 0 {
				b.WriteByte('.')
			}
			b.WriteString(element.name)
		}
	}
	return b.String()
}

func needsBrackets(name string) bool {
	return name == "" || strings.ContainsAny(name, "./[]") || strings.ContainsFunc(name, notPrintable)
}

// printable keeps an error on one line, whatever the user's key is.
func printable(name string) string {
	if strings.ContainsFunc(name, notPrintable) {
		return Quote(name)
	}
	return name
}

func notPrintable(r rune) bool { return r == unicode.ReplacementChar || !unicode.IsPrint(r) }
