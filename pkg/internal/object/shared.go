package object

import "slices"

// Shared are objects that targets of one document have in common, so that they are made once. A nil one has none. It is for one
// goroutine, and nobody may change what is in it.
type Shared struct {
	all []shared // few
}

// shared are files, and all that they were made of which may differ between the targets of a document.
type shared struct {
	of    any
	files []File
}

// Files returns the files that are made of something comparable, which has a type for them alone: those of an earlier target, if that
// had the same.
func (s *Shared) Files(of any, make func() []File) []File {
	if s == nil {
		return make()
	}
	if known := slices.IndexFunc(s.all, func(one shared) bool { return one.of == of }); known >= 0 {
		return s.all[known].files
	}
	files := make()
	s.all = append(s.all, shared{of, files})
	return files
}
