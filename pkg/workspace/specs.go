package workspace

import (
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/decode"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// yamlFiles lists files and those of folders at any depth, each once and sorted. Hidden folders and those of except are
// passed over.
func (w *Workspace) yamlFiles(names []string, except ...string) ([]string, error) {
	var files []string
	for _, name := range names {
		name = strings.TrimSuffix(name, "/")
		err := fs.WalkDir(w.Files, name, func(file string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && file != name && (slices.Contains(except, file) || strings.HasPrefix(entry.Name(), ".")):
				return fs.SkipDir
			case entry.IsDir() || file == FileName:
				return nil
			case file == name || isYAML(file):
				files = append(files, file)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(files)
	return slices.Compact(files), nil
}

func isYAML(file string) bool {
	extension := path.Ext(file)
	return extension == ".yaml" || extension == ".yml"
}

// ours tells a file with documents of this group, or of its kinds under another group, from the manifests, charts and
// configuration that may lie beside it.
var ours = regexp.MustCompile(`flinkustomize\.dev/|(?m:^["']?kind["']?:\s*["']?(FlinkSession|Environment|Preset|Workspace)["']?\s*(#.*)?$)`)

// documents reads the documents of a file; what is wrong with their form goes to Errors.
func (w *Workspace) documents(file string) ([]*decode.Document, error) {
	data, err := fs.ReadFile(w.Files, file)
	if err != nil {
		return nil, err
	}
	if file != FileName && !ours.Match(data) {
		return nil, nil
	}
	documents, err := decode.Documents(file, data)
	var list diagnostic.List
	if errors.As(err, &list) {
		w.Errors = append(w.Errors, list...)
		return nil, nil
	}
	return documents, err
}

// readSpecs reads the documents of one file that are of our group; the others are the user's own.
func (w *Workspace) readSpecs(file string, broken map[string]bool) error {
	documents, err := w.documents(file)
	if err != nil {
		return err
	}
	kinds := []string{v1alpha1.KindFlinkSession, v1alpha1.KindEnvironment}
	for _, document := range documents {
		isOurs := slices.Contains(kinds, document.Kind()) || strings.HasPrefix(document.APIVersion(), v1alpha1.Group+"/")
		if document.Kind() == v1alpha1.KindPreset && isOurs {
			w.fail(document, diagnostic.Path{}.Child("kind"), "must not be Preset here: a preset stands in the folder that spec.presets of %s names", FileName)
			continue
		}
		if !isOurs || !w.checkKind(document, kinds...) {
			continue
		}
		if document.Kind() == v1alpha1.KindFlinkSession {
			session := &v1alpha1.FlinkSession{}
			if errs := document.Decode(session); len(errs) > 0 {
				w.Errors = append(w.Errors, errs...)
				continue
			}
			w.Sessions = append(w.Sessions, resolve.Source[v1alpha1.FlinkSession]{Object: session, Document: document})
			continue
		}
		environment := &v1alpha1.Environment{}
		if errs := document.Decode(environment); len(errs) > 0 {
			w.Errors = append(w.Errors, errs...)
			broken[document.Name()] = true
			continue
		}
		w.Environments = append(w.Environments, resolve.Source[v1alpha1.Environment]{Object: environment, Document: document})
	}
	return nil
}

// checkKind refuses another apiVersion and any kind but those.
func (w *Workspace) checkKind(document *decode.Document, kinds ...string) bool {
	before := len(w.Errors)
	if document.APIVersion() != v1alpha1.APIVersion {
		w.fail(document, diagnostic.Path{}.Child("apiVersion"), "must be %s, not %s", v1alpha1.APIVersion, diagnostic.Quote(document.APIVersion()))
	}
	if !slices.Contains(kinds, document.Kind()) {
		w.fail(document, diagnostic.Path{}.Child("kind"), "%s", diagnostic.OneOf(document.Kind(), kinds))
	}
	return len(w.Errors) == before
}
