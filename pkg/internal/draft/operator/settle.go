package operator

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/operatordiff"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// maxRounds bounds how often a spec is corrected: a correction may bring what it brought to light.
const maxRounds = 8

// settle corrects the spec until it renders what was read: what the spec's own fields refuse goes to asWritten, what differs in
// spelling too, and what stands nowhere is a note.
func (a *app) settle() error {
	for range maxRounds {
		r, err := a.render(a.Spec)
		if err != nil {
			return err
		}
		corrected := false
		for _, f := range slices.Backward(r.errors) { // of a list the last element first
			corrected = a.correct(f, r) || corrected
		}
		if !corrected {
			corrected = a.spell(r)
		}
		if !corrected {
			return nil
		}
	}
	return nil
}

// pathOf is the path of a finding below the spec.
func pathOf(of diagnostic.Path) []any {
	var path []any
	for _, element := range of {
		if i, ok := element.Index(); ok {
			path = append(path, i)
			continue
		}
		name, _ := element.Name()
		path = append(path, name)
	}
	if len(path) > 0 && path[0] == "spec" {
		return path[1:]
	}
	return nil
}

// at is the value at a path of the spec.
func (a *app) at(path ...any) (any, bool) { return at(a.Spec, path...) }

// correct takes a value that is refused out of its field. It reports false where nothing was changed.
func (a *app) correct(f diagnostic.Finding, r rendering) bool {
	path := pathOf(f.Path)
	value, there := a.at(path...)
	if len(path) == 0 || !there {
		return false
	}
	if f.Rule == diagnostic.RuleCredential {
		return a.dropCredential(f)
	}
	name, _ := path[len(path)-1].(string)
	switch {
	case path[0] == "asWritten" && len(path) == 2:
		a.Spec = changed(a.Spec, nil, path...)
		if m, ok := a.moved[name]; ok { // it stays where it is refused: nothing is lost, and the finding says what to do
			a.Spec = changed(a.Spec, m.value, m.path...)
			a.stays[name] = true
			return true
		}
		switch {
		case restarts(name, a.differs(r)):
			a.note(draft.NotKept, "spec."+name, "is left out, and the operator takes that for a change: the value %s", f.Message)
		case value != "[]" && value != "{}": // an empty value is nothing that could be lost: report says that it is left out
			a.note(draft.NotKept, "spec."+name, "is left out: the value %s", f.Message)
		}
		return true
	case a.stays[pathText(path)]:
		return false
	case path[0] == "flinkConfiguration" && len(path) == 2 && a.liftOption(name, value):
		return true
	case path[0] == "flinkConfiguration" && len(path) == 2,
		f.Rule == diagnostic.RulePodTemplate && slices.Contains(path, any("podTemplate")) && path[len(path)-1] != "podTemplate",
		pathText(path) == "taskManager.replicas":
		a.Spec = changed(a.Spec, nil, path...)
		a.moved[pathText(path)] = lift{path, value}
		a.write(path, value)
		return true
	case name == "memory" && len(path) == 2:
		bytes, err := operator.ReadMemory(fmt.Sprint(value), a.release)
		if plain := plainSize(bytes); err == nil && plain != value && f.Rule != diagnostic.RuleRequiredField {
			a.Spec = changed(a.Spec, plain, path...)
			a.write([]any{path[0], "resource", "memory"}, value)
			return true
		}
	}
	return false
}

// plainSize is a memory size in the largest of Flink's units that it is a whole number of.
func plainSize(bytes int64) string {
	for _, unit := range []struct {
		size int64
		name string
	}{{1 << 40, "t"}, {1 << 30, "g"}, {1 << 20, "m"}, {1 << 10, "k"}} {
		if bytes > 0 && bytes%unit.size == 0 {
			return fmt.Sprintf("%d%s", bytes/unit.size, unit.name)
		}
	}
	return fmt.Sprintf("%db", bytes)
}

// write adds a field of the custom resource to asWritten.
func (a *app) write(path []any, value any) {
	a.written = append(a.written, path)
	a.Spec = changed(a.Spec, valueText(value), "asWritten", pathText(path))
	a.comment("asWritten", "As it was before the import: without these fields the operator would restart the cluster.")
}

// valueText is a value as YAML text, which spec.asWritten reads again.
func valueText(value any) string {
	if text, ok := value.(string); ok {
		var read any
		if err := yaml.Unmarshal([]byte(text), &read); err == nil && read == text || err != nil && !strings.ContainsAny(text, "\n\r") {
			return text
		}
	}
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprint(value)
	}
	return string(text)
}

// spell writes what the rendering leaves out, or spells in another way. It reports false where nothing is left that was not tried.
func (a *app) spell(r rendering) bool {
	tried := false
	for _, d := range differences(a.spec(a.object), a.spec(r.object)) {
		text := pathText(d.path)
		if !d.had || a.tried[text] || len(d.path) == 0 || a.isLost(d.path) {
			continue
		}
		a.tried[text] = true
		if a.sameToOperator(d) {
			continue
		}
		if written, ok := a.at("asWritten", text); ok && written == valueText(d.was) {
			continue
		}
		a.write(d.path, d.was)
		tried = true
	}
	return tried
}

// sameToOperator reports whether the operator takes the two values of a place in a pod template for the same, such as 1000m and 1.
func (a *app) sameToOperator(d difference) bool {
	i := slices.Index(d.path, any("podTemplate"))
	if i < 0 || i+1 == len(d.path) {
		return false
	}
	names := make([]string, 0, len(d.path))
	for _, step := range d.path[i+1:] {
		name, isName := step.(string)
		if !isName {
			name = "[]"
		}
		names = append(names, name)
	}
	return operatordiff.SamePodField(a.release, names, d.was, d.is)
}
