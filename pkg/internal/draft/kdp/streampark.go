package kdp

import (
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
)

// park is what an Application of the type streampark says, with the defaults of KDP's definition.
type park struct {
	application
	settings map[string]any
	notes    []draft.Note

	image            string
	replicas         int64
	requests, limits map[string]string // cpu and memory
	pullSecrets      []string
	setting, secret  string // ConfigMap and Secret of MySQL
	localDisk        string
}

// The defaults of KDP's definition; preset kdp-streampark/v1 has those of the image, of CPU and of MySQL too.
const (
	defaultParkImage   = "streampark:v1.0.0-2.1.2"
	defaultParkVersion = "2.1.2"
	defaultSetting     = "mysql-setting"
	defaultSecret      = "mysql-secret"
)

var parkVersionInTag = lazyregexp.New(`[-:]v?(\d+\.\d+\.\d+)$`)

// parkMemory is what preset kdp-streampark/v1 gives: twice the heap of 1 GiB that StreamPark 2.1.2 starts with.
var parkMemory = resource.MustParse("2Gi")

// streamPark makes the draft, unless a field is refused.
func streamPark(app application, platform context) (draft.Draft, bool) {
	s := readPark(app, platform)
	if len(app.fields.Refused()) > 0 {
		return draft.Draft{}, false
	}
	return s.draft(), true
}

func readPark(app application, platform context) *park {
	p := app.properties
	s := &park{application: app, image: p.Text("image"), localDisk: platform.localDisk, replicas: p.Int(1, "replicas")}
	if s.image == "" {
		s.image = defaultParkImage
	}
	resources := p.Mapping("resources")
	s.requests = map[string]string{"cpu": "0.25", "memory": "512Mi"}
	s.limits = map[string]string{"cpu": "0.5", "memory": "512Mi"}
	for _, name := range []string{"requests", "limits"} {
		into := map[string]map[string]string{"requests": s.requests, "limits": s.limits}[name]
		for _, key := range []string{"cpu", "memory"} {
			value := resources.Text(name, key)
			if value == "" {
				continue
			}
			into[key] = value
			if _, err := quantity.Parse(value); err != nil {
				resources.Refuse("must be a quantity such as "+map[string]string{"cpu": "250m", "memory": "2Gi"}[key], name, key)
			}
		}
	}
	s.notes = append(s.notes, resources.Left("is no property that KDP's definition reads: it had no effect")...)
	s.pullSecrets = p.Texts("imagePullSecrets")
	s.setting, s.secret = p.Text("mysql", "mysqlSetting"), p.Text("mysql", "mysqlSecret")
	if found, ok := platform.only("mysql"); ok && s.setting == "" {
		s.setting = found.name
	}
	if found := platform.secrets["mysql"]; len(found) == 1 && s.secret == "" {
		s.secret = found[0].name
	}
	const missing = "must be set: KDP's form fills it in from the context"
	if s.setting == "" {
		p.Refuse(missing, "mysql", "mysqlSetting")
	}
	if s.secret == "" {
		p.Refuse(missing, "mysql", "mysqlSecret")
	}
	var notes []draft.Note
	s.settings, notes = platform.settingsOf(app)
	s.notes = append(s.notes, notes...)
	return s
}

func (s *park) draft() draft.Draft {
	d := draft.Draft{Kind: "StreamPark", Name: s.name, Spec: map[string]any{"preset": "kdp-streampark/v1"}, Settings: s.settings, Comments: map[string]string{},
		Objects: s.objects(), Notes: s.notes}
	d.Notes = append(d.Notes, s.fields.Note(draft.Changed, "became StreamPark "+s.name+": take it out of KDP before anything else applies the new tree, without deleting "+
		"it. Its pod is replaced once, and everybody must log in again; volumes, database and Service stay. Server-side apply refuses strategy Recreate beside the "+
		"rollingUpdate that runs: remove that first"))
	s.setImage(&d)
	s.size(&d)
	if len(s.pullSecrets) > 0 {
		d.Spec["imagePullSecrets"] = texts(s.pullSecrets)
	}
	if s.localDisk != "" {
		d.Spec["workspace"] = map[string]any{"storageClassName": s.localDisk}
		d.Spec["temp"] = map[string]any{"storageClassName": s.localDisk}
	}
	mysql := map[string]any{}
	if s.setting != defaultSetting {
		mysql["configMapName"] = s.setting
	}
	if s.secret != defaultSecret {
		mysql["secretName"] = s.secret
	}
	reader.Put(d.Settings, mysql, "mysql")
	if s.replicas != 1 {
		d.Notes = append(d.Notes, s.properties.Note(draft.Changed, "is 1 now: StreamPark supports one, as each process watches all jobs and refuses the logins of the others",
			"replicas"))
	}
	if s.name != "streampark" {
		d.Notes = append(d.Notes, s.fields.Note(draft.Changed, "has one name in the selector and in the labels of the pod now: KDP's pods are labelled streampark whatever the "+
			"Application is called, so its Deployment was refused"))
	}
	d.Notes = append(d.Notes,
		s.fields.Note(draft.Changed, "has probes of the whole liveness group, and one of readiness; actuator and H2's console are not reachable through the Ingress any more"),
		s.note(draft.NotKept, "ServiceMonitor", "scrapes /actuator/prometheus, which no image of StreamPark has: delete ServiceMonitor "+s.namespace+"-"+s.name+
			", or turn metrics on, if yours has it"),
		s.note(draft.NotKept, "log collector", "KDP adds a promtail container and its volume: have logs collected from the nodes, or say it in podTemplate"),
		s.note(draft.NotKept, "Grafana dashboard", "shows metrics of Spring Boot that this StreamPark does not have"))
	d.Notes = append(d.Notes, s.left()...)
	return d
}

func (s *park) note(outcome, what, message string) draft.Note {
	return partOf(s.fields, outcome, what, message)
}

// partOf is a note about an object that KDP makes of an Application.
func partOf(f *reader.Fields, outcome, what, message string) draft.Note {
	note := f.Note(outcome, message)
	note.Object = what + " of " + note.Object
	return note
}

func texts(all []string) []any {
	var list []any
	for _, text := range all {
		list = append(list, text)
	}
	return list
}

func (s *park) setImage(d *draft.Draft) {
	image := s.image
	if registry, ok := s.settings["imageRegistry"].(string); ok && hasHost(image) {
		image = registry + "/" + image
	}
	if image == defaultParkImage {
		return
	}
	d.Spec["image"] = image
	_, tag, _ := strings.Cut(s.image[strings.LastIndex(s.image, "/")+1:], ":")
	match := parkVersionInTag.FindStringSubmatch(":" + tag)
	switch {
	case match == nil:
		d.Notes = append(d.Notes, s.properties.Note(draft.Changed, "does not say in its tag which version of StreamPark it has: version is "+defaultParkVersion+
			", KDP's; correct it if the image has another one", "image"))
	case match[1] != defaultParkVersion:
		d.Spec["version"] = match[1]
	}
}

// size is what the pod asks for. A limit below the heap of 1 GiB, as KDP's default is, has the pod killed as soon as the heap is used.
func (s *park) size(d *draft.Draft) {
	for field, value := range map[string][2]string{"cpu": {s.requests["cpu"], "250m"}, "cpuLimit": {s.limits["cpu"], "500m"}} {
		if !sameQuantity(value[0], value[1]) {
			d.Spec[field] = reader.Cores(value[0])
		}
	}
	limit := s.limits["memory"]
	if q, err := quantity.Parse(limit); err == nil && q.Cmp(parkMemory) > 0 {
		d.Spec["memory"] = limit
		if !sameQuantity(s.requests["memory"], limit) {
			d.Notes = append(d.Notes, s.properties.Note(draft.Changed, "is "+limit+" now, the limit: a pod that uses more than it asked for is the first to be evicted",
				"resources", "requests", "memory"))
		}
		return
	}
	if !sameQuantity(limit, "2Gi") {
		d.Notes = append(d.Notes, s.properties.Note(draft.Changed, "is 2Gi now, as is the request: the heap alone is 1 GiB, so that a pod with "+limit+
			" is killed once it uses it", "resources", "limits", "memory"))
	}
}

func sameQuantity(a, b string) bool {
	x, err := quantity.Parse(a)
	y, err2 := quantity.Parse(b)
	return err == nil && err2 == nil && x.Cmp(y) == 0
}
