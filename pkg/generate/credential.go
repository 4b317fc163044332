package generate

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/validate"
)

// credentials finds those in plain text in all documents, each looked at once.
func (d documents) credentials() diagnostic.Findings {
	all := d.all()
	found := make([]diagnostic.Findings, len(all))
	parallel(len(all), func(i int) { found[i] = validate.Credentials(all[i]) })
	return slices.Concat(found...)
}
