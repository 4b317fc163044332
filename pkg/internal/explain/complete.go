package explain

import (
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Complete are the names that begin as a text does, sorted: rules, kinds and options, and behind a kind and a dot its fields.
func Complete(prefix string) []string {
	var all []string
	add := func(name string) {
		if strings.HasPrefix(name, prefix) {
			all = append(all, name)
		}
	}
	for _, rule := range diagnostic.Rules() {
		add(rule.ID())
	}
	for _, kind := range kindNames() {
		add(kind)
	}
	for _, entry := range flink.Catalog() {
		add(entry.Key)
	}
	for _, option := range operator.Options() {
		add(option.Key)
	}
	for _, name := range fieldsBelow(prefix) {
		add(name)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// fieldsBelow are the fields of what stands before the last dot, with the kind as it was written.
func fieldsBelow(prefix string) []string {
	dot := strings.LastIndexByte(prefix, '.')
	kind, path, ok := kindOf(prefix[:max(dot, 0)])
	if !ok {
		return nil
	}
	field, err := fieldOf(kind, path, false)
	if err != nil {
		return nil
	}
	var names []string
	for _, below := range field.Fields {
		if !strings.Contains(below.Path, "<key>") { // what a user names is not known
			names = append(names, prefix[:dot+1]+below.Name)
		}
	}
	return names
}
