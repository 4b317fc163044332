package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

// spine is where the line to the dependencies is; they are at its right.
const (
	spine           = 18
	dependencyWidth = drawingWidth - 1 - 2*spine
)

// dependencies places what the pods need that is not in their namespace, one below the other, on a line that comes from
// the frame.
func (d *drawing) dependencies(t *inventory.Target) {
	y, from, last := d.height+14, d.height-1, 0
	branches := ""
	for _, b := range needs(t) {
		b.x, b.y, b.w = drawingWidth-1-dependencyWidth, y, dependencyWidth
		b = b.fit()
		if b.class != absentClass {
			_, last = b.middle()
			branches += fmt.Sprintf("M%d %dH%d"+right, spine, last, b.x-1)
		}
		d.boxes = append(d.boxes, b)
		y = b.bottom() + gap
		d.height = b.bottom() + 2
	}
	if branches != "" {
		d.connect("M%d %dV%d%s", spine, from, last, branches)
	}
}

// mostServers are named of a quorum.
const mostServers = 3

// needs are the dependencies, without their places.
func needs(t *inventory.Target) []box {
	var all []box
	if servers := servers(t); len(servers) > 0 {
		b := box{class: "ha", title: "ZooKeeper", servers: min(len(servers), 5)}
		if n := len(servers) - mostServers; n > 0 {
			servers = append(servers[:mostServers], fmt.Sprintf("and %d more", n))
		}
		b.rows = rows(servers)
		all = append(all, b)
	}
	all = append(all, stores(t)...)
	if t.Hive != "" {
		all = append(all, box{class: "store", outline: cylinder, title: "Hive metastore", rows: []row{{"", "ConfigMap " + t.Hive}}})
	}
	if t.Database != "" {
		all = append(all, box{class: "store", outline: cylinder, title: "Database", rows: rows(wrap(t.Database, dependencyWidth-2*inset, 3))})
	}
	return all
}

// stores are where state lies: one for each bucket, name node or volume, with the folder that all of it has in common, and
// what lies where below.
func stores(t *inventory.Target) []box {
	var all []box
	var roots []string
	for _, r := range []row{{"HA metadata", t.HighAvailabilityDir}, {"checkpoints", t.Checkpoints}, {"savepoints", t.Savepoints}} {
		if r.text == "" {
			continue
		}
		root, below := split(r.text)
		at := slices.Index(roots, root)
		if at < 0 {
			at = len(all)
			roots = append(roots, root)
			all = append(all, box{class: "store", outline: cylinder, title: storeName(root, t)})
		}
		all[at].rows = append(all[at].rows, row{r.label, below})
	}
	for i := range all {
		folder := common(all[i].rows)
		for j := range all[i].rows {
			all[i].rows[j].text = strings.TrimPrefix(all[i].rows[j].text, folder)
		}
		all[i].rows = append([]row{{"", roots[i] + folder}}, all[i].rows...)
	}
	if len(all) > 0 || t.Storage == "" {
		return all
	}
	if t.Storage == string(v1alpha1.StorageNone) {
		return []box{{class: absentClass, title: "No storage", rows: rows([]string{"checkpoints stay in the JobManager's memory"})}}
	}
	b := box{class: "store", outline: cylinder, title: t.Storage}
	if t.StorageURI != "" {
		b.rows = rows([]string{t.StorageURI})
	}
	return []box{b}
}

// common is the folder that the paths of rows have in common.
func common(rows []row) string {
	folder := rows[0].text
	for _, r := range rows {
		for !strings.HasPrefix(r.text, folder+"/") {
			at := strings.LastIndexByte(folder, '/')
			if at < 0 {
				return ""
			}
			folder = folder[:at]
		}
	}
	return folder
}

// split divides a URI into the store and the path in it.
func split(uri string) (root, rest string) {
	scheme, after, found := strings.Cut(uri, "://")
	if !found {
		scheme, after, found = strings.Cut(uri, ":")
		if !found {
			return "", uri
		}
		return scheme + ":", after
	}
	host, rest, _ := strings.Cut(after, "/")
	return scheme + "://" + host, "/" + rest
}

// storeName is what people call the store of a URI, by its scheme.
func storeName(root string, t *inventory.Target) string {
	scheme, _, _ := strings.Cut(root, ":")
	for _, known := range []struct {
		name    string
		schemes []string
	}{
		{"S3", []string{"s3", "s3a", "s3p"}},
		{"HDFS", []string{"hdfs", "viewfs"}},
		{"Google Cloud Storage", []string{"gs"}},
		{"Azure Blob Storage", []string{"abfs", "abfss", "wasb", "wasbs"}},
		{"OSS", []string{"oss"}},
	} {
		if slices.Contains(known.schemes, scheme) {
			return known.name
		}
	}
	switch {
	case scheme != "file" && scheme != "":
		return scheme
	case t.Storage == string(v1alpha1.StorageVolume):
		return t.Storage
	}
	return "File system"
}
