package main

import (
	"fmt"

	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/common"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
	"github.com/grafana/grafana-foundation-sdk/go/prometheus"
	"github.com/grafana/grafana-foundation-sdk/go/stat"
	"github.com/grafana/grafana-foundation-sdk/go/statetimeline"
	"github.com/grafana/grafana-foundation-sdk/go/text"
	"github.com/grafana/grafana-foundation-sdk/go/timeseries"
)

// panel is one panel, which says in its description what to do about what it shows.
type panel struct {
	title, description string
	queries            []query
	unit               string // of Grafana, such as bytes
	shows              shown

	stacked bool
	most    float64  // of the axis; 0 for none
	warn    float64  // from which value on it is yellow, or below which if red is lower; 0 for none
	alarm   float64  // red
	names   []string // of the states 0, 1, ... of a timeline, the best first
}

// query is an expression, and the name of each series that it gives, such as {{app}}.
type query struct{ expression, legend string }

// shown is the form of a panel.
type shown int

const (
	graph shown = iota
	number
	states
	links
)

func (p panel) width() uint32 {
	switch p.shows {
	case number:
		return 4
	case states, links:
		return columns
	}
	return 8
}

func (p panel) height() uint32 {
	switch p.shows {
	case number:
		return 4
	case links:
		return 5
	}
	return 8
}

// build makes the panel with what the SDK leaves empty: identity, legend and tooltip.
func (p panel) build(id uint32, at dashboard.GridPos) (dashboard.Panel, error) {
	switch p.shows {
	case links:
		return text.NewPanelBuilder().Id(id).GridPos(at).Title(p.title).Description(p.description).
			Mode(text.TextModeMarkdown).Content("@links@").Build()
	case number:
		builder := stat.NewPanelBuilder().Id(id).GridPos(at).Title(p.title).Description(p.description).
			Datasource(datasource).Unit(p.unit).Thresholds(p.thresholds()).
			GraphMode(common.BigValueGraphModeArea).ColorMode(common.BigValueColorModeValue).TextMode(common.BigValueTextModeAuto).
			JustifyMode(common.BigValueJustifyModeAuto).Orientation(common.VizOrientationAuto).
			ReduceOptions(common.NewReduceDataOptionsBuilder().Calcs([]string{"lastNotNull"}))
		for i, q := range p.queries {
			builder.WithTarget(q.builder(i))
		}
		return builder.Build()
	case states:
		builder := statetimeline.NewPanelBuilder().Id(id).GridPos(at).Title(p.title).Description(p.description).
			Datasource(datasource).Unit(p.unit).Mappings(p.mappings()).
			ColorScheme(dashboard.NewFieldColorBuilder().Mode(dashboard.FieldColorModeIdThresholds)).Thresholds(p.thresholds()).
			MergeValues(true).ShowValue(common.VisibilityModeAuto).RowHeight(0.9).FillOpacity(70).
			Legend(p.legend()).Tooltip(p.tooltip())
		for i, q := range p.queries {
			builder.WithTarget(q.builder(i))
		}
		return builder.Build()
	}
	builder := timeseries.NewPanelBuilder().Id(id).GridPos(at).Title(p.title).Description(p.description).
		Datasource(datasource).Unit(p.unit).Min(0).
		DrawStyle(common.GraphDrawStyleLine).LineWidth(1).FillOpacity(10).ShowPoints(common.VisibilityModeNever).
		Legend(p.legend()).Tooltip(p.tooltip())
	if p.most > 0 {
		builder.Max(p.most)
	}
	if p.stacked {
		builder.Stacking(common.NewStackingConfigBuilder().Mode(common.StackingModeNormal).Group("A")).FillOpacity(40)
	}
	if p.alarm > 0 {
		builder.Thresholds(p.thresholds()).
			ThresholdsStyle(common.NewGraphThresholdsStyleConfigBuilder().Mode(common.GraphThresholdsStyleModeDashed))
	}
	for i, q := range p.queries {
		builder.WithTarget(q.builder(i))
	}
	return builder.Build()
}

// builder numbers the query as Grafana does, and names the data source in it: a strict decoder knows its fields by that.
func (q query) builder(i int) *prometheus.DataqueryBuilder {
	return prometheus.NewDataqueryBuilder().RefId(string(rune('A' + i))).Datasource(datasource).
		Expr(q.expression).LegendFormat(q.legend).Range().EditorMode(prometheus.QueryEditorModeCode)
}

func (panel) legend() *common.VizLegendOptionsBuilder {
	return common.NewVizLegendOptionsBuilder().ShowLegend(true).DisplayMode(common.LegendDisplayModeList).
		Placement(common.LegendPlacementBottom).Calcs([]string{})
}

func (panel) tooltip() *common.VizTooltipOptionsBuilder {
	return common.NewVizTooltipOptionsBuilder().Mode(common.TooltipDisplayModeMulti).Sort(common.SortOrderDescending)
}

// thresholds colour a value: green, then yellow and red from where they are set.
func (p panel) thresholds() *dashboard.ThresholdsConfigBuilder {
	steps := []dashboard.Threshold{{Color: "green"}}
	for _, step := range []struct {
		color string
		from  float64
	}{{"yellow", p.warn}, {"red", p.alarm}} {
		if step.from > 0 {
			steps = append(steps, dashboard.Threshold{Color: step.color, Value: cog.ToPtr(step.from)})
		}
	}
	return dashboard.NewThresholdsConfigBuilder().Mode(dashboard.ThresholdsModeAbsolute).Steps(steps)
}

// mappings name the states of a timeline.
func (p panel) mappings() []dashboard.ValueMapping {
	options := map[string]dashboard.ValueMappingResult{}
	for i, name := range p.names {
		options[fmt.Sprint(i)] = dashboard.ValueMappingResult{Text: cog.ToPtr(name), Index: cog.ToPtr(int32(i))}
	}
	return []dashboard.ValueMapping{{ValueMap: &dashboard.ValueMap{Type: dashboard.MappingTypeValueToText, Options: options}}}
}
