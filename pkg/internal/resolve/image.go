package resolve

import "strings"

// Image puts the environment's registry in front of an image that names no registry host.
func (t *Target) Image(image string) string {
	registry := strings.TrimSuffix(t.Settings.ImageRegistry, "/")
	if image == "" || registry == "" || hasRegistryHost(image) {
		return image
	}
	return registry + "/" + image
}

// hasRegistryHost follows the rule of image references: the first part is a host when it has a dot or a port, or is
// localhost.
func hasRegistryHost(image string) bool {
	first, _, more := strings.Cut(image, "/")
	return more && (strings.ContainsAny(first, ".:") || first == "localhost")
}
