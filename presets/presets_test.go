package presets_test

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/presets"
)

// Sessions restart when what their preset gives changes, and an upgrade of flinkustomize must restart none. So a
// preset that is released keeps the bytes that released.sha256, which sha256sum -c reads, says.
func TestReleasedPresetsAreNotEdited(t *testing.T) {
	text, err := os.ReadFile("released.sha256")
	if err != nil {
		t.Fatal(err)
	}
	released := map[string]string{}
	for line := range strings.Lines(string(text)) {
		sum, file, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok {
			t.Fatalf("released.sha256: must have lines as sha256sum writes them, not %q", line)
		}
		released[file] = sum
	}
	files, err := fs.Glob(presets.Files, "*/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		content, err := presets.Files.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		digest := sha256.Sum256(content)
		sum, ok := released[file]
		switch got := hex.EncodeToString(digest[:]); {
		case !ok:
			t.Errorf("%s is new: to release it, add to released.sha256 the line\n%s  %s", file, got, file)
		case got != sum:
			t.Errorf("%s is released and must not be edited: undo that, and make a new version of it instead", file)
		}
		delete(released, file)
	}
	for file := range released {
		t.Errorf("%s is released and must stay", file)
	}
}
