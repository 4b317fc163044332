package main

import (
	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
)

// variable is a choice of values of a label.
type variable struct {
	name, label string

	// query gives the values, such as label_values(metric, label).
	query string

	// values is a regular expression that leaves out what is not of the environment; empty for none.
	values string
}

func (v variable) builder() cog.Builder[dashboard.VariableModel] {
	builder := dashboard.NewQueryVariableBuilder(v.name).
		Label(v.label).
		Datasource(datasource).
		Query(dashboard.StringOrMap{Map: map[string]any{"query": v.query, "refId": v.name}}).
		Definition(v.query).
		Refresh(dashboard.VariableRefreshOnTimeRangeChanged).
		Sort(dashboard.VariableSortAlphabeticalAsc).
		Multi(true).
		IncludeAll(true).
		Current(dashboard.VariableOption{Text: dashboard.StringOrArrayOfString{ArrayOfString: []string{"All"}},
			Value: dashboard.StringOrArrayOfString{ArrayOfString: []string{"$__all"}}})
	if v.values != "" {
		builder.Regex(v.values)
	}
	return builder
}
