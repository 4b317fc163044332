package generate

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	shipped "github.com/flinkustomize/flinkustomize/pkg/preset"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/validate"
)

// checkPresets checks presets of a user's own and gives all by their names, the shipped ones among them. Sessions that
// use one that is wrong are left out of those returned: they would only repeat its errors.
func checkPresets(own []preset, sessions []source) (map[string]preset, []source, diagnostic.List) {
	byName := map[string]preset{}
	for _, p := range shipped.Shipped() {
		byName[p.Object.Metadata.Name] = p
	}
	var errs diagnostic.List
	wrong := map[string]bool{}
	for _, p := range own {
		name := p.Object.Metadata.Name
		found := validate.Preset(p)
		if other, taken := byName[name]; taken && other.Shipped {
			found = append(found, p.MetadataErrorf(diagnostic.Path{}.Child("name"), "must not be %s: that preset is shipped; choose another name, such as platform/v1", name))
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
	usable := slices.DeleteFunc(slices.Clone(sessions), func(s source) bool {
		return slices.ContainsFunc(resolve.PresetNames(s.Object), func(name string) bool { return wrong[name] })
	})
	return byName, usable, errs
}
