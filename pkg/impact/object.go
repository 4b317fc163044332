package impact

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// kindID is what objects of one kind have in common, of whatever version.
type kindID struct{ group, kind string }

// object is one of a target's.
type object struct {
	id      ID
	app     string
	release operator.Release // of the operator there; the newest where it is not known
	content map[string]any
}

func (o *object) kind() kindID { return kindID{o.id.Group, o.id.Kind} }

// at is the value that names lead to; nil where there is none.
func (o *object) at(names ...string) any { return at(o.content, names...) }

// text is the string at a path; empty for anything else.
func (o *object) text(names ...string) string {
	text, _ := o.at(names...).(string)
	return text
}

// spec is the spec, or what stands for one at a path.
func (o *object) spec(names ...string) map[string]any {
	spec, _ := o.at(append([]string{"spec"}, names...)...).(map[string]any)
	return spec
}

func at(value any, names ...string) any {
	for _, name := range names {
		mapping, _ := value.(map[string]any)
		value = mapping[name]
	}
	return value
}

func textAt(value any, names ...string) string {
	text, _ := at(value, names...).(string)
	return text
}

func listAt(value any, names ...string) []any {
	list, _ := at(value, names...).([]any)
	return list
}

// wholeNumber reads an integer of any type that decoders give.
func wholeNumber(value any) (int64, bool) {
	switch n := value.(type) {
	case int64:
		return n, true
	case int:
		return int64(n), true
	case float64:
		return int64(n), n == math.Trunc(n) && math.Abs(n) < 1<<53
	case json.Number:
		i, err := n.Int64()
		return i, err == nil
	}
	return 0, false
}

// side is what one environment has before or after the change.
type side struct {
	objects     []*object // sorted by app and ID
	byID        map[ID]*object
	sessionJobs map[ID][]*object
	streamParks map[string]string // the StreamPark that registers an address, by that
	bindings    map[ID][]*object  // RoleBindings by the ServiceAccount that they are for
	readers     map[ID][]mention  // of ConfigMaps and Secrets, by their IDs; nil until somebody asks
}

func newSide(targets []Target) *side {
	s := &side{byID: map[ID]*object{}, sessionJobs: map[ID][]*object{}, bindings: map[ID][]*object{}, streamParks: map[string]string{}}
	for _, t := range targets {
		release, err := operator.ParseRelease(t.OperatorVersion)
		if err != nil {
			release = operator.Latest()
		}
		for _, u := range t.Objects {
			if u == nil {
				continue
			}
			o := &object{app: t.App, release: release, content: u.Object}
			group, _, versioned := strings.Cut(o.text("apiVersion"), "/")
			if !versioned {
				group = ""
			}
			o.id = ID{group, o.text("kind"), o.text("metadata", "namespace"), o.text("metadata", "name")}
			s.objects = append(s.objects, o)
		}
	}
	slices.SortStableFunc(s.objects, func(a, b *object) int { return compareIDs(a.app, b.app, a.id, b.id) })
	for _, o := range s.objects {
		s.byID[o.id] = o
		switch {
		case o.kind() == kindID{v1beta1.GroupVersion.Group, v1beta1.KindFlinkSessionJob}:
			session := o.sessionID()
			s.sessionJobs[session] = append(s.sessionJobs[session], o)
		case o.kind() == kindID{"", "ConfigMap"}:
			s.addRegistration(o)
		case o.kind() == kindID{"rbac.authorization.k8s.io", "RoleBinding"}:
			for _, subject := range listAt(o.content, "subjects") {
				account := ID{"", textAt(subject, "kind"), o.id.Namespace, textAt(subject, "name")}
				s.bindings[account] = append(s.bindings[account], o)
			}
		}
	}
	return s
}

// sessionID names the FlinkDeployment that a FlinkSessionJob runs in.
func (o *object) sessionID() ID {
	return ID{v1beta1.GroupVersion.Group, v1beta1.KindFlinkDeployment, o.id.Namespace, o.text("spec", "deploymentName")}
}

// find is the object of an ID; nil where there is none.
func (s *side) find(id ID) *object { return s.byID[id] }

func compareIDs(appA, appB string, a, b ID) int {
	return cmp.Or(strings.Compare(appA, appB), strings.Compare(a.Kind, b.Kind), strings.Compare(a.Namespace, b.Namespace),
		strings.Compare(a.Name, b.Name), strings.Compare(a.Group, b.Group))
}

// keysOf are the keys of both mappings, sorted.
func keysOf(a, b map[string]any) []string {
	keys := make([]string, 0, len(a)+len(b))
	for key := range a {
		keys = append(keys, key)
	}
	for key := range b {
		if _, both := a[key]; !both {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}
