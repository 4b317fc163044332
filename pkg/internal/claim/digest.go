package claim

import "hash/maphash"

// Digest stands for a claim. The claims of thousands of sessions would fill the
// memory; their digests show which few to look at again. Two claims may have one
// digest, and one claim has another in every run.
type Digest uint64

var seed = maphash.MakeSeed()

// Digests are those of the claims.
func (t Claims) Digests() []Digest {
	digests := make([]Digest, len(t.all))
	for i, c := range t.all {
		digests[i] = Digest(maphash.Comparable(seed, c.key()))
	}
	return digests
}
