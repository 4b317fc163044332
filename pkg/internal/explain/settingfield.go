package explain

import (
	"slices"
	"strings"
	"sync"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// settingField is a field that sets options, as its description says.
type settingField struct {
	path string
	keys []string
}

var (
	// optionSentence is the sentence of a description that names options.
	optionSentence = lazyregexp.New(`(?:Flink|Operator) options? (.*?)(?:\. |\.?$)`)

	optionKey = lazyregexp.New(`[A-Za-z][\w<>-]*(?:\.[\w<>-]+)+`)
)

// settingFieldsOfAll are those of all kinds but Preset, whose fields are those of others; settings of an environment are
// named where they are a document of their own.
var settingFieldsOfAll = sync.OnceValue(func() []settingField {
	var all []settingField
	var walk func(Field)
	walk = func(f Field) {
		if name := f.Name; name == "environment" || name == "environments" {
			return
		}
		if sentence := optionSentence.FindStringSubmatch(f.Description); sentence != nil {
			all = append(all, settingField{f.Path, optionKey.FindAllString(sentence[1], -1)})
		}
		for _, below := range f.Fields {
			walk(below)
		}
	}
	for _, kind := range kindNames() {
		if kind == v1alpha1.KindPreset {
			continue
		}
		field, err := fieldOf(kind, nil, true)
		if err != nil {
			panic(err) // a kind has a schema
		}
		for _, below := range field.Fields {
			walk(below)
		}
	}
	return all
})

// settingFields are the fields that set an option, which has the given keys, the asked one among them or fitting one.
func settingFields(asked string, keys []string) []string {
	var paths []string
	for _, field := range settingFieldsOfAll() {
		sets := slices.ContainsFunc(field.keys, func(key string) bool {
			if fits(key, asked) || slices.Contains(keys, key) {
				return true
			}
			named, ok := flink.Lookup(key)
			return ok && slices.Contains(named.Keys(), asked)
		})
		if sets {
			paths = append(paths, field.path)
		}
	}
	return paths
}

// fits reports whether a key is the one that a description names, with any name in the place of one in angle brackets.
func fits(pattern, key string) bool {
	own, parts := strings.Split(pattern, "."), strings.Split(key, ".")
	return slices.EqualFunc(own, parts, func(a, b string) bool { return a == b || strings.HasPrefix(a, "<") && b != "" })
}
