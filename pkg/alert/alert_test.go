package alert_test

import (
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/alert"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

// Whoever is called finds what has happened and what to do, and no alert hides another of its name.
func TestAlertsAreComplete(t *testing.T) {
	name, wait := regexp.MustCompile(`^(Flink|StreamPark)[A-Za-z]+$`), regexp.MustCompile(`^([1-9][0-9]*[smh]|<duration>)?$`)
	seen := map[string]bool{}
	for _, a := range alert.All() {
		if seen[a.Name] || !name.MatchString(a.Name) {
			t.Errorf("%s must be a name of its own", a.Name)
		}
		seen[a.Name] = true
		for what, text := range map[string]string{"summary": a.Summary, "description": a.Description, "meaning": a.Meaning, "action": a.Action} {
			if !strings.HasSuffix(text, ".") || strings.Contains(text, "\n") || strings.Contains(text, "${") {
				t.Errorf("%s: the %s must be sentences on one line: %q", a.Name, what, text)
			}
		}
		if a.Severity == "" || a.Subject == "" || a.Expression == "" || !wait.MatchString(a.For) {
			t.Errorf("%s must have a severity, a subject, an expression and a time to wait: %+v", a.Name, a)
		}
		_, known := alert.ThresholdNamed(a.Threshold)
		if known != (a.Threshold != "") {
			t.Errorf("%s: there is no threshold %q", a.Name, a.Threshold)
		}
		if uses := strings.Contains(a.Expression, "<threshold>") || strings.Contains(a.Expression, "<seconds>"); uses != known {
			t.Errorf("%s must name a threshold if it compares with one", a.Name)
		}
	}
	if len(seen) < 30 {
		t.Errorf("there must be at least 30 alerts, not %d", len(seen))
	}
}

// Every field of v1alpha1.AlertThresholds has bounds, a default within them, and an alert that reads it.
func TestThresholdsAreFields(t *testing.T) {
	fields := map[string]bool{}
	for field := range reflect.TypeFor[v1alpha1.AlertThresholds]().Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		fields[name] = true
		threshold, ok := alert.ThresholdNamed(name)
		if !ok {
			t.Errorf("%s has no bounds", name)
			continue
		}
		if threshold.Minimum < 1 || threshold.Maximum <= threshold.Minimum || threshold.Default != 0 && (threshold.Default < threshold.Minimum || threshold.Default > threshold.Maximum) {
			t.Errorf("%+v", threshold)
		}
		read := false
		for _, a := range alert.All() {
			read = read || a.Threshold == name
		}
		if !read {
			t.Errorf("no alert reads %s", name)
		}

		all := reflect.New(reflect.TypeFor[v1alpha1.AlertThresholds]()).Elem()
		if value := all.FieldByIndex(field.Index); threshold.IsTime() {
			value.SetString("7h")
		} else {
			seven := int32(7)
			value.Set(reflect.ValueOf(&seven))
		}
		set := all.Interface().(v1alpha1.AlertThresholds)
		want := int64(7)
		if threshold.IsTime() {
			want *= 3600 * 1000
		}
		if got, ok := threshold.Of(&set); !ok || got != want {
			t.Errorf("%s reads %d of another field", name, got)
		}
	}
	if len(alert.Thresholds()) != len(fields) {
		t.Errorf("there are %d thresholds for %d fields", len(alert.Thresholds()), len(fields))
	}
}

func TestThresholdCheck(t *testing.T) {
	number := func(n int32) *v1alpha1.AlertThresholds { return &v1alpha1.AlertThresholds{HeapPercent: &n} }
	age := func(text string) *v1alpha1.AlertThresholds { return &v1alpha1.AlertThresholds{CheckpointAge: text} }
	for _, test := range []struct {
		field  string
		value  *v1alpha1.AlertThresholds
		wanted bool
	}{
		{"heapPercent", nil, true},
		{"heapPercent", &v1alpha1.AlertThresholds{}, true},
		{"heapPercent", number(49), false},
		{"heapPercent", number(50), true},
		{"heapPercent", number(99), true},
		{"heapPercent", number(100), false},
		{"checkpointAge", age("59s"), false},
		{"checkpointAge", age("60s"), true},
		{"checkpointAge", age("168h"), true},
		{"checkpointAge", age("604800001ms"), false},
		{"checkpointAge", age("600"), false},
		{"checkpointAge", age("99999999999999999999d"), false},
		{"checkpointAge", age("soon"), false},
	} {
		threshold, _ := alert.ThresholdNamed(test.field)
		if err := threshold.Check(test.value); (err == nil) != test.wanted {
			t.Errorf("%s: %+v: %v", test.field, test.value, err)
		}
	}
}
