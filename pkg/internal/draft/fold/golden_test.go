package fold_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/field"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/fold"
	"github.com/flinkustomize/flinkustomize/pkg/internal/generation"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podtemplate"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/internal/specs"
)

// workspaces are the reviewed ones with named environments, and the presets that are all shipped. One with a FlinkOperator takes the
// operator's release and namespace from that, and drafts have them of their own.
func workspaces(t *testing.T) map[string]*specs.Workspace {
	t.Helper()
	all := map[string]*specs.Workspace{}
	for _, pattern := range []string{"golden/*", "examples/*"} {
		files, err := filepath.Glob(filepath.Join("../../../..", pattern, "flinkustomize.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		for i, file := range files {
			if testing.Short() && i%4 != 0 { // make conformance folds all
				continue
			}
			w, err := specs.Load(filepath.Dir(file))
			if err != nil {
				t.Fatal(err)
			}
			operated := slices.ContainsFunc(w.Specs, func(d resolve.Document) bool { return d.Kind() == v1alpha1.KindFlinkOperator })
			named := slices.ContainsFunc(w.Specs, func(d resolve.Document) bool { return len(d.EnvironmentNames()) > 0 })
			if named && !operated && len(w.Presets) == 0 {
				all[filepath.Base(filepath.Dir(file))] = w
			}
		}
	}
	if !testing.Short() && len(all) < 60 {
		t.Fatalf("there must be at least 60 reviewed workspaces with environments, not %d", len(all))
	}
	return all
}

// A spec is taken apart into drafts, one for each environment, and folded again: the objects must be the same, and the text
// as short as what a person wrote.
func TestReviewedSpecsComeBack(t *testing.T) {
	lines, was := 0, 0
	for name, w := range workspaces(t) {
		t.Run(name, func(t *testing.T) {
			folded := fold.Documents(drafts(t, w))
			for _, note := range folded.Notes {
				t.Errorf("must need no note: %s: %s", note.Object, note.Message)
			}
			got, err := render(t, folded)
			if err != nil {
				t.Fatalf("%v\n%s", err, text(t, folded))
			}
			want, err := targets(generation.Documents{Specs: named(w), Environments: plain(w.Environments), Files: w.Files})
			if err != nil {
				t.Fatal(err)
			}
			for key := range want {
				if diff := cmp.Diff(want[key], got[key]); diff != "" {
					t.Errorf("%s (-want +got):\n%s", key, diff)
				}
			}
			n, before := size(t, folded), sizeOf(t, named(w), w.Environments)
			lines, was = lines+n, was+before
			if n > before {
				t.Logf("%s: %d lines, not %d", name, n, before)
			}
		})
	}
	t.Logf("%d lines of documents, and %d before", lines, was)
}

// plain are environments without the labels and annotations of their documents: no draft of an app has those.
func plain(environments []resolve.Source[v1alpha1.Environment]) []resolve.Source[v1alpha1.Environment] {
	all := slices.Clone(environments)
	for i, e := range all {
		object := *e.Object
		object.Metadata.Labels, object.Metadata.Annotations = nil, nil
		all[i].Object = &object
	}
	return all
}

// named are the specs with named environments.
func named(w *specs.Workspace) []resolve.Document {
	return slices.DeleteFunc(slices.Clone(w.Specs), func(d resolve.Document) bool { return len(d.EnvironmentNames()) == 0 })
}

// drafts are the specs in each of their environments, as an import would find them there.
func drafts(t *testing.T, w *specs.Workspace) []draft.Draft {
	t.Helper()
	settings := map[string]map[string]any{}
	for _, e := range w.Environments {
		settings[e.Object.Metadata.Name], _ = e.Document.Content()["spec"].(map[string]any)
	}
	var all []draft.Draft
	for _, d := range named(w) {
		content := d.Read().Content()["spec"].(map[string]any)
		for _, environment := range d.EnvironmentNames() {
			own, _ := content["environments"].(map[string]any)[environment].(map[string]any)
			of := field.Spec(d.Kind())
			merged := lay(lay(map[string]any{}, content, of), own, of)
			delete(merged, "environments")
			inline, _ := merged["environment"].(map[string]any)
			delete(merged, "environment")
			made := draft.Draft{Kind: d.Kind(), Name: d.Metadata().Name, Environment: environment, Labels: d.Metadata().Labels,
				Annotations: d.Metadata().Annotations, Spec: merged,
				Settings: lay(lay(map[string]any{}, settings[environment], field.Spec(v1alpha1.KindEnvironment)), inline, field.Spec(v1alpha1.KindEnvironment))}
			made.Files = map[string][]byte{}
			addFiles(t, w, path.Dir(d.Read().File), merged, made.Files)
			all = append(all, made)
		}
	}
	return all
}

// addFiles adds those that a spec names.
func addFiles(t *testing.T, w *specs.Workspace, folder string, value any, files map[string][]byte) {
	add := func(name any) {
		content, err := fs.ReadFile(w.Files, path.Join(folder, name.(string)))
		if err != nil {
			t.Fatal(err)
		}
		files[name.(string)] = content
	}
	tree, _ := value.(map[string]any)
	for key, child := range tree {
		if list, isList := child.([]any); key == "resources" && isList {
			for _, name := range list {
				add(name)
			}
		} else if key == "file" && len(tree) == 1 {
			add(child)
		} else {
			addFiles(t, w, folder, child, files)
		}
	}
}

// lay lays one level over another, as package merge does, and keeps the nulls that remove what a preset gives.
func lay(lower, upper map[string]any, t field.Type) map[string]any {
	merged := map[string]any{}
	maps.Copy(merged, lower)
	for key, value := range upper {
		if t.Union(key) == field.Discriminator && merged[key] != nil && merged[key] != value {
			maps.DeleteFunc(merged, func(member string, _ any) bool {
				of := t.Union(member)
				return of != "" && of != field.Discriminator && of != value
			})
		}
	}
	for key, value := range upper {
		child := t.Child(key)
		above, isMap := value.(map[string]any)
		below, _ := merged[key].(map[string]any)
		switch {
		case isMap && child.Shape() == field.Template && below != nil:
			merged[key] = podtemplate.Flatten([]map[string]any{below, above})
		case isMap && (child.Shape() == field.Struct || child.Shape() == field.Map):
			laid := lay(below, above, child)
			if _, given := above["enabled"]; child.Has("enabled") && !given {
				delete(laid, "enabled")
			}
			merged[key] = laid
		case value == nil && t.Shape() != field.Map: // not set
		default:
			merged[key] = value
		}
	}
	return merged
}

// render is what folded documents render, read as a workspace reads them.
func render(t *testing.T, folded fold.Folded) (map[string][]any, error) {
	t.Helper()
	files, err := folded.Written()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, d := range folded.Documents {
		names = append(names, d.File)
	}
	files["flinkustomize.yaml"] = fmt.Appendf(nil, "apiVersion: flinkustomize.dev/v1alpha1\nkind: Workspace\nmetadata: {name: test}\nspec: {specs: [%s]}\n",
		strings.Join(slices.Compact(names), ", "))
	dir := t.TempDir()
	write(t, dir, files)
	w, err := specs.Load(dir)
	if err == nil {
		err = w.Errors.Err()
	}
	if err != nil {
		return nil, err
	}
	return targets(generation.Documents{Specs: w.Specs, Environments: w.Environments, Files: w.Files})
}

// targets are the objects of all targets.
func targets(d generation.Documents) (map[string][]any, error) {
	result, err := generation.Generate(d)
	if err != nil {
		return nil, err
	}
	made, err := result.Targets(func(string) bool { return true })
	all := map[string][]any{}
	for _, target := range made {
		all[key(target)] = trees(target)
	}
	return all, err
}

func key(target impact.Target) string { return target.App + " in " + target.Environment }

func trees(target impact.Target) []any {
	byName := map[string]any{}
	for _, o := range target.Objects {
		byName[fmt.Sprint(o.GetKind(), o.GetAPIVersion(), o.GetNamespace(), o.GetName())] = o.Object
	}
	var all []any
	for _, key := range slices.Sorted(maps.Keys(byName)) {
		all = append(all, byName[key])
	}
	return all
}

func size(t *testing.T, folded fold.Folded) int {
	t.Helper()
	n := 0
	for _, d := range folded.Documents {
		text, err := d.YAML()
		if err != nil {
			t.Fatal(err)
		}
		n += bytes.Count(text, []byte("\n"))
	}
	return n
}

// sizeOf is how long documents are that a person wrote, in blocks as the others are, and without comments.
func sizeOf(t *testing.T, specs []resolve.Document, environments []resolve.Source[v1alpha1.Environment]) int {
	t.Helper()
	n := 0
	for _, d := range slices.Concat(specs, documentsOf(environments)) {
		content := d.Read().Content()
		spec, _ := content["spec"].(map[string]any)
		text, err := fold.Document{Kind: d.Kind(), Name: d.Metadata().Name, Labels: d.Metadata().Labels, Annotations: d.Metadata().Annotations, Spec: spec}.YAML()
		if err != nil {
			t.Fatal(err)
		}
		n += strings.Count(string(text), "\n")
	}
	return n
}

func documentsOf(sources []resolve.Source[v1alpha1.Environment]) []resolve.Document {
	var all []resolve.Document
	for _, s := range sources {
		all = append(all, s)
	}
	return all
}
