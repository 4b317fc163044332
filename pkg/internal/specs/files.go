package specs

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// yamlFile is one that may hold specs, by its name in the workspace.
type yamlFile struct {
	name string
	info fs.FileInfo // as the folder has it, be it of a link; nil where it was not listed
}

// yamlFiles lists files and those of folders at any depth, each once and sorted. Hidden folders and those of except are
// passed over. Whatever else may hold specs and cannot be read goes to Errors: with --prune, their sessions would be deleted.
func (w *Workspace) yamlFiles(names []string, except ...string) ([]yamlFile, error) {
	var files []yamlFile
	for _, name := range names {
		name = strings.TrimSuffix(name, "/")
		err := fs.WalkDir(w.Files, name, func(at string, entry fs.DirEntry, err error) error {
			hidden := entry != nil && strings.HasPrefix(entry.Name(), ".")
			switch {
			case entry != nil && !utf8.ValidString(entry.Name()): // its folder cannot be opened, so that err may be about it
				if entry.IsDir() && hidden {
					return fs.SkipDir
				}
				if entry.IsDir() || isYAML(at) || entry.Type()&fs.ModeSymlink != 0 && !hidden {
					w.Errors = append(w.Errors, diagnostic.Finding{Position: diagnostic.Position{File: path.Dir(at)}, Rule: diagnostic.RuleSpecFile,
						Message: fmt.Sprintf("the name %s is not UTF-8, so that no spec is read there: rename it", diagnostic.Quote(entry.Name()))})
				}
				if entry.IsDir() {
					return fs.SkipDir
				}
				return nil
			case err != nil:
				return err
			case entry.IsDir() && at != name && (slices.Contains(except, at) || hidden):
				return fs.SkipDir
			case entry.IsDir() || at == FileName:
				return nil
			case entry.Type()&fs.ModeSymlink != 0 && (at == name || !hidden) && w.isLinkToFolder(at):
				return nil
			case at == name || isYAML(at):
				info, err := entry.Info()
				if err != nil {
					info = nil // reading it says why
				}
				files = append(files, yamlFile{at, info})
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(files, func(a, b yamlFile) int { return strings.Compare(a.name, b.name) })
	return slices.CompactFunc(files, func(a, b yamlFile) bool { return a.name == b.name }), nil
}

// isLinkToFolder reports whether a link leads to a folder, within the workspace or out of it, or may do so since it leads to
// nothing now; that goes to Errors.
func (w *Workspace) isLinkToFolder(file string) bool {
	info, err := os.Stat(filepath.Join(w.Root, filepath.FromSlash(file)))
	message := ""
	switch {
	case err == nil && info.IsDir():
		message = "must not be a link to a folder, whose specs would not be read: name the folder in spec.specs of " + FileName
		if _, err := fs.Stat(w.Files, file); err != nil {
			message = "must not be a link to a folder out of the workspace, whose specs would not be read: move the folder into the workspace"
		}
	case err != nil && !isYAML(file): // one that is named as a file is read, and then found to be no file
		message = "must not be a link to nothing: a folder that it leads to would not be read"
	default:
		return false
	}
	w.Errors = append(w.Errors, diagnostic.Finding{Position: diagnostic.Position{File: file}, Rule: diagnostic.RuleSpecFile, Message: message})
	return true
}

func isYAML(file string) bool {
	extension := strings.ToLower(path.Ext(file))
	return extension == ".yaml" || extension == ".yml"
}

// What is said of a file that may have been a spec and is none any more.
const (
	noDocument = "the file has no document: delete the file to remove the session or whatever it specified, or restore its content"
	noMapping  = "the file has no document that is a mapping, as a spec is: delete the file to remove the session or whatever it specified, restore its content, or keep it elsewhere if it is not a spec"
	noHead     = "the file has a document without apiVersion or kind: delete the file to remove the session or whatever it specified, restore its content, or keep it elsewhere if it is not a spec"
	noTemplate = "the file is a template, and templates are not rendered: write the values out, or keep it elsewhere if it is not a spec"
	conflicted = "the file has conflict markers of a merge: resolve the conflict"
)

var (
	// What every manifest has, in templates too.
	apiVersionKey = key{"\napiVersion:", lazyregexp.New(`(?m)(^|[{,])\s*["']?apiVersion["']?\s*:`)}
	kindKey       = key{"\nkind:", lazyregexp.New(`(?m)(^|[{,])\s*["']?kind["']?\s*:`)}

	conflictMarkers = lazyregexp.New(`(?m)^<<<<<<< [\s\S]*^=======\r?$[\s\S]*^>>>>>>> `)
)

// key is one of a mapping, and how it is mostly written.
type key struct {
	mostly string
	always *lazyregexp.Regexp
}

func (k key) isIn(data []byte) bool {
	return bytes.HasPrefix(data, []byte(k.mostly[1:])) || bytes.Contains(data, []byte(k.mostly)) || k.always.Match(data)
}

// lost says what is wrong with a file without documents of ours that may have had some, and in which line: one that is empty,
// all in comments, in conflict, a template, or whose documents are texts, lists or specs without their heads. It says nothing
// of the manifests and configuration of users, nor of JSON patches, which kustomize reads.
func lost(data []byte) (line int, message string) {
	hasVersion, hasKind := apiVersionKey.isIn(data), kindKey.isIn(data)
	switch {
	case bytes.Contains(data, []byte("<<<<<<< ")) && conflictMarkers.Match(data):
		before, _, _ := bytes.Cut(append([]byte("\n"), data...), []byte("\n<<<<<<< "))
		return 1 + bytes.Count(before, []byte("\n")), conflicted
	case hasVersion && hasKind:
		return 0, ""
	case isCommentary(data):
		return 1, noDocument
	case bytes.Contains(data, []byte("{{")):
		if hasVersion || hasKind {
			return 0, ""
		}
		return 1 + bytes.Count(data[:bytes.Index(data, []byte("{{"))], []byte("\n")), noTemplate
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	for {
		var node yaml.Node
		if parse(decoder, &node) != nil { // at the end, if not before
			return max(line, 1), cmp.Or(message, noMapping)
		}
		root := node.Content[0]
		wrong := ""
		switch {
		case root.Kind == yaml.MappingNode && (len(root.Content) == 0 || hasKey(root, "spec") || hasKey(root, "metadata")):
			wrong = noHead
		case root.Kind == yaml.MappingNode || isJSONPatch(root):
			return 0, ""
		default:
			wrong = noMapping
		}
		if message == "" {
			line, message = root.Line, wrong
		}
	}
}

func hasKey(mapping *yaml.Node, key string) bool {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			return true
		}
	}
	return false
}

// parse reads the next document. The parser panics on some input that it does not expect.
func parse(decoder *yaml.Decoder, node *yaml.Node) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("yaml: %v", fault)
		}
	}()
	return decoder.Decode(node)
}

// isCommentary reports whether a text has nothing but comments, blank lines and separators of documents.
func isCommentary(data []byte) bool {
	for line := range bytes.Lines(bytes.TrimPrefix(data, []byte("\uFEFF"))) {
		text := strings.TrimSpace(string(line))
		if marker := strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(text, "---"), "...")); marker != "" && marker[0] != '#' && text != "null" && text != "~" {
			return false
		}
	}
	return true
}

// isJSONPatch reports whether a document is a list of operations of RFC 6902.
func isJSONPatch(root *yaml.Node) bool {
	if root.Kind != yaml.SequenceNode || len(root.Content) == 0 {
		return false
	}
	for _, element := range root.Content {
		var operation struct{ Op, Path string }
		if element.Kind != yaml.MappingNode || element.Decode(&operation) != nil || operation.Op == "" || operation.Path == "" {
			return false
		}
	}
	return true
}
