package generation

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
)

// credentials finds those in plain text in all documents, each looked at once.
func (d documents) credentials() diagnostic.Findings {
	all := d.all()
	found := make([]diagnostic.Findings, len(all))
	Parallel(len(all), func(i int) { found[i] = check.Credentials(all[i]) })
	return slices.Concat(found...)
}
