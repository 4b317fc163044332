package main

import (
	"strings"
	"testing"
	"time"
)

const (
	passing = `{"Action":"output","Package":"p","Test":"TestA","Output":"noise\n"}
{"Action":"pass","Package":"p","Test":"TestA","Elapsed":1}
{"Action":"skip","Package":"p","Test":"TestB"}
{"Action":"pass","Package":"p","Elapsed":1.5}
{"Action":"skip","Package":"q"}
`
	failing = `{"Action":"output","Package":"r","Test":"TestC","Output":"r_test.go:3: wrong\n"}
{"Action":"fail","Package":"r","Test":"TestC"}
{"Action":"fail","Package":"r"}
`
	broken = `{"ImportPath":"s","Action":"build-output","Output":"s.go:1: syntax error\n"}
{"Action":"fail","Package":"s","Elapsed":0}
`
)

func TestTheEndSaysWhatBecameOfTheRun(t *testing.T) {
	for name, test := range map[string]struct {
		in, want string
		passed   bool
	}{
		"all pass":           {passing, "ok      1.5 s  p\nall 1 tests of 2 packages passed in 0s; 1 were skipped\n", true},
		"one fails":          {passing + failing, "ok      1.5 s  p\nr_test.go:3: wrong\n\nFAILED after 0s:\n  r\n  r TestC\n", false},
		"one does not build": {passing + broken, "ok      1.5 s  p\ns.go:1: syntax error\n\nFAILED after 0s:\n  s\n", false},
		"nothing ran":        {"", "FAILED: no test ran\n", false},
		"go itself fails":    {"go: no module\n", "go: no module\nFAILED: no test ran\n", false},
	} {
		var out strings.Builder
		passed := follow(strings.NewReader(test.in), &out, 3, false, func() time.Time { return time.Time{} })
		if out.String() != test.want || passed != test.passed {
			t.Errorf("%s: got %v and\n%s\nwant %v and\n%s", name, passed, out.String(), test.passed, test.want)
		}
	}
}

func TestATerminalSeesHowFarItIs(t *testing.T) {
	var out strings.Builder
	follow(strings.NewReader(passing), &out, 3, true, func() time.Time { return time.Time{} })
	if !strings.Contains(out.String(), "\r\x1b[K2 of 3 packages, 1 tests passed, 0 s") {
		t.Errorf("got %q", out.String())
	}
}
