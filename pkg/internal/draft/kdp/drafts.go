package kdp

import (
	"cmp"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

const group = "bdc.kdp.io"

// application is what Applications of every type have.
type application struct {
	name, namespace string
	fields          *reader.Fields // of the Application
	meta, spec      *reader.Fields
	properties      *reader.Fields
}

// Drafts is a draft.Source.
func Drafts(in draft.Input) (drafts []draft.Draft, rest []manifest.Object, notes []draft.Note) {
	var applications []manifest.Object
	for _, object := range in.Objects {
		if id := object.ID(); id.Group == group && id.Kind == "Application" {
			applications = append(applications, object)
		}
	}
	if len(applications) == 0 {
		return nil, in.Objects, nil
	}
	slices.SortStableFunc(applications, func(a, b manifest.Object) int {
		return cmp.Or(cmp.Compare(a.Namespace(), b.Namespace()), cmp.Compare(a.ID().Name, b.ID().Name))
	})

	platform, rest, notes := readContext(in)
	var sessions []*session
	for _, object := range applications {
		f := reader.Of(object, in.At(object))
		app, kind := readApplication(f)
		switch {
		case len(f.Refused()) > 0:
		case kind == "flink":
			sessions = append(sessions, readSession(app, platform))
			continue
		case kind == "streampark":
			if made, ok := streamPark(app, platform); ok {
				drafts = append(drafts, made)
			}
		default:
			notes = append(notes, f.Note(draft.NotKept, "is an Application of the type "+diagnostic.Quote(kind)+": flink and streampark are imported", "spec", "type"))
		}
		notes = append(notes, f.Refused()...)
	}
	made, refused := sessionDrafts(sessions)
	drafts, notes = append(drafts, made...), append(notes, refused...)
	for i := range drafts {
		finish(&drafts[i], in, platform)
	}
	return drafts, rest, notes
}

// readApplication takes what is no property, and says of which type the Application is.
func readApplication(f *reader.Fields) (app application, kind string) {
	for _, written := range []string{"apiVersion", "kind", "status"} {
		f.Take(written)
	}
	metadata, spec := f.Mapping("metadata"), f.Mapping("spec")
	app = application{fields: f, meta: metadata, spec: spec, name: metadata.Text("name"), namespace: metadata.Text("namespace")}
	for _, written := range []string{"creationTimestamp", "finalizers", "generation", "managedFields", "ownerReferences", "resourceVersion", "selfLink", "uid"} {
		metadata.Take(written)
	}
	metadata.Take("annotations", "kubectl.kubernetes.io/last-applied-configuration")
	if name := spec.Text("name"); name != "" { // by which KDP calls what it makes
		app.name = name
	}
	kind = spec.Text("type")
	if kind == "" {
		spec.Refuse("must be set", "type")
	}
	app.properties = spec.Mapping("properties")
	if app.namespace == "" && (kind == "flink" || kind == "streampark") {
		metadata.Refuse("must be set: KDP's objects lie there", "namespace")
	}
	return app, kind
}

// left are notes about what nobody took of an Application.
func (a application) left() []draft.Note {
	return slices.Concat(a.properties.Left("is no property that KDP's definition reads: it had no effect"),
		a.meta.Left("is of the Application alone: KDP gives it to no object"), a.spec.Left("is for KDP alone"), a.fields.Left("is for KDP alone"))
}

// finish adds what the drafts of all types have.
func finish(d *draft.Draft, in draft.Input, platform context) {
	d.Environment = in.Environment
	if in.OperatorVersion != "" && d.Kind == "FlinkSession" {
		d.Settings["operatorVersion"] = in.OperatorVersion
	}
	if in.Preset != "" && in.Preset != d.Spec["preset"] {
		d.Notes = append(d.Notes, draft.Note{Outcome: draft.Changed, Object: "Application " + d.Name,
			Message: "names the preset " + d.Spec["preset"].(string) + " and not " + in.Preset + ": it gives what KDP's definition gives"})
	}
}
