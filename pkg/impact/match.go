package impact

import (
	"cmp"
	"fmt"
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
	by := func(key func(*object) string) {
		var left []*object
		index := map[string]*object{}
		for _, o := range come {
			if _, twice := index[key(o)]; !twice {
				index[key(o)] = o
			}
		}
		taken := map[*object]bool{}
		for _, o := range gone {
			if n := index[key(o)]; n != nil && !taken[n] {
				pairs, taken[n] = append(pairs, pair{o, n}), true
			} else {
				left = append(left, o)
			}
		}
		gone = left
		come = slices.DeleteFunc(slices.Clone(come), func(o *object) bool { return taken[o] })
	}
	id := func(o *object) string {
		return fmt.Sprintf("%q", []string{o.id.Group, o.id.Kind, o.id.Namespace, o.id.Name})
	}
	by(func(o *object) string { return fmt.Sprintf("%q", o.app) + id(o) })
	by(id)
	by(func(o *object) string { return fmt.Sprintf("%q", []string{o.app, o.id.Group, o.id.Kind, o.id.Name}) }) // another namespace
	by(func(o *object) string {                                                                                // a name with a hash of the content
		if name, hashed := withoutHash(o.id.Name); hashed {
			return fmt.Sprintf("%q", []string{o.app, o.id.Group, o.id.Kind, o.id.Namespace, name})
		}
		return fmt.Sprintf("%p", o)
	})
	renamed := alike(gone, come)
	for _, o := range gone {
		pairs = append(pairs, pair{o, renamed[o]})
		if n := renamed[o]; n != nil {
			come = slices.DeleteFunc(come, func(o *object) bool { return o == n })
		}
	}
	for _, o := range come {
		pairs = append(pairs, pair{nil, o})
	}
	return pairs
}

// maxCandidates bounds how many pairs of objects are held against each other in search of renames, by kind. Beyond it
// only those are found that are the same but for the name.
const maxCandidates = 10_000

// alike pairs objects that go with such of the same kind that come, the most alike first.
func alike(gone, come []*object) map[*object]*object {
	candidates := map[kindID][]*object{}
	for _, o := range come {
		candidates[o.kind()] = append(candidates[o.kind()], o)
	}
	gonePerKind := map[kindID]int{}
	for _, o := range gone {
		gonePerKind[o.kind()]++
	}
	type candidate struct {
		old, new *object
		share    float64
	}
	var found []candidate
	content := map[*object]map[string]bool{}
	of := func(o *object) map[string]bool {
		if content[o] == nil {
			content[o] = contentOf(o)
		}
		return content[o]
	}
	for _, o := range gone {
		if gonePerKind[o.kind()]*len(candidates[o.kind()]) > maxCandidates {
			continue
		}
		for _, n := range candidates[o.kind()] {
			if share := shared(of(o), of(n)); share >= 0.5 {
				found = append(found, candidate{o, n, share})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int {
		sameApp := func(c candidate) int {
			if c.old.app == c.new.app {
				return 0
			}
			return 1
		}
		return cmp.Or(-cmp.Compare(a.share, b.share), sameApp(a)-sameApp(b))
	})
	pairs, taken := map[*object]*object{}, map[*object]bool{}
	for _, c := range found {
		if pairs[c.old] == nil && !taken[c.new] {
			pairs[c.old], taken[c.new] = c.new, true
		}
	}
	return pairs
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
		content[""] = true // such as a ServiceAccount: alike another one
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
