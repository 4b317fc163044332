// Command notices writes the licenses of what is in the binary, of Go and of every module on any platform of a release, as their
// licenses ask those to do who distribute it. It fails where a module has no license, or one that is not known to allow that.
//
//	go run ./notices FOLDER_OF_THE_MODULE > FILE
package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/google/licensecheck"
)

// platforms of a release, as .ci/release/run builds them.
var platforms = []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64"}

// allowed are the licenses that ask for no more than to be repeated, by the names of https://spdx.org/licenses, and one that only grants
// more: Google's on patents, beside BSD-3-Clause.
var allowed = []string{"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "GooglePatentsFile", "ISC", "MIT"}

// licenseFile matches the names of files with a license, or with what a license asks to pass on.
var licenseFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)([-._].*)?$`)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: notices FOLDER_OF_THE_MODULE")
	}
	modules, err := modulesOf(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	if err := write(os.Stdout, modules); err != nil {
		log.Fatal(err)
	}
}

// module is one whose code is in the binary.
type module struct {
	name  string          // with its version
	dir   string          // its root
	files map[string]bool // paths below dir of its licenses, and of those of parts that it took from others
}

// modulesOf lists the modules in the binary on every platform, sorted.
func modulesOf(dir string) ([]*module, error) {
	found := map[string]*module{}
	for _, platform := range platforms {
		goos, goarch, _ := strings.Cut(platform, "/")
		list := exec.Command("go", "list", "-deps", "-json=Dir,Standard,Module", "./cmd/flinkustomize")
		list.Dir, list.Stderr = dir, os.Stderr
		list.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+goos, "GOARCH="+goarch)
		out, err := list.Output()
		if err != nil {
			return nil, fmt.Errorf("go list for %s: %w", platform, err)
		}
		for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
			var p struct {
				Dir      string
				Standard bool
				Module   *struct {
					Path, Version, Dir string
					Main               bool
				}
			}
			if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return nil, err
			}
			if p.Standard || p.Module == nil || p.Module.Main {
				continue
			}
			m, ok := found[p.Module.Path]
			if !ok {
				m = &module{name: p.Module.Path + " " + p.Module.Version, dir: p.Module.Dir, files: map[string]bool{}}
				found[p.Module.Path] = m
			}
			if err := m.look(p.Dir); err != nil {
				return nil, err
			}
		}
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	standard := &module{name: "the Go standard library and runtime", dir: strings.TrimSpace(string(root)), files: map[string]bool{"LICENSE": true}}
	modules := slices.SortedFunc(maps.Values(found), func(a, b *module) int { return cmp.Compare(a.name, b.name) })
	return append([]*module{standard}, modules...), nil
}

// look finds the licenses in the folder of a package and in those above it, up to the module's own.
func (m *module) look(dir string) error {
	for {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return err
		}
		for _, entry := range entries {
			if entry.Type().IsRegular() && licenseFile.MatchString(entry.Name()) && filepath.Ext(entry.Name()) != ".go" {
				file, err := filepath.Rel(m.dir, filepath.Join(dir, entry.Name()))
				if err != nil {
					return err
				}
				m.files[filepath.ToSlash(file)] = true
			}
		}
		if dir == m.dir {
			return nil
		}
		dir = filepath.Dir(dir)
	}
}

// write lists the modules with their licenses, then each text once.
func write(w io.Writer, modules []*module) error {
	var texts []string
	users := map[string][]string{} // by text
	var list strings.Builder
	for _, m := range modules {
		licenses := map[string]bool{}
		for _, file := range slices.Sorted(maps.Keys(m.files)) {
			content, err := fs.ReadFile(os.DirFS(m.dir), file)
			if err != nil {
				return err
			}
			names, err := licensesIn(content)
			if err != nil {
				return fmt.Errorf("%s: %s: %w", m.name, file, err)
			}
			if len(names) == 0 && strings.HasPrefix(strings.ToLower(file), "licen") {
				return fmt.Errorf("%s: %s holds no license that is known", m.name, file)
			}
			for _, name := range names {
				licenses[name] = true
			}
			text := strings.TrimSpace(strings.ReplaceAll(string(content), "\r\n", "\n"))
			if users[text] == nil {
				texts = append(texts, text)
			}
			users[text] = append(users[text], m.name+": "+file)
		}
		if len(licenses) == 0 {
			return fmt.Errorf("%s has no license", m.name)
		}
		fmt.Fprintf(&list, "  %s (%s)\n", m.name, strings.Join(slices.Sorted(maps.Keys(licenses)), ", "))
	}
	var out strings.Builder
	fmt.Fprintf(&out, "The binary of flinkustomize has code of the following, under the licenses in brackets, whose texts follow.\nWritten by make generate.\n\n%s", list.String())
	for _, text := range texts {
		fmt.Fprintf(&out, "\n%s\n%s\n\n%s\n", strings.Repeat("=", 80), strings.Join(users[text], "\n"), text)
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// licensesIn names the licenses that a text holds. One that is not allowed is an error.
func licensesIn(text []byte) ([]string, error) {
	var names []string
	for _, match := range licensecheck.Scan(text).Match {
		if match.IsURL {
			continue
		}
		if !slices.Contains(allowed, match.ID) {
			return nil, fmt.Errorf("the license %s must be one of %s", match.ID, strings.Join(allowed, ", "))
		}
		names = append(names, match.ID)
	}
	return names, nil
}
