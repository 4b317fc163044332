package cluster

import (
	"bytes"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// ReadText is a file with its content in the place of its name, which is relative to the file of the spec, and what is wrong with
// that. Lines end as in the rest of the tree, whichever way Git checks files out.
func ReadText(t *resolve.Target, file *v1alpha1.TextFile, field diagnostic.Path, read func(from, name string) ([]byte, error),
	valid func(content string) error) (*v1alpha1.TextFile, diagnostic.Findings) {
	if file == nil || file.File == "" {
		return file, nil
	}
	var errs diagnostic.Findings
	field = field.Child("file")
	content, err := read(t.Errorf(field, "").Under(diagnostic.RuleUnknownReference).File, file.File)
	content = bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n"))
	if err == nil {
		err = valid(string(content))
	}
	if err != nil {
		errs = append(errs, t.Errorf(field, "%v", err).Under(diagnostic.RuleUnknownReference))
		content = nil
	}
	if err := check.TextCredential(string(content), field); err != nil {
		errs = append(errs, t.Errorf(field, "%v", err).Under(diagnostic.RuleCredential))
	}
	return &v1alpha1.TextFile{Content: string(content), File: file.File}, errs
}

// ReadLogFiles reads the files of a logging configuration.
func ReadLogFiles(target *Target, read func(from, name string) ([]byte, error)) diagnostic.Findings {
	var errs diagnostic.Findings
	all := map[string]*v1alpha1.TextFile{}
	for _, name := range resolve.SortedKeys(target.Spec.LogConfiguration) {
		file, found := ReadText(&target.Target, target.Spec.LogConfiguration[name], path("logConfiguration", name), read, LogContent)
		all[name], errs = file, append(errs, found...)
	}
	if len(all) > 0 {
		target.Spec.LogConfiguration = all
	}
	return errs
}

// NamedFile is a field of a spec that holds text, and names a file instead.
type NamedFile struct {
	Field diagnostic.Path
	Name  string
}

// NamedFiles are those of the fields that name files.
func NamedFiles(files map[string]*v1alpha1.TextFile, at diagnostic.Path) []NamedFile {
	var named []NamedFile
	for _, name := range resolve.SortedKeys(files) {
		if file := files[name]; file != nil && file.File != "" {
			named = append(named, NamedFile{at.Child(name), file.File})
		}
	}
	return named
}

// LogFiles are those of a logging configuration.
func LogFiles(spec v1alpha1.Cluster) []NamedFile {
	return NamedFiles(spec.LogConfiguration, path("logConfiguration"))
}
