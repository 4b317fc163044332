package fold

import (
	"maps"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// comments are those of all apps where the values stand now: in the spec, or in an environment. One about a value that is gone stands
// above what was around it, if that is there.
func comments(apps []*app, common map[string]any, own []map[string]any) map[string]string {
	all := map[string]string{}
	add := func(at, text string) {
		if have := all[at]; have == "" {
			all[at] = text
		} else if !strings.Contains("\n"+have+"\n", "\n"+text+"\n") {
			all[at] = have + "\n" + text
		}
	}
	shared := map[string]any{}
	paths(shared, common, nil)
	for i, a := range apps {
		mine := map[string]any{}
		paths(mine, own[i], nil)
		for _, at := range slices.Sorted(maps.Keys(a.Comments)) {
			value, inShared := shared[at]
			_, inMine := mine[at]
			_, isMap := value.(map[string]any)
			near, nearMine := nearest(shared, at), nearest(mine, at)
			if at != "" && near == "" && nearMine == "" {
				continue
			}
			if at == "" || inShared && (isMap || !inMine) || !inMine && len(near) >= len(nearMine) {
				add(near, a.Comments[at])
			} else {
				add(diagnostic.Path{}.Child("environments", a.Environment).String()+"."+nearMine, a.Comments[at])
			}
		}
	}
	return all
}

// paths adds all values of a tree by their paths.
func paths(all map[string]any, value any, at diagnostic.Path) {
	if len(at) > 0 {
		all[at.String()] = value
	}
	switch value := value.(type) {
	case map[string]any:
		for key, child := range value {
			paths(all, child, at.Child(key))
		}
	case []any:
		for i, element := range value {
			paths(all, element, at.Index(i))
		}
	}
}

// nearest is the longest path that leads to another one; empty for none.
func nearest(all map[string]any, at string) string {
	for ; at != ""; at = at[:max(strings.LastIndexAny(at, ".["), 0)] {
		if _, ok := all[at]; ok {
			return at
		}
	}
	return ""
}
