package lint_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/lint"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// FuzzFile: whatever a file holds, there is an answer, the same for each run, and each finding says something about the file.
func FuzzFile(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("testdata", "rules", "*.txtar"))
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for part := range strings.SplitSeq(string(content), "\n-- ") {
			if _, body, ok := strings.Cut(part, "--\n"); ok {
				f.Add([]byte(strings.ReplaceAll(body, "$SESSION\n", session)), uint8(15))
			}
		}
	}
	releases := operator.Releases()
	f.Fuzz(func(t *testing.T, content []byte, release uint8) {
		target := lint.Target{Operator: releases[int(release)%len(releases)]}
		first := lint.File("a.yaml", content, target).Sorted()
		for _, finding := range first {
			if finding.File != "a.yaml" || finding.Message == "" || finding.Rule.ID() == "" {
				t.Errorf("a finding must say where and what: %+v", finding)
			}
		}
		if again := lint.File("a.yaml", content, target).Sorted(); again.Error() != first.Error() {
			t.Errorf("must be the same each time:\n%v\nand\n%v", first, again)
		}
	})
}
