package format

import (
	"fmt"
	"io"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// writeText writes one finding a line, with the id of its rule in the end: what waivers name.
func writeText(w io.Writer, findings diagnostic.Findings) error {
	for _, f := range findings {
		if _, err := fmt.Fprintf(w, "%s [%s]\n", f, f.Rule); err != nil {
			return err
		}
	}
	return nil
}
