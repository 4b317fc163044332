package inventory

import (
	"maps"
	"slices"
)

// Image is one that pods need.
type Image struct {
	// Reference is what a container runtime pulls, such as registry.example.com/flink:1.20.3.
	Reference string `json:"image"`

	// Apps that need it, in the order of the targets.
	Apps []App `json:"apps"`
}

// App is a target, by its name.
type App struct {
	Kind        string `json:"kind"`
	Name        string `json:"name"`
	Environment string `json:"environment,omitempty"`
}

// ImagesOf are the images of targets, sorted, each once.
func ImagesOf(targets []Target) []Image {
	users := map[string][]App{}
	for _, t := range targets {
		for _, image := range t.Images {
			users[image] = append(users[image], App{Kind: t.Kind, Name: t.Name, Environment: t.Environment})
		}
	}
	images := make([]Image, 0, len(users))
	for _, reference := range slices.Sorted(maps.Keys(users)) {
		images = append(images, Image{Reference: reference, Apps: users[reference]})
	}
	return images
}
