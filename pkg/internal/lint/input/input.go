package input

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Stdin is the argument that stands for standard input.
const Stdin = "-"

// Options say what to check for, and what not.
type Options struct {
	// Operator is the release of the operator. Its zero value is the one that the environments of the workspace around
	// name, if it is one, or else the latest, which the first finding then says.
	Operator operator.Release

	// Flink is the version of Flink; its zero value is what spec.flinkVersion of each object says.
	Flink flink.Version

	// Disabled rules, of Rules, give no findings.
	Disabled []diagnostic.Rule

	// Stdin is what the argument - reads; nil for none.
	Stdin io.Reader
}

// Report is what was found.
type Report struct {
	// Findings are sorted. Their files are named as the arguments name them.
	Findings diagnostic.Findings

	// Objects is how many custom resources were checked, and Workspaces how many workspaces' specs.
	Objects, Workspaces int

	// Read reports whether anything could be read.
	Read bool
}

// Rules are those that can be disabled, and waived in a custom resource: all but those by which something is not read.
func Rules() []diagnostic.Rule {
	return slices.DeleteFunc(diagnostic.Rules(), func(r diagnostic.Rule) bool {
		return slices.Contains([]diagnostic.Rule{diagnostic.RuleInput, diagnostic.RuleYAML, diagnostic.RuleSpecFile, diagnostic.RuleWorkspace, diagnostic.RuleUnusedWaiver}, r)
	})
}

// Lint checks files, folders and, as -, standard input; none is the current folder. The error is about what has nothing
// to do with the input.
func Lint(options Options, arguments ...string) (Report, error) {
	here, err := os.Getwd()
	if err != nil {
		return Report{}, err
	}
	if len(arguments) == 0 {
		arguments = []string{"."}
	}
	r := &run{
		Options: options, command: "lint", here: here, seen: map[string]bool{}, workspaces: map[string]*project{}, built: map[string]*built{}, annotated: map[diagnostic.Position]int{},
		comments: comments{read: map[string]bool{}, all: map[place]*comment{}},
	}
	var files []file
	for _, argument := range arguments {
		if argument == Stdin {
			r.stdin()
		} else if found, ok := r.argument(argument); ok {
			files = append(files, found)
		}
	}
	r.check(files)
	if err := r.checkWorkspaces(); err != nil {
		return Report{}, err
	}
	return r.finish(), nil
}

// run is one run of Lint.
type run struct {
	Options
	command string // of flinkustomize
	here    string // the current folder

	scopes     []string            // absolute paths of the arguments
	seen       map[string]bool     // absolute paths of files that are read by themselves, and of folders that are built
	workspaces map[string]*project // by absolute paths of folders in them

	built     map[string]*built           // findings of built objects, by what they say
	annotated map[diagnostic.Position]int // how many built objects have rules waived by the annotation that stands there
	comments  comments                    // of the files that kustomizations name

	found   diagnostic.Findings // but those of assumed and built
	assumed diagnostic.Findings // of custom resources for a release that nobody named
	report  Report
}

// fail adds a finding about the input itself.
func (r *run) fail(at diagnostic.Position, format string, args ...any) {
	r.found = append(r.found, diagnostic.Finding{Position: at, Message: fmt.Sprintf(format, args...)}.Under(diagnostic.RuleInput))
}

// argument takes a file or a folder. A folder is checked; a file is returned, to be checked beside the others.
func (r *run) argument(name string) (file, bool) {
	found := len(r.found)
	f, ok := r.asked(name)
	switch {
	case ok && r.first(f.path):
		r.scopes = append(r.scopes, f.path)
		return f, true
	case !ok && len(r.found) == found:
		name = filepath.Clean(name)
		r.scopes = append(r.scopes, r.absolute(name))
		r.folder(name, r.absolute(name))
	}
	return file{}, false
}

// asked is a file that an argument names; false for a folder, and for what is not there, which is a finding.
func (r *run) asked(name string) (file, bool) {
	name = filepath.Clean(name)
	path := r.absolute(name)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.fail(diagnostic.Position{File: name}, "%s", notThere(path))
	case err != nil:
		r.fail(diagnostic.Position{File: name}, "cannot be read: %s", diagnostic.Reason(err))
	case !info.IsDir():
		return file{name: name, path: path, asked: true}, true
	}
	return file{}, false
}

// absolute is the absolute path of a file or a folder.
func (r *run) absolute(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(r.here, name)
}

// first reports whether a path is met for the first time.
func (r *run) first(path string) bool {
	met := r.seen[path]
	r.seen[path] = true
	return !met
}

// notThere says that a file does not exist, and which one may have been meant.
func notThere(path string) string {
	var names []string
	entries, _ := os.ReadDir(filepath.Dir(path)) // without it, there is nothing to suggest
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	if near := diagnostic.Suggest(filepath.Base(path), names); near != "" {
		return "does not exist: did you mean " + diagnostic.Quote(near) + "?"
	}
	return "does not exist"
}

// finish puts together what was found.
func (r *run) finish() Report {
	r.placeBuilt()
	assumed := r.enabled(r.assumed).Sorted()
	if len(assumed) > 0 {
		assumed[0].Message += fmt.Sprintf(" (operator release %s is assumed: name yours with --operator)", operator.Latest())
	}
	found := slices.Concat(r.enabled(r.found), assumed, r.comments.unused())
	r.report.Findings = found.Sorted()
	return r.report
}

// enabled leaves out findings of rules that are disabled.
func (r *run) enabled(found diagnostic.Findings) diagnostic.Findings {
	return slices.DeleteFunc(found, func(f diagnostic.Finding) bool { return slices.Contains(r.Disabled, f.Rule) })
}
