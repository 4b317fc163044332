package generation

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// Attempt renders a spec without named environments and without files, as far as it can be: unlike Objects, it gives the objects
// together with what is wrong with them, so that whoever looks for a spec of known objects sees how near one comes. The presets
// are the shipped ones. A spec that renders an object which is not wanted gives none: most of what is tried does, and no more needs to
// be known of it. A nil function wants all.
func Attempt(spec v1alpha1.Spec, wanted func(manifest.Object) bool) ([]manifest.Object, diagnostic.Findings) {
	k, known := registry.Named(spec.KindName())
	if !known {
		return nil, diagnostic.Findings{{Rule: diagnostic.RuleUnknownKind, Message: "must be of a kind of spec"}}
	}
	document := k.Document(spec)
	presets, _ := new(documents).checkPresets() // shipped ones have nothing wrong with them
	r := input{known: kind.Known{Presets: presets, Clusters: []cluster.Registration{}}, wanted: wanted}.render(k, document)
	errs := append(k.CheckName(document), r.errs...)
	errs = check.WithoutRepeats(errs, check.Credentials(document))
	objects, err := r.app.Base.Built()
	if err != nil {
		errs = append(errs, document.SpecErrorf(nil, "%v", err).Under(diagnostic.RuleResource))
	}
	return objects, errs.Sorted()
}
