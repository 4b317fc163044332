package fold

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/environment"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/preset"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// outcome is what a document is in one environment: what it renders, and what is wrong with it.
type outcome struct {
	namespace string
	resources []string
	objects   []manifest.Object
	findings  []string
	broken    bool // an object cannot be written
}

// same reports whether a document comes to the same as another one, and has nothing wrong that the other has not.
func (o outcome) same(want outcome) bool {
	return o.namespace == want.namespace && o.broken == want.broken && slices.Equal(o.resources, want.resources) &&
		slices.EqualFunc(o.objects, want.objects, func(a, b manifest.Object) bool { return manifest.Equal(a.Tree(), b.Tree()) }) &&
		!slices.ContainsFunc(o.findings, func(found string) bool { return !slices.Contains(want.findings, found) })
}

// world is what documents are resolved in.
type world struct {
	presets map[string]resolve.Source[v1alpha1.Preset]
	files   map[string][]byte // by their paths in the folder of the specs
}

func newWorld(files map[string][]byte) world {
	w := world{map[string]resolve.Source[v1alpha1.Preset]{}, files}
	for _, p := range preset.Shipped() {
		w.presets[p.Object.Metadata.Name] = p
	}
	return w
}

// outcomes resolves and renders a document as generate does, in each environment that it runs in; the one without a name is that of
// a document without named environments. What is wrong with the base alone is wrong in all of them.
func (w world) outcomes(spec Document, environments ...Document) (map[string]outcome, error) {
	document, k, err := read(spec)
	if err != nil {
		return nil, err
	}
	known := kind.Known{Environments: map[string]resolve.Source[v1alpha1.Environment]{}, Presets: w.presets}
	wrong := document.Unread()
	shared := map[string][]object.File{}
	for _, e := range environments {
		source, err := readEnvironment(e)
		if err != nil {
			return nil, err
		}
		wrong = append(wrong, source.Undecoded...)
		wrong = append(wrong, environment.CheckName(source.Object.Metadata, source.MetadataErrorf)...)
		wrong = append(wrong, environment.Check(source.Object.Spec, source.SpecErrorf)...)
		known.Environments[e.Name] = source
		shared[e.Name] = cluster.SharedServiceAccount(source.Object.Metadata, &source.Object.Spec)
	}
	wrong = append(wrong, k.CheckEntries(document)...)
	wrong = append(wrong, k.CheckPodTemplates(document)...)
	if wrong.HasErrors() { // what cannot be resolved in good time, or what would be rendered of it is of no use
		return nil, wrong
	}
	targets, found := k.Targets(document, known)
	wrong = append(wrong, found...)
	all := map[string]outcome{}
	for _, target := range append(targets.Overlays, targets.Base) {
		if target == nil {
			continue
		}
		made := w.outcome(target)
		common := target.Common()
		if !common.Complete {
			wrong = append(wrong, made.wrong...)
			continue
		}
		made.add(shared[common.EnvironmentName])
		key := common.EnvironmentName
		if len(document.EnvironmentNames()) == 0 {
			key = ""
		}
		all[key] = made.outcome
	}
	for name, one := range all {
		one.findings = append(one.findings, messages(wrong)...)
		all[name] = one
	}
	return all, nil
}

// made is an outcome, and the findings that it has.
type made struct {
	outcome
	wrong diagnostic.Findings
}

func (w world) outcome(target kind.Target) made {
	common := target.Common()
	m := made{outcome: outcome{namespace: common.Namespace, resources: common.Resources}}
	m.wrong = append(m.wrong, target.Check()...)
	m.wrong = append(m.wrong, target.ReadFiles(w.read)...)
	files, found := target.Render()
	m.wrong = append(m.wrong, found...)
	m.wrong = append(m.wrong, target.CheckRendered(files, m.wrong)...)
	m.add(files)
	m.findings = messages(m.wrong)
	return m
}

func (m *made) add(files []object.File) {
	for _, file := range files {
		o, err := manifest.From(file.Object)
		m.broken = m.broken || err != nil
		m.objects = append(m.objects, o)
	}
}

// read reads a file for kind.ReadFile.
func (w world) read(from, name string) ([]byte, error) {
	content, ok := w.files[path.Join(path.Dir(from), name)]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return content, nil
}

// messages are findings without the places, which differ from document to document.
func messages(findings diagnostic.Findings) []string {
	all := map[string]bool{}
	for _, f := range findings {
		all[f.Rule.ID()+": "+f.Message] = true
	}
	return slices.Sorted(maps.Keys(all))
}

// read is a document as those who write it to a file read it again.
func read(d Document) (resolve.Document, kind.Kind, error) {
	k, known := registry.Named(d.Kind)
	if !known {
		return nil, nil, fmt.Errorf("%s is no kind of spec", d.Kind)
	}
	document, err := decoded(d)
	if err != nil {
		return nil, nil, err
	}
	return k.Decode(document), k, nil
}

func readEnvironment(d Document) (resolve.Source[v1alpha1.Environment], error) {
	document, err := decoded(d)
	source := resolve.Source[v1alpha1.Environment]{Object: &v1alpha1.Environment{}, Document: document}
	if err == nil {
		source.Undecoded = document.Decode(source.Object)
	}
	return source, err
}

func decoded(d Document) (*decode.Document, error) {
	text, err := d.YAML()
	if err != nil {
		return nil, err
	}
	documents, err := decode.Documents(d.File, text)
	if err == nil && len(documents) != 1 {
		err = errors.New("must be one document")
	}
	if err != nil {
		return nil, err
	}
	return documents[0], nil
}
