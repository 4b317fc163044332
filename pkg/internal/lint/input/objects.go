package input

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/lint"
)

// Objects are all Kubernetes objects of a file, a folder or, as -, standard input, lists taken apart, with where they stand, and
// documents that say neither kind nor apiVersion. A folder is read as Lint does: kustomizations are built. What cannot be read is a finding, an error where objects may be missing for it. The
// command is the one of flinkustomize that the findings speak of. The error is about what has nothing to do with the input.
func Objects(command, argument string, stdin io.Reader) ([]lint.Object, diagnostic.Findings, error) {
	here, err := os.Getwd()
	if err != nil {
		return nil, nil, err
	}
	r := &run{Options: Options{Stdin: stdin}, command: command, here: here, seen: map[string]bool{}, workspaces: map[string]*project{}}
	var objects []lint.Object
	if argument == Stdin && stdin != nil {
		objects = r.objectsOf(r.readStdin())
	} else if f, ok := r.asked(argument); ok {
		f.data, f.failed = readFile(f.path)
		objects = r.objectsOf(f)
	} else if !r.found.HasErrors() {
		objects = r.objectsOfFolder(filepath.Clean(argument))
	}
	if len(objects) == 0 && !r.found.HasErrors() {
		name := argument
		if argument == Stdin {
			name = stdinName
		}
		r.fail(diagnostic.Position{File: name}, "holds no Kubernetes object")
	}
	return objects, r.found.Sorted(), nil
}

// objectsOfFolder are those of kustomizations, and of files that none of them names.
func (r *run) objectsOfFolder(name string) []lint.Object {
	path := r.absolute(name)
	sources, files := r.contents(name, path)
	var objects []lint.Object
	for _, s := range sources {
		if s.path == path || !s.component {
			objects = append(objects, r.objectsOfBuild(s)...)
		}
	}
	for _, f := range files {
		f.data, f.failed = readFile(f.path)
		objects = append(objects, r.objectsOf(f)...)
	}
	return objects
}

// objectsOfBuild are those that a kustomization builds.
func (r *run) objectsOfBuild(s *source) []lint.Object {
	r.found = append(r.found, s.found...)
	if len(s.found) > 0 {
		return nil // it may fetch something
	}
	texts, err := kustomize(s.path, func(string) bool { return true })
	if err != nil {
		found := r.buildError(err, s)
		found.Severity = diagnostic.SeverityError
		r.found = append(r.found, found)
		return nil
	}
	var objects []lint.Object
	places := newPlaces(s)
	for i, text := range texts {
		read := r.objectsOf(file{name: "built object " + strconv.Itoa(i), data: text, asked: true})
		documents, err := decode.Manifests(s.name, text)
		if err != nil || len(documents) != 1 {
			objects = append(objects, read...)
			continue
		}
		for _, o := range read {
			o.Locate = func(at diagnostic.Path) diagnostic.Position {
				if len(at) == 0 { // the object begins where it says what it is
					at = at.Child("apiVersion")
				}
				position, _ := places.of(documents[0], at)
				return position
			}
			objects = append(objects, o)
		}
	}
	return objects
}

// objectsOf are the objects of a file that was read. What cannot be read of a file of a folder is a warning where it may be no manifest.
func (r *run) objectsOf(f file) []lint.Object {
	if f.failed != "" {
		r.fail(diagnostic.Position{File: f.name}, "%s", f.failed)
		return nil
	}
	documents, err := decode.Manifests(f.name, f.data)
	var found diagnostic.Findings
	if errors.As(err, &found) {
		if at := templateAction.FindIndex(f.data); at != nil {
			found = diagnostic.Findings{template(f.name, r.command, f.data[:at[1]])}
		}
		if !f.asked && !mentionsFlink(f.data) {
			for i := range found {
				found[i].Severity = diagnostic.SeverityWarning
			}
		}
		r.found = append(r.found, found...)
	}
	objects, _ := lint.Read(f.name, f.data) // what is wrong is said already
	for _, d := range documents {
		if d.Kind() == "" && d.APIVersion() == "" {
			objects = append(objects, lint.Object{Content: d.Content(), Locate: func(at diagnostic.Path) diagnostic.Position {
				position, _, _ := d.Locate(at)
				return position
			}})
		}
	}
	return objects
}
