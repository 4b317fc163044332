package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/.ci/apidoc"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func loaded(t *testing.T) map[string]mark {
	t.Helper()
	marks, err := fieldMarks()
	if err != nil {
		t.Fatal(err)
	}
	return marks
}

// A pattern must not be another than the one that generate holds the values against.
func TestPatternsAreThoseOfTheChecks(t *testing.T) {
	checks := patternsOfChecks(t)
	seen := map[string]bool{}
	for field, m := range loaded(t) {
		for _, pattern := range []string{m.pattern, m.namePattern} {
			if pattern == "" {
				continue
			}
			seen[pattern] = true
			if !checks[pattern] {
				t.Errorf("%s: no check has the pattern %s", field, pattern)
			}
		}
		if m.namePattern != "" && m.nameMaxLength != operator.MaxNameLength {
			t.Errorf("%s: must have names of at most %d characters, not %d", field, operator.MaxNameLength, m.nameMaxLength)
		}
	}
	if len(seen) < 25 {
		t.Errorf("there must be at least 25 patterns, not %d", len(seen))
	}
}

// patternsOfChecks are the regular expressions in the sources of pkg.
func patternsOfChecks(t *testing.T) map[string]bool {
	t.Helper()
	patterns := map[string]bool{}
	err := filepath.WalkDir("../../pkg", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(node ast.Node) bool {
			call, ok := node.(*ast.CallExpr)
			if !ok || len(call.Args) != 1 {
				return true
			}
			function, isSelector := call.Fun.(*ast.SelectorExpr)
			literal, isLiteral := call.Args[0].(*ast.BasicLit)
			if isSelector && isLiteral && (function.Sel.Name == "MustCompile" || isLazy(function)) {
				if text, err := strconv.Unquote(literal.Value); err == nil {
					patterns[text] = true
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return patterns
}

// People read comments, editors read markers: both must tell the same.
func TestCommentsSayWhatMarkersDo(t *testing.T) {
	documented, err := apidoc.Load(api)
	if err != nil {
		t.Fatal(err)
	}
	marks := loaded(t)
	told := 0
	for _, path := range slices.Sorted(maps.Keys(marks)) {
		m := marks[path]
		structure, field, _ := strings.Cut(path, ".")
		comment := documented.Comment(structure, field)
		if m.fallback != nil {
			told++
			if want := fmt.Sprintf("Default: %v.", m.fallback); !strings.Contains(comment, want) {
				t.Errorf("%s must say %q: %s", path, want, comment)
			}
		}
		for _, example := range m.examples {
			told++
			if _, examples, ok := strings.Cut(comment, "such as "); !ok || !strings.Contains(examples, example) {
				t.Errorf("%s must say such as %s: %s", path, example, comment)
			}
		}
		if strings.Contains(comment, "Required.") && m.fallback != nil {
			t.Errorf("%s is required, and has a default", path)
		}
	}
	if told < 100 {
		t.Errorf("there must be at least 100 defaults and examples, not %d", told)
	}
}

// isLazy reports whether a function is one of lazyregexp, which compiles its pattern when it is first used.
func isLazy(function *ast.SelectorExpr) bool {
	in, ok := function.X.(*ast.Ident)
	return ok && in.Name == "lazyregexp" && (function.Sel.Name == "New" || function.Sel.Name == "Remembering")
}
