package session

import (
	"bytes"
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
)

// readLogFiles puts the content of files in the place of their names, which are relative to the file that names them.
// Lines end as in the rest of the tree, whichever way Git checks files out.
func readLogFiles(target *cluster.Target, read kind.ReadFile) diagnostic.Findings {
	var errs diagnostic.Findings
	all := map[string]*v1alpha1.LogFile{}
	for _, name := range slices.Sorted(maps.Keys(target.Spec.LogConfiguration)) {
		named := target.Spec.LogConfiguration[name]
		all[name] = named
		if named.File == "" {
			continue
		}
		field := diagnostic.Path{}.Child("logConfiguration", name, "file")
		content, err := read(target.Errorf(field, "").Under(diagnostic.RuleUnknownReference).File, named.File)
		content = bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n"))
		if err == nil {
			err = cluster.LogContent(string(content))
		}
		if err != nil {
			errs = append(errs, target.Errorf(field, "%v", err).Under(diagnostic.RuleUnknownReference))
			content = nil
		}
		if err := check.LogFileCredential(string(content)); err != nil {
			errs = append(errs, target.Errorf(field, "%v", err).Under(diagnostic.RuleCredential))
		}
		all[name] = &v1alpha1.LogFile{Content: string(content), File: named.File}
	}
	if len(all) > 0 {
		target.Spec.LogConfiguration = all
	}
	return errs
}
