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

	manifests bool // of anybody's: see Manifests

	path         diagnostic.Path // of the node that is being checked; a finding has a copy
	documentLine int
	open         map[*yaml.Node]bool // anchored nodes on the way from the root
	aliased      int                 // nodes reached through aliases, in the whole file
	aliasedBytes int                 // of their texts
}

func (c *checker) errorf(node *yaml.Node, format string, args ...any) {
	c.errs = append(c.errs, diagnostic.Finding{
		Position: diagnostic.Position{File: c.file, Line: node.Line, Column: node.Column},
		Path:     append(diagnostic.Path(nil), c.path...),
		Message:  fmt.Sprintf(format, args...),
		Rule:     diagnostic.RuleYAML,
	})
}

// keyErrorf is errorf for an entry of the mapping that is being checked.
func (c *checker) keyErrorf(key *yaml.Node, format string, args ...any) {
	c.path = append(c.path, diagnostic.NameElement(key.Value))
	c.errorf(key, format, args...)
	c.path = c.path[:len(c.path)-1]
}

// document is whether the document can be walked safely, even if it has errors.
func (c *checker) document(node *yaml.Node) bool {
	root := node.Content[0]
	if root.Kind != yaml.MappingNode && c.manifests {
		return false
	}
	if root.Kind != yaml.MappingNode {
		c.errorf(root, "must be a mapping with apiVersion and kind, not %s", describe(root))
		return false
	}
	c.documentLine = node.Line
	return c.node(root, 0, false)
}

func describe(node *yaml.Node) string {
	if node.Kind == yaml.AliasNode {
		return "an alias"
	}
	return string(kindOf(node))
}

// node is whether a node can be walked safely. What is reached through an alias
// was or will be checked at its anchor, but for its depth and its cost.
func (c *checker) node(node *yaml.Node, depth int, aliased bool) bool {
	if depth > maxNesting {
		c.errorf(node, "must not be nested more than %d levels deep", maxNesting)
		return false
	}
	if aliased {
		if c.aliased++; c.aliased > maxAliased {
			c.errorf(node, "must not expand to more than %d values through aliases: write them out", maxAliased)
			return false
		}
		if c.aliasedBytes += len(node.Value); c.aliasedBytes > maxAliasedBytes {
			c.errorf(node, "must not expand to more than %d MiB of text through aliases: write it once", maxAliasedBytes>>20)
			return false
		}
	} else if node.Style&yaml.TaggedStyle != 0 && !c.manifests {
		c.errorf(node, "must be written without the tag %s", diagnostic.Quote(node.Tag))
	}
	if node.Anchor != "" {
		if c.open == nil {
			c.open = map[*yaml.Node]bool{}
		}
		c.open[node] = true
		defer delete(c.open, node)
	}
	switch node.Kind {
	case yaml.AliasNode:
		return c.alias(node, depth)
	case yaml.MappingNode:
		return c.mapping(node, depth, aliased)
	case yaml.SequenceNode:
		for i, element := range node.Content {
			if !c.child(diagnostic.IndexElement(i), element, depth, aliased) {
				return false
			}
		}
	}
	return true
}

func (c *checker) alias(node *yaml.Node, depth int) bool {
	switch {
	case c.open[node.Alias]:
		c.errorf(node, "must not be an alias of what contains it: *%s", node.Value)
		return false
	case node.Alias.Line < c.documentLine:
		// The parser lets anchors live on; other tools do not.
		c.errorf(node, "must be an alias of an anchor in the same document: *%s", node.Value)
		return false
	}
	return c.node(node.Alias, depth, true)
}

// child is node for one that a step of the path leads to.
func (c *checker) child(at diagnostic.Element, node *yaml.Node, depth int, aliased bool) bool {
	c.path = append(c.path, at)
	ok := c.node(node, depth+1, aliased)
	c.path = c.path[:len(c.path)-1]
	return ok
}

func (c *checker) mapping(node *yaml.Node, depth int, aliased bool) bool {
	lines := map[string]int{} // without a size, a small one needs no memory of its own
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		if !aliased {
			c.key(node, key, lines)
		}
		if !c.child(diagnostic.NameElement(key.Value), value, depth, aliased) {
			return false
		}
	}
	return true
}

func (c *checker) key(in, key *yaml.Node, lines map[string]int) {
	switch {
	case key.Kind == yaml.MappingNode && key.Line == in.Line && key.Column == in.Column+1: // {{
		c.errorf(key, isTemplate)
	case key.Kind != yaml.ScalarNode:
		c.errorf(key, "must have keys that are strings, not %s", describe(key))
	case c.manifests && (isMergeKey(key) || key.Style&yaml.TaggedStyle != 0):
	case isMergeKey(key):
		c.keyErrorf(key, "must not be a merge key: write the fields out")
	case key.Style&yaml.TaggedStyle != 0:
		c.keyErrorf(key, "must be written without the tag %s", diagnostic.Quote(key.Tag))
	case lines[key.Value] > 0:
		c.keyErrorf(key, "must be given once; it is already given on line %d", lines[key.Value])
	default:
		lines[key.Value] = key.Line
	}
}
