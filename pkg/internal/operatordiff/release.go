package operatordiff

import "github.com/flinkustomize/flinkustomize/pkg/operator"

// What differs between releases, beside of the fields that they have.
var (
	ignoresAutoscaler    = release("1.7") // options of the autoscaler
	ignoresRemovedNonces = release("1.8") // a nonce that is left out
	readsTemplatesOnly   = release("1.8") // of a pod template neither apiVersion and kind nor status
)

func release(name string) operator.Release {
	r, err := operator.ParseRelease(name)
	if err != nil {
		panic(err)
	}
	return r
}

func since(first, r operator.Release) bool { return r.Compare(first) >= 0 }
