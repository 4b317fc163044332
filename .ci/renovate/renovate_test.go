// Package renovate tries the expressions for Renovate of the page examples/day-2 on the specs of the examples. Renovate reads expressions with
// RE2, and so does Go.
package renovate

import (
	"encoding/json"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const top = "../.."

type manager struct {
	CustomType             string   `json:"customType"`
	Description            string   `json:"description"`
	ManagerFilePatterns    []string `json:"managerFilePatterns"`
	MatchStrings           []string `json:"matchStrings"`
	DepNameTemplate        string   `json:"depNameTemplate"`
	DatasourceTemplate     string   `json:"datasourceTemplate"`
	ExtractVersionTemplate string   `json:"extractVersionTemplate"`
}

func managers(t *testing.T) []manager {
	t.Helper()
	page, err := os.ReadFile(top + "/examples/day-2/README.md")
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile("(?s)```json\n(.*?)```").FindSubmatch(page)
	if block == nil {
		t.Fatal("the page must have a block of JSON")
	}
	var config struct {
		CustomManagers []manager `json:"customManagers"`
	}
	if err := json.Unmarshal(block[1], &config); err != nil {
		t.Fatal(err)
	}
	return config.CustomManagers
}

// found are the names and values in the files of an example, as file: name value.
func (m manager) found(t *testing.T, example string) []string {
	t.Helper()
	var all []string
	files := os.DirFS(top + "/examples/" + example)
	err := fs.WalkDir(files, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if !slices.ContainsFunc(m.ManagerFilePatterns, func(p string) bool { return regexp.MustCompile(strings.Trim(p, "/")).MatchString(file) }) {
			return nil
		}
		text, err := fs.ReadFile(files, file)
		if err != nil {
			return err
		}
		for _, expression := range m.MatchStrings {
			re := regexp.MustCompile(expression)
			for _, match := range re.FindAllStringSubmatch(string(text), -1) {
				name := m.DepNameTemplate
				if at := re.SubexpIndex("depName"); at >= 0 {
					name = match[at]
				}
				all = append(all, file+": "+name+" "+match[re.SubexpIndex("currentValue")])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestImagesAndVersionsOfTheQuickstartAreFound(t *testing.T) {
	want := [][]string{
		{"flink/analytics.yaml: flink 1.20.3-scala_2.12-java17", "flink/warehouse.yaml: flink-hive 1.20.3-scala_2.12-java11", "flink/warehouse.yaml: log-shipper 1.4.0"},
		{"flink/analytics.yaml: apache/flink 1.20.3", "flink/warehouse.yaml: apache/flink 1.20.3"},
		{"environments.yaml: apache/flink-kubernetes-operator 1.15", "environments.yaml: apache/flink-kubernetes-operator 1.15", "environments.yaml: apache/flink-kubernetes-operator 1.15"},
	}
	all := managers(t)
	if len(all) != len(want) {
		t.Fatalf("there must be %d managers, not %d", len(want), len(all))
	}
	for i, m := range all {
		if got := m.found(t, "quickstart"); !slices.Equal(got, want[i]) {
			t.Errorf("%s: got %q, want %q", m.Description, got, want[i])
		}
	}
}

func TestImagesAreFoundWhateverTheyAreWrittenAs(t *testing.T) {
	re := regexp.MustCompile(managers(t)[0].MatchStrings[0])
	for text, want := range map[string]string{
		"image: flink:1.20.3":                             "flink 1.20.3",
		`image: "registry.example.com:5000/a/flink:1.20"`: "registry.example.com:5000/a/flink 1.20",
		"image: ghcr.io/team/orders:v1.4.2 # ours":        "ghcr.io/team/orders v1.4.2",
		"containers: [{name: a, image: a/b:2}]":           "a/b 2",
		"image: flink:{flinkVersion}-java17":              "",
		"image: registry.example.com:5000/flink":          "",
		"imageRegistry: registry.example.com:5000/flink":  "",
	} {
		got := ""
		if match := re.FindStringSubmatch(text); match != nil {
			got = match[re.SubexpIndex("depName")] + " " + match[re.SubexpIndex("currentValue")]
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestReleasesAreReadFromTags(t *testing.T) {
	all := managers(t)
	for i, test := range map[int]struct{ tag, want string }{1: {"release-1.20.4", "1.20.4"}, 2: {"release-1.15.0", "1.15"}} {
		match := regexp.MustCompile(all[i].ExtractVersionTemplate).FindStringSubmatch(test.tag)
		if match == nil || match[1] != test.want {
			t.Errorf("%s of %s: got %q", test.want, test.tag, match)
		}
		if regexp.MustCompile(all[i].ExtractVersionTemplate).MatchString(test.tag + "-rc1") {
			t.Errorf("candidates of %s must be left out", test.tag)
		}
	}
}
