package specs

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// ours reports whether a file has documents of this group, or of its kinds under another group, unlike the manifests,
// charts and configuration that may lie beside it.
func ours(data []byte) bool {
	return bytes.Contains(data, []byte(v1alpha1.Group+"/")) ||
		slices.ContainsFunc(kindNames, func(name string) bool { return bytes.Contains(data, []byte(name)) }) && kinds.Match(data)
}

var kindNames = allKinds()

var kinds = lazyregexp.New(`(?m:^["']?kind["']?:\s*["']?(` + strings.Join(allKinds(), "|") + `)["']?\s*(#.*)?$)`)

// allKinds are those of all documents of our group.
func allKinds() []string {
	return append(registry.Names(), v1alpha1.KindEnvironment, v1alpha1.KindPreset, v1alpha1.KindWorkspace)
}

// documents reads the documents of a file; what is wrong with their form goes to Errors.
func (w *Workspace) documents(from yamlFile) ([]*decode.Document, error) {
	file := from.name
	data, err := w.read(from)
	if err != nil || data == nil {
		return nil, err
	}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		w.Errors = append(w.Errors, diagnostic.Finding{Position: diagnostic.Position{File: file}, Message: "must be UTF-8, not UTF-16", Rule: diagnostic.RuleYAML})
		return nil, nil
	}
	if file != FileName && !ours(data) {
		if line, message := lost(data); message != "" {
			w.Errors = append(w.Errors, diagnostic.Finding{Position: diagnostic.Position{File: file, Line: line}, Rule: diagnostic.RuleSpecFile, Message: message})
		}
		w.other = data
		return nil, nil
	}
	documents, err := decode.Documents(file, data)
	var list diagnostic.Findings
	if errors.As(err, &list) {
		w.Errors = append(w.Errors, list...)
		return nil, nil
	}
	if err == nil && len(documents) == 0 && file != FileName { // all is commented out
		w.Errors = append(w.Errors, diagnostic.Finding{Position: diagnostic.Position{File: file, Line: 1}, Rule: diagnostic.RuleSpecFile, Message: noDocument})
	}
	return documents, err
}

// read reads a file. One that can be no spec, such as a pipe, which has no end, or a link out of the workspace, goes to
// Errors, and its content is nil.
func (w *Workspace) read(from yamlFile) ([]byte, error) {
	file := from.name
	refuse := func(format string, args ...any) ([]byte, error) {
		w.Errors = append(w.Errors, diagnostic.Finding{Position: diagnostic.Position{File: file}, Message: fmt.Sprintf(format, args...), Rule: diagnostic.RuleSpecFile})
		return nil, nil
	}
	info := from.info
	if info == nil || !info.Mode().IsRegular() {
		var err error
		if info, err = fs.Stat(w.Files, file); err != nil {
			if link, linkErr := fs.Lstat(w.Files, file); linkErr == nil && link.Mode()&fs.ModeSymlink != 0 {
				return refuse("must not be a link to nothing or out of the workspace")
			}
			return nil, err
		}
	}
	switch {
	case info.IsDir():
		return refuse("must be a file, not a folder")
	case !info.Mode().IsRegular():
		return refuse("must be a regular file, not a device, pipe or socket")
	case info.Size() > decode.MaxSize:
		return refuse("must be at most %d MiB, not %d bytes", decode.MaxSize>>20, info.Size())
	}
	return fs.ReadFile(w.Files, file)
}

// readAll reads the documents of files that are of our group, and returns the names of environments that could not be
// read. The files are read in parallel, and what they hold is put together in their order.
func (w *Workspace) readAll(files []yamlFile) (broken []string, err error) {
	parts := make([]part, len(files))
	errs := make([]error, len(files))
	var next, others atomic.Int64
	var workers sync.WaitGroup
	for range min(len(files), runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(files); i = int(next.Add(1)) - 1 {
				parts[i].Files = w.Files
				errs[i] = parts[i].readSpecs(files[i])
				if others.Add(int64(len(parts[i].other))) > maxOthers {
					parts[i].other = nil
				}
			}
		})
	}
	workers.Wait()
	w.Others = map[string][]byte{}
	for i, part := range parts {
		if errs[i] != nil {
			return nil, errs[i]
		}
		if part.other != nil {
			w.Others[files[i].name] = part.other
		}
		w.Specs = append(w.Specs, part.Specs...)
		w.Environments = append(w.Environments, part.Environments...)
		w.Errors = append(w.Errors, part.Errors...)
		broken = append(broken, part.broken...)
	}
	return broken, nil
}

// maxOthers is how many bytes Workspace.Others has together.
const maxOthers = 8 << 20

// part is what one file adds to a workspace.
type part struct {
	Workspace
	broken []string // names of environments that could not be read
}

// readSpecs reads the documents of one file that are of our group; the others are the user's own.
func (p *part) readSpecs(from yamlFile) error {
	documents, err := p.documents(from)
	if err != nil {
		return err
	}
	kinds := append(registry.Names(), v1alpha1.KindEnvironment)
	for _, document := range documents {
		isOurs := slices.Contains(kinds, document.Kind()) || strings.HasPrefix(document.APIVersion(), v1alpha1.Group+"/")
		if document.Kind() == v1alpha1.KindPreset && isOurs {
			p.fail(diagnostic.RuleUnknownKind, document, diagnostic.Path{}.Child("kind"), "must not be Preset here: a preset stands in the folder that spec.presets of %s names", FileName)
			continue
		}
		if !isOurs || !p.checkKind(document, kinds...) {
			continue
		}
		if kind, ok := registry.Named(document.Kind()); ok {
			spec := kind.Decode(document)
			p.Errors = append(p.Errors, spec.Unread()...)
			p.Specs = append(p.Specs, spec)
			document.Release() // there may be thousands
			continue
		}
		environment := resolve.Source[v1alpha1.Environment]{Object: &v1alpha1.Environment{}, Document: document}
		environment.Undecoded = document.Decode(environment.Object)
		p.Errors = append(p.Errors, environment.Unread()...)
		p.Environments = append(p.Environments, environment)
		if len(environment.Unread()) > 0 {
			p.broken = append(p.broken, document.Name())
		}
	}
	return nil
}

// checkKind refuses another apiVersion and any kind but those.
func (w *Workspace) checkKind(document *decode.Document, kinds ...string) bool {
	before := len(w.Errors)
	if document.APIVersion() != v1alpha1.APIVersion {
		w.fail(diagnostic.RuleUnknownKind, document, diagnostic.Path{}.Child("apiVersion"), "must be %s, not %s", v1alpha1.APIVersion, diagnostic.Quote(document.APIVersion()))
	}
	if !slices.Contains(kinds, document.Kind()) {
		w.fail(diagnostic.RuleUnknownKind, document, diagnostic.Path{}.Child("kind"), "%s", diagnostic.OneOf(document.Kind(), kinds))
	}
	return len(w.Errors) == before
}
