package cluster

import "strings"

// expand puts the session's names into a template such as s3://flink/{environment}/{namespace}. It reports false when
// a base does not know one of them yet, and an error when nothing ever says it.
func (r *renderer) expand(template, field string) (string, bool) {
	expanded, ok, errs := r.target.Expand(template, nil)
	if len(errs) > 0 { // which say where
		_, _, errs = r.target.Expand(template, fieldNamed(field))
	}
	r.errs = append(r.errs, errs...)
	return expanded, ok
}

// scope is the template of the folder that belongs to one environment and namespace.
func (r *renderer) scope() string {
	if r.target.Complete && r.target.EnvironmentName == "" {
		return "{namespace}"
	}
	return "{environment}/{namespace}"
}

// directory expands the directory that a field states, or else the default one. Without a file system of its own it
// lies below the storage's root, and nowhere without storage.
func (r *renderer) directory(stated, folder, field string) string {
	root := ""
	if !strings.Contains(stated, ":") {
		if root = r.storageRoot(); root == "" {
			return ""
		}
		root += "/"
	}
	if stated == "" {
		stated = root + r.scope() + "/" + folder
	} else {
		stated = root + stated
	}
	expanded, _ := r.expand(stated, field)
	return expanded
}
