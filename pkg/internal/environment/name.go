package environment

import (
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
)

// whyNoInlineName says the same of every place, so that it is said once of each.
const whyNoInlineName = "must not be set here: it names the environment of a spec without named environments, in spec.environment"

func environmentName(value string) error {
	return check.Explain(value, "a name of at most 63 lower-case letters, digits and dashes, such as prod", validation.IsDNS1123Label)
}

// CheckName checks the name, labels and annotations of an Environment.
func CheckName(metadata v1alpha1.Metadata, errorf func(diagnostic.Path, string, ...any) diagnostic.Finding) diagnostic.Findings {
	c := &check.Checker{Errorf: errorf}
	c.AddErr(path("name"), environmentName(metadata.Name))
	c.Labels(metadata.Labels, path("labels"))
	c.Annotations(metadata.Annotations, path("annotations"))
	return c.Findings
}
