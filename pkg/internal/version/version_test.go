package version

import (
	"runtime/debug"
	"testing"
)

func TestTheVersionIsThatOfTheModule(t *testing.T) {
	self := func(version string) debug.Module { return debug.Module{Path: modulePath, Version: version} }
	other := debug.Module{Path: "example.com/platform", Version: "v9.0.0"}
	dependency := self("v0.3.0")
	replaced, forked := self("v0.3.0"), self("v0.3.0")
	replaced.Replace = &debug.Module{Path: "../flinkustomize"}
	forked.Replace = &debug.Module{Path: "example.com/fork", Version: "v0.3.1"}
	for name, test := range map[string]struct {
		info debug.BuildInfo
		want string
	}{
		"the command, installed":          {debug.BuildInfo{Main: self("v0.2.0")}, "v0.2.0"},
		"the command, in a test":          {debug.BuildInfo{Main: self("(devel)")}, ""},
		"the command, without Git":        {debug.BuildInfo{Main: self("")}, ""},
		"a Go program":                    {debug.BuildInfo{Main: other, Deps: []*debug.Module{&other, &dependency}}, "v0.3.0"},
		"a Go program against a checkout": {debug.BuildInfo{Main: other, Deps: []*debug.Module{&replaced}}, ""},
		"a Go program with a fork":        {debug.BuildInfo{Main: other, Deps: []*debug.Module{&forked}}, "v0.3.1"},
		"a program without the module":    {debug.BuildInfo{Main: other}, ""},
	} {
		if got := recorded(&test.info); got != test.want {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}
