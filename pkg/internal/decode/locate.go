package decode

import (
	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// Locate is where the value at a path stands: a scalar itself, but the key of a
// mapping or a list. If the document does not have the path, it is where the
// deepest part of it that exists stands; depth is how many elements that has,
// and exact whether it is all of them. A value that is an alias stands at its
// anchor.
func (d *Document) Locate(p diagnostic.Path) (pos diagnostic.Position, exact bool, depth int) {
	key, node, depth := d.walk(p)
	return positionOf(d.File, key, node), depth == len(p), depth
}

// walk follows the path as far as it exists. The key is nil for the root and for
// elements of lists.
func (d *Document) walk(p diagnostic.Path) (key, node *yaml.Node, depth int) {
	node = d.node()
	for depth = range p {
		nextKey, next := d.step(node, p[depth])
		if next == nil {
			return key, node, depth
		}
		key, node = nextKey, next
	}
	return key, node, len(p)
}

// step is one element of a path further; nil if there is nothing.
func (d *Document) step(node *yaml.Node, element diagnostic.Element) (key, next *yaml.Node) {
	if i, ok := element.Index(); ok {
		if node.Kind == yaml.SequenceNode && 0 <= i && i < len(node.Content) {
			return nil, resolved(node.Content[i])
		}
		return nil, nil
	}
	name, _ := element.Name()
	if key, value := d.entry(node, name); key != nil {
		return key, resolved(value)
	}
	return nil, nil
}

// entry is an entry of a mapping; nil if it has none of the name. A large mapping is gone through only once, since each
// of its entries may have an error.
func (d *Document) entry(node *yaml.Node, name string) (key, value *yaml.Node) {
	const large = 200
	if len(node.Content) < large {
		for key, value := range entries(node) {
			if key.Value == name {
				return key, value
			}
		}
		return nil, nil
	}
	d.reading.Lock()
	defer d.reading.Unlock()
	index, ok := d.indexes[node]
	if !ok {
		index = map[string][2]*yaml.Node{}
		for key, value := range entries(node) {
			if _, twice := index[key.Value]; !twice {
				index[key.Value] = [2]*yaml.Node{key, value}
			}
		}
		if d.indexes == nil {
			d.indexes = map[*yaml.Node]map[string][2]*yaml.Node{}
		}
		d.indexes[node] = index
	}
	found := index[name]
	return found[0], found[1]
}

// positionOf is where an error about a value points at; key may be nil.
func positionOf(file string, key, node *yaml.Node) diagnostic.Position {
	if key != nil && (node.Kind != yaml.ScalarNode || isPlain(node) && node.Value == "") {
		node = key
	}
	return diagnostic.Position{File: file, Line: node.Line, Column: node.Column}
}
