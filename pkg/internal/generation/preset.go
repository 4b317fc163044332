package generation

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/preset"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// checkPresets checks presets of a user's own and gives all by their names, the shipped ones among them. Documents that
// use one that is wrong are left out of d: they would only repeat its errors.
func (d *documents) checkPresets() (map[string]presetSource, diagnostic.Findings) {
	byName := map[string]presetSource{}
	for _, p := range preset.Shipped() {
		byName[p.Object.Metadata.Name] = p
	}
	var errs diagnostic.Findings
	wrong := map[string]bool{}
	for _, p := range d.presets {
		name := p.Object.Metadata.Name
		found := append(preset.Check(p), registry.CheckPreset(p)...)
		if other, taken := byName[name]; taken && other.Shipped {
			found = append(found, p.MetadataErrorf(diagnostic.Path{}.Child("name"), "must not be %s: that preset is shipped; choose another name, such as platform/v1", name).Under(diagnostic.RuleDuplicateName))
		} else if taken {
			found = append(found, notUnique(p, other))
		} else {
			byName[name] = p
		}
		if len(found) > 0 {
			wrong[name] = true
			errs = append(errs, found...)
		}
	}
	if len(wrong) == 0 {
		return byName, errs
	}
	usesWrong := func(names []string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return wrong[name] })
	}
	for i, specs := range d.specs {
		d.specs[i] = slices.DeleteFunc(slices.Clone(specs), func(spec resolve.Document) bool { return usesWrong(spec.PresetNames()) })
	}
	return byName, errs
}
