package streampark

import (
	"cmp"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// Drafts is a draft.Source.
func Drafts(in draft.Input) (drafts []draft.Draft, rest []manifest.Object, notes []draft.Note) {
	var deployments []manifest.Object
	for _, object := range in.Objects {
		if isStreamPark(object) {
			deployments = append(deployments, object)
		} else {
			rest = append(rest, object)
		}
	}
	slices.SortFunc(deployments, func(a, b manifest.Object) int {
		return cmp.Or(cmp.Compare(a.Namespace(), b.Namespace()), cmp.Compare(a.ID().Name, b.ID().Name))
	})
	for _, object := range deployments {
		p := &park{in: in, object: object, fields: reader.Of(object, in.At(object))}
		left := p.read(rest)
		if refused := slices.Concat(p.fields.Refused(), p.refused); len(refused) > 0 {
			notes = append(append(notes, refused...), p.fields.Note(draft.NotKept, "is not imported until that is corrected"))
			continue
		}
		rest = left
		drafts = append(drafts, p.draft())
	}
	return drafts, rest, notes
}

// park is a StreamPark on its way to a draft.
type park struct {
	in       draft.Input
	object   manifest.Object
	fields   *reader.Fields // of the Deployment
	pod      *reader.Fields
	main     *reader.Fields // the container of StreamPark
	made     draft.Draft
	version  string
	settings map[string]string // of the ConfigMap and of variables, flat

	variablesOf   []any // of the container
	workspacePath string
	serviceName   string
	agent         any          // the port of the Service that is named metrics
	refused       []draft.Note // about other objects
	generated     []string     // names of objects that come of what was taken
}

// isStreamPark reports whether an object is a Deployment of StreamPark, by its image.
func isStreamPark(object manifest.Object) bool {
	if id := object.ID(); id.Kind != "Deployment" && id.Kind != "StatefulSet" || id.Group != "apps" {
		return false
	}
	containers, _ := reader.At(object.Tree(), "spec", "template", "spec", "containers").([]any)
	return slices.ContainsFunc(containers, func(c any) bool { return isImage(reader.Text(reader.At(c, "image"))) })
}

// isImage reports whether an image is one of StreamPark, wherever it is stored.
func isImage(image string) bool {
	name, _, _ := strings.Cut(image, "@")
	name = name[strings.LastIndex(name, "/")+1:]
	name, _, _ = strings.Cut(name, ":")
	return name == "streampark" || strings.HasPrefix(name, "streampark-") && !strings.Contains(name, "flink")
}

// read takes the Deployment and the objects of it, and leaves the others.
func (p *park) read(objects []manifest.Object) (rest []manifest.Object) {
	id := p.object.ID()
	p.made = draft.Draft{Kind: "StreamPark", Name: id.Name, Environment: p.in.Environment, Spec: map[string]any{}, Settings: map[string]any{}, Comments: map[string]string{}}
	namespace := cmp.Or(p.object.Namespace(), p.in.Namespace, "default")
	p.made.Settings["namespace"] = namespace
	if p.object.Namespace() == "" && p.in.Namespace == "" {
		p.note(draft.Changed, "is not set: default stands for the namespace of whoever applies it (say which with --namespace)", "metadata", "namespace")
	}
	p.workload()
	if p.main == nil {
		return objects
	}
	var mine, others []manifest.Object
	for _, object := range objects {
		if object.Namespace() == p.object.Namespace() || object.ID().ClusterScoped() {
			mine = append(mine, object)
		} else {
			others = append(others, object)
		}
	}
	mine = p.configuration(mine)
	p.image()
	p.container()
	p.kerberos()
	p.database()
	mine = p.registration(mine)
	p.driverContainer()
	p.hadoop()
	p.hive()
	mine = p.volumes(mine)
	mine = p.service(mine)
	mine = p.metrics(mine)
	mine = p.ingress(mine)
	mine = p.account(mine)
	p.generatedPod()
	p.withoutGenerated()
	mine = p.takeGenerated(mine)
	p.template()
	p.metadataOf()
	return append(others, mine...)
}

// note is about the Deployment.
func (p *park) note(outcome, message string, names ...string) {
	p.made.Notes = append(p.made.Notes, p.fields.Note(outcome, message, names...))
}

// noteOf is about another object.
func (p *park) noteOf(object manifest.Object, outcome, message string) {
	p.made.Notes = append(p.made.Notes, draft.Note{Outcome: outcome, Source: p.in.At(object), Object: object.ID().String(), Message: message})
}

// draft is the draft, once all is read.
func (p *park) draft() draft.Draft {
	p.made.Objects = append([]manifest.Object{withoutCredentials(p.object)}, p.made.Objects...)
	p.made.Notes = append([]draft.Note{p.fields.Note(draft.Changed, "became StreamPark "+p.made.Name+": its pod is replaced once, and everybody must log in again. It has "+
		"probes that its version answers, one pod at a time (strategy Recreate), and fewer rights")}, p.made.Notes...)
	if p.object.ID().Kind == "StatefulSet" {
		p.note(draft.Changed, "is a Deployment now: delete the StatefulSet before you apply the tree, and keep its claims")
	}
	return p.made
}
