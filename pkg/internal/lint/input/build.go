package input

import (
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/lint"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// built is a finding about objects that folders build.
type built struct {
	diagnostic.Finding
	folders []string
	assumed bool // for a release that nobody named
}

// building is held during a build: kustomize keeps its schema in globals.
var building sync.Mutex

// build builds a kustomization and checks what it gives.
func (r *run) build(s *source) {
	r.report.Read = true
	r.found = append(r.found, s.found...)
	if len(s.found) > 0 {
		return // it may fetch something
	}
	texts, err := kustomize(s.path, func(group string) bool { return group == v1beta1.GroupVersion.Group })
	if err != nil {
		r.found = append(r.found, r.buildError(err, s))
		return
	}
	var objects []lint.Object
	documents := map[string]*decode.Document{} // of objects that are checked, by their file
	for i, text := range texts {
		name := "built object " + strconv.Itoa(i)
		read, found := lint.Read(name, text)
		r.found = append(r.found, found...)
		objects = append(objects, read...)
		if parsed, err := decode.Manifests(name, text); err == nil && len(parsed) == 1 {
			documents[name] = parsed[0]
		}
	}
	target := r.target(s.path)
	found := r.objects(target, objects)
	places := newPlaces(s)
	for _, name := range slices.Sorted(maps.Keys(documents)) {
		if document := documents[name]; waives(document) {
			r.annotated[places.place(diagnostic.Finding{Path: waiveField()}, document).Position]++
		}
	}
	for _, f := range found {
		r.addBuilt(places.place(f, documents[f.File]), s.name, (target.Operator == operator.Release{}))
	}
	for _, file := range places.files {
		r.found = append(r.found, r.comments.add(file)...)
	}
}

// waives reports whether a document has an annotation that waives rules.
func waives(document *decode.Document) bool {
	_, has, _ := document.Locate(waiveField())
	return has
}

func waiveField() diagnostic.Path {
	return diagnostic.Path{}.Child("metadata", "annotations", diagnostic.WaiveAnnotation)
}

// addBuilt notes a finding, once for all folders that build what it is about.
func (r *run) addBuilt(f diagnostic.Finding, folder string, assumed bool) {
	key := keyOf(f)
	known, ok := r.built[key]
	if !ok {
		known = &built{Finding: f, assumed: assumed}
		r.built[key] = known
	}
	known.folders = append(known.folders, folder)
}

func keyOf(f diagnostic.Finding) string { return f.Rule.ID() + "\n" + f.Error() }

// placeBuilt adds the findings about built objects to the others, but for those that are waived. They name the folders,
// unless it is that of the file.
func (r *run) placeBuilt() {
	for _, key := range slices.Sorted(maps.Keys(r.built)) {
		one := r.built[key]
		if one.Rule == diagnostic.RuleUnusedWaiver && len(one.folders) < r.annotated[one.Position] || r.comments.waive(one.Finding) {
			continue // it waives something of what another folder builds, or is waived
		}
		f := one.Finding
		if len(one.folders) > 1 || filepath.Dir(f.File) != one.folders[0] {
			f.Message += ", as " + listed(one.folders)
		}
		if one.assumed {
			r.assumed = append(r.assumed, f)
		} else {
			r.found = append(r.found, f)
		}
	}
}

// listed names the first folders that build something.
func listed(folders []string) string {
	folders = slices.Compact(slices.Sorted(slices.Values(folders)))
	verb := "build"
	if len(folders) == 1 {
		verb = "builds"
	}
	const most = 3
	if more := len(folders) - most; more > 0 {
		return fmt.Sprintf("%s and %d more %s it", strings.Join(folders[:most], ", "), more, verb)
	}
	return strings.Join(folders, ", ") + " " + verb + " it"
}

// kustomize builds the kustomization of a folder, and gives the objects of the wanted groups.
func kustomize(path string, wanted func(group string) bool) (texts [][]byte, err error) {
	building.Lock()
	defer building.Unlock()
	defer func() {
		if fault := recover(); fault != nil { // kustomize panics on some input that it does not expect
			err = fmt.Errorf("%v", fault)
		}
	}()
	options := krusty.MakeDefaultOptions()
	options.Reorder = krusty.ReorderOptionUnspecified // else kustomize warns of a sortOptions
	resources, err := krusty.MakeKustomizer(options).Run(filesys.MakeFsOnDisk(), path)
	if err != nil {
		return nil, err
	}
	for _, resource := range resources.Resources() {
		if !wanted(resource.GetGvk().Group) {
			continue
		}
		text, err := resource.AsYAML()
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, nil
}

// buildError is what kustomize says, on one line, with the names of files as the user has them. What needs a plugin may
// be right, and is a warning.
func (r *run) buildError(err error, s *source) diagnostic.Finding {
	text := strings.Join(strings.Fields(err.Error()), " ")
	text = strings.ReplaceAll(text, s.path+string(filepath.Separator), "")
	text = strings.ReplaceAll(text, s.path, s.name)
	text = strings.ReplaceAll(text, r.here+string(filepath.Separator), "")
	for _, needed := range []string{"external plugins disabled", "enable-alpha-plugins", "enable-helm", "enable-exec"} {
		if strings.Contains(text, needed) {
			return warn(s.file, "is not built, as "+s.command+" runs no plugins, functions and charts: pipe kustomize build into flinkustomize "+s.command+" - ("+text+")")
		}
	}
	return inputError(diagnostic.Position{File: s.file}, "cannot be built: %s", text)
}

// places are where the values of built objects come from.
type places struct {
	source *source
	files  []file // with objects
}

func newPlaces(s *source) places {
	p := places{source: s}
	for _, f := range s.files {
		if !isYAML(f.path) {
			continue
		}
		f.read()
		if len(f.objects) > 0 {
			p.files = append(p.files, f)
		}
	}
	return p
}

// place is a finding about a built object where people find what it is about.
func (p places) place(f diagnostic.Finding, document *decode.Document) diagnostic.Finding {
	var object string
	if f.Position, object = p.of(document, f.Path); object != "" {
		f.Message += " (" + object + ")"
	}
	f.Subject = ""
	return f
}

// of is where the value at a path of a built object stands: in the nearest file that has it for an object of that kind
// and name. Where no file has it, it is the kustomization, and the object is named.
func (p places) of(document *decode.Document, path diagnostic.Path) (diagnostic.Position, string) {
	if document == nil {
		return diagnostic.Position{File: p.source.file}, ""
	}
	content := document.Content()
	want, there := follow(content, path)
	var origin *lint.Object
	for _, exact := range []bool{true, false} {
		for _, f := range p.files {
			for _, o := range f.objects {
				if !isOf(o, document, exact) {
					continue
				}
				got, ok := follow(o.Content, path)
				if there && ok && reflect.DeepEqual(got, want) || !there && ok && got == nil { // a null removes
					return o.Locate(path), ""
				}
				if !there && !ok {
					origin = &o // the last, which is what patches are applied to
				}
			}
		}
	}
	if origin != nil {
		return origin.Locate(path), ""
	}
	return diagnostic.Position{File: p.source.file}, strings.TrimSpace(document.Kind() + " " + document.Name())
}

// isOf reports whether a built object is made of one that a file has: its name may have got a prefix and a suffix.
func isOf(o lint.Object, document *decode.Document, exact bool) bool {
	kind, _ := o.Content["kind"].(string)
	metadata, _ := o.Content["metadata"].(map[string]any)
	name, _ := metadata["name"].(string)
	if kind != document.Kind() || name == "" {
		return false
	}
	return name == document.Name() || !exact && strings.Contains(document.Name(), name)
}

// follow is the value at a path.
func follow(value any, path diagnostic.Path) (any, bool) {
	for _, element := range path {
		if i, ok := element.Index(); ok {
			list, _ := value.([]any)
			if i >= len(list) {
				return nil, false
			}
			value = list[i]
			continue
		}
		name, _ := element.Name()
		mapping, _ := value.(map[string]any)
		below, ok := mapping[name]
		if !ok {
			return nil, false
		}
		value = below
	}
	return value, true
}
