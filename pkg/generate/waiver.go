package generate

import (
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/waiver"
)

// waivers finds those of all documents. What is wrong with one is a finding, and waives nothing.
func (d documents) waivers() (*waiver.Set, diagnostic.Findings) {
	set := &waiver.Set{}
	var errs diagnostic.Findings
	field := diagnostic.Path{}.Child("annotations", diagnostic.WaiveAnnotation)
	for _, s := range d.all() {
		if text, ok := s.Metadata().Annotations[diagnostic.WaiveAnnotation]; ok {
			errs = append(errs, set.AddAnnotation(text, s.MetadataErrorf(field, ""), s.String(), s.Read())...)
		}
		if document := s.Read(); document != nil {
			errs = append(errs, set.AddComments(document)...)
		}
	}
	return set, errs
}
