package boot

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// cacheFolder is kept between runs: half a gigabyte a release.
func cacheFolder(t *testing.T) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(cache, "flinkustomize-boot")
}

// cached gives a folder of the cache, which make fills when it is not there. A run that is stopped leaves nothing half made.
func cached(t *testing.T, name string, make func(folder string) error) string {
	t.Helper()
	folder := filepath.Join(cacheFolder(t), name)
	if _, err := os.Stat(folder); err == nil {
		return folder
	}
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		t.Fatal(err)
	}
	scratch, err := os.MkdirTemp(filepath.Dir(folder), ".new-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(scratch)
	made := filepath.Join(scratch, "made")
	if err := os.Mkdir(made, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := make(made); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if err := os.Rename(made, folder); err != nil && !errors.Is(err, os.ErrExist) {
		if _, there := os.Stat(folder); there != nil { // another run was first
			t.Fatal(err)
		}
	}
	return folder
}

// run runs a program to its end, and says what it printed when it fails.
func run(folder, program string, arguments ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, program, arguments...)
	command.Dir = folder
	var stderr strings.Builder
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w\n%s%s", command, err, out, stderr.String())
	}
	return string(out), nil
}

var inDistribution = regexp.MustCompile(`^(?:[^/]+/deps|pyflink)/((?:bin|lib|plugins)/.*[^/])$`)

// distribution is Flink as its Python package carries it: lib, plugins, and the program with which Flink's scripts compute
// the options of a JVM. It has no scripts and no configuration of its own.
func distribution(t *testing.T, version string) string {
	t.Helper()
	return cached(t, "flink-"+version, func(folder string) error {
		download := filepath.Join(folder, "download")
		if _, err := run(".", "python3", "-m", "pip", "download", "--quiet", "--no-deps", "--dest", download, "apache-flink-libraries=="+version); err != nil {
			return err
		}
		defer os.RemoveAll(download)
		packages, err := filepath.Glob(filepath.Join(download, "*"))
		if err != nil || len(packages) != 1 {
			return fmt.Errorf("pip must bring one package, not %q", packages)
		}
		if strings.HasSuffix(packages[0], ".whl") {
			return unzip(packages[0], folder)
		}
		return untar(packages[0], folder)
	})
}

// extract writes a file of the package, if it is of the distribution.
func extract(folder, name string, content io.Reader) error {
	match := inDistribution.FindStringSubmatch(name)
	if match == nil {
		return nil
	}
	if !filepath.IsLocal(match[1]) {
		return fmt.Errorf("the package has a file %q", name)
	}
	path := filepath.Join(folder, match[1])
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = io.Copy(file, content)
	return errors.Join(err, file.Close())
}

func unzip(path, folder string) error {
	reader, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	defer reader.Close()
	for _, entry := range reader.File {
		content, err := entry.Open()
		if err != nil {
			return err
		}
		if err := errors.Join(extract(folder, entry.Name, content), content.Close()); err != nil {
			return err
		}
	}
	return nil
}

func untar(path, folder string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		return err
	}
	reader := tar.NewReader(unpacked)
	for {
		header, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if header.Typeflag != tar.TypeReg {
			continue
		}
		if err := extract(folder, header.Name, reader); err != nil {
			return err
		}
	}
}

// objectStorePlugin is a folder with the jar of one of Flink's plugins for S3.
func objectStorePlugin(t *testing.T, artifact, version string) string {
	t.Helper()
	return cached(t, artifact+"-"+version, func(folder string) error {
		_, err := run(".", "mvn", "--batch-mode", "--quiet", "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy",
			"-Dartifact=org.apache.flink:"+artifact+":"+version, "-DoutputDirectory="+folder)
		return err
	})
}

// emptyJar is a jar without a class.
func emptyJar(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "empty.jar")
	if _, err := run(t.TempDir(), "jar", "--create", "--file", file, "-C", t.TempDir(), "."); err != nil {
		t.Fatal(err)
	}
	return file
}

// jar compiles the jobs against the libraries of a distribution.
func jar(t *testing.T, flink string) string {
	t.Helper()
	folder := t.TempDir()
	libraries, err := filepath.Glob(filepath.Join(flink, "lib", "flink-dist-*.jar"))
	if err != nil || len(libraries) != 1 {
		t.Fatalf("there must be one flink-dist, not %q", libraries)
	}
	classes, file := filepath.Join(folder, "classes"), filepath.Join(folder, "orders.jar")
	if _, err := run(".", "javac", "-nowarn", "--release", "17", "-d", classes, "-classpath", libraries[0], "job/com/example/Orders.java", "job/com/example/Backfill.java"); err != nil {
		t.Fatal(err)
	}
	if _, err := run(".", "jar", "--create", "--file", file, "--main-class", "com.example.Backfill", "-C", classes, "."); err != nil {
		t.Fatal(err)
	}
	return file
}
