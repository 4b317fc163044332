package version

import (
	"runtime/debug"
	"strings"
	"sync"
)

// modulePath is the module that this package belongs to.
const modulePath = "github.com/flinkustomize/flinkustomize"

// linked is the version that a release is built with: -ldflags '-X github.com/flinkustomize/flinkustomize/pkg/internal/version.linked=v0.2.0'.
var linked string

// Current returns the version of flinkustomize in this program, such as v0.2.0: the one that it was linked with, or else the one that
// the Go toolchain recorded, of the main module for the command and of the dependency for a Go program. It is empty where neither
// says one, as in a build of a checkout without Git, in a test of the module, and in a program that replaces the module by a folder.
var Current = sync.OnceValue(func() string {
	if linked != "" {
		return linked
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	return recorded(info)
})

// recorded is the version of the module in what the toolchain recorded.
func recorded(info *debug.BuildInfo) string {
	at := &info.Main
	for _, dependency := range info.Deps {
		if dependency.Path == modulePath {
			at = dependency
		}
	}
	if at.Path != modulePath {
		return ""
	}
	if at.Replace != nil {
		at = at.Replace
	}
	if !strings.HasPrefix(at.Version, "v") { // (devel), or that of a folder: none
		return ""
	}
	return at.Version
}
