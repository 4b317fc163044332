package fold

import (
	"bytes"
	"path"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
)

// placed gives the files of drafts their places in the folder of the specs. Files of one path that differ between environments stand in
// a folder for each environment.
func placed(drafts []draft.Draft) ([]draft.Draft, map[string][]byte) {
	contents := map[string][]byte{}
	differ := map[string]bool{}
	for _, d := range drafts {
		for name, content := range d.Files {
			file := path.Join(Folder(d.Kind), name)
			if other, known := contents[file]; known && !bytes.Equal(content, other) {
				differ[file] = true
			}
			contents[file] = content
		}
	}
	files := map[string][]byte{}
	made := make([]draft.Draft, len(drafts))
	for i, d := range drafts {
		renamed := map[string]string{}
		for name, content := range d.Files {
			folder := Folder(d.Kind)
			if differ[path.Join(folder, name)] {
				to := name
				for taken := true; taken; {
					to = path.Join(path.Dir(to), d.Environment, path.Base(to))
					_, taken = contents[path.Join(folder, to)]
				}
				renamed[name] = to
			}
			if to, ok := renamed[name]; ok {
				name = to
			}
			files[path.Join(folder, name)] = content
		}
		if len(renamed) > 0 {
			d.Spec = withNames(d.Spec, renamed).(map[string]any)
		}
		made[i] = d
	}
	return made, files
}

// withNames is a spec with other names of files: in resources, and wherever {file: NAME} stands.
func withNames(value any, renamed map[string]string) any {
	switch value := value.(type) {
	case map[string]any:
		made := make(map[string]any, len(value))
		for key, child := range value {
			name, isText := child.(string)
			to, ok := renamed[name]
			list, isList := child.([]any)
			switch {
			case key == "file" && isText && ok && len(value) == 1:
				made[key] = to
			case key == "resources" && isList:
				made[key] = namesOf(list, renamed)
			default:
				made[key] = withNames(child, renamed)
			}
		}
		return made
	case []any:
		made := make([]any, len(value))
		for i, element := range value {
			made[i] = withNames(element, renamed)
		}
		return made
	}
	return value
}

func namesOf(list []any, renamed map[string]string) []any {
	made := make([]any, len(list))
	for i, element := range list {
		made[i] = element
		if name, isText := element.(string); isText {
			if to, ok := renamed[name]; ok {
				made[i] = to
			}
		}
	}
	return made
}
