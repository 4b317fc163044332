// Command kustomize builds every kustomization below some folders with the kustomize that it is linked with, as its CLI does, and prints each by its path
// and what it builds. The first line is the version. It exits with 1 when one cannot be built.
package main

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"runtime/debug"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

func main() {
	log.SetOutput(io.Discard) // kustomize warns of deprecated fields, which the kustomizations on top try on purpose
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(roots []string) error {
	linked, err := version()
	if err != nil {
		return err
	}
	fmt.Println("# kustomize api", linked)
	failed, built := 0, 0
	for _, root := range roots {
		folders, err := kustomizations(root)
		if err != nil {
			return err
		}
		for _, folder := range folders {
			text, err := build(folder)
			if err != nil {
				failed++
				fmt.Fprintf(os.Stderr, "%s: kustomize api %s: %v\n", folder, linked, err)
				continue
			}
			built++
			fmt.Printf("#### %s\n%s", folder, text)
		}
	}
	if failed > 0 {
		return fmt.Errorf("%d of %d kustomizations cannot be built", failed, failed+built)
	}
	return nil
}

// version is that of the library which this program is built with.
func version() (string, error) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "", fmt.Errorf("the program does not know what it is built with")
	}
	for _, module := range info.Deps {
		if module.Path == "sigs.k8s.io/kustomize/api" {
			return module.Version, nil
		}
	}
	return "", fmt.Errorf("the program is built without kustomize")
}

// kustomizations are the folders below a root that can be built. A Component is built by those that refer to it.
func kustomizations(root string) ([]string, error) {
	var folders []string
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.Name() != "kustomization.yaml" {
			return err
		}
		content, err := os.ReadFile(path)
		if err == nil && !bytes.Contains(content, []byte("kind: Component")) {
			folders = append(folders, filepath.Dir(path))
		}
		return err
	})
	if err == nil && len(folders) == 0 {
		err = fmt.Errorf("%s: there is no kustomization", root)
	}
	return folders, err
}

// build builds a folder as `kustomize build --enable-alpha-plugins --enable-exec` does, which one of the examples needs.
func build(folder string) (text []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			text, err = nil, fmt.Errorf("panic: %v", r)
		}
	}()
	options := krusty.MakeDefaultOptions()
	options.Reorder = krusty.ReorderOptionUnspecified
	options.PluginConfig = types.EnabledPluginConfig(types.BploUseStaticallyLinked)
	options.PluginConfig.FnpLoadingOptions.EnableExec = true
	built, err := krusty.MakeKustomizer(options).Run(filesys.MakeFsOnDisk(), folder)
	if err != nil {
		return nil, err
	}
	return built.AsYaml()
}
