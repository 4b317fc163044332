package main

//lint:file-ignore SA1019 sidecars and the Grafana Operator take the classic model, whatever version Grafana has.

import (
	"bytes"
	"encoding/json"

	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/common"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
)

// definition is a dashboard, before it is anybody's.
type definition struct {
	name        string // of its file, such as flink
	title       string
	description string
	variables   []variable
	rows        []row
}

// all are the dashboards.
var all = []definition{flink, operator, streamPark}

// row is a heading with the panels below it.
type row struct {
	title     string
	collapsed bool // for what only an option gives, so that nobody meets empty panels
	panels    []panel
}

// columns of Grafana's grid.
const columns = 24

// datasource is the one that the reader chooses.
var datasource = common.DataSourceRef{Type: cog.ToPtr("prometheus"), Uid: cog.ToPtr("$datasource")}

// json is the dashboard with one panel a line, so that changes can be read.
func (d definition) json() ([]byte, error) {
	builder := dashboard.NewDashboardBuilder(d.title+" (@environment@)").
		Uid("@uid@").
		Description(d.description).
		Tags([]string{"flinkustomize", "@environment@"}).
		Time("now-3h", "now").
		Timezone("browser").
		Refresh("30s").
		Tooltip(dashboard.DashboardCursorSyncCrosshair).
		Link(dashboard.NewDashboardLinkBuilder("Other dashboards").Type(dashboard.DashboardLinkTypeDashboards).
			Tags([]string{"flinkustomize", "@environment@"}).AsDropdown(true).KeepTime(true))
	builder.WithVariable(dashboard.NewDatasourceVariableBuilder("datasource").Label("Data source").Type("prometheus"))
	for _, v := range d.variables {
		builder.WithVariable(v.builder())
	}
	built, err := builder.Build()
	if err != nil {
		return nil, err
	}
	built.Panels = nil
	for i := range built.Links {
		built.Links[i].Placement = nil // above the panels, and not in a menu
	}
	id, y := uint32(1), uint32(0)
	for _, r := range d.rows {
		heading, panels, err := r.build(&id, &y)
		if err != nil {
			return nil, err
		}
		built.Panels = append(built.Panels, dashboard.PanelOrRowPanel{RowPanel: heading})
		for i := range panels {
			built.Panels = append(built.Panels, dashboard.PanelOrRowPanel{Panel: &panels[i]})
		}
	}
	return encode(built)
}

// build lays out the panels of a row, from the left to the right, below y. Those of a collapsed one stand in the row itself.
func (r row) build(id, y *uint32) (*dashboard.RowPanel, []dashboard.Panel, error) {
	heading, err := dashboard.NewRowBuilder(r.title).Id(*id).Collapsed(r.collapsed).
		GridPos(dashboard.GridPos{H: 1, W: columns, X: 0, Y: *y}).Build()
	if err != nil {
		return nil, nil, err
	}
	*id++
	*y++
	var panels []dashboard.Panel
	x, height := uint32(0), uint32(0)
	for _, p := range r.panels {
		if x+p.width() > columns {
			x, *y, height = 0, *y+height, 0
		}
		built, err := p.build(*id, dashboard.GridPos{H: p.height(), W: p.width(), X: x, Y: *y})
		if err != nil {
			return nil, nil, err
		}
		built.RepeatDirection = nil // of a panel that is not repeated
		panels = append(panels, built)
		*id++
		x, height = x+p.width(), max(height, p.height())
	}
	*y += height
	if r.collapsed {
		heading.Panels, panels = panels, nil
	}
	return &heading, panels, nil
}

// encode writes each variable and each panel in a line of its own.
func encode(d dashboard.Dashboard) ([]byte, error) {
	whole, err := compact(d)
	if err != nil {
		return nil, err
	}
	for _, list := range []any{d.Panels, d.Templating.List} {
		text, err := compact(list)
		if err != nil {
			return nil, err
		}
		var elements []json.RawMessage
		if err := json.Unmarshal(text, &elements); err != nil {
			return nil, err
		}
		lines := make([][]byte, len(elements))
		for i, element := range elements {
			lines[i] = element
		}
		whole = bytes.Replace(whole, text, append(append([]byte("[\n"), bytes.Join(lines, []byte(",\n"))...), "\n]"...), 1)
	}
	// Grafana walks over the list, which the SDK leaves out where it is empty.
	whole = bytes.Replace(whole, []byte(`"annotations":{}`), []byte(`"annotations":{"list":[]}`), 1)
	return append(whole, '\n'), nil
}

// compact is JSON in which < and > stand as people read them.
func compact(value any) ([]byte, error) {
	var out, dense bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	text := out.Bytes()
	for escaped, plain := range map[string]string{`\u003c`: "<", `\u003e`: ">", `\u0026`: "&"} { // the SDK's own encoding of a panel
		text = bytes.ReplaceAll(text, []byte(escaped), []byte(plain))
	}
	err := json.Compact(&dense, text)
	return dense.Bytes(), err
}
