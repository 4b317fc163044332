package main

//lint:file-ignore SA1019 sidecars and the Grafana Operator take the classic model, whatever version Grafana has.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/cog/plugins"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
)

// committed is where the product embeds the dashboards from, and reviewed are those of environments.
const (
	committed = "../../pkg/internal/dashboard/template"
	reviewed  = "../../golden/grafana-*/tree/environments/*/shared/configmap-*.yaml"
)

func TestWhatIsEmbeddedIsWhatIsBuilt(t *testing.T) {
	folder := t.TempDir()
	if err := write(folder); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(committed)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != len(all) {
		t.Errorf("%d files in %s, and %d dashboards", len(entries), committed, len(all))
	}
	for _, d := range all {
		want, err := os.ReadFile(filepath.Join(folder, d.name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join(committed, d.name+".json")); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s.json is not what is built: run make dashboards (%v)", d.name, err)
		}
	}
}

// decoded is a dashboard, read by Grafana's own types, in which no field is unknown.
func decoded(t *testing.T, text []byte) dashboard.Dashboard {
	t.Helper()
	var d dashboard.Dashboard
	if err := strictly(text, &d); err != nil {
		t.Error(err)
	}
	return d
}

// strictly reports what is wrong with a dashboard. The error of the SDK is not nil when all is well: it is a list without entries.
func strictly(text []byte, d *dashboard.Dashboard) error {
	plugins.RegisterDefaultPlugins()
	err := d.UnmarshalJSONStrict(text)
	if found := (cog.BuildErrors)(nil); errors.As(err, &found) && len(found) == 0 {
		return nil
	}
	return err
}

func TestGrafanaKnowsEveryField(t *testing.T) {
	for _, definition := range all {
		content, err := definition.json()
		if err != nil {
			t.Fatal(err)
		}
		d := decoded(t, content)
		if len(d.Panels) < len(definition.rows) {
			t.Errorf("%s has %d panels", definition.name, len(d.Panels))
		}
		for _, fault := range []struct{ old, new string }{ // each is found, or the test says nothing
			{`"refresh"`, `"refrehs"`}, {`"gridPos":{"h"`, `"gridPos":{"hh"`}, {`"expr"`, `"exprr"`}, {`"legendFormat"`, `"legend"`},
		} {
			var faulty dashboard.Dashboard
			if err := strictly(bytes.Replace(content, []byte(fault.old), []byte(fault.new), 1), &faulty); err == nil {
				t.Errorf("%s: %s in the place of %s must be found", definition.name, fault.new, fault.old)
			}
		}
	}
}

// The dashboards of reviewed environments are as sound as the templates, and nothing is left to be filled in.
func TestReviewedDashboards(t *testing.T) {
	files, err := filepath.Glob(reviewed)
	if err != nil || len(files) < 4 {
		t.Fatalf("there must be reviewed dashboards: %v, %v", files, err)
	}
	ids := map[string]string{}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, text, found := strings.Cut(string(content), ".json: |\n")
		if !found {
			t.Fatalf("%s has no text", file)
		}
		d := decoded(t, []byte(text))
		if placeholder := regexp.MustCompile(`@[A-Za-z]+@`).FindString(text); placeholder != "" {
			t.Errorf("%s: %s is not filled in", file, placeholder)
		}
		if d.Uid == nil || len(*d.Uid) > 40 || !regexp.MustCompile(`^[a-zA-Z0-9_-]+$`).MatchString(*d.Uid) || d.Id != nil || d.Version != nil {
			t.Errorf("%s: the dashboard must have a uid of at most 40 characters, and neither id nor version", file)
		} else if other := ids[*d.Uid]; other != "" {
			t.Errorf("%s and %s have the uid %s", file, other, *d.Uid)
		} else {
			ids[*d.Uid] = file
		}
		if len(content) > 250<<10 {
			t.Errorf("%s has %d bytes", file, len(content))
		}
	}
}

func TestDashboardsAreSound(t *testing.T) {
	for _, definition := range all {
		content, err := definition.json()
		if err != nil {
			t.Fatal(err)
		}
		panels := 0
		for _, fault := range lint(content, &panels) {
			t.Errorf("%s: %s", definition.name, fault)
		}
		t.Logf("%s: %d panels, %d bytes", definition.name, panels, len(content))
	}
}

// lint finds what Grafana would take and show wrongly.
func lint(content []byte, panels *int) []string {
	var d dashboard.Dashboard
	if err := json.Unmarshal(content, &d); err != nil {
		return []string{err.Error()}
	}
	var faults []string
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	if bytes.Contains(content, []byte("${")) {
		fault("${ is what Flux replaces: write $name")
	}
	defined, used := map[string]bool{"__rate_interval": true, "__all": true}, regexp.MustCompile(`\$([A-Za-z_]+)`)
	for _, v := range d.Templating.List {
		defined[v.Name] = true
	}
	for _, name := range used.FindAllStringSubmatch(string(content), -1) {
		if !defined[name[1]] {
			fault("%s is not defined", name[0])
		}
	}
	ids, cells := map[uint32]bool{}, map[[2]uint32]string{}
	place := func(id *uint32, title string, at *dashboard.GridPos, covers bool) {
		switch {
		case id == nil || *id == 0 || ids[*id]:
			fault("%s: its id must be its own", title)
		case at == nil || at.X+at.W > columns || at.W == 0 || at.H == 0:
			fault("%s: %v is outside of the grid", title, at)
		}
		if id != nil {
			ids[*id] = true
		}
		if at == nil || !covers {
			return
		}
		for x := at.X; x < at.X+at.W; x++ {
			for y := at.Y; y < at.Y+at.H; y++ {
				if other, taken := cells[[2]uint32{x, y}]; taken {
					fault("%s covers %s", title, other)
					return
				}
				cells[[2]uint32{x, y}] = title
			}
		}
	}
	check := func(p dashboard.Panel, covers bool) {
		*panels++
		title := *p.Title
		place(p.Id, title, p.GridPos, covers)
		if p.Description == nil || len(*p.Description) < 20 {
			fault("%s: a description must say what to do", title)
		}
		if p.Type == "text" {
			return
		}
		if p.FieldConfig == nil || p.FieldConfig.Defaults.Unit == nil || *p.FieldConfig.Defaults.Unit == "" && p.Type != "state-timeline" {
			fault("%s: a unit must be set", title)
		}
		refs := map[string]bool{}
		for _, target := range p.Targets {
			text, _ := json.Marshal(target)
			var query struct {
				Expr, RefID string
				Datasource  struct{ Type, UID string }
			}
			_ = json.Unmarshal(text, &query)
			if query.Expr == "" || query.RefID == "" || refs[query.RefID] || query.Datasource.Type != "prometheus" || query.Datasource.UID != "$datasource" {
				fault("%s: a query must have an expression, a name of its own and the data source, not %s", title, text)
			}
			refs[query.RefID] = true
		}
		if len(refs) == 0 {
			fault("%s has no query", title)
		}
	}
	for _, one := range d.Panels {
		if row := one.RowPanel; row != nil {
			place(&row.Id, *row.Title, row.GridPos, true)
			for _, p := range row.Panels {
				check(p, false)
			}
			continue
		}
		check(*one.Panel, true)
	}
	return faults
}

// A fault of each kind is found.
func TestLintFindsFaults(t *testing.T) {
	content, err := flink.json()
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct{ old, new, want string }{
		"substitution": {`app=~\"$app\"`, `app=~\"${app}\"`, "${ is what Flux"},
		"variable":     {`app=~\"$app\"`, `app=~\"$apps\"`, "$apps is not defined"},
		"id":           {`"id":4,`, `"id":3,`, "its id must be its own"},
		"overlap":      {`"gridPos":{"h":4,"w":4,"x":4,`, `"gridPos":{"h":4,"w":4,"x":3,`, "covers"},
		"grid":         {`"gridPos":{"h":4,"w":4,"x":20,`, `"gridPos":{"h":4,"w":4,"x":21,`, "outside of the grid"},
		"unit":         {`"unit":"short"`, `"unit":""`, "a unit must be set"},
		"data source":  {`"targets":[{"datasource":{"type":"prometheus","uid":"$datasource"}`, `"targets":[{"datasource":{"type":"loki","uid":"$datasource"}`, "a query must have"},
	} {
		t.Run(name, func(t *testing.T) {
			faulty := bytes.Replace(content, []byte(test.old), []byte(test.new), 1)
			if bytes.Equal(faulty, content) {
				t.Fatalf("%s is not there", test.old)
			}
			count := 0
			if faults := strings.Join(lint(faulty, &count), "\n"); !strings.Contains(faults, test.want) {
				t.Errorf("%q must be among the faults: %s", test.want, faults)
			}
		})
	}
}
