package generate_test

import (
	"strings"
	"testing"
)

// The Service of the web UI and the ServiceAccount are made once for all environments in which they are the same: one in which they are
// not must not get those of another.
func TestAnEnvironmentHasItsOwnServiceAndAccountWhereTheyDiffer(t *testing.T) {
	result, err := fromFiles(t, map[string]string{
		"presets/none.yaml": "kind: Preset\nmetadata: {name: none/v1}\nspec: {description: None, session: {mode: Native}}\n",
		"specs/dev.yaml":    environmentOf("dev"), "specs/prod.yaml": environmentOf("prod"),
		"specs/session.yaml": "kind: FlinkSession\nmetadata: {name: analytics}\nspec:\n  flinkVersion: 1.20.3\n  jobManager: {memory: 2Gi}\n  taskManager: {memory: 8Gi}\n" +
			"  webUI: {ingress: None}\n  environments:\n    dev: {}\n    prod:\n      flinkConfiguration: {rest.port: \"8082\"}\n" +
			"      serviceAccount: {annotations: {example.com/role: flink}}\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for path, text := range result.Tree.All() {
		folder := "base"
		for _, name := range []string{"dev", "prod"} {
			if strings.Contains(path, "/overlays/"+name+"/") {
				folder = name
			}
		}
		texts[folder] += string(text)
	}
	for _, want := range []string{"value: 8082", "example.com/role: flink"} {
		if !strings.Contains(texts["prod"], want) {
			t.Errorf("prod must have %s, and has\n%s", want, texts["prod"])
		}
		if strings.Contains(texts["base"]+texts["dev"], want) {
			t.Errorf("only prod must have %s", want)
		}
	}
	if !strings.Contains(texts["base"], "port: 8081") {
		t.Errorf("the base must have port 8081, and has\n%s", texts["base"])
	}
}
