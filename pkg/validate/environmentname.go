package validate

import (
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// whyNoInlineName says the same of every place, so that it is said once of each.
const whyNoInlineName = "must not be set here: it names the environment of a spec without named environments, in spec.environment"

// inlineName checks the name that inline settings give to their environment.
func (c *checker) inlineName(t *resolve.Target) {
	if t.Facts.Name == "" {
		return
	}
	if !t.Complete || t.Environment != nil {
		c.add(path("name"), whyNoInlineName)
		return
	}
	c.addErr(path("name"), environmentName(t.Facts.Name))
}

func environmentName(value string) error {
	return explain(value, "a name of at most 63 lower-case letters, digits and dashes, such as prod", validation.IsDNS1123Label(value))
}
