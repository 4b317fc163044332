package flink_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

func TestParseVersionTakesKnownFullVersionsOnly(t *testing.T) {
	for _, tt := range []struct {
		text  string
		valid bool
	}{
		{"1.16.0", true}, {"1.20.3", true}, {"2.0.0", true}, {"2.2.1", true},
		{"1.15.4", false}, {"1.21.0", false}, {"2.3.0", false}, {"3.0.0", false}, {"0.9.0", false},
		{"1.20", false}, {"v1.20.3", false}, {"1.20.3-java17", false}, {"01.20.3", false}, {"", false}, {"1.99999999999999999999.0", false},
	} {
		version, err := flink.ParseVersion(tt.text)
		if (err == nil) != tt.valid {
			t.Errorf("ParseVersion(%q): error %v, want valid %v", tt.text, err, tt.valid)
		}
		if err == nil && version.String() != tt.text {
			t.Errorf("ParseVersion(%q).String() = %q", tt.text, version)
		}
	}
}

func TestEarlierComparesMinorVersionsAsNumbers(t *testing.T) {
	v := func(major, minor int) flink.Version { return flink.Version{Major: major, Minor: minor} }
	for _, tt := range []struct{ a, b, want flink.Version }{
		{v(1, 20), v(1, 9), v(1, 9)},
		{v(2, 0), v(1, 20), v(1, 20)},
		{v(1, 17), v(1, 17), v(1, 17)},
	} {
		if got := tt.a.Earlier(tt.b); got != tt.want {
			t.Errorf("%v.Earlier(%v) = %v, want %v", tt.a, tt.b, got, tt.want)
		}
		if got := tt.b.Earlier(tt.a); got != tt.want {
			t.Errorf("%v.Earlier(%v) = %v, want %v", tt.b, tt.a, got, tt.want)
		}
	}
}

func TestLookupFindsAnOptionUnderEverySpelling(t *testing.T) {
	for _, key := range flink.CheckpointingNumRetained.Keys() {
		option, ok := flink.Lookup(key)
		if !ok || option.Key(flink.Newest) != "execution.checkpointing.num-retained" {
			t.Errorf("Lookup(%q) = %v, %v", key, option, ok)
		}
	}
	if _, ok := flink.Lookup("no.such.option"); ok {
		t.Error("Lookup must not find what is not there")
	}
}
