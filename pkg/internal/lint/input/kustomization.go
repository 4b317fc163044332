package input

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sigs.k8s.io/kustomize/api/konfig"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// source is a folder with a kustomization, and all that it is made of.
type source struct {
	name, path string // of the folder: as findings have it, and absolute
	file       string // name of the kustomization
	component  bool
	command    string // of flinkustomize, that it is read for

	files   []file   // that it names, and that those name that it is made of, the nearest first
	folders []string // absolute paths of the kustomizations that it is made of
	found   diagnostic.Findings
}

func isKustomization(name string) bool {
	return slices.Contains(konfig.RecognizedKustomizationFileNames(), name)
}

// readSource reads a kustomization and those that it is made of, for a command. What keeps it from being built offline is a finding.
func readSource(name, path, command string) *source {
	s := &source{name: name, path: path, command: command}
	s.read(name, path, map[string]bool{})
	return s
}

// read reads the kustomization of a folder, once.
func (s *source) read(name, path string, seen map[string]bool) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		if seen[real] {
			return // kustomize says it where one is made of itself
		}
		seen[real] = true
	}
	for _, base := range konfig.RecognizedKustomizationFileNames() {
		file := filepath.Join(path, base)
		if _, err := os.Stat(file); err != nil {
			continue
		}
		shown := filepath.Join(name, base)
		if path == s.path && s.file == "" {
			s.file = shown
		} else {
			s.folders = append(s.folders, path)
		}
		data, failed := readFile(file)
		if failed != "" {
			s.found = append(s.found, inputError(diagnostic.Position{File: shown}, "%s", failed))
			continue
		}
		for _, document := range s.documents(shown, data) {
			s.component = s.component || path == s.path && document.Kind() == "Component"
			s.follow(document, references(document.Content(), nil), name, path, seen)
		}
	}
}

// documents are those of a file. One that cannot be read keeps what it is part of from being built: kustomize, which is
// less strict, might find an address in it.
func (s *source) documents(name string, data []byte) []*decode.Document {
	documents, err := decode.Manifests(name, data)
	var found diagnostic.Findings
	if errors.As(err, &found) {
		s.found = append(s.found, found...)
	}
	return documents
}

// reference is a path or an address that a kustomization names.
type reference struct {
	at    diagnostic.Path
	field string
	text  string
}

// Fields of kustomizations, and of the generators and transformers in it, by what they name.
var (
	resourceFields = []string{"resources", "bases", "components"}
	pluginFields   = []string{"generators", "transformers", "validators"}
	fileFields     = []string{"crds", "configurations", "patchesStrategicMerge", "path", "files", "envs", "env"}
)

// isOneOf reports whether a key is one of some fields, as kustomize reads it: in upper case, too.
func isOneOf(key string, fields []string) bool {
	return slices.ContainsFunc(fields, func(field string) bool { return strings.EqualFold(key, field) })
}

// references are all of a value, at any depth.
func references(value any, at diagnostic.Path) []reference {
	var found []reference
	switch value := value.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(value)) {
			child := at.Child(key)
			named := isOneOf(key, resourceFields) || isOneOf(key, pluginFields) || isOneOf(key, fileFields)
			switch entry := value[key].(type) {
			case string:
				if named {
					found = append(found, reference{child, key, entry})
				}
			case []any:
				for i, element := range entry {
					if text, ok := element.(string); ok && named {
						found = append(found, reference{child.Index(i), key, text})
					} else {
						found = append(found, references(element, child.Index(i))...)
					}
				}
			default:
				found = append(found, references(entry, child)...)
			}
		}
	case []any:
		for i, element := range value {
			found = append(found, references(element, at.Index(i))...)
		}
	}
	return found
}

// remote is what kustomize takes for an address: of a web server or a Git repository.
var remote = lazyregexp.New(`(?i)^(git::|[a-z][a-z0-9+.-]*://|github\.com[/:]|[a-z][a-z0-9-]*@)`)

// follow notes what a kustomization names, and reads what it is made of.
func (s *source) follow(document *decode.Document, named []reference, name, path string, seen map[string]bool) {
	for _, ref := range named {
		text := strings.TrimSpace(ref.text)
		resource, plugin := isOneOf(ref.field, resourceFields), isOneOf(ref.field, pluginFields)
		if isOneOf(ref.field, []string{"files", "envs", "env"}) {
			if _, file, ok := strings.Cut(text, "="); ok {
				text = file
			}
		}
		position, _, _ := document.Locate(ref.at)
		if remote.MatchString(text) {
			s.found = append(s.found, diagnostic.Finding{Position: position, Path: ref.at,
				Message: "must be a local path, not the remote " + diagnostic.Quote(text) + ", which " + s.command + " does not fetch: copy it beside, or pipe kustomize build into flinkustomize " + s.command + " -"}.Under(diagnostic.RuleInput))
			continue
		}
		if strings.Contains(text, "\n") { // written out in place
			if plugin {
				s.plugins(document.File, []byte(ref.text), nil)
			}
			continue
		}
		absolute := filepath.Join(path, filepath.FromSlash(text))
		if filepath.IsAbs(text) {
			absolute = filepath.Clean(text)
		}
		shown := relative(path, absolute)
		if !filepath.IsAbs(shown) {
			shown = filepath.Join(name, shown)
		}
		info, err := os.Stat(absolute)
		switch {
		case err != nil && resource:
			s.found = append(s.found, diagnostic.Finding{Position: position, Path: ref.at, Message: diagnostic.Quote(text) + " " + notThere(absolute)}.Under(diagnostic.RuleInput))
		case err != nil: // kustomize says it, if it is one
		case info.IsDir() && (resource || plugin):
			s.read(shown, absolute, seen)
		case info.Mode().IsRegular():
			s.files = append(s.files, file{name: shown, path: absolute})
			if data, failed := readFile(absolute); plugin && failed == "" {
				s.plugins(shown, data, &position)
			}
		}
	}
}

// plugins refuses built-in generators and transformers that fetch.
func (s *source) plugins(name string, data []byte, at *diagnostic.Position) {
	for _, document := range s.documents(name, data) {
		for _, ref := range references(document.Content(), nil) {
			text := ref.text
			if _, file, ok := strings.Cut(text, "="); ok {
				text = file
			}
			if lower := strings.ToLower(strings.TrimSpace(text)); !strings.HasPrefix(lower, "http://") && !strings.HasPrefix(lower, "https://") {
				continue
			}
			position, _, _ := document.Locate(ref.at)
			if at == nil { // in the text of another file
				position = diagnostic.Position{File: name}
			}
			s.found = append(s.found, diagnostic.Finding{Position: position, Path: ref.at, Message: "must be a local path, not the remote " + diagnostic.Quote(text) + ", which " + s.command + " does not fetch"}.Under(diagnostic.RuleInput))
		}
	}
}
