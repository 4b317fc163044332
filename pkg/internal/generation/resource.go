package generation

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/invisible"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
)

// maxResource bounds a manifest of the user's own, in bytes: Kubernetes itself takes no object near that size.
const maxResource = 8 << 20

// readResource reads a manifest of the user's own; its name is relative to the file of the spec. Lines end as in the
// rest of the tree, whichever way Git checks files out.
func (in input) readResource(specFile, name string) (kustomization.Resource, error) {
	var none kustomization.Resource
	file, content, err := in.readNamed(specFile, name)
	if err != nil {
		return none, err
	}
	if bytes.Contains(content, []byte("\r")) {
		content = bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n"))
	}
	if r, line := invisible.Find(string(content)); line > 0 {
		return none, fmt.Errorf("%s:%d: must not hold %U, which cannot be seen: write it as an escape in double quotes, or delete it", file, line, r)
	}
	resource, err := kustomization.ReadResource(file, content)
	resource.Name = path.Base(file)
	return resource, err
}

// readNamed reads a file of the workspace, whose name is relative to the file that names it.
func (in input) readNamed(from, name string) (file string, content []byte, err error) {
	if strings.Contains(name, "://") || strings.HasPrefix(name, "git@") {
		return "", nil, fmt.Errorf("must be a file of the workspace, not %s: nothing is fetched", diagnostic.Quote(name))
	}
	file = path.Join(path.Dir(from), name)
	if in.files == nil || path.IsAbs(name) || !fs.ValidPath(file) || strings.Contains(name, "\\") {
		return "", nil, fmt.Errorf("must be a file of the workspace, not %s", diagnostic.Quote(name))
	}
	if content, known := in.read[file]; known {
		return file, content, nil
	}
	info, err := fs.Stat(in.files, file)
	link := false
	if err != nil {
		named, linkErr := fs.Lstat(in.files, file)
		link = linkErr == nil && named.Mode()&fs.ModeSymlink != 0
	}
	switch {
	case link:
		return "", nil, fmt.Errorf("must not be a link to nothing or out of the workspace, as %s is", diagnostic.Quote(name))
	case errors.Is(err, fs.ErrNotExist):
		return "", nil, fmt.Errorf("file %s does not exist", diagnostic.Quote(name))
	case err != nil:
		return "", nil, fmt.Errorf("file %s cannot be read: %s", diagnostic.Quote(name), diagnostic.Reason(err))
	case !info.Mode().IsRegular():
		return "", nil, fmt.Errorf("must be a file, not %s", diagnostic.Quote(name))
	case info.Size() > maxResource:
		return "", nil, fmt.Errorf("must be at most %d MiB, not %s", maxResource>>20, diagnostic.Quote(name))
	}
	content, err = fs.ReadFile(in.files, file)
	if err != nil {
		return "", nil, fmt.Errorf("file %s cannot be read: %s", diagnostic.Quote(name), diagnostic.Reason(err))
	}
	return file, content, nil
}
