package flink_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

func TestMapsAreReadAsByFlink(t *testing.T) {
	for value, want := range map[string]map[string]string{
		"":                      {},
		"team:data,disk:ssd":    {"team": "data", "disk": "ssd"},
		" team : data , a: b ":  {"team": "data", "a": "b"},
		"'hosts:a,b',team:data": {"hosts": "a,b", "team": "data"},
		`"say:""hi"""`:          {"say": "hi"},
		`'quote:''x'''`:         {"quote": "x"},
		"team":                  nil,
		"team:":                 nil,
		"a:b:c":                 nil,
		"a:b,,c:d":              nil,
		"hosts:'a,b'":           nil,
		"'a':'b'":               nil,
		"'a":                    nil,
	} {
		got, err := flink.ParseMap(value)
		if want == nil {
			if err == nil {
				t.Errorf("%q must be refused, not read as %v", value, got)
			}
			continue
		}
		if err != nil || !cmp.Equal(want, got) {
			t.Errorf("%q must be read as %v, not %v: %v", value, want, got, err)
		}
	}
}

func TestListsOfMapsAreReadAsByFlink(t *testing.T) {
	got, err := flink.ParseMapList("key:a,operator:Exists;key:b")
	want := []map[string]string{{"key": "a", "operator": "Exists"}, {"key": "b"}}
	if err != nil || !cmp.Equal(want, got) {
		t.Errorf("must be %v, not %v: %v", want, got, err)
	}
	if got, err := flink.ParseMapList("key:a;b"); err == nil {
		t.Errorf("must be refused, not read as %v", got)
	}
}

func TestNumbersAreReadAsByJava(t *testing.T) {
	for value, want := range map[string]bool{
		"1": true, " 0.5 ": true, "1e9": true, "1.5f": true, "NaN": true, "-Infinity": true, ".5": true, "5.": true,
		"": false, "x": false, "infinity": false, "1,5": false, "0x10": false, "1_000": false,
	} {
		if _, ok := flink.ParseDouble(value); ok != want {
			t.Errorf("whether %q is a number must be %t", value, want)
		}
	}
}
