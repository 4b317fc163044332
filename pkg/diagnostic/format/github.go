package format

import (
	"fmt"
	"io"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// What a workflow command of GitHub Actions must not hold as it is; in its properties even less.
var (
	gitHubText     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	gitHubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// writeGitHub writes workflow commands, which GitHub shows at the lines of a pull request.
func writeGitHub(w io.Writer, findings diagnostic.Findings) error {
	for _, f := range findings {
		var properties []string
		add := func(name, value string) { properties = append(properties, name+"="+gitHubProperty.Replace(value)) }
		if f.File != "" {
			add("file", f.File)
		}
		if f.Line > 0 {
			add("line", fmt.Sprint(f.Line))
		}
		if f.Column > 0 {
			add("col", fmt.Sprint(f.Column))
		}
		add("title", f.Rule.ID())
		text := f
		text.Position, text.Severity = diagnostic.Position{}, diagnostic.SeverityError // which the command says itself
		if _, err := fmt.Fprintf(w, "::%s %s::%s\n", f.Severity, strings.Join(properties, ","), gitHubText.Replace(text.Error())); err != nil {
			return err
		}
	}
	return nil
}
