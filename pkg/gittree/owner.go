package gittree

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// ownerPrefix begins the line of an index that names the workspace it is of; `sha256sum -c` takes it for a comment.
const ownerPrefix = "# workspace: "

// maxOwner is the longest name of a workspace; Kubernetes has none that is longer.
const maxOwner = 253

// validOwner checks that a name can stand in a line of an index.
func validOwner(name string) error {
	if name == "" || len(name) > maxOwner || name != strings.TrimSpace(name) || !utf8.ValidString(name) ||
		strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsGraphic(r) }) {
		return fmt.Errorf("owner must be the name of the workspace, or of the program, that the tree is of: 1 to %d visible characters, such as %q, not %.300q", maxOwner, "flink", name)
	}
	return nil
}

func quoted(owners []string) string {
	all := make([]string, len(owners))
	for i, owner := range owners {
		all[i] = strconv.Quote(owner)
	}
	return strings.Join(all, " and ")
}

// checkOwner checks that no folder is of another workspace: each would take the other's sessions for ones that are gone. All
// folders count, not only the selected ones, so that two workspaces in one output folder are found before the second one writes.
func checkOwner(output string, root *os.Root, folders []*tree.Folder, o Options) error {
	others := make([]string, len(folders))
	parallel(output, root, len(folders), func(c *cursor, i int) {
		if taken := o.Force && o.selects(folders[i].Path()); !taken {
			others[i] = otherOwner(c, folders[i].Path(), o.Owner)
		}
	})
	for i, other := range others {
		if other != "" {
			return fmt.Errorf("output %q must not belong to two workspaces: %s names workspace %q, and this is %q: give each an output folder of its own; "+
				"a workspace that was renamed takes the folder over with --force, without selecting specs", output, path.Join(folders[i].Path(), tree.IndexName), other, o.Owner)
		}
	}
	return nil
}

// otherOwner is whom the index of a folder names besides the owner. One that cannot be read names nobody here: whoever plans the
// folder says what is wrong.
func otherOwner(c *cursor, folder, owner string) string {
	dir, err := c.dir(folder, false)
	if err != nil || dir == nil {
		return ""
	}
	data, _, err := c.read(dir, tree.IndexName, folder+"/"+tree.IndexName, maxIndex)
	if err != nil {
		return ""
	}
	var owners []string
	for line := range bytes.Lines(data) {
		if name, ok := strings.CutPrefix(strings.TrimRight(string(line), "\r\n"), ownerPrefix); ok && validOwner(name) == nil {
			owners = append(owners, name)
		}
	}
	if len(owners) == 0 || slices.Contains(owners, owner) { // after a merge, the owner may be one of two
		return ""
	}
	return owners[0]
}
