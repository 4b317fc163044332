package generate

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/validate"
)

// credentials finds those in plain text in all documents, each looked at once.
func (d documents) credentials() diagnostic.Findings {
	return slices.Concat(credentialsOf(d.sessions), credentialsOf(d.parks), credentialsOf(d.environments), credentialsOf(d.presets))
}

func credentialsOf[T any](sources []resolve.Source[T]) diagnostic.Findings {
	found := make([]diagnostic.Findings, len(sources))
	parallel(len(sources), func(i int) { found[i] = validate.Credentials(sources[i]) })
	return slices.Concat(found...)
}
