package krm

import (
	"bytes"
	"maps"
	"path"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/fn/framework"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// object is one that the session asks for.
type object struct {
	manifest.Object
	path string // where it goes if it is new
	done bool   // it stands in the list
}

// placement puts the objects of a session into a ResourceList.
type placement struct {
	config    config
	header    string // comment that starts the session's objects
	namespace string
	objects   []object
	at        map[identity]*object
	last      map[string]int // index in each file
	results   framework.Results
}

// newPlacement makes the objects. The error is a diagnostic.Findings when it is about the session.
func newPlacement(c config) (*placement, error) {
	files, warnings, err := c.objects()
	if err != nil {
		return nil, err
	}
	p := &placement{
		config: c,
		header: strings.TrimSuffix(manifest.Header(c.from()), "\n"),
		at:     map[identity]*object{},
		last:   map[string]int{},
	}
	p.namespace = namespaceOf(files)
	folder := c.folder(p.namespace)
	for _, file := range files {
		p.objects = append(p.objects, object{Object: file.Object, path: path.Join(folder, file.Name)})
	}
	for _, warning := range warnings {
		p.results = append(p.results, c.finding(warning))
	}
	for i := range p.objects {
		p.at[identify(p.objects[i].Object)] = &p.objects[i]
	}
	return p, nil
}

func namespaceOf(files []kustomization.File) string {
	for _, file := range files {
		if namespace := file.Object.Namespace(); namespace != "" {
			return namespace
		}
	}
	return ""
}

// into returns the items with the session's objects among them: those that are there in their places, new ones last.
func (p *placement) into(items []item, dash int) ([]entry, error) {
	for _, item := range items {
		if at := item.place(); at.path != "" {
			p.last[at.path] = max(p.last[at.path], at.index+1)
		}
	}
	var entries []entry
	for _, item := range items {
		entry, err := p.item(item, dash)
		if err != nil {
			return nil, err
		}
		if entry.text != nil {
			entries = append(entries, entry)
		}
	}
	for _, object := range p.objects {
		if object.done {
			continue
		}
		at := place{path: object.path, index: p.last[object.path]}
		p.last[object.path]++
		text, err := p.text(object.Object, at.annotations(), dash)
		if err != nil {
			return nil, err
		}
		entries = append(entries, text)
	}
	return entries, nil
}

// item is what becomes of an item; nothing of one that is taken out.
func (p *placement) item(i item, dash int) (entry, error) {
	if i.isLocal() {
		return i.kept(), nil
	}
	ours := i.says(p.header)
	object := p.at[i.identity]
	switch {
	case object != nil && !object.done && i.is(object.Object):
		object.done = true
		return i.kept(), nil
	case object != nil && !object.done && ours:
		object.done = true
		p.say(framework.Info, i, "is replaced: it was not as "+p.config.String()+" says")
		kept := maps.Clone(i.annotations)
		maps.DeleteFunc(kept, func(key, _ string) bool { return !isForFunctions(key) })
		return p.text(object.Object, kept, dash)
	case ours && i.namespace == p.namespace:
		p.say(framework.Info, i, "is taken out: "+p.config.String()+" does not ask for it any more")
		return entry{}, nil
	case object != nil:
		object.done = true
		p.say(framework.Error, i, "must not be there: "+p.config.String()+" makes one of that name, and this one, which differs, was not made by it; "+
			"remove or rename one of the two")
	}
	return i.kept(), nil
}

// text is an object as an item, with annotations for what runs the function.
func (p *placement) text(made manifest.Object, annotations map[string]string, dash int) (entry, error) {
	annotated, err := manifest.FromTree(made.Tree()) // a copy
	if err != nil {
		return entry{}, err
	}
	metadata := annotated.Tree()["metadata"].(map[string]any) // every Object has it
	all, ok := metadata["annotations"].(map[string]any)
	if !ok {
		all = map[string]any{}
	}
	for key, value := range annotations {
		all[key] = value
	}
	if len(all) > 0 {
		metadata["annotations"] = all
	}
	var text bytes.Buffer
	indent := strings.Repeat(" ", dash)
	marker := "- "
	for line := range bytes.Lines(annotated.Encode(p.config.from())) {
		if len(line) > 1 {
			text.WriteString(indent + marker)
		}
		text.Write(line)
		marker = "  "
	}
	return entry{text: text.Bytes()}, nil
}

// say adds a result about an item.
func (p *placement) say(severity framework.Severity, i item, message string) {
	result := p.config.result(severity, diagnostic.Finding{Message: message})
	result.ResourceRef = reference(i)
	result.File = i.place().file()
	p.results = append(p.results, result)
}
