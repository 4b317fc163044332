package merge_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/flinkustomize/flinkustomize/pkg/internal/merge"
)

// choose knows a default for levels that ask for one.
func choose(l *level) {
	if l.Text == "default" && l.Storage.Type == "" {
		l.Storage.Type = "HDFS"
	}
}

func TestOverPresetCountsTheMembersOfTheChosenType(t *testing.T) {
	both := func() *storage {
		return &storage{S3: &group{Name: "s3", Replica: new(int32(1))}, HDFS: &group{Name: "hdfs"}}
	}
	typed := func(s *storage, chosen storageType) *storage { s.Type = chosen; return s }
	for name, test := range map[string]struct {
		preset *level
		levels []*level
		want   level
	}{
		"no preset":                        {nil, []*level{{Text: "a"}}, level{Text: "a"}},
		"a level wins":                     {&level{Text: "a", Names: []string{"a"}}, []*level{{Text: "b"}}, level{Text: "b", Names: []string{"a"}}},
		"null removes an entry":            {&level{Options: map[string]*string{"a": new("1"), "b": new("1")}}, []*level{{Options: map[string]*string{"a": nil}}}, level{Options: map[string]*string{"b": new("1")}}},
		"no type chosen, and no default":   {&level{Storage: both()}, []*level{{Text: "a"}}, level{Text: "a", Storage: both()}},
		"no type chosen, but a default":    {&level{Storage: both()}, []*level{{Text: "default"}}, level{Text: "default", Storage: typed(&storage{HDFS: both().HDFS}, "HDFS")}},
		"the preset's own type":            {&level{Storage: typed(both(), "HDFS")}, nil, level{Storage: &storage{Type: "HDFS", HDFS: &group{Name: "hdfs"}}}},
		"the preset's type is changed":     {&level{Storage: typed(both(), "HDFS")}, []*level{{Storage: &storage{Type: "S3"}}}, level{Storage: &storage{Type: "S3", S3: both().S3}}},
		"the type is changed and back":     {&level{Storage: both()}, []*level{{Storage: &storage{Type: "S3"}}, {Storage: &storage{Type: "HDFS"}}, {Storage: &storage{Type: "S3"}}}, level{Storage: &storage{Type: "S3", S3: both().S3}}},
		"a level's member wins":            {&level{Storage: both()}, []*level{{Storage: &storage{Type: "S3", S3: &group{Name: "mine"}}}}, level{Storage: &storage{Type: "S3", S3: &group{Name: "mine", Replica: new(int32(1))}}}},
		"a level's foreign member stays":   {&level{Storage: both()}, []*level{{Storage: &storage{Type: "S3", HDFS: &group{Name: "mine"}}}}, level{Storage: &storage{Type: "S3", S3: both().S3, HDFS: &group{Name: "mine"}}}},
		"a type that the preset is silent": {&level{Storage: both()}, []*level{{Storage: &storage{Type: "GCS"}}}, level{Storage: &storage{Type: "GCS"}}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := merge.OverPreset(test.preset, choose, test.levels...)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&test.want, got, cmp.Comparer(func(a, b resource.Quantity) bool { return a.Equal(b) }), cmp.AllowUnexported(script{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOverPresetLeavesThePresetAsItIs(t *testing.T) {
	preset := &level{Storage: &storage{S3: &group{Name: "s3"}, HDFS: &group{Name: "hdfs"}}}
	merged, err := merge.OverPreset(preset, choose, &level{Storage: &storage{Type: "S3"}})
	if err != nil {
		t.Fatal(err)
	}
	merged.Storage.S3.Name = "changed"
	want := &level{Storage: &storage{S3: &group{Name: "s3"}, HDFS: &group{Name: "hdfs"}}}
	if diff := cmp.Diff(want, preset, cmp.Comparer(func(a, b resource.Quantity) bool { return a.Equal(b) }), cmp.AllowUnexported(script{})); diff != "" {
		t.Error(diff)
	}
}
