package validate

import (
	"crypto/sha256"
	"encoding/binary"
)

// Mark stands for something that only one session may have. The claims themselves of thousands of sessions would fill the
// memory; their marks tell which few sessions to look at again.
type Mark [16]byte

// Marks are those of all that is taken.
func (t Taken) Marks() []Mark {
	marks := make([]Mark, len(t.claims))
	var text []byte
	for i, c := range t.claims {
		text = text[:0]
		for _, part := range []string{c.what, c.scope, c.namespace, c.group, c.kind, c.name} {
			text = binary.AppendUvarint(text, uint64(len(part)))
			text = append(text, part...)
		}
		sum := sha256.Sum256(text)
		copy(marks[i][:], sum[:])
	}
	return marks
}
