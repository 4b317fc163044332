package claim

import "hash/maphash"

// Digest stands for a claim. The claims of thousands of sessions would fill the
// memory; their digests show which few to look at again. Two claims may have one
// digest, and one claim has another in every run.
type Digest uint64

var seed = maphash.MakeSeed()

// Digests are those of the claims.
func (t Claims) Digests() []Digest { return digestsOf(t.all) }

// DigestsOf are those of what each of some targets claims.
func DigestsOf(targets []Rendered) [][]Digest {
	all := make([][]Digest, len(targets))
	claims := make([]Claim, 0, 24) // of one target, in the memory of the one before; most claim no more
	for i, target := range targets {
		claims = appendClaims(claims[:0], target)
		all[i] = digestsOf(claims)
	}
	return all
}

func digestsOf(claims []Claim) []Digest {
	digests := make([]Digest, len(claims))
	for i, c := range claims {
		digests[i] = Digest(maphash.Comparable(seed, c.key()))
	}
	return digests
}
