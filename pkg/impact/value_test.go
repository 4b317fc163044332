package impact_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
)

// TestNoCredentialIsShown: whatever a credential stands in, no text of a report repeats it.
func TestNoCredentialIsShown(t *testing.T) {
	const secret = "Xk29fQ7sLm4Vt8Zp1Rw6"
	spec := func(field string) string { return "patch:\nFlinkDeployment analytics: {spec: {" + field + "}}" }
	leaking := strings.ReplaceAll(session, "s3://flink/", "hdfs://flink:"+secret+"@nn/flink/")
	configMap := func(value string) string {
		return strings.ReplaceAll(strings.ReplaceAll(configMap, "NAME", "a"), "supersecretpassword1", value)
	}
	for _, s := range []scenario{
		{name: "variable", old: session, new: spec("podTemplate: {spec: {containers: [{name: flink-main-container, env: [{name: DB_PASSWORD, value: " + secret + "}]}]}}")},
		{name: "value of a variable", old: strings.ReplaceAll(session, "{name: LANG, value: C}", "{name: DB_PASSWORD, value: "+secret+"}"), new: strings.ReplaceAll(session, "{name: LANG, value: C}", "{name: DB_PASSWORD, value: other}")},
		{name: "whole template", old: withoutHA, new: spec("podTemplate: {spec: {containers: [{name: a, env: [{name: DB_PASSWORD, value: " + secret + "}]}]}}")},
		{name: "command", old: session, new: spec("podTemplate: {spec: {containers: [{name: a, args: ['--password', '" + secret + "']}]}}")},
		{name: "option", old: session, new: spec("flinkConfiguration: {s3.secret-key: " + secret + "}")},
		{name: "nested option", old: session, new: spec("flinkConfiguration: {s3: {secret-key: " + secret + "}}")},
		{name: "address of an option", old: session, new: spec("flinkConfiguration: {s3.endpoint: 'https://user:" + secret + "@example.com'}")},
		{name: "directories that are left behind", old: leaking, new: strings.ReplaceAll(leaking, "/flink/ha", "/flink/other")},
		{name: "directories that are kept", old: leaking, new: ""},
		{name: "address of an Ingress", old: session, new: spec("ingress: {template: 'https://user:" + secret + "@example.com/'}")},
		{name: "savepoint", old: applicationWith("savepoint"), new: "patch:\nFlinkDeployment orders: {spec: {job: {savepointRedeployNonce: 1, initialSavepointPath: 'hdfs://user:" + secret + "@nn/1'}}}"},
		{name: "annotation", old: session, new: "patch:\nFlinkDeployment analytics: {metadata: {annotations: {password: " + secret + "}}}"},
		{name: "ConfigMap", old: configMap(secret), new: configMap("other")},
		{name: "another line of that ConfigMap", old: configMap(secret), new: strings.ReplaceAll(configMap(secret), "10000", "10001")},
		{name: "Secret", old: "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {a: x}\n", new: "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {a: " + secret + "}\n"},
		{name: "all of a Secret", old: "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n", new: "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {a: " + secret + "}\n"},
		{name: "registration", old: registration, new: strings.ReplaceAll(registration, "http://", "http://user:"+secret+"@")},
		{name: "unknown kind", old: other("example.com/v1", "Widget", "a"), new: strings.ReplaceAll(other("example.com/v1", "Widget", "a"), "field: a", "password: "+secret)},
	} {
		report := impact.Compare(s.targets(t))
		if len(report.Changes) == 0 {
			t.Errorf("%s: nothing is told", s.name)
		}
		if text := fmt.Sprintf("%+v", report); strings.Contains(text, secret) {
			t.Errorf("%s: the credential is repeated: %s", s.name, text)
		}
	}
}

// TestValuesAreShort: a value is one line of at most 80 characters, and of a text with several lines it is the first that differs.
func TestValuesAreShort(t *testing.T) {
	config := func(text string) string {
		return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: " + text + "\n"
	}
	for _, test := range []struct{ name, old, new, wantOld, wantNew string }{
		{"text", "x", "z", "x", "z"},
		{"empty text", `""`, "z", `""`, "z"},
		{"text and number", `"4"`, "4", `"4"`, "4"},
		{"long text", "x", strings.Repeat("ä", 200), "x", strings.Repeat("ä", 79) + "…"},
		{"long texts that begin alike", strings.Repeat("a", 200) + "b", strings.Repeat("a", 200) + "c", "…" + strings.Repeat("a", 20) + "b", "…" + strings.Repeat("a", 20) + "c"},
		{"line of a text", `"1\n2\n3"`, `"1\nzwei\n3"`, "line 2: 2", "line 2: zwei"},
		{"line more", `"1\n2"`, `"1\n2\n3"`, "", "line 3: 3"},
		{"invisible characters", "x", `"a\u202eb"`, "x", `a\u202eb`},
	} {
		report := impact.Compare(scenario{old: config(test.old), new: config(test.new)}.targets(t))
		if len(report.Changes) != 1 || len(report.Changes[0].Causes) != 1 {
			t.Fatalf("%s: %+v", test.name, report)
		}
		if cause := report.Changes[0].Causes[0]; cause.Old != test.wantOld || cause.New != test.wantNew {
			t.Errorf("%s: %q -> %q, want %q -> %q", test.name, cause.Old, cause.New, test.wantOld, test.wantNew)
		}
	}
}

// TestClasses: their order is what "worst" means, and callers cannot change it.
func TestClasses(t *testing.T) {
	all := impact.Classes()
	for i, class := range all {
		if i > 0 && class.Compare(all[i-1]) <= 0 {
			t.Errorf("%q does not come after %q", class, all[i-1])
		}
	}
	if impact.Class("other").Compare(impact.None) >= 0 {
		t.Error("what is no class does not come before all of them")
	}
	impact.Classes()[0] = "changed"
	if impact.Classes()[0] != impact.None {
		t.Error("a caller changed the classes")
	}
}
