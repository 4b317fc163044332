// Package presets holds the presets that flinkustomize ships, as files: <name>/<version>.yaml. A file is never changed
// once it is released: a change is a new version, so that an upgrade restarts nobody's sessions.
package presets

import "embed"

// Files are the shipped presets.
//
//go:embed */*.yaml
var Files embed.FS
