package decode

import (
	"fmt"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// checker refuses what YAML allows and a spec must not have.
type checker struct {
	file string
	errs diagnostic.Findings

	documentLine int
	open         map[*yaml.Node]bool // anchored nodes on the way from the root
	aliased      int                 // nodes reached through aliases, in the whole file
	aliasedBytes int                 // of their texts
}

func (c *checker) errorf(p diagnostic.Path, node *yaml.Node, format string, args ...any) {
	c.errs = append(c.errs, diagnostic.Finding{
		Position: diagnostic.Position{File: c.file, Line: node.Line, Column: node.Column},
		Path:     p,
		Message:  fmt.Sprintf(format, args...),
		Rule:     diagnostic.RuleYAML,
	})
}

// document is whether the document can be walked safely, even if it has errors.
func (c *checker) document(node *yaml.Node) bool {
	root := node.Content[0]
	if root.Kind != yaml.MappingNode {
		c.errorf(nil, root, "must be a mapping with apiVersion and kind, not %s", describe(root))
		return false
	}
	c.documentLine = node.Line
	c.open = map[*yaml.Node]bool{}
	return c.node(nil, root, 0, false)
}

func describe(node *yaml.Node) string {
	if node.Kind == yaml.AliasNode {
		return "an alias"
	}
	return string(kindOf(node))
}

// node is whether a node can be walked safely. What is reached through an alias
// was or will be checked at its anchor, but for its depth and its cost.
func (c *checker) node(p diagnostic.Path, node *yaml.Node, depth int, aliased bool) bool {
	if depth > maxNesting {
		c.errorf(p, node, "must not be nested more than %d levels deep", maxNesting)
		return false
	}
	if aliased {
		if c.aliased++; c.aliased > maxAliased {
			c.errorf(p, node, "must not stand for more than %d values through aliases: write them out", maxAliased)
			return false
		}
		if c.aliasedBytes += len(node.Value); c.aliasedBytes > maxAliasedBytes {
			c.errorf(p, node, "must not stand for more than %d MiB of text through aliases: write it once", maxAliasedBytes>>20)
			return false
		}
	} else if node.Style&yaml.TaggedStyle != 0 {
		c.errorf(p, node, "must be written without the tag %s", diagnostic.Quote(node.Tag))
	}
	if node.Anchor != "" {
		c.open[node] = true
		defer delete(c.open, node)
	}
	switch node.Kind {
	case yaml.AliasNode:
		return c.alias(p, node, depth)
	case yaml.MappingNode:
		return c.mapping(p, node, depth, aliased)
	case yaml.SequenceNode:
		for i, element := range node.Content {
			if !c.node(p.Index(i), element, depth+1, aliased) {
				return false
			}
		}
	}
	return true
}

func (c *checker) alias(p diagnostic.Path, node *yaml.Node, depth int) bool {
	switch {
	case c.open[node.Alias]:
		c.errorf(p, node, "must not be an alias of what it stands in: *%s", node.Value)
		return false
	case node.Alias.Line < c.documentLine:
		// The parser lets anchors live on; other tools do not.
		c.errorf(p, node, "must be an alias of an anchor in the same document: *%s", node.Value)
		return false
	}
	return c.node(p, node.Alias, depth, true)
}

func (c *checker) mapping(p diagnostic.Path, node *yaml.Node, depth int, aliased bool) bool {
	lines := make(map[string]int, len(node.Content)/2)
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		at := p.Child(key.Value)
		if !aliased {
			c.key(p, at, node, key, lines)
		}
		if !c.node(at, value, depth+1, aliased) {
			return false
		}
	}
	return true
}

func (c *checker) key(p, at diagnostic.Path, in, key *yaml.Node, lines map[string]int) {
	switch {
	case key.Kind == yaml.MappingNode && key.Line == in.Line && key.Column == in.Column+1: // {{
		c.errorf(p, key, isTemplate)
	case key.Kind != yaml.ScalarNode:
		c.errorf(p, key, "must have keys that are strings, not %s", describe(key))
	case isMergeKey(key):
		c.errorf(at, key, "must not be a merge key: write the fields out")
	case key.Style&yaml.TaggedStyle != 0:
		c.errorf(at, key, "must be written without the tag %s", diagnostic.Quote(key.Tag))
	case lines[key.Value] > 0:
		c.errorf(at, key, "must be given once; it is given in line %d already", lines[key.Value])
	default:
		lines[key.Value] = key.Line
	}
}
