package observe

import (
	"fmt"
	"slices"

	"github.com/prometheus/prometheus/promql/parser"
)

// Metrics are the names of those that an expression reads, sorted, each once. A selector without a name is an error: nothing could
// say what it reads.
func Metrics(expression string) ([]string, error) {
	parsed, err := parser.NewParser(parser.Options{}).ParseExpr(expression)
	if err != nil {
		return nil, err
	}
	var names []string
	parser.Inspect(parsed, func(node parser.Node, _ []parser.Node) error {
		if selector, ok := node.(*parser.VectorSelector); ok {
			if selector.Name == "" {
				err = fmt.Errorf("%s names no metric", selector)
			}
			names = append(names, selector.Name)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}
