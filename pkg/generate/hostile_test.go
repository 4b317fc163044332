package generate_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAPodTemplateOfTooManyEntriesIsRefused(t *testing.T) {
	for _, what := range []string{"containers", "volumes", "env"} {
		_, err := fromDisk(t, largePodTemplate(what, 8000), nil)
		if err == nil {
			t.Errorf("8000 %s must be refused", what)
			continue
		}
		count := map[string]int{"containers": 16000, "volumes": 8000, "env": 8001}[what]
		want := fmt.Sprintf("spec.yaml:10:3: spec.podTemplate: must have at most 2000 entries in its lists, such as those of containers, volumes and variables, not %d", count)
		if diff := cmp.Diff(want, err.Error()); diff != "" {
			t.Errorf("(-want +got):\n%.500s", diff)
		}
	}
}

func TestAliasesThatStandForMuchAreRefused(t *testing.T) {
	long := strings.Repeat("a", 300_000)
	_, err := fromDisk(t, hostileSession+"  flinkConfiguration:\n    a.b0: &long "+long+"\n"+numbered("    a.b%d: *long\n", 1, 100)+hostileEnvironments, nil)
	if err == nil || !strings.Contains(err.Error(), "must not expand to more than 4 MiB of text through aliases") {
		t.Errorf("a long text 100 times must be refused, not %.300v", err)
	}
	for name, content := range map[string]string{
		"values": "a: &a {" + numbered("k%d: v, ", 0, 100) + "}\nb:\n" + numbered("- *a # %d\n", 0, 2000),
		"text":   "a: &a " + long + "\nb:\n" + numbered("- *a # %d\n", 0, 100),
		"bomb":   "a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\ne: [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\n",
	} {
		_, err := fromDisk(t, sessionWith("analytics", "streaming", "a.yaml")+resourceEnvironment, map[string]string{"a.yaml": object("ConfigMap", "a", content)})
		if err == nil || !strings.HasPrefix(err.Error(), "spec.yaml:9:15: spec.resources[0]: a.yaml:1: must not expand to more than") {
			t.Errorf("%s: must be refused, not %.300v", name, err)
		}
	}
}

// numbered is a line for each number.
func numbered(line string, from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		fmt.Fprintf(&b, line, i)
	}
	return b.String()
}

func TestAManifestThatHidesSomethingIsRefused(t *testing.T) {
	content := object("ConfigMap", "a", "data:\n  a: \"x\u202ey\"\n")
	_, err := fromDisk(t, sessionWith("analytics", "streaming", "a.yaml")+resourceEnvironment, map[string]string{"a.yaml": content})
	want := "spec.yaml:9:15: spec.resources[0]: a.yaml:5: must not hold U+202E, which cannot be seen: write it as an escape in double quotes, or delete it"
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

func TestACredentialIsWaivedInPlace(t *testing.T) {
	resource := map[string]string{"a.yaml": object("ConfigMap", "a", "data: {password: example}\n")}
	waived := strings.Replace(sessionWith("analytics", "streaming", "a.yaml"), "spec:\n",
		"  annotations: {lint.flinkustomize.dev/waive: credential The password of the example data}\nspec:\n  env: {DB_PASSWORD: example}\n", 1)
	waived = strings.Replace(waived, "metadata: {name: analytics}", "metadata:\n  name: analytics", 1)
	plain := strings.Replace(waived, "lint.flinkustomize.dev/waive", "example.com/note", 1)
	if _, err := fromDisk(t, plain+resourceEnvironment, resource); err == nil || strings.Count(err.Error(), "must not hold a password in plain text") != 2 {
		t.Errorf("both credentials must be found, not %v", err)
	}
	if _, err := fromDisk(t, waived+resourceEnvironment, resource); err != nil {
		t.Errorf("waived credentials must pass, not be %v", err)
	}
}

func TestTooManyVariablesAndOptionsAreRefused(t *testing.T) {
	const many = 2001
	variables, options := numbered("    A%d: b\n", 0, many), numbered("    my.own.option%d: b\n", 0, many)
	inEnvironment := strings.Replace(hostileSession, "prod: {", "prod: {env: {"+numbered("A%d: b, ", 0, many)+"}, ", 1)
	for want, spec := range map[string]string{
		"spec.yaml:10:3: spec.env: must have at most 2000 entries, not 2001":                   hostileSession + "  env:\n" + variables,
		"spec.yaml:10:3: spec.flinkConfiguration: must have at most 2000 entries, not 2001":    hostileSession + "  flinkConfiguration:\n" + options,
		"spec.yaml:9:34: spec.environments.prod.env: must have at most 2000 entries, not 2001": inEnvironment,
		"spec.yaml:5:3: spec.env: must have at most 2000 entries, not 2001":                    "apiVersion: flinkustomize.dev/v1alpha1\nkind: StreamPark\nmetadata: {name: park}\nspec:\n  env: {" + numbered("A%d: b, ", 0, many) + "}\n",
		"spec.yaml:5:3: spec.configuration: must have at most 2000 entries, not 2001":          "apiVersion: flinkustomize.dev/v1alpha1\nkind: StreamPark\nmetadata: {name: park}\nspec:\n  configuration: {" + numbered("a.b%d: b, ", 0, many) + "}\n",
	} {
		_, err := fromDisk(t, spec+hostileEnvironments, nil)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %.500v\nwant %s", err, want)
		}
	}
}
