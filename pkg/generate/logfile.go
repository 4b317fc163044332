package generate

import (
	"bytes"
	"cmp"
	"io/fs"
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/validate"
)

// readLogFiles puts the content of files in the place of their names, which are relative to the file that names them.
// Lines end as in the rest of the tree, whichever way Git checks files out.
func readLogFiles(target *resolve.Session, files fs.FS) diagnostic.List {
	var errs diagnostic.List
	read := map[string]*v1alpha1.LogFile{}
	for _, name := range slices.Sorted(maps.Keys(target.Spec.LogConfiguration)) {
		named := target.Spec.LogConfiguration[name]
		read[name] = named
		if named.File == "" {
			continue
		}
		field := diagnostic.Path{}.Child("logConfiguration", name, "file")
		_, content, err := readFile(files, target.Errorf(field, "").File, named.File)
		content = bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n"))
		if err == nil {
			err = cmp.Or(validate.LogContent(string(content)), validate.LogFileCredential(string(content)))
		}
		if err != nil {
			errs = append(errs, target.Errorf(field, "%v", err))
			content = nil
		}
		read[name] = &v1alpha1.LogFile{Content: string(content), File: named.File}
	}
	if len(read) > 0 {
		target.Spec.LogConfiguration = read
	}
	return errs
}
