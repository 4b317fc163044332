package explain_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/explain"
	"github.com/flinkustomize/flinkustomize/pkg/schema"
)

// each calls a function with every field of every kind.
func each(t *testing.T, visit func(explain.Field)) {
	var walk func(explain.Field)
	walk = func(f explain.Field) {
		visit(f)
		for _, below := range f.Fields {
			walk(below)
		}
	}
	for _, kind := range schema.Kinds() {
		e, err := explain.Of(kind, true)
		if err != nil || e.Field == nil {
			t.Fatalf("%s: %v", kind, err)
		}
		walk(*e.Field)
	}
}

func TestEveryFieldOfEveryKindIsExplained(t *testing.T) {
	count := 0
	each(t, func(f explain.Field) {
		count++
		if f.Description == "" || f.Type == "" {
			t.Errorf("%s must have a type and a description", f.Path)
		}
		e, err := explain.Of(f.Path, false)
		if err != nil || e.Field.Path != f.Path || e.Field.Description != f.Description || len(e.Field.Fields) != len(f.Fields) && !strings.Contains(f.Path, "<key>") {
			t.Errorf("%s must be found by its path: %v", f.Path, err)
		}
	})
	if count < 400 {
		t.Errorf("there must be at least 400 fields, not %d", count)
	}
}

var optionInDescription = regexp.MustCompile(`(?:Flink|Operator) options? ([\w.<>-]+[\w>])`)

// A field whose description names an option is named by the explanation of that option.
func TestOptionsNameTheFieldsThatSetThem(t *testing.T) {
	count := 0
	each(t, func(f explain.Field) {
		option := optionInDescription.FindStringSubmatch(f.Description)
		if option == nil || strings.HasPrefix(f.Path, "Preset.") || strings.Contains(f.Path, ".spec.environment") {
			return
		}
		count++
		e, err := explain.Of(option[1], false)
		if err != nil || !slices.ContainsFunc(e.Options, func(o explain.Option) bool { return slices.Contains(o.Fields, f.Path) }) {
			t.Errorf("%s must be named by option %s: %v %+v", f.Path, option[1], err, e)
		}
	})
	if count < 45 {
		t.Errorf("at least 45 fields must name an option, not %d", count)
	}
}

func TestFieldsSayWhatIsAllowed(t *testing.T) {
	for path, want := range map[string]explain.Field{
		"FlinkSession.spec.highAvailability.mode":          {Type: "string", Default: "None", Values: []explain.Value{{Value: "None"}, {Value: "Kubernetes"}, {Value: "ZooKeeper"}}},
		"session.spec.environments.prod.taskManager.slots": {Path: "FlinkSession.spec.environments.prod.taskManager.slots", Type: "integer", Minimum: "1"},
		"FLINKSESSION.metadata.name":                       {Path: "FlinkSession.metadata.name", Type: "string", Required: true},
		"Environment.spec.zookeeper.quorum":                {Type: "list of string"},
		"FlinkSession.spec.flinkConfiguration":             {Type: "map of string, number, boolean or null"},
		"FlinkSession.spec.environments":                   {Type: "map of object"},
		"flinksession.apiversion":                          {},
	} {
		e, err := explain.Of(path, false)
		if path == "flinksession.apiversion" {
			if err == nil || !strings.Contains(err.Error(), `did you mean "apiVersion"?`) {
				t.Errorf("%s: %v", path, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		got := *e.Field
		if want.Path == "" {
			want.Path = path
		}
		if got.Path != want.Path || got.Type != want.Type || got.Minimum != want.Minimum || got.Required != want.Required || want.Default != nil && got.Default != want.Default {
			t.Errorf("%s: got %+v", path, got)
		}
		for i, value := range want.Values {
			if i >= len(got.Values) || got.Values[i].Value != value.Value || got.Values[i].Description == "" {
				t.Errorf("%s: got values %+v", path, got.Values)
			}
		}
	}
}
