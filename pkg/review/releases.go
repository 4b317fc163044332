package review

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/repository"
	"github.com/flinkustomize/flinkustomize/pkg/internal/specs"
)

// oldSpecs are the specs of a commit. They are read for what they say of the operator alone, as far as they can be read:
// another version of this program may have taken what this one refuses.
type oldSpecs struct {
	commit repository.Commit
	root   string // of the workspace, in the repository
	known  bool   // the workspace is in the repository
}

// oldSpec is what is read of a document.
type oldSpec struct {
	Kind     string
	Metadata struct{ Name string }
	Spec     struct {
		Specs           []string
		Output          string
		OperatorVersion string `yaml:"operatorVersion"`
		Environment     inlineSettings
		Environments    map[string]struct{ Environment inlineSettings }
	}
}

type inlineSettings struct {
	OperatorVersion string `yaml:"operatorVersion"`
}

// documents reads the documents of a file, up to the first that is not YAML.
func documents(content []byte) []oldSpec {
	var all []oldSpec
	for decoder := yaml.NewDecoder(bytes.NewReader(content)); ; {
		var node yaml.Node
		if decoder.Decode(&node) != nil {
			return all
		}
		var document oldSpec
		_ = node.Decode(&document) // a field of another type is left out
		all = append(all, document)
	}
}

// workspace is what flinkustomize.yaml said, and the files of the workspace.
func (s oldSpecs) workspace() (oldSpec, []repository.File) {
	if !s.known {
		return oldSpec{}, nil
	}
	files, err := s.commit.Files(s.root)
	if err != nil {
		return oldSpec{}, nil
	}
	at := slices.IndexFunc(files, func(f repository.File) bool { return f.Path == specs.FileName && f.Regular })
	if at < 0 {
		return oldSpec{}, files
	}
	contents, err := s.commit.Read(files[at : at+1])
	if err != nil {
		return oldSpec{}, files
	}
	for _, document := range documents(contents[0]) {
		if document.Kind == v1alpha1.KindWorkspace {
			return document, files
		}
	}
	return oldSpec{}, files
}

// output is the folder of the repository that spec.output named; empty where that is not known.
func (s oldSpecs) output() string {
	workspace, _ := s.workspace()
	if workspace.Kind == "" {
		return ""
	}
	output := workspace.Spec.Output
	if output == "" {
		output = specs.DefaultOutput
	}
	return path.Join(s.root, output)
}

// releases of the operator, by folder of an app and environment. What an Environment says has an empty folder.
type releases map[[2]string]string

// of is the release for an app in an environment; empty where it is not known.
func (r releases) of(folder, environment string) string {
	for _, key := range [][2]string{{folder, environment}, {folder, ""}, {"", environment}} {
		if release := r[key]; release != "" {
			return release
		}
	}
	return ""
}

// releases reads what the specs of the workspace say.
func (s oldSpecs) releases() releases {
	workspace, files := s.workspace()
	files = slices.DeleteFunc(files, func(f repository.File) bool {
		isYAML := strings.HasSuffix(f.Path, ".yaml") || strings.HasSuffix(f.Path, ".yml")
		return !f.Regular || !isYAML || !slices.ContainsFunc(workspace.Spec.Specs, func(spec string) bool {
			spec = path.Clean(spec)
			return spec == "." || f.Path == spec || strings.HasPrefix(f.Path, spec+"/")
		})
	})
	contents, err := s.commit.Read(files)
	if err != nil {
		return nil
	}
	found := releases{}
	for _, content := range contents {
		if !bytes.Contains(content, []byte("operatorVersion")) {
			continue // as most of thousands
		}
		for _, document := range documents(content) {
			name := document.Metadata.Name
			if document.Kind == v1alpha1.KindEnvironment {
				found[[2]string{"", name}] = document.Spec.OperatorVersion
			}
			if kind, ok := registry.Named(document.Kind); ok {
				folder := path.Join(kind.Folder(), name)
				found[[2]string{folder, ""}] = document.Spec.Environment.OperatorVersion
				for environment, own := range document.Spec.Environments {
					found[[2]string{folder, environment}] = own.Environment.OperatorVersion
				}
			}
		}
	}
	return found
}
