package kustomization

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// mismatch describes the first difference of two trees, or nothing.
func mismatch(path string, got, want any) string {
	if manifest.Equal(got, want) {
		return ""
	}
	g, gotMap := got.(map[string]any)
	w, wantMap := want.(map[string]any)
	if gotMap && wantMap {
		for _, key := range bothKeys(g, w) {
			at := key
			if path != "" {
				at = path + "." + key
			}
			if _, ok := g[key]; !ok {
				return fmt.Sprintf("%s must be %s, but is missing", at, show(w[key]))
			}
			if _, ok := w[key]; !ok {
				return fmt.Sprintf("%s must be absent, but is %s", at, show(g[key]))
			}
			if found := mismatch(at, g[key], w[key]); found != "" {
				return found
			}
		}
	}
	gl, gotList := got.([]any)
	wl, wantList := want.([]any)
	if gotList && wantList {
		if len(gl) != len(wl) {
			return fmt.Sprintf("%s must have %d elements, but has %d", path, len(wl), len(gl))
		}
		for i := range gl {
			if found := mismatch(path+"["+strconv.Itoa(i)+"]", gl[i], wl[i]); found != "" {
				return found
			}
		}
	}
	return fmt.Sprintf("%s must be %s, but is %s", path, show(want), show(got))
}

// show writes a value for an error message.
func show(value any) string {
	data, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprint(value)
	}
	if len(data) > 120 {
		return string(data[:120]) + "..."
	}
	return string(data)
}
