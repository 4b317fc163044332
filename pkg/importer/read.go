package importer

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"

	"k8s.io/apimachinery/pkg/api/validate/content"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/kdp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lint/input"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/lint"
)

// Place is where manifests stand.
type Place struct {
	// Environment that they are of. It is empty in an import that names none: one with apps of the same name in several
	// namespaces has an environment for each namespace, and another has none.
	Environment string

	// Path of a file or a folder, or - for standard input. A folder with a kustomization is built, as an overlay is.
	Path string
}

// read reads what stands in some places, and gives the inputs in the order of their environments.
func read(places []Place, stdin io.Reader) ([]draft.Input, diagnostic.Findings, error) {
	found := checkPlaces(places)
	if found.HasErrors() {
		return nil, found, nil
	}
	of := map[string]*placed{}
	for _, place := range places {
		objects, more, err := input.Objects("import", place.Path, stdin)
		if err != nil {
			return nil, nil, err
		}
		found = append(found, more...)
		if of[place.Environment] == nil {
			of[place.Environment] = &placed{seen: map[key]at{}}
		}
		before := len(of[place.Environment].all)
		more = of[place.Environment].add(objects)
		if len(objects) > 0 && len(of[place.Environment].all) == before && len(more) == 0 && !of[place.Environment].has(objects) {
			more = diagnostic.Findings{diagnostic.Finding{Position: diagnostic.Position{File: place.Path}, Message: "holds no Kubernetes object"}.Under(diagnostic.RuleInput)}
		}
		found = append(found, more...)
	}
	var inputs []draft.Input
	for _, name := range slices.Sorted(maps.Keys(of)) {
		if name != "" {
			inputs, found = append(inputs, of[name].input(name)), append(found, of[name].checkNames(name)...)
			continue
		}
		byNamespace, more := of[name].byNamespace()
		inputs, found = append(inputs, byNamespace...), append(found, more...)
	}
	return inputs, found.Sorted(), nil
}

// checkPlaces checks the names of environments: all places have one, or none has.
func checkPlaces(places []Place) diagnostic.Findings {
	named := slices.ContainsFunc(places, func(p Place) bool { return p.Environment != "" })
	var found diagnostic.Findings
	for _, place := range places {
		message := ""
		switch {
		case named && place.Environment == "":
			message = "must have an environment, as others have: give it as --environment NAME=" + place.Path
		case named && len(validation.IsDNS1123Label(place.Environment)) > 0:
			message = "must be of an environment with a name of at most 63 lower-case letters, digits and dashes, such as prod, not " + diagnostic.Quote(place.Environment)
		default:
			continue
		}
		found = append(found, diagnostic.Finding{Position: diagnostic.Position{File: place.Path}, Message: message}.Under(diagnostic.RuleInput))
	}
	return found
}

// key is what tells objects of one environment apart.
type key struct {
	manifest.ID
	namespace string
}

// at is an object and where it stands.
type at struct {
	manifest.Object
	position diagnostic.Position
}

// placed are the objects of an environment.
type placed struct {
	all  []at
	seen map[key]at
}

// add adds objects. One that is there again is left out, if it is the same.
func (p *placed) add(objects []lint.Object) diagnostic.Findings {
	var found diagnostic.Findings
	for _, o := range objects {
		position := diagnostic.Position{}
		if o.Locate != nil {
			position = o.Locate(nil)
		}
		fail := func(format string, args ...any) {
			found = append(found, diagnostic.Finding{Position: position, Message: fmt.Sprintf(format, args...)}.Under(diagnostic.RuleInput))
		}
		object, isContext := kdp.Context(o.Content)
		if !isContext && o.Content["kind"] == nil && o.Content["apiVersion"] == nil {
			continue // such as the values of a chart
		}
		var err error
		if !isContext {
			object, err = manifest.FromTree(o.Content)
		}
		if err != nil {
			fail("is no Kubernetes object: %v", err)
			continue
		}
		if wrong := badName(object); wrong != "" {
			fail("is no Kubernetes object: %s", wrong)
			continue
		}
		k := key{object.ID(), object.Namespace()}
		other, known := p.seen[k]
		switch {
		case !known:
			p.seen[k] = at{object, position}
			p.all = append(p.all, at{object, position})
		case !manifest.Equal(object.Tree(), other.Tree()):
			fail("%s is there twice, and differs: the other one stands at %s; import one of them", object.ID(), other.position)
		}
	}
	return found
}

// has reports whether one of the documents is an object.
func (p *placed) has(objects []lint.Object) bool {
	return slices.ContainsFunc(objects, func(o lint.Object) bool { return o.Content["kind"] != nil })
}

// badName says what of an object's names no API server takes, and no file can be named after.
func badName(o manifest.Object) string {
	for _, named := range []struct{ field, value string }{{"kind", o.ID().Kind}, {"metadata.name", o.ID().Name}, {"metadata.namespace", o.Namespace()}} {
		if wrong := content.IsPathSegmentName(named.value); len(wrong) > 0 {
			return named.field + " " + wrong[0] + ", as in " + diagnostic.Quote(named.value)
		}
	}
	return ""
}

// input is what was read of an environment.
func (p *placed) input(environment string) draft.Input {
	positions := make(map[key]string, len(p.all))
	in := draft.Input{Environment: environment}
	for _, o := range p.all {
		where := o.position.File
		if o.position.Line > 0 {
			where += ":" + strconv.Itoa(o.position.Line)
		}
		positions[key{o.ID(), o.Namespace()}] = where
		in.Objects = append(in.Objects, o.Object)
	}
	in.Place = func(o manifest.Object) string { return positions[key{o.ID(), o.Namespace()}] }
	return in
}

// apps are the kinds of which two of one name in two namespaces are one app in two environments: Application is KDP's.
var apps = []string{"FlinkDeployment", "FlinkSessionJob", "FlinkBlueGreenDeployment", "Application", "Deployment", "StatefulSet"}

// twice are apps of one name in several namespaces: of each the first two.
func (p *placed) twice() [][2]at {
	first := map[manifest.ID]at{}
	var all [][2]at
	for _, o := range p.all {
		if !slices.Contains(apps, o.ID().Kind) {
			continue
		}
		if other, known := first[o.ID()]; known {
			all = append(all, [2]at{other, o})
		} else {
			first[o.ID()] = o
		}
	}
	return all
}

// checkNames refuses two apps of one name in an environment.
func (p *placed) checkNames(environment string) diagnostic.Findings {
	var found diagnostic.Findings
	for _, both := range p.twice() {
		found = append(found, diagnostic.Finding{Position: both[1].position, Message: fmt.Sprintf("%s is in namespace %s, and at %s in namespace %s: "+
			"environment %s can have one of them; give each namespace an environment", both[1].ID(), diagnostic.Quote(both[1].Namespace()),
			both[0].position, diagnostic.Quote(both[0].Namespace()), environment)}.Under(diagnostic.RuleInput))
	}
	return found
}

// byNamespace is what was read of no environment: one input, or one for each namespace where apps of one name stand in several. What
// has no namespace by its kind belongs to all of them.
func (p *placed) byNamespace() ([]draft.Input, diagnostic.Findings) {
	if len(p.twice()) == 0 {
		return []draft.Input{p.input("")}, nil
	}
	var found diagnostic.Findings
	of := map[string]*placed{}
	for _, o := range p.all {
		switch namespace := o.Namespace(); {
		case namespace != "":
			of[namespace] = cmp.Or(of[namespace], &placed{})
		case !o.ID().ClusterScoped():
			found = append(found, diagnostic.Finding{Position: o.position, Message: fmt.Sprintf("%s must have a namespace, since apps of one name stand in several, "+
				"each of which is an environment: set metadata.namespace, or import what belongs to an environment with --environment NAME=PATH", o.ID())}.Under(diagnostic.RuleInput))
		}
	}
	for _, o := range p.all {
		for namespace, one := range of {
			if o.Namespace() == namespace || o.Namespace() == "" && o.ID().ClusterScoped() {
				one.all = append(one.all, o)
			}
		}
	}
	var inputs []draft.Input
	for _, namespace := range slices.Sorted(maps.Keys(of)) {
		inputs = append(inputs, of[namespace].input(namespace))
	}
	return inputs, found
}
