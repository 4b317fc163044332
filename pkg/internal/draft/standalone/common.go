package standalone

import (
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// common moves what the pod templates of both roles have in common into the template of both.
func common(spec map[string]any) {
	jobs, _ := spec["jobManager"].(map[string]any)
	tasks, _ := spec["taskManager"].(map[string]any)
	ofJobs, _ := jobs["podTemplate"].(map[string]any)
	ofTasks, _ := tasks["podTemplate"].(map[string]any)
	if ofJobs == nil || ofTasks == nil || spec["podTemplate"] != nil {
		return
	}
	both, onlyJobs, onlyTasks := divide(ofJobs, ofTasks)
	delete(jobs, "podTemplate")
	delete(tasks, "podTemplate")
	reader.Put(jobs, onlyJobs, "podTemplate")
	reader.Put(tasks, onlyTasks, "podTemplate")
	reader.Put(spec, both, "podTemplate")
}

// withoutBare takes a pod template out that only names the main container.
func withoutBare(spec map[string]any) {
	bare := map[string]any{"spec": map[string]any{"containers": []any{map[string]any{"name": mainContainer}}}}
	for _, name := range []string{"jobManager", "taskManager"} {
		if role, _ := spec[name].(map[string]any); manifest.Equal(role["podTemplate"], bare) {
			delete(role, "podTemplate")
		}
	}
	if manifest.Equal(spec["podTemplate"], bare) {
		delete(spec, "podTemplate")
	}
}

// withoutEmptyLists takes lists out of which all was taken, such as variables that held credentials.
func withoutEmptyLists(value any) {
	switch value := value.(type) {
	case map[string]any:
		for key, child := range value {
			if list, isList := child.([]any); isList && len(list) == 0 {
				delete(value, key)
			}
			withoutEmptyLists(child)
		}
	case []any:
		for _, child := range value {
			withoutEmptyLists(child)
		}
	}
}

// dividable are mappings of a pod template whose entries may be common or not, each by itself.
var dividable = map[string]bool{"metadata": true, "labels": true, "annotations": true, "spec": true}

// divide divides two templates into what they have in common and what is of one alone. Lists are not taken apart, since that could
// change their order; the main container, which is the first in each, is.
func divide(a, b map[string]any) (both, ofA, ofB map[string]any) {
	both, ofA, ofB = map[string]any{}, map[string]any{}, map[string]any{}
	all := maps.Clone(a)
	maps.Copy(all, b)
	for _, key := range slices.Sorted(maps.Keys(all)) {
		x, inA := a[key]
		y, inB := b[key]
		mapA, isA := x.(map[string]any)
		mapB, isB := y.(map[string]any)
		switch {
		case inA && inB && manifest.Equal(x, y):
			both[key] = x
		case inA && inB && key == "containers":
			divideContainers(x.([]any), y.([]any), both, ofA, ofB)
		case isA && isB && dividable[key]:
			inBoth, onlyA, onlyB := divide(mapA, mapB)
			reader.Put(both, inBoth, key)
			reader.Put(ofA, onlyA, key)
			reader.Put(ofB, onlyB, key)
		default:
			if inA {
				ofA[key] = x
			}
			if inB {
				ofB[key] = y
			}
		}
	}
	return both, ofA, ofB
}

// divideContainers divides the main containers. Others are common where all are the same.
func divideContainers(a, b []any, both, ofA, ofB map[string]any) {
	mainA, _ := a[0].(map[string]any)
	mainB, _ := b[0].(map[string]any)
	if mainA["name"] != mainContainer || mainB["name"] != mainContainer {
		ofA["containers"], ofB["containers"] = a, b
		return
	}
	inBoth, onlyA, onlyB := divide(mainA, mainB)
	sidecars := manifest.Equal(a[1:], b[1:])
	if sidecars && len(a) > 1 {
		both["containers"] = append([]any{inBoth}, a[1:]...)
	} else if len(inBoth) > 1 {
		both["containers"] = []any{inBoth}
	}
	restore(ofA, onlyA, a[1:], sidecars)
	restore(ofB, onlyB, b[1:], sidecars)
}

// restore gives a role's template the containers that are of it alone.
func restore(into, main map[string]any, sidecars []any, common bool) {
	if common {
		sidecars = nil
	}
	if len(main) > 0 || len(sidecars) > 0 {
		main["name"] = mainContainer
		into["containers"] = append([]any{main}, sidecars...)
	}
}
