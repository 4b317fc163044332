package kustomization

import "github.com/flinkustomize/flinkustomize/pkg/manifest"

// Placed returns the generated files of a variant with their objects as building it gives them: in its namespace.
func (v Variant) Placed() ([]File, error) {
	read, err := v.read()
	if err != nil {
		return nil, err
	}
	if err := checkSubjects(read); err != nil {
		return nil, err
	}
	files := make([]File, len(v.Files))
	for i, file := range v.Files {
		files[i] = File{Name: file.Name, Objects: make([]manifest.Object, len(file.Objects))}
		for j, object := range file.Objects {
			if files[i].Objects[j], err = read.placed(object); err != nil {
				return nil, err
			}
		}
	}
	return files, nil
}
