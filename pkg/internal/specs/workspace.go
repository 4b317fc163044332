package specs

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/internal/version"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// FileName is the name of the file that makes a folder a workspace.
const FileName = "flinkustomize.yaml"

// DefaultOutput is the output folder of a workspace that names none.
const DefaultOutput = "deploy"

// Workspace is all that was read from one.
type Workspace struct {
	// Root is the absolute path of the workspace's folder.
	Root string

	// Name is the workspace's own.
	Name string

	// Output is the folder of the tree, relative to Root, with slashes.
	Output string

	// Specs of all kinds, and Environments, in the order of their files. The files of their documents are relative to
	// Root. resolve.Of gives the specs of one kind.
	Specs        []resolve.Document
	Environments []resolve.Source[v1alpha1.Environment]

	// Presets are the workspace's own, in the order of their files.
	Presets []resolve.Source[v1alpha1.Preset]

	// Dir is the workspace's folder, opened; nil for a workspace that Load did not read. Nothing leads out of it.
	Dir *os.Root

	// Files are those of the workspace's folder. It follows no link out of it.
	Files fs.FS

	// Others are the contents of files that were found to have no specs, by their names: manifests that specs name are
	// mostly among them, and need not be read twice. What exceeds a few MiB is left out.
	Others map[string][]byte

	// Errors are about what stands in the files. Documents that they are about are not among those above, but for those
	// that have Unread parts; nor are specs in environments and with presets that they are about.
	Errors diagnostic.Findings

	// Warnings are about what stands in flinkustomize.yaml.
	Warnings diagnostic.Findings

	document *decode.Document // of flinkustomize.yaml
	spec     v1alpha1.WorkspaceSpec
	other    []byte // content of the file that was read last, where it has no specs
}

// Open reads flinkustomize.yaml of a folder. The error is about reading it; what is wrong in it is in Errors.
func Open(dir string) (*Workspace, error) {
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(absolute)
	if err != nil {
		return nil, err
	}
	w := &Workspace{Root: absolute, Dir: root, Files: root.FS()}
	w.spec, err = w.readWorkspace()
	return w, err
}

// Load reads the workspace of a folder, whole. The error is about reading files; what is wrong in them is in Errors.
func Load(dir string) (*Workspace, error) {
	w, err := Open(dir)
	if err != nil || len(w.Errors) > 0 {
		return w, err
	}
	if err := w.ReadPresets(); err != nil {
		return nil, err
	}
	unread := len(w.Errors) > 0 // some preset could not be read
	files, err := w.yamlFiles(w.spec.Specs, w.Output, w.spec.Presets)
	if err != nil {
		return nil, err
	}
	broken, err := w.readAll(files)
	if err != nil {
		return nil, err
	}
	if len(broken) == 0 && !unread {
		return w, nil
	}
	unknown := func(environments, presets []string) bool {
		return slices.ContainsFunc(environments, func(name string) bool { return slices.Contains(broken, name) }) ||
			unread && !w.hasPresets(presets)
	}
	w.Specs = slices.DeleteFunc(w.Specs, func(spec resolve.Document) bool { return unknown(spec.EnvironmentNames(), spec.PresetNames()) })
	return w, nil
}

// CheckNotEmpty adds an error to Errors when there is none and no spec either: an empty tree, pruned, would
// delete all of them.
func (w *Workspace) CheckNotEmpty() {
	if len(w.Specs)+len(w.Errors) == 0 {
		remedy := ""
		if w.Output != "" {
			remedy = "; to remove all that was generated, delete the folder " + diagnostic.Quote(w.Output)
		}
		w.fail(diagnostic.RuleWorkspace, w.document, diagnostic.Path{}.Child("spec", "specs"), "must lead to at least one %s%s", registry.Listed("", " or "), remedy)
	}
}

// readWorkspace reads flinkustomize.yaml.
func (w *Workspace) readWorkspace() (v1alpha1.WorkspaceSpec, error) {
	var workspace v1alpha1.Workspace
	documents, err := w.documents(yamlFile{name: FileName})
	if err != nil || len(w.Errors) > 0 {
		return workspace.Spec, err
	}
	if len(documents) != 1 {
		w.Errors = append(w.Errors, diagnostic.Finding{Position: diagnostic.Position{File: FileName}, Message: "must hold one document, of kind Workspace", Rule: diagnostic.RuleWorkspace})
		return workspace.Spec, nil
	}
	document := documents[0]
	w.document = document
	if !w.checkKind(document, v1alpha1.KindWorkspace) {
		return workspace.Spec, nil
	}
	wrong := document.Decode(&workspace)
	if w.checkRequiredVersion(document, workspace.Spec.RequiredVersion, version.Current()); len(w.Errors) > 0 {
		return workspace.Spec, nil // what else is wrong may be right for the version that is required
	}
	if w.Errors = append(w.Errors, wrong...); len(w.Errors) > 0 {
		return workspace.Spec, nil
	}
	w.Name = workspace.Metadata.Name
	if len(validation.IsDNS1123Label(w.Name)) > 0 {
		w.fail(diagnostic.RuleWorkspace, document, diagnostic.Path{}.Child("metadata", "name"), "must be a name of at most 63 lower-case letters, digits and dashes, such as flink, not %s", diagnostic.Quote(w.Name))
	}
	specs := diagnostic.Path{}.Child("spec", "specs")
	if len(workspace.Spec.Specs) == 0 {
		w.fail(diagnostic.RuleWorkspace, document, specs, "must list files and folders with specs, such as [flink]")
	}
	for i, spec := range workspace.Spec.Specs {
		if !fs.ValidPath(strings.TrimSuffix(spec, "/")) {
			w.fail(diagnostic.RuleWorkspace, document, specs.Index(i), "must be a file or folder below the workspace, not %s", diagnostic.Quote(spec))
		} else if _, err := fs.Stat(w.Files, strings.TrimSuffix(spec, "/")); err != nil {
			w.fail(diagnostic.RuleWorkspace, document, specs.Index(i), "%s", unusable(w.Files, strings.TrimSuffix(spec, "/"), err))
		}
	}
	w.checkPresetFolder(document, &workspace.Spec)
	w.checkAcknowledgements(document, workspace.Spec.Acknowledge)
	w.Output = path.Clean(workspace.Spec.Output)
	if workspace.Spec.Output == "" {
		w.Output = DefaultOutput
	} else if w.Output == "." || tree.CheckPath(w.Output) != nil {
		w.fail(diagnostic.RuleWorkspace, document, diagnostic.Path{}.Child("spec", "output"), "must be a folder below the workspace, not %s", diagnostic.Quote(workspace.Spec.Output))
	}
	w.checkOutput(document)
	return workspace.Spec, nil
}

// unusable says why a file or folder that the workspace names cannot be used.
func unusable(files fs.FS, name string, err error) string {
	if !errors.Is(err, fs.ErrNotExist) {
		return fmt.Sprintf("%s cannot be read: %s", diagnostic.Quote(name), diagnostic.Reason(err))
	}
	message := fmt.Sprintf("file or folder %s does not exist", diagnostic.Quote(name))
	var names []string
	if entries, err := fs.ReadDir(files, path.Dir(name)); err == nil {
		for _, entry := range entries {
			names = append(names, path.Join(path.Dir(name), entry.Name()))
		}
	}
	if near := diagnostic.Suggest(name, names); near != "" {
		message += ": did you mean " + diagnostic.Quote(near) + "?"
	}
	return message
}

// checkOutput refuses an output folder that a link puts elsewhere: a workspace that somebody else wrote must not write
// there.
func (w *Workspace) checkOutput(document *decode.Document) {
	for i := range len(w.Output) + 1 {
		if i < len(w.Output) && w.Output[i] != '/' {
			continue
		}
		at := w.Output[:i]
		info, err := fs.Lstat(w.Files, at)
		if err != nil {
			return
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			continue
		}
		if _, err := fs.Stat(w.Files, at); err != nil {
			w.fail(diagnostic.RuleWorkspace, document, diagnostic.Path{}.Child("spec", "output"), "must not lead through a link to nothing or out of the workspace, as %s is", diagnostic.Quote(at))
			return
		}
	}
}

// fail adds an error about a field of a document.
func (w *Workspace) fail(rule diagnostic.Rule, document *decode.Document, field diagnostic.Path, format string, args ...any) {
	w.Errors = append(w.Errors, finding(rule, document, field, format, args...))
}

// finding is one about a field of flinkustomize.yaml.
func finding(rule diagnostic.Rule, document *decode.Document, field diagnostic.Path, format string, args ...any) diagnostic.Finding {
	position := diagnostic.Position{File: FileName}
	if document != nil { // as there is in a workspace that Load read
		position, _, _ = document.Locate(field)
	}
	return diagnostic.Finding{Position: position, Path: field, Message: fmt.Sprintf(format, args...)}.Under(rule)
}
