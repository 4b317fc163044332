package cluster

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

func (c *checker) logConfiguration() {
	for _, name := range resolve.SortedKeys(c.cluster.LogConfiguration) {
		field := path("logConfiguration", name)
		if name != v1beta1.LogConfigLog4j && name != v1beta1.LogConfigLogback {
			c.Add(field, "%s", diagnostic.OneOf(name, []string{v1beta1.LogConfigLog4j, v1beta1.LogConfigLogback}))
			continue
		}
		switch file := c.cluster.LogConfiguration[name]; {
		case file.File == "":
			c.AddErr(field, LogContent(file.Content))
		case file.Content != "":
			c.Add(field, "must be text or a file, not both")
		}
	}
}

// maxLogContent bounds a logging configuration, in bytes: kubectl keeps a copy of the whole FlinkDeployment in an
// annotation of at most 256 KiB.
const maxLogContent = 128 << 10

// LogContent checks the text of a logging configuration.
func LogContent(content string) error {
	switch {
	case strings.TrimSpace(content) == "":
		return fmt.Errorf("must not be empty")
	case len(content) > maxLogContent:
		return fmt.Errorf("must be at most %d KiB, not %d", maxLogContent>>10, (len(content)+1023)>>10)
	case !utf8.ValidString(content), strings.ContainsRune(content, 0):
		return fmt.Errorf("must be UTF-8 text")
	}
	return nil
}

// logConfiguration is the content of the logging configuration by file name; files have been read.
func (r *renderer) logConfiguration() map[string]string {
	files := r.cluster.LogConfiguration
	if len(files) == 0 {
		return nil
	}
	contents := make(map[string]string, len(files))
	for name, file := range files {
		contents[name] = file.Content
	}
	return contents
}
