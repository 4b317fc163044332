package v1alpha1

import (
	"encoding/json"
	"fmt"
)

// TextFile is the content of a file: text, or a file of the workspace as {file: log4j.properties}, whose path is relative to
// the file of the spec. A later level of precedence replaces it as a whole.
type TextFile struct {
	// Content is the text; empty for a file.
	Content string

	// File is the path of the file.
	File string
}

// UnmarshalJSON reads text or a file.
func (l *TextFile) UnmarshalJSON(data []byte) error {
	content, members, err := textOrMembers(data, []string{"file"})
	if err != nil {
		return fmt.Errorf("must be text, or a file such as {file: log4j.properties}: %w", err)
	}
	*l = TextFile{Content: content, File: members["file"]}
	return nil
}

// MarshalJSON writes what UnmarshalJSON reads.
func (l TextFile) MarshalJSON() ([]byte, error) {
	if l.File == "" {
		return json.Marshal(l.Content)
	}
	return json.Marshal(map[string]string{"file": l.File})
}
