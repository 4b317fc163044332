// Command image writes the image of the KRM function as an OCI layout, for Linux on amd64 and arm64, without a container engine: what
// examples/krm/Dockerfile builds, of the binaries of a release.
//
//	go run ./image VERSION SECONDS FOLDER ROOT_AMD64 ROOT_ARM64
//
// SECONDS since 1970 are the time in all its parts; a ROOT is the folder that becomes /.
package main

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"os"
	"strconv"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 6 {
		log.Fatal("usage: image VERSION SECONDS FOLDER ROOT_AMD64 ROOT_ARM64")
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3], os.Args[4:]); err != nil {
		log.Fatal(err)
	}
}

func run(version, seconds, folder string, roots []string) error {
	unix, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return err
	}
	created := time.Unix(unix, 0).UTC()
	index := mutate.IndexMediaType(empty.Index, types.OCIImageIndex)
	for i, architecture := range []string{"amd64", "arm64"} {
		image, err := imageOf(os.DirFS(roots[i]), architecture, version, created)
		if err != nil {
			return fmt.Errorf("%s: %w", architecture, err)
		}
		index = mutate.AppendManifests(index, mutate.IndexAddendum{Add: image, Descriptor: v1.Descriptor{
			Platform: &v1.Platform{OS: "linux", Architecture: architecture},
		}})
	}
	path, err := layout.Write(folder, empty.Index)
	if err != nil {
		return err
	}
	return path.AppendIndex(index, layout.WithAnnotations(map[string]string{"org.opencontainers.image.ref.name": version}))
}

// imageOf is one layer and how it is run.
func imageOf(root fs.FS, architecture, version string, created time.Time) (v1.Image, error) {
	files, err := archive(root, created)
	if err != nil {
		return nil, err
	}
	layer, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(files)), nil },
		tarball.WithMediaType(types.OCILayer))
	if err != nil {
		return nil, err
	}
	image := mutate.ConfigMediaType(mutate.MediaType(empty.Image, types.OCIManifestSchema1), types.OCIConfigJSON)
	image, err = mutate.Append(image, mutate.Addendum{Layer: layer, MediaType: types.OCILayer, History: v1.History{
		Created: v1.Time{Time: created}, CreatedBy: "COPY --from=build /image /",
	}})
	if err != nil {
		return nil, err
	}
	file, err := image.ConfigFile()
	if err != nil {
		return nil, err
	}
	file = file.DeepCopy()
	file.OS, file.Architecture, file.Created = "linux", architecture, v1.Time{Time: created}
	file.Config = v1.Config{User: "65534:65534", Entrypoint: []string{"/flinkustomize", "fn"}, Labels: map[string]string{
		"org.opencontainers.image.source":   "https://github.com/flinkustomize/flinkustomize",
		"org.opencontainers.image.version":  version,
		"org.opencontainers.image.licenses": "Apache-2.0",
	}}
	return mutate.ConfigFile(image, file)
}

// archive packs a folder, in the order of its names, as root's.
func archive(root fs.FS, modified time.Time) ([]byte, error) {
	var packed bytes.Buffer
	w := tar.NewWriter(&packed)
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || name == "." {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		header := &tar.Header{Typeflag: tar.TypeDir, Name: name + "/", Mode: 0o755, ModTime: modified, Format: tar.FormatUSTAR}
		if entry.IsDir() {
			return w.WriteHeader(header)
		}
		if !info.Mode().IsRegular() {
			return errors.New(name + " must be a file")
		}
		header.Typeflag, header.Name, header.Mode, header.Size = tar.TypeReg, name, int64(info.Mode().Perm()&0o111|0o644), info.Size()
		if err := w.WriteHeader(header); err != nil {
			return err
		}
		content, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		_, err = w.Write(content)
		return err
	})
	return packed.Bytes(), errors.Join(err, w.Close())
}
