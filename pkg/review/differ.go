package review

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/generation"
	"github.com/flinkustomize/flinkustomize/pkg/internal/repository"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// split divides a path in a tree into the folder, as trees have them, and the path in it. It reports false for a file that is in
// none, and so is the user's own.
func split(reserved []string, name string) (folder, rest string, ok bool) {
	folder, rest, _ = strings.Cut(name, "/")
	if slices.Contains(reserved, folder+"/*") {
		var below string
		below, rest, _ = strings.Cut(rest, "/")
		folder += "/" + below
	} else if !slices.Contains(reserved, folder) {
		return "", "", false
	}
	return folder, rest, rest != ""
}

// differing are the folders whose generated files differ, sorted: those of apps that come and go among them. Contents are
// compared by the hashes that Git has of them, so that nothing is read of what is the same.
func (o *Old) differing(t *tree.Tree) []string {
	if o.changed != nil {
		return o.changed
	}
	folders := t.Folders()
	differs := make([]bool, len(folders))
	generation.Parallel(len(folders), func(i int) { differs[i] = isChanged(folders[i], o.below(folders[i].Path())) })
	var changed []string
	for i, folder := range folders {
		if differs[i] {
			changed = append(changed, folder.Path())
		}
	}
	reserved := t.Reserved()
	for _, f := range o.files {
		folder, rest, ok := split(reserved, f.Path)
		if _, wanted := t.Folder(folder); ok && !wanted && rest == tree.IndexName {
			changed = append(changed, folder)
		}
	}
	slices.Sort(changed)
	return changed
}

// isChanged reports whether a folder has other files than the old one, or the old one builds more than it. Both are sorted.
func isChanged(folder *tree.Folder, old []repository.File) bool {
	inside := len(folder.Path()) + 1
	for name, content := range folder.All() {
		for len(old) > 0 && old[0].Path[inside:] < name {
			if strings.HasSuffix(old[0].Path, "/"+kustomizationFile) {
				return true
			}
			old = old[1:]
		}
		if len(old) == 0 || old[0].Path[inside:] != name || !old[0].Regular || old[0].Hash != blob(content, len(old[0].Hash)) {
			return true
		}
		old = old[1:]
	}
	return slices.ContainsFunc(old, func(f repository.File) bool { return strings.HasSuffix(f.Path, "/"+kustomizationFile) })
}

const kustomizationFile = "kustomization.yaml"

// blob is the hash that Git gives a content, of as many hexadecimal digits as the repository has.
func blob(content []byte, digits int) string {
	var sum hash.Hash
	if digits == 2*sha256.Size {
		sum = sha256.New()
	} else {
		sum = sha1.New()
	}
	fmt.Fprintf(sum, "blob %d\x00", len(content))
	sum.Write(content)
	return hex.EncodeToString(sum.Sum(nil))
}
