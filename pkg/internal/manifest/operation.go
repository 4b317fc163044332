package manifest

import "strings"

// Operation is one step of a JSON6902 patch.
type Operation struct {
	Op    string // test, add, replace or remove
	Path  string // JSON pointer
	Value any    // absent in remove
}

// Tree returns the operation as it is written.
func (o Operation) Tree() map[string]any {
	tree := map[string]any{"op": o.Op, "path": o.Path}
	if o.Op != "remove" {
		tree["value"] = o.Value
	}
	return tree
}

// check refuses what no file may hold.
func (o Operation) check() error {
	if err := check(o.Op); err != nil {
		return within("op", err)
	}
	if err := check(o.Path); err != nil {
		return within("path", err)
	}
	if err := check(o.Value); err != nil && o.Op != "remove" {
		return within("value", err)
	}
	return nil
}

// place returns the place of the operation's value in its object. No name of a free map is escaped in a pointer.
func (o Operation) place() place {
	p, rest := fields, strings.TrimPrefix(o.Path, "/")
	for more := true; more && p == fields; {
		var name string
		name, rest, more = strings.Cut(rest, "/")
		p = freeMaps[name]
	}
	return p
}
