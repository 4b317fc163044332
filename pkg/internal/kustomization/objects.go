package kustomization

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
