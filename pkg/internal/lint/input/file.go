package input

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/lint"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// file is one that is checked by itself.
type file struct {
	name  string // as findings have it
	path  string // absolute
	asked bool   // by itself, and not as one of a folder

	data    []byte
	objects []lint.Object
	specs   []*decode.Document
	found   diagnostic.Findings
	failed  string // why it could not be read
}

// read reads and parses a file.
func (f *file) read() {
	if f.data == nil {
		f.data, f.failed = readFile(f.path)
	}
	if f.failed == "" {
		f.parse()
	}
}

// readFile reads a file; else it says why it cannot.
func readFile(path string) (data []byte, failed string) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, "cannot be read: " + diagnostic.Reason(err)
	case !info.Mode().IsRegular():
		return nil, "must be a regular file, not a device, pipe or socket"
	case info.Size() > decode.MaxSize:
		return nil, fmt.Sprintf("must be at most %d MiB, not %d bytes", decode.MaxSize>>20, info.Size())
	}
	if data, err = os.ReadFile(path); err != nil {
		return nil, "cannot be read: " + diagnostic.Reason(err)
	}
	return data, ""
}

// parse finds the custom resources and the specs of a file. Of a folder's files, those of others are passed over: a file
// that names neither is not even parsed, and one that cannot be parsed is wrong only where it names one.
func (f *file) parse() {
	if !f.asked && !mentionsFlink(f.data) {
		return
	}
	f.objects, f.found = lint.Read(f.name, f.data)
	if at := templateAction.FindIndex(f.data); at != nil && len(f.found) > 0 {
		f.objects, f.found = nil, diagnostic.Findings{template(f.name, "lint", f.data[:at[1]])}
		if !f.asked {
			f.found[0].Severity = diagnostic.SeverityWarning
		}
		return
	}
	if !f.asked && f.isWhole() {
		return // as nearly all are, which then are parsed once
	}
	documents, _ := decode.Manifests(f.name, f.data) // lint.Read has said what is wrong with them
	for _, document := range documents {
		switch {
		case isSpec(document):
			f.specs = append(f.specs, document)
		case f.asked && isNone(document), lacksHead(document):
			f.found = append(f.found, noObject(document))
		}
	}
	if f.asked && len(documents) == 0 && len(f.found) == 0 {
		f.found = diagnostic.Findings{inputError(diagnostic.Position{File: f.name}, "holds no document that is a Kubernetes object")}
	}
}

// isWhole reports whether a file plainly holds nothing but objects: each custom resource has its apiVersion and kind.
func (f *file) isWhole() bool {
	n := len(f.objects)
	return n > 0 && bytes.Count(f.data, []byte("kind: Flink")) == n && bytes.Count(f.data, []byte("apiVersion: "+v1beta1.GroupVersion.Group+"/")) == n &&
		!bytes.Contains(f.data, []byte(v1alpha1.Group+"/"))
}

// mentionsFlink reports whether a text may have a custom resource or a spec.
func mentionsFlink(data []byte) bool {
	for _, word := range []string{v1beta1.GroupVersion.Group, v1alpha1.Group, "kind: Flink"} {
		if bytes.Contains(data, []byte(word)) {
			return true
		}
	}
	return false
}

func isSpec(document *decode.Document) bool {
	if _, ok := registry.Named(document.Kind()); ok && document.APIVersion() == "" {
		return true
	}
	return strings.HasPrefix(document.APIVersion(), v1alpha1.Group+"/")
}

// isNone reports whether a document is no Kubernetes object.
func isNone(document *decode.Document) bool {
	return document.Kind() == "" || document.APIVersion() == ""
}

// lacksHead reports whether a document is a custom resource but for its apiVersion or kind.
func lacksHead(document *decode.Document) bool {
	return document.APIVersion() == "" && strings.HasPrefix(document.Kind(), "Flink") ||
		document.Kind() == "" && strings.HasPrefix(document.APIVersion(), v1beta1.GroupVersion.Group+"/")
}

func noObject(document *decode.Document) diagnostic.Finding {
	missing := "apiVersion nor kind"
	switch {
	case document.Kind() != "":
		missing = "apiVersion"
	case document.APIVersion() != "":
		missing = "kind"
	}
	return inputError(document.Position(), "is no Kubernetes object: it has no %s", strings.Replace(missing, "apiVersion nor", "apiVersion and no", 1))
}

// templateAction is what templates have outside of quotes, as those of Helm charts. The operator's own, as in
// spec.ingress.template, is in quotes, for it would be no YAML.
var templateAction = lazyregexp.New(`(?m)^[^"'#\n]*\{\{`)

// template says of a file that it is a template, in the line of its first action, which a command of flinkustomize has met.
func template(name, command string, until []byte) diagnostic.Finding {
	return inputError(diagnostic.Position{File: name, Line: 1 + bytes.Count(until, []byte("\n"))},
		"is a template: render it first, as in helm template . | flinkustomize %s -", command)
}

func inputError(at diagnostic.Position, format string, args ...any) diagnostic.Finding {
	return diagnostic.Finding{Position: at, Message: fmt.Sprintf(format, args...)}.Under(diagnostic.RuleInput)
}

// maxStdin is how much of standard input is read, in bytes, at most.
const maxStdin = decode.MaxSize + 1

// stdinName is how findings name standard input.
const stdinName = "standard input"

// stdin checks standard input.
func (r *run) stdin() {
	if r.Stdin == nil || !r.first(Stdin) {
		return
	}
	f := r.readStdin()
	if f.failed != "" {
		r.fail(diagnostic.Position{File: f.name}, "%s", f.failed)
		return
	}
	r.check([]file{f})
}

// readStdin is standard input as a file.
func (r *run) readStdin() file {
	f := file{name: stdinName, path: filepath.Join(r.here, stdinName), asked: true}
	data, err := io.ReadAll(io.LimitReader(r.Stdin, maxStdin))
	switch f.data = data; {
	case err != nil:
		f.failed = fmt.Sprintf("cannot be read: %v", err)
	case len(bytes.TrimSpace(data)) == 0:
		f.failed = "is empty"
	}
	return f
}

// check reads files that belong together, and checks them. They are read in parallel.
func (r *run) check(files []file) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(len(files), runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(files); i = int(next.Add(1)) - 1 {
				files[i].read()
			}
		})
	}
	workers.Wait()
	together := map[lint.Target][]lint.Object{}
	for _, f := range files {
		if f.failed != "" {
			r.fail(diagnostic.Position{File: f.name}, "%s", f.failed)
			continue
		}
		r.report.Read = true
		r.found = append(r.found, f.found...)
		for _, document := range f.specs {
			r.spec(f, document)
		}
		if len(f.objects) > 0 {
			target := r.target(filepath.Dir(f.path))
			together[target] = append(together[target], f.objects...)
		}
	}
	for target, objects := range together {
		found := r.objects(target, objects)
		if (target.Operator == operatorRelease{}) {
			r.assumed = append(r.assumed, found...)
		} else {
			r.found = append(r.found, found...)
		}
	}
}

// objects checks objects that belong together.
func (r *run) objects(target lint.Target, objects []lint.Object) diagnostic.Findings {
	for _, o := range objects {
		if o.IsFlink() {
			r.report.Objects++
		}
	}
	return lint.Check(target, objects...)
}

// spec is a document that is checked with its workspace, if there is one.
func (r *run) spec(f file, document *decode.Document) {
	if r.project(filepath.Dir(f.path)) != nil || document.Kind() == v1alpha1.KindWorkspace {
		return
	}
	if _, ok := registry.Named(document.Kind()); ok {
		r.found = append(r.found, inputError(document.Position(), "%s is a spec, which is checked with its workspace: there is no flinkustomize.yaml here or above", strings.TrimSpace(document.Kind()+" "+document.Name())))
	}
}
