package claim

import (
	"crypto/sha256"
	"encoding/binary"
)

// Digest stands for a claim. The claims of thousands of sessions would fill the
// memory; their digests show which few to look at again.
type Digest [16]byte

// Digests are those of the claims.
func (t Claims) Digests() []Digest {
	digests := make([]Digest, len(t.all))
	var text []byte
	for i, c := range t.all {
		text = c.appendText(text[:0])
		digests[i] = digest(text)
	}
	return digests
}

// appendText appends what makes the key of a claim, in a form that no two share.
func (c Claim) appendText(text []byte) []byte {
	for _, part := range []string{c.What, c.Scope, c.namespace, c.group, c.Kind, c.Name} {
		text = binary.AppendUvarint(text, uint64(len(part)))
		text = append(text, part...)
	}
	return text
}

func digest(text []byte) Digest {
	sum := sha256.Sum256(text)
	return Digest(sum[:16])
}
