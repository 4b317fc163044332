package report

import (
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

// addressWidth is what the Ingress takes of the row at the top where a StreamPark stands beside it: addresses are longer
// than names.
const addressWidth = 220

// access places who comes in, in a row at the top, and returns where from.
func (d *drawing) access(t *inventory.Target, registrars []*inventory.Target) []box {
	var all []box
	if len(t.URLs) > 0 {
		all = append(all, box{outline: pill, class: "access", title: "Ingress", x: 1, w: drawingWidth - 2})
	}
	if len(registrars) > 0 {
		all = append(all, registrar(registrars))
	}
	switch len(all) {
	case 0:
		return nil
	case 2:
		all[0].w, all[1].w = addressWidth, drawingWidth-2-addressWidth-gap
		all[1].x = 1 + addressWidth + gap
	}
	if len(t.URLs) > 0 {
		all[0].rows = rows(wrap(withoutScheme(t.URLs[0]), all[0].w-2*inset, 3))
		all[0].note = others(len(t.URLs))
	}
	highest := 0
	for i := range all {
		all[i].y = 1
		all[i] = all[i].fit()
		highest = max(highest, all[i].h)
	}
	for i := range all {
		all[i].h = highest
	}
	d.boxes = append(d.boxes, all...)
	d.height = 1 + highest + stem
	return all
}

// registrar is the StreamPark that submits jobs to the target: the first one of several.
func registrar(all []*inventory.Target) box {
	b := box{class: "access", title: all[0].Name, note: others(len(all)), x: 1, w: drawingWidth - 2}
	if version := all[0].StreamParkVersion; version != "" {
		b.rows = rows([]string{"StreamPark " + version})
	}
	b.rows = append(b.rows, row{text: "registers it"})
	return b
}

// others says how many there are beside the first.
func others(n int) string {
	if n < 2 {
		return ""
	}
	return "+" + strconv.Itoa(n-1)
}

func withoutScheme(address string) string {
	_, after, found := strings.Cut(address, "://")
	if !found {
		return address
	}
	return after
}
