package impact

import (
	"cmp"
	"slices"
	"strings"
)

// change is a Change that is being found out.
type change struct {
	Change
	old, new      *object // nil where the object comes or goes
	before, after *side
	stuck         bool // the operator takes the object, and fails on it: Jobs and Loss say how
}

// cause adds a field that differs.
func (c *change) cause(l leaf, class Class, reason string) {
	old, new := l.values()
	c.Causes = append(c.Causes, Cause{Field: l.path, Old: old, New: new, Class: class, Reason: reason, lost: identity(l.name, l.old)})
}

// has reports whether a cause is of the class.
func (c *change) has(class Class) bool {
	return slices.ContainsFunc(c.Causes, func(cause Cause) bool { return cause.Class == class })
}

// reasons are those of the causes of a class, each once.
func (c *change) reasons(class Class) []string {
	var reasons []string
	for _, cause := range c.Causes {
		if cause.Class == class && cause.Reason != "" && !slices.Contains(reasons, cause.Reason) {
			reasons = append(reasons, cause.Reason)
		}
	}
	return reasons
}

// lose adds to what somebody has to acknowledge.
func (c *change) lose(loss string) {
	if c.Loss != "" {
		loss = c.Loss + "; " + loss
	}
	c.Loss = loss
}

// finish gives the class and the order of causes. What has no effect is said of an object only where nothing else is.
func (c *change) finish() {
	c.Class = worst(c.Class, None)
	for _, cause := range c.Causes {
		c.Class = worst(c.Class, cause.Class)
	}
	if c.Class != None {
		c.Causes = slices.DeleteFunc(c.Causes, func(cause Cause) bool { return cause.Class == None })
	}
	slices.SortStableFunc(c.Causes, func(a, b Cause) int {
		return cmp.Or(b.Class.Compare(a.Class), strings.Compare(a.Field, b.Field))
	})
	refused := map[string]bool{} // of such a field nothing else is told
	for _, cause := range c.Causes {
		refused[cause.Field] = refused[cause.Field] || cause.Class == Refused
	}
	c.Causes = slices.DeleteFunc(c.Causes, func(cause Cause) bool { return refused[cause.Field] && cause.Class != Refused })
	if c.Class == Refused && !c.stuck {
		c.lose(refusal(c.Causes))
		c.Jobs, c.State, c.Users = "nothing changes: the whole object stays as it is until the field is put back", "", ""
	}
	c.Jobs, c.State, c.Users, c.Loss = sentence(c.Jobs), sentence(c.State), sentence(c.Users), sentence(c.Loss)
}

// worst is the worse of two classes.
func worst(a, b Class) Class {
	if a.Compare(b) >= 0 {
		return a
	}
	return b
}

// refusal says what is refused.
func refusal(causes []Cause) string {
	var fields []string
	for _, cause := range causes {
		if cause.Class == Refused {
			fields = append(fields, cause.Field+" "+cause.Reason)
		}
	}
	return "the cluster refuses it: " + strings.Join(fields, "; ")
}

// sentence begins with a capital and ends with a full stop.
func sentence(text string) string {
	if text == "" {
		return ""
	}
	if first := text[0]; 'a' <= first && first <= 'z' {
		text = string(first-'a'+'A') + text[1:]
	}
	if strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}

// metadata adds what differs in labels, annotations and the rest of the metadata, which restarts nothing.
func (c *change) metadata() {
	for _, l := range leaves("metadata", []string{"metadata"}, c.old.at("metadata"), c.new.at("metadata")) {
		c.cause(l, InPlace, "")
	}
}

// each adds what differs outside of the metadata: with one class and reason, as the function says for each.
func (c *change) each(classOf func(leaf) (Class, string)) {
	for _, key := range keysOf(c.old.content, c.new.content) {
		switch key {
		case "kind", "metadata", "status":
			continue
		}
		for _, l := range leaves(key, []string{key}, c.old.content[key], c.new.content[key]) {
			class, reason := classOf(l)
			c.cause(l, class, reason)
		}
	}
}

// changed is an object that stays, with other content.
func (c *change) changed() {
	if k, ok := kinds[c.new.kind()]; ok {
		k.change(c)
		return
	}
	c.metadata()
	c.each(func(leaf) (Class, string) { return Unknown, "this kind is not known here" })
}

// comes is a new object.
func (c *change) comes() {
	c.Class = Create
	if k := kinds[c.new.kind()]; k.create != nil {
		k.create(c)
	}
}

// goes is an object that is deleted, or replaced.
func (c *change) goes(class Class) {
	c.Class = class
	if argo, flux := c.old.isKept(); class == Delete && argo && flux {
		c.Kept = append(c.Kept, "the object and what belongs to it, which neither Argo CD nor Flux deletes (kubectl delete does)")
		return
	}
	if k := kinds[c.old.kind()]; k.remove != nil {
		k.remove(c)
	}
}

// replaced is an object of another name, namespace or app.
func (c *change) replaced() {
	if name, hashed := withoutHash(c.old.id.Name); hashed && c.old.id.Namespace == c.new.id.Namespace && c.old.app == c.new.app {
		if other, too := withoutHash(c.new.id.Name); too && name == other && kinds[c.new.kind()].rehash != nil {
			c.cause(leaf{path: "metadata.name", old: c.old.id.Name, new: c.new.id.Name}, InPlace, kinds[c.new.kind()].rehash(c))
			return
		}
	}
	for _, part := range []struct{ path, old, new, reason string }{
		{"metadata.name", c.old.id.Name, c.new.id.Name, ""},
		{"metadata.namespace", c.old.id.Namespace, c.new.id.Namespace, ""},
		{"app", c.old.app, c.new.app, "Argo CD and Flux may delete it with the old folder before they apply the new one"},
	} {
		if part.old == part.new || part.path == "app" && c.old.id != c.new.id {
			continue
		}
		c.cause(leaf{path: part.path, old: absentIfEmpty(part.old), new: absentIfEmpty(part.new)}, Replace, part.reason)
	}
	c.goes(Replace)
	if c.old.id == c.new.id {
		c.onlyIf("if it is deleted with the old folder before the new one is applied: ")
	}
}

// onlyIf begins each sentence with what it depends on.
func (c *change) onlyIf(condition string) {
	for _, text := range []*string{&c.Jobs, &c.State, &c.Users, &c.Loss} {
		if *text != "" {
			*text = condition + *text
		}
	}
}

func absentIfEmpty(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// upgraded tells what another release of the operator makes of an object.
func (c *change) upgraded() {
	if k := kinds[c.new.kind()]; k.upgrade != nil && c.old.release != c.new.release {
		k.upgrade(c)
	}
}

// plural is the form for one or for more.
func plural(words []string, one, more string) string {
	if len(words) == 1 {
		return one
	}
	return more
}

// list is words as people list them: a, b and c.
func list(words []string) string {
	const most = 5
	if len(words) > most {
		words = append(slices.Clone(words[:most-1]), "others")
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
