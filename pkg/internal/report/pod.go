package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

// Measures of the frame and of what is in it.
const (
	headroom  = 16  // above the first row: a row may have copies behind it
	haWidth   = 126 // what high availability takes of the row of the JobManager
	mostInRow = 3
)

// pods places what runs in the namespace, and connects it with who comes in.
func (d *drawing) pods(t *inventory.Target, in []box) {
	d.frame = box{class: "frame", x: 1, y: d.height, w: drawingWidth - 2}
	y := d.height + headroom
	var above *box
	for _, p := range t.Processes {
		if p.Role == inventory.RoleTaskManager {
			y = d.branch(taskManagers(p), above, y)
			continue
		}
		b := d.pod(t, p, y)
		for _, from := range in {
			x, _ := from.middle()
			d.connect("M%d %dv%dH%dV%d"+down, x, from.bottom(), stem/2, min(x, b.x+b.w-inset), b.y-copyStep*b.copies-1)
		}
		in, above, y = nil, &b, b.bottom()+gap
	}
	if len(t.Uses) > 0 {
		y = d.branch(registered(t.Uses), above, y)
	}
	d.label("place", 1+inset, y+8, shorten(with("namespace ", t.Namespace), 180, labelChar))
	d.label("place end", drawingWidth-1-inset, y+8, shorten(operated(t), 155, labelChar))
	d.frame.h = y + 18 - d.frame.y
	d.height = d.frame.bottom() + 1
}

// label is a text of the frame.
func (d *drawing) label(names string, x, y int, what string) {
	if what != "" {
		d.labels = append(d.labels, el("text", class(names), number("x", x), number("y", y), text(what)))
	}
}

// operated says how the operator runs the target.
func operated(t *inventory.Target) string {
	mode := strings.ToLower(t.Mode)
	if t.OperatorVersion == "" {
		return mode
	}
	return strings.TrimPrefix(mode+", operator "+t.OperatorVersion, ", ")
}

// pod places the pods of a role, one behind the other, in a row of their own.
func (d *drawing) pod(t *inventory.Target, p inventory.Process, y int) box {
	b := box{class: "pod", x: 1 + inset, y: y, w: drawingWidth - 2 - 2*inset, title: p.Role, rows: rows([]string{size(p)})}
	if p.Replicas > 1 {
		b.title, b.rows = strconv.Itoa(p.Replicas)+" "+p.Role+"s", rows([]string{size(p) + " each"})
		b.copies = min(p.Replicas-1, 2)
	}
	var ha box
	switch p.Role {
	case inventory.RoleJobManager:
		b.note = with("Flink ", t.FlinkVersion)
		ha = highAvailability(t)
	case inventory.RoleStreamPark:
		b.note = t.StreamParkVersion
	}
	b = b.fit()
	if ha.title != "" {
		b.w -= haWidth + stem
		ha.x, ha.y, ha.w = b.x+b.w+stem, b.y, haWidth
		ha = ha.fit()
		b.h = max(b.h, ha.h)
		ha.h = b.h
		if ha.class != absentClass {
			_, middle := ha.middle()
			d.connect("M%d %dH%d"+right, b.x+b.w, middle, ha.x-1)
		}
		d.boxes = append(d.boxes, ha)
	}
	d.boxes = append(d.boxes, b)
	return b
}

// highAvailability is what keeps the leader and the jobs where it stands beside the JobManager: in the same namespace, or
// nowhere. ZooKeeper is a dependency.
func highAvailability(t *inventory.Target) box {
	switch v1alpha1.HighAvailabilityMode(t.HighAvailability) {
	case v1alpha1.HighAvailabilityKubernetes:
		return box{class: "ha", outline: sheet, title: "ConfigMaps", rows: rows([]string{"HA: leader, jobs"})}
	case v1alpha1.HighAvailabilityNone:
		return box{class: absentClass, title: "No HA", rows: rows([]string{"leader and jobs", "are not kept"})}
	case v1alpha1.HighAvailabilityZooKeeper, "":
		return box{}
	}
	return box{class: "ha", title: "HA", rows: rows(wrap(t.HighAvailability, haWidth-2*inset, 3))}
}

// taskManagers are beside each other, with what stands for the rest.
func taskManagers(p inventory.Process) []box {
	one := box{class: "pod", title: "TaskManager", rows: rows(wrap(size(p), 90, 2)), slots: p.Slots}
	if p.Slots > 0 {
		one.rows = append(one.rows, row{text: plural(p.Slots, "slot")})
	}
	if p.Replicas == 0 {
		return []box{one, one, {class: "pod more", title: "…", rows: rows([]string{"as many as", "jobs need"})}}
	}
	var all []box
	for range min(p.Replicas, mostInRow) {
		all = append(all, one)
	}
	return fewer(all, p.Replicas)
}

// registered are the sessions that a StreamPark registers.
func registered(folders []string) []box {
	var all []box
	for _, folder := range folders[:min(len(folders), mostInRow)] {
		all = append(all, box{class: "pod", title: folder[strings.LastIndexByte(folder, '/')+1:], rows: rows([]string{"registered"})})
	}
	return fewer(all, len(folders))
}

// fewer has the last box stand for the rest where there are more than are drawn.
func fewer(drawn []box, n int) []box {
	if n > len(drawn) {
		drawn[len(drawn)-1] = box{class: "pod more", title: fmt.Sprintf("+ %d", n-len(drawn)+1), rows: rows([]string{"more"})}
	}
	return drawn
}

// branch places boxes in a row, connected with what they belong to, and returns where the next row begins.
func (d *drawing) branch(boxes []box, above *box, y int) int {
	y += stem - gap
	w := (drawingWidth - 2 - 2*inset - (len(boxes)-1)*narrow) / len(boxes)
	highest := 0
	for i := range boxes {
		boxes[i].x, boxes[i].y, boxes[i].w = 1+inset+i*(w+narrow), y, w
		boxes[i] = boxes[i].fit()
		highest = max(highest, boxes[i].h)
	}
	for i := range boxes {
		boxes[i].h = highest
	}
	d.boxes = append(d.boxes, boxes...)
	if above != nil {
		from, _ := above.middle()
		tree := fmt.Sprintf("M%d %dV%d", from, above.bottom(), y-stem/2)
		for _, b := range boxes {
			to, _ := b.middle()
			if len(boxes) == 1 {
				to = from
			}
			tree += fmt.Sprintf("M%d %dH%dV%d"+down, from, y-stem/2, to, y-1)
		}
		d.connect("%s", tree)
	}
	return y + highest + gap
}
