package operatordiff

import "github.com/flinkustomize/flinkustomize/pkg/operator"

// What differs between releases, beside of the fields that they have.
var (
	ignoresAutoscaler    = operator.MustParseRelease("1.7") // options of the autoscaler
	ignoresRemovedNonces = operator.MustParseRelease("1.8") // a nonce that is left out
	readsTemplatesOnly   = operator.MustParseRelease("1.8") // of a pod template neither apiVersion and kind nor status
)

func since(first, r operator.Release) bool { return r.Compare(first) >= 0 }
