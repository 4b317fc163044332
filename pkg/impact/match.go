package impact

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// pair is an object before and after; one of them is nil for what comes or goes.
type pair struct{ old, new *object }

// match pairs the objects of one environment: the same object first, in the same app or another one, then those that go
// and those of the same kind that come, where they are alike.
func match(old, new *side) []pair {
	var pairs []pair
	gone, come := old.objects, new.objects
	type key struct {
		app string
		id  ID
	}
	by := func(keyOf func(*object) (k key, ok bool)) {
		index := map[key]*object{}
		for _, o := range come {
			if k, ok := keyOf(o); ok && index[k] == nil {
				index[k] = o
			}
		}
		var left []*object
		taken := map[*object]bool{}
		for _, o := range gone {
			k, ok := keyOf(o)
			if n := index[k]; ok && n != nil && !taken[n] {
				pairs, taken[n] = append(pairs, pair{o, n}), true
			} else {
				left = append(left, o)
			}
		}
		gone = left
		come = slices.DeleteFunc(slices.Clone(come), func(o *object) bool { return taken[o] })
	}
	by(func(o *object) (key, bool) { return key{o.app, o.id}, true })
	by(func(o *object) (key, bool) { return key{"", o.id}, true }) // another app
	by(func(o *object) (key, bool) {                               // another namespace
		return key{o.app, ID{o.id.Group, o.id.Kind, "", o.id.Name}}, true
	})
	by(func(o *object) (key, bool) { // another hash of the content
		name, hashed := withoutHash(o.id.Name)
		return key{o.app, ID{o.id.Group, o.id.Kind, o.id.Namespace, name}}, hashed
	})
	renamed := alike(gone, come)
	taken := map[*object]bool{}
	for _, o := range gone {
		pairs, taken[renamed[o]] = append(pairs, pair{o, renamed[o]}), true
	}
	for _, o := range come {
		if !taken[o] {
			pairs = append(pairs, pair{nil, o})
		}
	}
	return pairs
}

// alike pairs objects that go with such of the same kind that come: large ones by what they say, the most alike first,
// and small ones, which say too little, only where they are of one app, or of two apps of which large ones were paired.
func alike(gone, come []*object) map[*object]*object {
	r := renames{pairs: map[*object]*object{}, taken: map[*object]bool{}, apps: map[[2]string]bool{}, contents: map[*object]map[string]bool{}}
	isLarge := func(o *object) bool { return len(r.content(o)) >= large }
	for _, size := range []bool{true, false} {
		candidates := map[kindID][]*object{}
		for _, o := range come {
			if isLarge(o) == size || !size {
				candidates[o.kind()] = append(candidates[o.kind()], o)
			}
		}
		gonePerKind := map[kindID][]*object{}
		for _, o := range gone {
			if isLarge(o) == size {
				gonePerKind[o.kind()] = append(gonePerKind[o.kind()], o)
			}
		}
		for _, k := range slices.SortedFunc(maps.Keys(gonePerKind), func(a, b kindID) int {
			return cmp.Or(strings.Compare(a.kind, b.kind), strings.Compare(a.group, b.group))
		}) {
			r.identical(gonePerKind[k], candidates[k], size)
			r.similar(gonePerKind[k], candidates[k], size)
		}
	}
	return r.pairs
}

const (
	// large is the number of values from which on an object says enough to be recognized.
	large = 8

	// maxCandidates bounds how many pairs of one kind are held against each other. Beyond it only those are found that
	// are the same but for their names.
	maxCandidates = 10_000
)

// renames are the pairs that were found.
type renames struct {
	pairs    map[*object]*object
	taken    map[*object]bool
	apps     map[[2]string]bool // of which large objects were paired
	contents map[*object]map[string]bool
}

func (r *renames) content(o *object) map[string]bool {
	if r.contents[o] == nil {
		r.contents[o] = contentOf(o)
	}
	return r.contents[o]
}

func (r *renames) pair(old, new *object) {
	r.pairs[old], r.taken[new] = new, true
	r.apps[[2]string{old.app, new.app}] = true
}

// related reports whether two objects may be paired whatever they say.
func (r *renames) related(old, new *object) bool {
	return old.app == new.app || r.apps[[2]string{old.app, new.app}]
}

// identical pairs objects that are the same but for their names.
func (r *renames) identical(gone, come []*object, size bool) {
	bySignature := map[string][]*object{}
	for _, o := range come {
		if !r.taken[o] {
			signature := r.signature(o)
			bySignature[signature] = append(bySignature[signature], o)
		}
	}
	for _, relatedOnly := range []bool{true, false} {
		if !relatedOnly && !size {
			return
		}
		for _, o := range gone {
			if r.pairs[o] != nil {
				continue
			}
			for _, n := range bySignature[r.signature(o)] {
				if !r.taken[n] && (!relatedOnly || r.related(o, n)) {
					r.pair(o, n)
					break
				}
			}
		}
	}
}

func (r *renames) signature(o *object) string {
	return strings.Join(slices.Sorted(maps.Keys(r.content(o))), "\x01")
}

// similar pairs objects that have half of what they say in common, the most alike first.
func (r *renames) similar(gone, come []*object, size bool) {
	gone = slices.DeleteFunc(slices.Clone(gone), func(o *object) bool { return r.pairs[o] != nil })
	come = slices.DeleteFunc(slices.Clone(come), func(o *object) bool { return r.taken[o] })
	if len(gone)*len(come) > maxCandidates {
		return
	}
	type candidate struct {
		old, new *object
		share    float64
	}
	var found []candidate
	for _, o := range gone {
		for _, n := range come {
			if share := shared(r.content(o), r.content(n)); share >= 0.5 && (size || r.related(o, n)) {
				found = append(found, candidate{o, n, share})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(rank(r.related(a.old, a.new)), rank(r.related(b.old, b.new))))
	})
	for _, c := range found {
		if r.pairs[c.old] == nil && !r.taken[c.new] {
			r.pair(c.old, c.new)
		}
	}
}

func rank(first bool) int {
	if first {
		return 0
	}
	return 1
}

// shared is the share of two contents that both have.
func shared(a, b map[string]bool) float64 {
	both := 0
	for line := range a {
		if b[line] {
			both++
		}
	}
	all := len(a) + len(b) - both
	if all == 0 {
		return 0
	}
	return float64(both) / float64(all)
}

// contentOf is what an object says, with its own name and namespace left open.
func contentOf(o *object) map[string]bool {
	content := map[string]bool{}
	var add func(path string, value any, depth int)
	add = func(path string, value any, depth int) {
		if depth > maxDepth {
			return
		}
		switch v := value.(type) {
		case map[string]any:
			for key, child := range v {
				add(path+"\x00"+key, child, depth+1)
			}
		case []any:
			for _, element := range v {
				add(path+"\x00", element, depth+1)
			}
		default:
			content[path+"\x00"+o.nameless(fmt.Sprint(v))] = true
		}
	}
	for key, value := range o.content {
		switch key {
		case "apiVersion", "kind":
		case "metadata":
			add("labels", at(value, "labels"), 0)
			add("annotations", at(value, "annotations"), 0)
		default:
			add(key, value, 0)
		}
	}
	if len(content) == 0 {
		content[""] = true // such as a ServiceAccount
	}
	return content
}

// nameless is a text with the object's name and namespace left open.
func (o *object) nameless(text string) string {
	for _, name := range []string{o.id.Name, o.id.Namespace} {
		if name != "" {
			text = strings.ReplaceAll(text, name, "\x00")
		}
	}
	return text
}

// withoutHash is a name without the hash of the content at its end, as kustomize's generators and flinkustomize add.
func withoutHash(name string) (string, bool) {
	i := strings.LastIndexByte(name, '-')
	if i <= 0 {
		return name, false
	}
	hash := name[i+1:]
	digit := strings.ContainsAny(hash, "0123456789")
	hex := len(hash) == 8 && strings.Trim(hash, "0123456789abcdef") == ""
	kustomize := len(hash) == 10 && strings.Trim(hash, "2456789bcdfghkmt") == ""
	return name[:i], digit && (hex || kustomize)
}
