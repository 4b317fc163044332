package format

import (
	"io"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// The formats.
const (
	Text   = "text"
	JSON   = "json"
	SARIF  = "sarif"
	GitHub = "github"
)

// Names are those of all formats.
var Names = []string{Text, JSON, SARIF, GitHub}

// Write writes findings, sorted, in a format, which is one of Names.
func Write(w io.Writer, name string, findings diagnostic.Findings) error {
	findings = findings.Sorted()
	switch name {
	case JSON:
		return writeJSON(w, findings)
	case SARIF:
		return writeSARIF(w, findings)
	case GitHub:
		return writeGitHub(w, findings)
	default:
		return writeText(w, findings)
	}
}
