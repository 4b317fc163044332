// Package sourcetest compares what sources of drafts make of manifests with reviewed cases: the documents that are written of the
// drafts, the report, and what generate says of them.
package sourcetest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/golden"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/fold"
	"github.com/flinkustomize/flinkustomize/pkg/internal/generation"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/specs"
)

// want is the folder of what is reviewed in an archive; the other files are read.
const want = "want/"

// secret is part of each credential in a case: it must be nowhere in what comes out.
const secret = "T0pS3cr3t"

// Cases are archives: manifests, and below want/ the documents and report.txt. A comment "environment NAME" names the environment.
func Cases(t *testing.T, source draft.Source, pattern string) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("there must be cases at %s (%v)", pattern, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			in := Read(t, archive)
			made := outcome(t, source, in)
			for _, f := range made {
				if bytes.Contains(f.Data, []byte(secret)) {
					t.Errorf("%s must not repeat a credential:\n%s", f.Name, f.Data)
				}
			}
			kept := slices.DeleteFunc(slices.Clone(archive.Files), func(f txtar.File) bool { return strings.HasPrefix(f.Name, want) })
			got := txtar.Format(&txtar.Archive{Comment: archive.Comment, Files: append(kept, made...)})
			if os.Getenv(golden.UpdateEnv) == "1" {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
			} else if diff := cmp.Diff(string(txtar.Format(archive)), string(got)); diff != "" {
				t.Errorf("%s (-reviewed +made); review the diff, then run go test with %s=1:\n%s", file, golden.UpdateEnv, diff)
			}
		})
	}
}

// Read is the input of an archive.
func Read(t testing.TB, archive *txtar.Archive) draft.Input {
	t.Helper()
	in, places := draft.Input{}, map[string]string{}
	_, in.Environment, _ = strings.Cut(strings.TrimSpace(string(archive.Comment)), "environment ")
	for _, f := range archive.Files {
		if strings.HasPrefix(f.Name, want) {
			continue
		}
		objects, err := manifest.Parse(f.Name, f.Data)
		if err != nil {
			t.Fatal(err)
		}
		for _, object := range objects {
			places[object.ID().String()+object.Namespace()] = f.Name
		}
		in.Objects = append(in.Objects, objects...)
	}
	in.Place = func(object manifest.Object) string { return places[object.ID().String()+object.Namespace()] }
	return in
}

// outcome is what a source makes.
func outcome(t *testing.T, source draft.Source, in draft.Input) []txtar.File {
	t.Helper()
	drafts, rest, notes := source(in)
	folded := fold.Documents(drafts)
	files, err := folded.Written()
	if err != nil {
		t.Fatal(err)
	}
	var report strings.Builder
	for _, note := range slices.Concat(notes, folded.Notes) {
		fmt.Fprintf(&report, "%s: %s", note.Outcome, note.Object)
		if note.Field != "" {
			fmt.Fprintf(&report, ": %s", note.Field)
		}
		fmt.Fprintf(&report, ": %s\n", note.Message)
	}
	for _, object := range rest {
		fmt.Fprintf(&report, "rest: %s\n", object.ID())
	}
	for _, finding := range findings(t, folded, files) {
		fmt.Fprintf(&report, "generate: %s\n", finding)
	}
	archive := &txtar.Archive{}
	for name, text := range files {
		archive.Files = append(archive.Files, txtar.File{Name: want + name, Data: text})
	}
	slices.SortFunc(archive.Files, func(a, b txtar.File) int { return strings.Compare(a.Name, b.Name) })
	return append(archive.Files, txtar.File{Name: want + "report.txt", Data: []byte(report.String())})
}

// findings are what generate has to say of the documents.
func findings(t *testing.T, folded fold.Folded, files map[string][]byte) diagnostic.Findings {
	t.Helper()
	if len(folded.Documents) == 0 {
		return nil
	}
	dir := t.TempDir()
	var names []string
	for _, d := range folded.Documents {
		names = append(names, d.File)
	}
	write(t, dir, "flinkustomize.yaml", fmt.Appendf(nil, "apiVersion: flinkustomize.dev/v1alpha1\nkind: Workspace\nmetadata: {name: test}\nspec: {specs: [%s]}\n",
		strings.Join(slices.Compact(names), ", ")))
	for name, text := range files {
		write(t, dir, name, text)
	}
	w, err := specs.Load(dir)
	if err == nil {
		err = w.Errors.Err()
	}
	if err != nil {
		t.Fatal(err)
	}
	result, err := generation.Generate(generation.Documents{Specs: w.Specs, Environments: w.Environments, Presets: w.Presets, Files: w.Files})
	if found, ok := err.(diagnostic.Findings); ok {
		return found.Sorted()
	} else if err != nil {
		t.Fatal(err)
	}
	return result.Findings.Sorted()
}

func write(t *testing.T, dir, name string, text []byte) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
}
