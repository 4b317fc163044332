package kustomization

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
	"sigs.k8s.io/kustomize/kyaml/filesys"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// VerifyTree checks what the folders of a tree have in common. The Component
// must be there where apps need it. What BuildEnvironments has written is built
// with kustomize: every aggregate must give the objects of its overlays and its
// own, each once. Verify must have accepted the overlays, which are those of apps.
func VerifyTree(t *tree.Tree, environments []Environment, apps []App) error {
	if err := verifyConfiguration(t, apps); err != nil {
		return err
	}
	if len(environments) == 0 {
		return nil
	}
	folder, ok := t.Folder(EnvironmentsFolder)
	if !ok {
		return fmt.Errorf("folder %s must be there", EnvironmentsFolder)
	}
	disk, err := inMemory(t.Folders()...)
	if err != nil {
		return err
	}
	overlays := map[string]Variant{}
	for _, app := range apps {
		for _, overlay := range app.Overlays {
			overlays[app.Path+"/overlays/"+overlay.Name] = overlay.Variant
		}
	}
	var failures []error
	for _, environment := range environments {
		if err := environment.verify(folder, disk, overlays); err != nil {
			failures = append(failures, fmt.Errorf("environment %s: %w", environment.Name, err))
		}
	}
	return errors.Join(failures...)
}

// inPlace tells the objects of several namespaces apart.
type inPlace struct {
	id        manifest.ID
	namespace string
}

func (e Environment) verify(folder *tree.Folder, disk filesys.FileSystem, overlays map[string]Variant) error {
	if len(e.Overlays)+len(e.Shared) == 0 {
		return nil
	}
	if err := e.checkAggregate(folder); err != nil {
		return err
	}
	var parts []Variant
	if len(e.Shared) > 0 {
		shared := Variant{Namespace: e.Namespace, Files: e.Shared}
		alone, err := inMemory(folder)
		if err != nil {
			return err
		}
		if err := verifyVariant(folder, alone, e.Name+"/shared", shared); err != nil {
			return fmt.Errorf("shared: %w", err)
		}
		if e.Rendered {
			if err := verifyRendered(folder, e.Name+"/"+RenderedFolder, shared); err != nil {
				return err
			}
		}
		parts = append(parts, shared)
	}
	for _, path := range e.Overlays {
		overlay, ok := overlays[path]
		if !ok {
			return fmt.Errorf("overlay %q must be there", path)
		}
		parts = append(parts, overlay)
	}

	var order []inPlace
	wanted := map[inPlace]manifest.Object{}
	for _, part := range parts {
		objects, err := part.Built()
		if err != nil {
			return err
		}
		for _, object := range objects {
			key := inPlace{object.ID(), object.Namespace()}
			wanted[key] = object
			order = append(order, key)
		}
	}
	built, err := kustomize(disk, "/"+EnvironmentsFolder+"/"+e.Name)
	if err != nil {
		return fmt.Errorf("kustomize build %s/%s: %w", EnvironmentsFolder, e.Name, err)
	}
	for _, got := range built {
		key := inPlace{got.ID(), got.Namespace()}
		want, ok := wanted[key]
		if !ok {
			return fmt.Errorf("%s: kustomize builds it, but the environment must not have it", key.id)
		}
		if err := compare(got.Tree(), want.Tree()); err != nil {
			return fmt.Errorf("%s: kustomize builds another object: %w", key.id, err)
		}
		delete(wanted, key)
	}
	for _, key := range order {
		if _, missing := wanted[key]; missing {
			return fmt.Errorf("%s: must be there, but kustomize does not build it", key.id)
		}
	}
	return nil
}

// checkAggregate keeps a build inside the tree: see checkBuilt.
func (e Environment) checkAggregate(folder *tree.Folder) error {
	name := e.Name + "/" + kustomizationFile
	content, ok := folder.File(name)
	if !ok {
		return fmt.Errorf("%s must be there", name)
	}
	var file written
	decoder := yaml.NewDecoder(bytes.NewReader(content))
	decoder.KnownFields(true)
	if err := decoder.Decode(&file); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if !slices.Equal(file.Resources, e.resources()) || len(file.Components)+len(file.Configurations)+len(file.Patches) > 0 {
		return fmt.Errorf("%s: must list the environment's overlays and nothing else", name)
	}
	return nil
}
