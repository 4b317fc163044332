package kustomization

import "github.com/flinkustomize/flinkustomize/pkg/internal/manifest"

// Objects returns the generated files of a variant with their objects as building it gives them: in its namespace.
func (v Variant) Objects() ([]File, error) {
	read, err := v.read()
	if err != nil {
		return nil, err
	}
	if err := checkSubjects(read); err != nil {
		return nil, err
	}
	files := make([]File, len(v.Files))
	for i, file := range v.Files {
		files[i].Name = file.Name
		if files[i].Object, err = read.inNamespace(file.Object); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// Built returns all objects of a variant, generated and the user's own, as building it gives them: in its namespace.
func (v Variant) Built() ([]manifest.Object, error) {
	read, err := v.read()
	if err != nil {
		return nil, err
	}
	return read.built()
}

// built are the objects in the namespace, in the order of their files.
func (v variant) built() ([]manifest.Object, error) {
	var all []manifest.Object
	for _, source := range v.sources {
		for _, object := range source.objects {
			object, err := v.inNamespace(object)
			if err != nil {
				return nil, err
			}
			all = append(all, object)
		}
	}
	return all, nil
}
