package merge_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/flinkustomize/flinkustomize/pkg/internal/merge"
)

const rounds = 2000

// random gives levels that often set the same fields, so that they meet.
type random struct{ *rand.Rand }

func (r random) flip() bool { return r.IntN(2) == 0 }

func maybe[T any](r random, make func() T) (v T) {
	if r.flip() {
		v = make()
	}
	return v
}

func (r random) text() string    { return fmt.Sprint(r.IntN(3)) }
func (r random) number() *int32  { return number(r.Int32N(3)) }
func (r random) enabled() *bool  { return maybe(r, func() *bool { return new(r.flip()) }) }
func (r random) texts() []string { return []string{r.text(), r.text()}[:r.IntN(3)] }

func (r random) options(removals bool) map[string]*string {
	options := map[string]*string{}
	for range r.IntN(4) {
		options[r.text()] = new(r.text())
		if removals && r.flip() {
			options[r.text()] = nil
		}
	}
	return options
}

func (r random) group(removals bool) *group {
	return &group{
		Name:    maybe(r, r.text),
		Replica: maybe(r, r.number),
		Options: maybe(r, func() map[string]*string { return r.options(removals) }),
	}
}

func (r random) storage(types bool) *storage {
	s := &storage{S3: maybe(r, func() *group { return r.group(types) }), HDFS: maybe(r, func() *group { return r.group(types) })}
	if types {
		s.Type = []storageType{"", "S3", "HDFS"}[r.IntN(3)]
	}
	return s
}

// level is a random one; without history, one that neither removes nor switches
// anything, so that its effect does not depend on what is below it.
func (r random) level(history bool) *level {
	l := &level{
		Text:     maybe(r, r.text),
		Count:    maybe(r, r.number),
		Size:     maybe(r, func() *resource.Quantity { return quantity(r.text()) }),
		Options:  maybe(r, func() map[string]*string { return r.options(history) }),
		Names:    maybe(r, r.texts),
		Items:    maybe(r, func() []group { return []group{*r.group(false)} }),
		Group:    *r.group(history),
		Optional: maybe(r, func() *group { return r.group(history) }),
		Storage:  maybe(r, func() *storage { return r.storage(history) }),
		Metrics:  maybe(r, func() *metrics { return &metrics{Feature{r.enabled()}, maybe(r, r.number)} }),
		Script:   maybe(r, func() *script { return &script{[]string{r.text()}} }),
	}
	l.Groups = maybe(r, func() map[string]*group { return map[string]*group{r.text(): r.group(history)} })
	if history && len(l.Groups) > 0 && r.flip() {
		l.Groups[r.text()] = nil
	}
	return l
}

func mustMerge(t testing.TB, levels ...*level) *level {
	t.Helper()
	merged, err := merge.Merge(levels...)
	if err != nil {
		t.Fatal(err)
	}
	return merged
}

// Lower levels may be merged beforehand, whatever they hold.
func TestMergeOfMergedLowerLevelsIsTheSame(t *testing.T) {
	r := random{rand.New(rand.NewPCG(1, 1))}
	for range rounds {
		a, b, c := r.level(true), r.level(true), r.level(true)
		together := mustMerge(t, a, b, c)
		if diff := cmp.Diff(together, mustMerge(t, mustMerge(t, a, b), c)); diff != "" {
			t.Fatalf("a b c and (a b) c differ:\n%s\na %s\nb %s\nc %s", diff, asJSON(t, a), asJSON(t, b), asJSON(t, c))
		}
	}
}

// Upper levels may be merged beforehand where they neither remove a key nor
// change a discriminator: those have their effect on what is below, once.
func TestMergeIsAssociativeWithoutRemovals(t *testing.T) {
	r := random{rand.New(rand.NewPCG(2, 2))}
	for range rounds {
		a, b, c := r.level(true), r.level(false), r.level(false)
		together := mustMerge(t, a, b, c)
		if diff := cmp.Diff(together, mustMerge(t, a, mustMerge(t, b, c))); diff != "" {
			t.Fatalf("a b c and a (b c) differ:\n%s\na %s\nb %s\nc %s", diff, asJSON(t, a), asJSON(t, b), asJSON(t, c))
		}
	}
}

func TestMergeLeavesItsLevelsAsTheyAre(t *testing.T) {
	r := random{rand.New(rand.NewPCG(3, 3))}
	for range rounds {
		a, b := r.level(true), r.level(true)
		beforeA, beforeB := asJSON(t, a), asJSON(t, b)
		mustMerge(t, a, b)
		if diff := cmp.Diff(beforeA+beforeB, asJSON(t, a)+asJSON(t, b)); diff != "" {
			t.Fatal(diff)
		}
	}
}

// A spec with about 40 set fields, twice.
func BenchmarkMerge(b *testing.B) {
	spec := func(tag string) *level {
		l := &level{
			Text: tag, Count: number(1), Switch: yes(), Factor: new(1.5), Size: quantity("2Gi"),
			Options:  map[string]*string{},
			Labels:   map[string]string{"team": tag, "app": "a"},
			Groups:   map[string]*group{"a": {Name: tag, Replica: number(1)}},
			Names:    []string{"a", "b"},
			Group:    group{Name: tag, Replica: number(2)},
			Optional: &group{Name: tag},
			Storage:  &storage{Type: "S3", S3: &group{Name: tag, Replica: number(1)}},
			Metrics:  &metrics{Port: number(9249)},
		}
		for i := range 20 {
			l.Options[fmt.Sprintf("taskmanager.option.%d", i)] = text(tag)
		}
		return l
	}
	lower, higher := spec("lower"), spec("higher")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := merge.Merge(lower, higher); err != nil {
			b.Fatal(err)
		}
	}
}
