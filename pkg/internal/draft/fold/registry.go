package fold

import (
	"maps"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
)

// withRegistries has an environment say the registry of its images where that says less: for several images of an environment, or
// for those of an app that come from another registry in each of its environments.
func (w world) withRegistries(drafts []draft.Draft) []draft.Draft {
	drafts = slices.Clone(drafts)
	registries, counts := map[string]string{}, map[string]int{}
	for _, e := range environmentsOf(drafts) {
		registries[e], counts[e] = registryOf(drafts, e)
	}
	for _, e := range slices.Sorted(maps.Keys(registries)) {
		registry := registries[e]
		elsewhere := func(other string) bool { return other != "" && other != registry }
		if registry == "" || counts[e] < 2 && !slices.ContainsFunc(slices.Collect(maps.Values(registries)), elsewhere) {
			continue
		}
		made := slices.Clone(drafts)
		ok := true
		for i, d := range made {
			if d.Environment == e && ok {
				made[i], ok = w.withRegistry(d, registry)
			}
		}
		if ok {
			drafts = made
		}
	}
	return drafts
}

func environmentsOf(drafts []draft.Draft) []string {
	names := map[string]bool{}
	for _, d := range drafts {
		names[d.Environment] = true
	}
	delete(names, "")
	return slices.Sorted(maps.Keys(names))
}

// withRegistry is a draft with a registry in its settings, and without it in front of images. It reports false where that renders
// something else.
func (w world) withRegistry(d draft.Draft, registry string) (draft.Draft, bool) {
	before := w.app(d)
	made := d
	made.Settings = maps.Clone(d.Settings)
	if made.Settings == nil {
		made.Settings = map[string]any{}
	}
	made.Settings["imageRegistry"] = registry
	made.Spec, _ = eachImage(d.Spec, func(image string) string { return strings.TrimPrefix(image, registry+"/") }).(map[string]any)
	after := w.app(made)
	if before.wild || after.wild || !after.want.same(before.want) {
		return d, false
	}
	plain := made
	plain.Spec = maps.Clone(made.Spec)
	delete(plain.Spec, "image")
	if without := w.app(plain); !without.wild && without.want.same(before.want) {
		return plain, true // it is the default
	}
	return made, true
}

// registryOf is the registry that most images of an environment come from, as far as they have its path in common, and how many
// they are; empty where a draft says already what it is.
func registryOf(drafts []draft.Draft, environment string) (registry string, count int) {
	images := map[string][]string{} // by their hosts
	for _, d := range drafts {
		if d.Environment != environment {
			continue
		}
		if has(d.Settings, "imageRegistry") {
			return "", 0
		}
		eachImage(d.Spec, func(image string) string {
			if host, _, more := strings.Cut(image, "/"); more && (strings.ContainsAny(host, ".:") || host == "localhost") {
				images[host] = append(images[host], image)
			}
			return image
		})
	}
	for _, host := range slices.Sorted(maps.Keys(images)) {
		if n := len(images[host]); n > count {
			registry, count = commonFolder(images[host]), n
		}
	}
	return registry, count
}

// commonFolder is the path that all images have in common, up to a slash.
func commonFolder(images []string) string {
	common := images[0]
	for _, image := range images {
		for !strings.HasPrefix(image, common) {
			common = common[:len(common)-1]
		}
	}
	return common[:max(strings.LastIndexByte(common, '/'), 0)]
}

// eachImage is a tree with other images, at any depth.
func eachImage(value any, change func(string) string) any {
	switch value := value.(type) {
	case map[string]any:
		made := make(map[string]any, len(value))
		for key, child := range value {
			if image, ok := child.(string); ok && key == "image" {
				made[key] = change(image)
				continue
			}
			made[key] = eachImage(child, change)
		}
		return made
	case []any:
		made := make([]any, len(value))
		for i, element := range value {
			made[i] = eachImage(element, change)
		}
		return made
	}
	return value
}
