// Command unpack checks an OCI layout that command image wrote, and writes what its image for amd64 has in its root.
//
//	go run ./image/unpack LAYOUT FOLDER
package main

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"path"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/validate"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: unpack LAYOUT FOLDER")
	}
	if err := unpack(os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func unpack(from, to string) error {
	top, err := layout.ImageIndexFromPath(from)
	if err != nil {
		return err
	}
	manifest, err := top.IndexManifest()
	if err != nil {
		return err
	}
	if len(manifest.Manifests) != 1 {
		return fmt.Errorf("the layout must have one index, not %d", len(manifest.Manifests))
	}
	index, err := top.ImageIndex(manifest.Manifests[0].Digest)
	if err != nil {
		return err
	}
	if err := validate.Index(index); err != nil {
		return err
	}
	if manifest, err = index.IndexManifest(); err != nil {
		return err
	}
	var platforms []string
	var image v1.Image
	for _, described := range manifest.Manifests {
		platforms = append(platforms, described.Platform.String())
		if image == nil {
			if image, err = index.Image(described.Digest); err != nil {
				return err
			}
		}
	}
	if got := strings.Join(platforms, " "); got != "linux/amd64 linux/arm64" {
		return fmt.Errorf("the platforms must be linux/amd64 and linux/arm64, not %s", got)
	}
	config, err := image.ConfigFile()
	if err != nil {
		return err
	}
	if got := config.Config.User + " " + strings.Join(config.Config.Entrypoint, " "); got != "65534:65534 /flinkustomize fn" {
		return fmt.Errorf("the image must run as examples/krm/Dockerfile says, not as %s", got)
	}
	root, err := os.OpenRoot(to)
	if err != nil {
		return err
	}
	files := mutate.Extract(image)
	defer files.Close()
	for archive := tar.NewReader(files); ; {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return root.Close()
		}
		if err != nil {
			return err
		}
		if header.Typeflag == tar.TypeDir {
			err = root.MkdirAll(path.Clean(header.Name), 0o755)
		} else {
			err = put(root, header, archive)
		}
		if err != nil {
			return err
		}
	}
}

func put(root *os.Root, header *tar.Header, content io.Reader) error {
	file, err := root.OpenFile(header.Name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, os.FileMode(header.Mode))
	if err != nil {
		return err
	}
	_, err = io.Copy(file, content)
	return errors.Join(err, file.Close())
}
