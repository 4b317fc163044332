package impact

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/credential"
	"github.com/flinkustomize/flinkustomize/pkg/internal/invisible"
)

// ID is the class as programs and flags name it, such as restart-jobs-lost. It never changes once released.
func (c Class) ID() string { return strings.NewReplacer(", ", "-", " ", "-").Replace(string(c)) }

// ParseClass finds a class by its ID. It reports false for an unknown one.
func ParseClass(id string) (Class, bool) {
	all := Classes()
	i := slices.IndexFunc(all, func(c Class) bool { return c.ID() == id })
	if i < 0 {
		return "", false
	}
	return all[i], true
}

// LossID names what is lost, on one line: the class, the object as it was, and for a change of fields those that cause it with
// their old values. An acknowledgement of a loss is bound to it, and so covers no later loss, of another object or value. It is
// empty where nothing is lost.
func (c Change) LossID() string {
	if c.Loss == "" {
		return ""
	}
	object, now := c.ID, ""
	if c.Was != nil {
		object = *c.Was
		now = " by " + c.ID.place()
	}
	id := c.Class.ID() + " " + object.Kind + " " + object.place() + now
	if c.Was == nil {
		for i, cause := range c.Causes {
			if cause.Class != c.Class {
				break
			}
			if i > 0 {
				id += ","
			}
			id += " " + cause.Field + " from " + orNothing(cmp.Or(cause.lost, cause.Old))
		}
	}
	return credential.MaskIn(invisible.Escape(id))
}

// identity is an old value as LossID has it: all of it on one line, or the start of its hash where that would be too long to copy.
// A credential is not in the hash either.
func identity(name string, value any) string {
	const longest = 200 // bytes
	text := written(name, value)
	if len(text) > longest || strings.Contains(text, "\n") {
		return fmt.Sprintf("sha256:%.12x", sha256.Sum256([]byte(text)))
	}
	return text
}

// place is the namespace and the name of an object.
func (id ID) place() string {
	if id.Namespace == "" {
		return id.Name
	}
	return id.Namespace + "/" + id.Name
}

func orNothing(value string) string {
	if value == "" {
		return "nothing"
	}
	return value
}
