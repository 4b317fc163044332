package kustomization

import (
	"errors"
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// Environment lists what one environment consists of, over all Apps.
type Environment struct {
	Name      string
	From      string   // what the files say they come from, such as Environment prod
	Namespace string   // of Shared
	Overlays  []string // paths in the tree, such as flink/analytics/overlays/prod
	Shared    []File   // what the environment itself owns
	Rendered  bool     // what building Shared gives stands in the folder too
}

// EnvironmentsFolder is the folder of the tree that BuildEnvironments writes.
const EnvironmentsFolder = "environments"

// BuildEnvironments writes the folder environments: for each environment one
// kustomization of all its overlays and of what it owns itself, for
// `kubectl apply -k`. An environment that has neither is left out.
func BuildEnvironments(environments []Environment) (*tree.Folder, error) {
	folder, err := tree.NewFolder(EnvironmentsFolder)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, environment := range environments {
		if seen[environment.Name] {
			return nil, fmt.Errorf("environment %q must occur only once", environment.Name)
		}
		seen[environment.Name] = true
		if err := environment.write(folder); err != nil {
			return nil, fmt.Errorf("environment %s: %w", environment.Name, err)
		}
	}
	return folder, nil
}

func (e Environment) write(folder *tree.Folder) error {
	if err := checkFolderName("environment", e.Name); err != nil {
		return err
	}
	if err := checkFrom(e.From); err != nil {
		return err
	}
	if len(e.Overlays)+len(e.Shared) == 0 {
		return nil
	}
	out := writer{folder: folder, from: e.From}
	seen := map[string]bool{}
	for _, overlay := range e.Overlays {
		for segment := range strings.SplitSeq(overlay, "/") {
			if err := checkFolderName("overlay", segment); err != nil {
				return fmt.Errorf("%q: %w", overlay, err)
			}
		}
		if seen[overlay] {
			return fmt.Errorf("overlay %q must be listed once only", overlay)
		}
		seen[overlay] = true
	}
	if len(e.Shared) > 0 {
		if e.Namespace == "" {
			return errors.New("namespace must be set: the environment has shared objects")
		}
		shared, err := Variant{Namespace: e.Namespace, Files: e.Shared}.read()
		if err == nil {
			err = checkSubjects(shared)
		}
		if err != nil {
			return fmt.Errorf("shared: %w", err)
		}
		out.complete(e.Name+"/shared/", shared, true)
		if e.Rendered {
			out.rendered(e.Name+"/"+RenderedFolder+"/", shared)
		}
	}
	out.addKustomization(e.Name+"/", kustomization{resources: e.resources(), keepOrder: true})
	return out.err
}

// resources are what the aggregate lists; what is shared stands before those that need it.
func (e Environment) resources() []string {
	var resources []string
	if len(e.Shared) > 0 {
		resources = append(resources, "shared")
	}
	for _, overlay := range e.Overlays {
		resources = append(resources, "../../"+overlay)
	}
	return resources
}
