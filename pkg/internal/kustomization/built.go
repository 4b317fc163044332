package kustomization

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"sigs.k8s.io/kustomize/api/konfig"
	"sigs.k8s.io/kustomize/kyaml/filesys"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// Builder builds kustomizations of a tree that another version of this program may have written, and that people may have
// edited. Whatever they hold, nothing outside of the tree is read and nothing is fetched or run: kustomize fetches what it
// takes for an address, whatever its file system is.
type Builder struct {
	// Read gives the files below a folder of the tree, by their paths in the tree; none where there is no such folder.
	Read func(folder string) (map[string][]byte, error)

	disk    filesys.FileSystem
	loaded  map[string]bool
	checked map[string]bool // folders whose kustomization needs nothing but the tree
	bases   map[string][]manifest.Object
}

// Build builds the kustomization of a folder of the tree. The error says why it cannot be built, or must not be.
func (b *Builder) Build(folder string) ([]manifest.Object, error) {
	if err := b.check(folder, nil); err != nil {
		return nil, err
	}
	objects, err := kustomize(b.disk, "/"+folder)
	if err != nil {
		return nil, fmt.Errorf("kustomize cannot build it: %s", strings.Join(strings.Fields(err.Error()), " "))
	}
	return objects, nil
}

// Load reads a folder of the tree, once. Build reads those that nobody has.
func (b *Builder) Load(folder string) error {
	if b.disk == nil {
		b.disk, b.loaded, b.checked, b.bases = filesys.MakeFsInMemory(), map[string]bool{}, map[string]bool{}, map[string][]manifest.Object{}
	}
	for at := folder; at != "."; at = path.Dir(at) {
		if b.loaded[at] {
			return nil
		}
	}
	b.loaded[folder] = true
	files, err := b.Read(folder)
	if err != nil {
		return err
	}
	for name, content := range files {
		if err := b.disk.WriteFile("/"+name, content); err != nil {
			return err
		}
	}
	return nil
}

// What the fields of a kustomization hold.
var (
	// plainFields name neither files nor addresses.
	plainFields = []string{"apiVersion", "kind", "metadata", "namespace", "namePrefix", "nameSuffix", "labels", "commonLabels",
		"commonAnnotations", "images", "replicas", "sortOptions", "buildMetadata", "generatorOptions"}

	// folderFields list files and folders with kustomizations.
	folderFields = []string{"resources", "bases", "components"}

	// fileFields list files.
	fileFields = []string{"configurations", "crds", "patchesStrategicMerge"}

	// entryFields list entries, of which some fields name files.
	entryFields = []string{"patches", "patchesJson6902", "replacements", "configMapGenerator", "secretGenerator"}
)

// check checks the kustomization of a folder and those that it is made of. Fields that it does not know, such as those of
// plugins, charts and schemas, are refused.
func (b *Builder) check(folder string, from []string) error {
	if b.checked[folder] {
		return nil
	}
	if slices.Contains(from, folder) {
		return fmt.Errorf("%s is made of itself", folder)
	}
	if err := b.Load(folder); err != nil {
		return err
	}
	name, content, err := b.kustomization(folder)
	if err != nil {
		return err
	}
	fields := map[string]any{}
	if err := yaml.Unmarshal(content, &fields); err != nil {
		return fmt.Errorf("%s is not YAML: %s", name, strings.Join(strings.Fields(err.Error()), " "))
	}
	from = append(slices.Clone(from), folder)
	for _, field := range slices.Sorted(maps.Keys(fields)) {
		if err := b.checkField(folder, field, fields[field], from); err != nil {
			return fmt.Errorf("%s: %s %w", name, field, err)
		}
	}
	b.checked[folder] = true
	return nil
}

// kustomization is the one of a folder.
func (b *Builder) kustomization(folder string) (name string, content []byte, err error) {
	for _, file := range konfig.RecognizedKustomizationFileNames() {
		if content, err := b.disk.ReadFile("/" + folder + "/" + file); err == nil {
			return folder + "/" + file, content, nil
		}
	}
	return "", nil, fmt.Errorf("%s has no %s", folder, kustomizationFile)
}

var errForm = errors.New("has not the form that kustomize reads")

func (b *Builder) checkField(folder, field string, value any, from []string) error {
	if value == nil || slices.Contains(plainFields, field) {
		return nil
	}
	entries, ok := value.([]any)
	if !ok {
		if slices.Contains(slices.Concat(folderFields, fileFields, entryFields), field) {
			return errForm
		}
		return errors.New("is not built: it needs more than the tree, or runs a program")
	}
	for _, entry := range entries {
		text, isText := entry.(string)
		mapping, isMapping := entry.(map[string]any)
		var err error
		switch {
		case slices.Contains(folderFields, field) && isText:
			err = b.checkReference(folder, text, from)
		case field == "patchesStrategicMerge" && isText && (strings.Contains(text, "\n") || strings.HasPrefix(text, "{")):
			// written out in place
		case slices.Contains(fileFields, field) && isText:
			err = b.checkFile(folder, text)
		case slices.Contains(entryFields, field) && isMapping:
			err = b.checkEntry(folder, mapping)
		case slices.Contains(slices.Concat(folderFields, fileFields, entryFields), field):
			err = errForm
		default:
			err = errors.New("is not built: it needs more than the tree, or runs a program")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// checkEntry checks the files that a patch, a replacement or a generator names.
func (b *Builder) checkEntry(folder string, entry map[string]any) error {
	for _, key := range slices.Sorted(maps.Keys(entry)) {
		var files []any
		switch strings.ToLower(key) { // as kustomize reads it
		case "path", "env":
			files = []any{entry[key]}
		case "files", "envs":
			list, ok := entry[key].([]any)
			if !ok {
				return errForm
			}
			files = list
		}
		for _, file := range files {
			text, ok := file.(string)
			if !ok {
				return errForm
			}
			if _, after, ok := strings.Cut(text, "="); ok {
				text = after
			}
			if err := b.checkFile(folder, text); err != nil {
				return err
			}
		}
	}
	return nil
}

// isLocal reports whether kustomize takes a text for a path and nothing else, and where it leads in the tree.
func isLocal(folder, text string) (string, bool) {
	for i, segment := range strings.Split(text, "/") {
		if segment != "." && segment != ".." && !plainName(segment) || i == 0 && strings.Contains(strings.ToLower(segment), "github.com") {
			return "", false
		}
	}
	at := path.Join(folder, text)
	return at, at != "." && at != ".." && !strings.HasPrefix(at, "../")
}

func (b *Builder) checkFile(folder, text string) error {
	at, ok := isLocal(folder, text)
	if !ok {
		return fmt.Errorf("names %s, which is no file of the tree", diagnostic.Quote(text))
	}
	if !b.disk.Exists("/"+at) || b.disk.IsDir("/"+at) {
		return fmt.Errorf("names %s, which does not exist", diagnostic.Quote(text))
	}
	return nil
}

// checkReference checks a file, or a folder with a kustomization.
func (b *Builder) checkReference(folder, text string, from []string) error {
	at, ok := isLocal(folder, strings.TrimSuffix(text, "/"))
	if !ok {
		return fmt.Errorf("names %s, which is no file or folder of the tree", diagnostic.Quote(text))
	}
	if b.disk.Exists("/"+at) && !b.disk.IsDir("/"+at) {
		return nil
	}
	return b.check(at, from)
}
