package command

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

const gitAttributesFile = ".gitattributes"

// gitAttributes is the line with which Git leaves the generated files of the initial workspace whole when two branches that both
// generated are merged: of a file in conflict it keeps one side, without markers in it, and generate then makes what the
// merged specs say.
const gitAttributes = initialOutput + "/** -merge"

// addGitAttributes appends the line to .gitattributes, unless it is there, and reports whether it did.
func addGitAttributes(root *os.Root) (added bool, err error) {
	line := gitAttributes
	content, err := readGitAttributes(root)
	if err != nil {
		return false, err
	}
	for there := range bytes.Lines(content) {
		if string(bytes.TrimSpace(there)) == line {
			return false, nil
		}
	}
	file, err := root.OpenFile(gitAttributesFile, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o666)
	if err != nil {
		return false, err
	}
	if len(content) > 0 && !bytes.HasSuffix(content, []byte("\n")) {
		line = "\n" + line
	}
	_, err = io.WriteString(file, line+"\n")
	return true, errors.Join(err, file.Close())
}

// readGitAttributes reads the file, which need not be there.
func readGitAttributes(root *os.Root) ([]byte, error) {
	info, err := root.Lstat(gitAttributesFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s is not a regular file: a line must be added to it", gitAttributesFile)
	}
	if err != nil {
		return nil, err
	}
	return root.ReadFile(gitAttributesFile)
}
