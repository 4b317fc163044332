package application

import (
	"fmt"
	"maps"
	gopath "path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
)

// file is one of the job's, which pods have in the folder of the job.
type file struct {
	name  string
	text  *v1alpha1.TextFile
	field diagnostic.Path
}

const (
	requirementsFile = "requirements.txt"

	// maxFiles bounds what a ConfigMap holds, in bytes, with room for its metadata.
	maxFiles = 1000 << 10
)

// nameOf is the name of a script: that of the file, or one for text.
func nameOf(script *v1alpha1.TextFile, ofText string) string {
	if script.File == "" {
		return ofText
	}
	return gopath.Base(script.File)
}

// path is where pods have the file.
func (f file) path() string { return cluster.JobFolder + "/" + f.name }

// pythonScript is the file with the program; false where that is in the image.
func (a *Target) pythonScript() (file, bool) {
	if python := a.Job.Python; python != nil && python.Script != nil {
		return file{nameOf(python.Script, "job.py"), python.Script, path("job", "python", "script")}, true
	}
	return file{}, false
}

// sqlScript is the file with the SQL script, if there is one.
func (a *Target) sqlScript() (file, bool) {
	if sql := a.Job.SQL; sql != nil && sql.Script != nil {
		return file{nameOf(sql.Script, "job.sql"), sql.Script, path("job", "sql", "script")}, true
	}
	return file{}, false
}

// files are all of the job's, the scripts first.
func (a *Target) files() []file {
	var all []file
	if script, ok := a.pythonScript(); ok {
		all = append(all, script)
	}
	if script, ok := a.sqlScript(); ok {
		all = append(all, script)
	}
	python, field := a.Job.Python, path("job", "python")
	if python == nil {
		return all
	}
	for _, name := range slices.Sorted(maps.Keys(python.Files)) {
		all = append(all, file{name, python.Files[name], field.Child("files", name)})
	}
	if python.Requirements != nil {
		all = append(all, file{requirementsFile, python.Requirements, field.Child("requirements")})
	}
	return all
}

// checkFiles checks the names of the job's files, and the text of those that are not read from the workspace.
func (a *Target) checkFiles(c *check.Checker) {
	taken := map[string]diagnostic.Path{}
	for _, f := range a.files() {
		if err := check.SecretKey(f.name); err != nil {
			c.Add(f.field, "must be a file with a name of letters, digits, dots, dashes and underscores, not %s", diagnostic.Quote(f.name))
		}
		if other, ok := taken[f.name]; ok {
			c.Add(f.field, "must have another name than spec.%s: both are %s in %s", other, f.name, cluster.JobFolder)
		}
		taken[f.name] = f.field
		switch {
		case f.text.File == "":
			c.AddErr(f.field, validText(f.text.Content))
		case f.text.Content != "" && !a.read:
			c.Add(f.field, "must be text or a file, not both")
		}
	}
}

func validText(content string) error {
	switch {
	case strings.TrimSpace(content) == "":
		return fmt.Errorf("must not be empty")
	case len(content) > maxFiles:
		return fmt.Errorf("must be at most %d KiB, which a ConfigMap holds, not %d", maxFiles>>10, (len(content)+1023)>>10)
	case !utf8.ValidString(content), strings.ContainsRune(content, 0):
		return fmt.Errorf("must be UTF-8 text")
	}
	return nil
}

// readFiles reads what the spec names, and holds the files of the job against what one ConfigMap holds.
func readFiles(a *Target, read kind.ReadFile) diagnostic.Findings {
	errs := cluster.ReadLogFiles(&a.Target, read)
	text := func(named *v1alpha1.TextFile, field diagnostic.Path) *v1alpha1.TextFile {
		file, found := cluster.ReadText(&a.Target.Target, named, field, read, validText)
		errs = append(errs, found...)
		return file
	}
	if python := a.Job.Python; python != nil {
		own, field := *python, path("job", "python")
		own.Script, own.Requirements = text(python.Script, field.Child("script")), text(python.Requirements, field.Child("requirements"))
		own.Files = map[string]*v1alpha1.TextFile{}
		for _, name := range slices.Sorted(maps.Keys(python.Files)) {
			own.Files[name] = text(python.Files[name], field.Child("files", name))
		}
		a.Job.Python = &own
	}
	if sql := a.Job.SQL; sql != nil {
		own := *sql
		own.Script = text(sql.Script, path("job", "sql", "script"))
		a.Job.SQL = &own
	}
	a.read = true
	size := 0
	for _, f := range a.files() {
		if size += len(f.text.Content); size > maxFiles && len(f.text.Content) <= maxFiles {
			return append(errs, a.Errorf(f.field, "must leave the files of the job at %d KiB together, which a ConfigMap holds", maxFiles>>10))
		}
	}
	return errs
}
