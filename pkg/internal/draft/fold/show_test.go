package fold_test

import (
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/fold"
	"os"
	"sort"
	"testing"
)

func TestShow(t *testing.T) {
	ws := workspaces(t)
	w := ws[os.Getenv("SHOW")]
	if w == nil {
		t.Skip()
	}
	f := fold.Documents(drafts(t, w))
	files, _ := f.Written()
	var names []string
	for n := range files {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		t.Logf("%s\n%s", n, files[n])
	}
}
