package merge_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/flinkustomize/flinkustomize/pkg/internal/merge"
)

// level has one field for every row of the table.
type level struct {
	Text     string                       `json:"text,omitempty"`
	Count    *int32                       `json:"count,omitempty"`
	Switch   *bool                        `json:"switch,omitempty"`
	Factor   *float64                     `json:"factor,omitempty"`
	Size     *resource.Quantity           `json:"size,omitempty"`
	Limit    resource.Quantity            `json:"limit,omitzero"`
	Port     intstr.IntOrString           `json:"port,omitzero"`
	Options  map[string]*string           `json:"options,omitempty"`
	Labels   map[string]string            `json:"labels,omitempty"`
	Groups   map[string]*group            `json:"groups,omitempty"`
	Limits   map[string]resource.Quantity `json:"limits,omitempty"`
	Names    []string                     `json:"names,omitempty"`
	Items    []group                      `json:"items,omitempty"`
	Group    group                        `json:"group,omitzero"`
	Optional *group                       `json:"optional,omitempty"`
	Storage  *storage                     `json:"storage,omitempty"`
	Metrics  *metrics                     `json:"metrics,omitempty"`
	Script   *script                      `json:"script,omitempty"`
}

type group struct {
	Name    string             `json:"name,omitempty"`
	Replica *int32             `json:"replica,omitempty"`
	Options map[string]*string `json:"options,omitempty"`
}

type storageType string

type storage struct {
	Type storageType `json:"type,omitempty" union:"discriminator"`
	Root string      `json:"root,omitempty"`
	S3   *group      `json:"s3,omitempty" union:"S3"`
	HDFS *group      `json:"hdfs,omitempty" union:"HDFS"`
}

type Feature struct {
	Enabled *bool `json:"enabled,omitempty"`
}

type metrics struct {
	Feature `json:",inline"`
	Port    *int32 `json:"port,omitempty"`
}

// script is lines that a later level adds to.
type script struct {
	Lines []string
}

var _ merge.Over[*script] = (*script)(nil)

func (s *script) MergeOver(lower *script) *script {
	merged := &script{}
	if lower != nil {
		merged.Lines = append(merged.Lines, lower.Lines...)
	}
	merged.Lines = append(merged.Lines, s.Lines...)
	return merged
}

func yes() *bool            { return new(true) }
func no() *bool             { return new(false) }
func text(s string) *string { return &s }
func number(n int32) *int32 { return &n }
func quantity(s string) *resource.Quantity {
	q := resource.MustParse(s)
	return &q
}

func metric(enabled *bool, port *int32) level {
	return level{Metrics: &metrics{Feature: Feature{enabled}, Port: port}}
}

func TestMergeTable(t *testing.T) {
	s3, hdfs := &group{Name: "s3"}, &group{Name: "hdfs"}
	for name, c := range map[string]struct {
		levels []level
		want   level
	}{
		"scalar: the later one":                        {[]level{{Text: "a"}, {Text: "b"}}, level{Text: "b"}},
		"scalar: an unset one leaves the lower":        {[]level{{Text: "a"}, {}}, level{Text: "a"}},
		"scalar pointer: the later one":                {[]level{{Count: number(1)}, {Count: number(2)}}, level{Count: number(2)}},
		"scalar pointer: zero is set":                  {[]level{{Count: number(1)}, {Count: number(0)}}, level{Count: number(0)}},
		"scalar pointer: false is set":                 {[]level{{Switch: yes()}, {Switch: no()}}, level{Switch: no()}},
		"scalar pointer: nil leaves the lower":         {[]level{{Count: number(1)}, {}}, level{Count: number(1)}},
		"scalar pointer: of a float":                   {[]level{{Factor: new(0.5)}, {Factor: new(0.25)}}, level{Factor: new(0.25)}},
		"own JSON: the later quantity":                 {[]level{{Size: quantity("1Gi")}, {Size: quantity("2Gi")}}, level{Size: quantity("2Gi")}},
		"own JSON: a quantity of zero is set":          {[]level{{Size: quantity("1Gi")}, {Size: quantity("0")}}, level{Size: quantity("0")}},
		"own JSON: an unset quantity leaves the lower": {[]level{{Limit: resource.MustParse("1Gi")}, {}}, level{Limit: resource.MustParse("1Gi")}},
		"own JSON: a text takes the place of a number": {[]level{{Port: intstr.FromInt32(80)}, {Port: intstr.FromString("http")}}, level{Port: intstr.FromString("http")}},

		"map: by key":                               {[]level{{Labels: map[string]string{"a": "1", "b": "1"}}, {Labels: map[string]string{"b": "2", "c": "2"}}}, level{Labels: map[string]string{"a": "1", "b": "2", "c": "2"}}},
		"map: an empty text is set":                 {[]level{{Labels: map[string]string{"a": "1"}}, {Labels: map[string]string{"a": ""}}}, level{Labels: map[string]string{"a": ""}}},
		"map: an empty one removes nothing":         {[]level{{Labels: map[string]string{"a": "1"}}, {Labels: map[string]string{}}}, level{Labels: map[string]string{"a": "1"}}},
		"map: nil removes the key":                  {[]level{{Options: map[string]*string{"a": text("1"), "b": text("1")}}, {Options: map[string]*string{"a": nil}}}, level{Options: map[string]*string{"b": text("1")}}},
		"map: nil without a lower key":              {[]level{{}, {Options: map[string]*string{"a": nil}}}, level{Options: map[string]*string{}}},
		"map: nil in the lowest level":              {[]level{{Options: map[string]*string{"a": nil, "b": text("1")}}}, level{Options: map[string]*string{"b": text("1")}}},
		"map: a higher level sets a removed key":    {[]level{{Options: map[string]*string{"a": text("1")}}, {Options: map[string]*string{"a": nil}}, {Options: map[string]*string{"a": text("3")}}}, level{Options: map[string]*string{"a": text("3")}}},
		"map: entries that are structs":             {[]level{{Groups: map[string]*group{"a": {Name: "x"}}}, {Groups: map[string]*group{"a": {Replica: number(1)}}}}, level{Groups: map[string]*group{"a": {Name: "x", Replica: number(1)}}}},
		"map: a struct set again after its removal": {[]level{{Groups: map[string]*group{"a": {Name: "x"}}}, {Groups: map[string]*group{"a": nil}}, {Groups: map[string]*group{"a": {Replica: number(1)}}}}, level{Groups: map[string]*group{"a": {Replica: number(1)}}}},
		"map: nil within a list's element":          {[]level{{Items: []group{{Options: map[string]*string{"a": nil}}}}}, level{Items: []group{{Options: map[string]*string{}}}}},

		"map: a quantity that was given counts, even unset": {[]level{{Limits: map[string]resource.Quantity{"a": resource.MustParse("1")}}, {Limits: map[string]resource.Quantity{"a": {}}}}, level{Limits: map[string]resource.Quantity{"a": {}}}},

		"list: replaced":                       {[]level{{Names: []string{"a", "b"}}, {Names: []string{"c"}}}, level{Names: []string{"c"}}},
		"list: an empty one empties it":        {[]level{{Names: []string{"a"}}, {Names: []string{}}}, level{Names: []string{}}},
		"list: nil leaves the lower":           {[]level{{Names: []string{"a"}}, {}}, level{Names: []string{"a"}}},
		"list: elements do not merge":          {[]level{{Items: []group{{Name: "a", Replica: number(1)}}}, {Items: []group{{Name: "a"}}}}, level{Items: []group{{Name: "a"}}}},
		"struct: field by field":               {[]level{{Group: group{Name: "a"}}, {Group: group{Replica: number(1)}}}, level{Group: group{Name: "a", Replica: number(1)}}},
		"struct pointer: field by field":       {[]level{{Optional: &group{Name: "a"}}, {Optional: &group{Replica: number(1)}}}, level{Optional: &group{Name: "a", Replica: number(1)}}},
		"struct pointer: an empty one is kept": {[]level{{}, {Optional: &group{}}}, level{Optional: &group{}}},

		"union: a changed discriminator clears":            {[]level{{Storage: &storage{Type: "S3", Root: "/r", S3: s3}}, {Storage: &storage{Type: "HDFS"}}}, level{Storage: &storage{Type: "HDFS", Root: "/r"}}},
		"union: a changed discriminator keeps its members": {[]level{{Storage: &storage{Type: "S3", S3: s3, HDFS: hdfs}}, {Storage: &storage{Type: "HDFS"}}}, level{Storage: &storage{Type: "HDFS", HDFS: hdfs}}},
		"union: members of the level itself stay":          {[]level{{Storage: &storage{Type: "S3", S3: s3}}, {Storage: &storage{Type: "HDFS", S3: &group{Replica: number(2)}}}}, level{Storage: &storage{Type: "HDFS", S3: &group{Replica: number(2)}}}},
		"union: the same discriminator merges":             {[]level{{Storage: &storage{Type: "S3", S3: s3}}, {Storage: &storage{Type: "S3", S3: &group{Replica: number(2)}}}}, level{Storage: &storage{Type: "S3", S3: &group{Name: "s3", Replica: number(2)}}}},
		"union: the same discriminator clears nothing":     {[]level{{Storage: &storage{Type: "S3", S3: s3, HDFS: hdfs}}, {Storage: &storage{Type: "S3"}}}, level{Storage: &storage{Type: "S3", S3: s3, HDFS: hdfs}}},
		"union: no discriminator merges":                   {[]level{{Storage: &storage{Type: "S3", S3: s3}}, {Storage: &storage{S3: &group{Replica: number(2)}}}}, level{Storage: &storage{Type: "S3", S3: &group{Name: "s3", Replica: number(2)}}}},
		"union: a first discriminator clears":              {[]level{{Storage: &storage{S3: s3, HDFS: hdfs}}, {Storage: &storage{Type: "HDFS"}}}, level{Storage: &storage{Type: "HDFS", HDFS: hdfs}}},
		"union: back and forth starts anew":                {[]level{{Storage: &storage{Type: "S3", S3: s3}}, {Storage: &storage{Type: "HDFS"}}, {Storage: &storage{Type: "S3"}}}, level{Storage: &storage{Type: "S3"}}},

		"feature: present is on":                    {[]level{{}, metric(nil, nil)}, metric(nil, nil)},
		"feature: off at a later level":             {[]level{metric(nil, number(9)), metric(no(), nil)}, metric(no(), number(9))},
		"feature: off at the lowest level":          {[]level{metric(no(), nil), {}}, metric(no(), nil)},
		"feature: absence leaves it on":             {[]level{metric(yes(), nil), {}}, metric(yes(), nil)},
		"feature: given again is on again":          {[]level{metric(nil, number(9)), metric(no(), nil), metric(nil, nil)}, metric(nil, number(9))},
		"feature: on again with a field of its own": {[]level{metric(no(), number(9)), metric(nil, number(8))}, metric(nil, number(8))},
		"feature: on again in words":                {[]level{metric(no(), number(9)), metric(yes(), nil)}, metric(yes(), number(9))},

		"MergeOver: over a lower one":      {[]level{{Script: &script{[]string{"a"}}}, {Script: &script{[]string{"b"}}}}, level{Script: &script{[]string{"a", "b"}}}},
		"MergeOver: without a lower one":   {[]level{{}, {Script: &script{[]string{"b"}}}}, level{Script: &script{[]string{"b"}}}},
		"MergeOver: absent keeps lower":    {[]level{{Script: &script{[]string{"a"}}}, {}}, level{Script: &script{[]string{"a"}}}},
		"no levels: nothing is set":        {nil, level{}},
		"three levels: the last one given": {[]level{{Text: "a"}, {Text: "b"}, {}}, level{Text: "b"}},
	} {
		t.Run(name, func(t *testing.T) {
			levels := make([]*level, len(c.levels))
			for i := range c.levels {
				levels[i] = &c.levels[i]
			}
			got, err := merge.Merge(levels...)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&c.want, got); diff != "" {
				t.Errorf("merged (-want +got):\n%s", diff)
			}
		})
	}
}

func TestMergeSkipsNilLevels(t *testing.T) {
	got, err := merge.Merge(nil, &level{Text: "a"}, nil)
	if err != nil || got.Text != "a" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestMergeRefusesTypesItHasNoRuleFor(t *testing.T) {
	type noDiscriminator struct {
		S3 *group `union:"S3"`
	}
	type twoDiscriminators struct {
		A string `union:"discriminator"`
		B string `union:"discriminator"`
	}
	type pointersInside struct{ p *int } //nolint:unused // its presence is the point
	_ = pointersInside{}.p
	for name, c := range map[string]struct {
		merge func() error
		want  string
	}{
		"no struct":                    {refused[string], "must be given structs"},
		"channel":                      {refused[struct{ C chan int }], "C: the type must be one that can be merged, not chan int"},
		"any":                          {refused[struct{ A any }], "A: the type must be one that can be merged"},
		"pointer to list":              {refused[struct{ P *[]string }], "P: a pointer must be to a scalar or a struct"},
		"keys that are no strings":     {refused[struct{ M map[int]string }], "M: the keys of map[int]string must be strings"},
		"union without discriminator":  {refused[noDiscriminator], "must have a discriminator"},
		"union with two":               {refused[twoDiscriminators], "B: a union must have one discriminator"},
		"MergeOver of a value":         {refused[struct{ S script }], "the type must be a pointer, *merge_test.script"},
		"unexported pointers":          {refused[struct{ P pointersInside }], "must have a method DeepCopyInto"},
		"MergeOver with another shape": {refused[struct{ W *wrongHook }], "must be func(*merge_test.wrongHook) *merge_test.wrongHook"},
	} {
		t.Run(name, func(t *testing.T) {
			// Twice: what was found out at first must not be kept half done.
			for range 2 {
				if err := c.merge(); err == nil || !strings.Contains(err.Error(), c.want) {
					t.Errorf("got %v, want %q", err, c.want)
				}
			}
		})
	}
}

func refused[T any]() error {
	_, err := merge.Merge(new(T))
	return err
}

type wrongHook struct{ A string }

func (w *wrongHook) MergeOver(lower string) *wrongHook { return w }

func TestMergeKnowsTypesThatContainThemselves(t *testing.T) {
	type tree struct {
		Name     string
		Children map[string]tree
		Next     *tree
	}
	got, err := merge.Merge(
		&tree{Name: "a", Children: map[string]tree{"x": {Name: "b"}}, Next: &tree{Next: &tree{Name: "deep"}}},
		&tree{Children: map[string]tree{"x": {Next: &tree{Name: "c"}}}, Next: &tree{Name: "n"}},
	)
	if err != nil {
		t.Fatal(err)
	}
	want := &tree{
		Name:     "a",
		Children: map[string]tree{"x": {Name: "b", Next: &tree{Name: "c"}}},
		Next:     &tree{Name: "n", Next: &tree{Name: "deep"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMergeSharesNoMemoryWithItsLevels(t *testing.T) {
	lower := &level{
		Count:   number(1),
		Size:    quantity("1.5"),
		Options: map[string]*string{"a": text("1")},
		Groups:  map[string]*group{"g": {Options: map[string]*string{"x": text("1")}}},
		Names:   []string{"n"},
		Items:   []group{{Options: map[string]*string{"i": text("1")}}},
		Storage: &storage{S3: &group{Name: "s3"}},
	}
	lower.Size.AsDec() // from here on the quantity points at its number
	before := asJSON(t, lower)
	merged, err := merge.Merge(lower, &level{Groups: map[string]*group{"g": {Name: "g"}}})
	if err != nil {
		t.Fatal(err)
	}
	*merged.Count = 2
	merged.Size.Add(resource.MustParse("1"))
	*merged.Options["a"] = "2"
	merged.Groups["g"].Options["x"] = nil
	merged.Names[0] = "m"
	*merged.Items[0].Options["i"] = "2"
	merged.Storage.S3.Name = "changed"
	if diff := cmp.Diff(before, asJSON(t, lower)); diff != "" {
		t.Errorf("a level changed with the result (-before +after):\n%s", diff)
	}
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
