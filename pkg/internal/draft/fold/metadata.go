package fold

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
)

// withCommonMetadata gives all drafts of an app the labels and annotations that it has in all environments: a document has them once.
// The drafts are sorted by their apps.
func withCommonMetadata(drafts []draft.Draft) ([]draft.Draft, []draft.Note) {
	drafts = slices.Clone(drafts)
	var notes []draft.Note
	for start := 0; start < len(drafts); {
		end := start + 1
		for end < len(drafts) && drafts[end].String() == drafts[start].String() {
			end++
		}
		of := drafts[start:end]
		labels, lost := common(of, func(d draft.Draft) map[string]string { return d.Labels })
		notes = append(notes, notInAll(of[0], "labels", lost)...)
		annotations, lost := common(of, func(d draft.Draft) map[string]string { return d.Annotations })
		notes = append(notes, notInAll(of[0], "annotations", lost)...)
		for i := range of {
			of[i].Labels, of[i].Annotations = labels, annotations
		}
		start = end
	}
	return drafts, notes
}

// common are the entries that all drafts have, and the keys of the others.
func common(of []draft.Draft, texts func(draft.Draft) map[string]string) (all map[string]string, lost []string) {
	all = maps.Clone(texts(of[0]))
	differ := map[string]bool{}
	for _, d := range of {
		for key := range texts(d) {
			differ[key] = true
		}
		maps.DeleteFunc(all, func(key, value string) bool {
			other, ok := texts(d)[key]
			return !ok || other != value
		})
	}
	maps.DeleteFunc(differ, func(key string, _ bool) bool { _, ok := all[key]; return ok })
	return all, slices.Sorted(maps.Keys(differ))
}

func notInAll(d draft.Draft, field string, lost []string) []draft.Note {
	if len(lost) == 0 {
		return nil
	}
	return []draft.Note{{Outcome: draft.NotKept, Object: d.String(), Field: "metadata." + field,
		Message: fmt.Sprintf("%s differ between the environments, which have the %s of the document in common", strings.Join(lost, ", "), field)}}
}
