package cluster

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// CheckName checks the name, labels and annotations of a FlinkSession.
func CheckName(metadata v1alpha1.Metadata, errorf func(diagnostic.Path, string, ...any) diagnostic.Finding) diagnostic.Findings {
	c := &check.Checker{Errorf: errorf}
	c.AddErr(path("name"), operator.ValidName(metadata.Name))
	c.Labels(metadata.Labels, path("labels"))
	c.Annotations(metadata.Annotations, path("annotations"))
	return c.Findings
}
