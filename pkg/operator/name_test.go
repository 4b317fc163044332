package operator_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func TestValidName(t *testing.T) {
	const shape = "must be a name of lower-case letters, digits and hyphens that starts with a letter and ends with a letter or digit, " +
		"such as my-session, not "
	long := strings.Repeat("a", 45)
	tests := []struct{ name, in, err string }{
		{"one letter", "a", ""},
		{"hyphens and digits", "a--b-1", ""},
		{"the longest", long, ""},
		{"one too long", long + "b", `must be a name of at most 45 characters, not 46 as in "` + long + `b"`},
		{"empty", "", shape + `""`},
		{"a digit first", "1a", shape + `"1a"`},
		{"a hyphen first", "-a", shape + `"-a"`},
		{"a hyphen last", "a-", shape + `"a-"`},
		{"upper case", "Analytics", shape + `"Analytics"`},
		{"a dot", "a.b", shape + `"a.b"`},
		{"an underscore", "a_b", shape + `"a_b"`},
		{"a letter beyond ASCII", "sitzüng", shape + `"sitzüng"`},
		{"a final newline", "a\n", shape + `"a\n"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			message := ""
			if err := operator.ValidName(test.in); err != nil {
				message = err.Error()
			}
			if diff := cmp.Diff(test.err, message); diff != "" {
				t.Errorf("error (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDerivedNames(t *testing.T) {
	tests := []struct {
		name       string
		standalone bool
		want       []operator.ObjectName
	}{
		{
			name: "native",
			want: []operator.ObjectName{
				{Kind: "ConfigMap", Name: "autoscaler-x"},
				{Kind: "ConfigMap", Name: "flink-config-x"},
				{Kind: "ConfigMap", Name: "hadoop-config-x"},
				{Kind: "ConfigMap", Name: "pod-template-x"},
				{Kind: "ConfigMap", Name: "x-cluster-config-map"},
				{Kind: "Deployment", Name: "x"},
				{Kind: "Ingress", Name: "x"},
				{Kind: "Service", Name: "x"},
				{Kind: "Service", Name: "x-rest"},
			},
		},
		{
			name:       "standalone",
			standalone: true,
			want: []operator.ObjectName{
				{Kind: "ConfigMap", Name: "autoscaler-x"},
				{Kind: "ConfigMap", Name: "flink-config-x"},
				{Kind: "ConfigMap", Name: "hadoop-config-x"},
				{Kind: "ConfigMap", Name: "x-cluster-config-map"},
				{Kind: "Deployment", Name: "x"},
				{Kind: "Deployment", Name: "x-taskmanager"},
				{Kind: "Ingress", Name: "x"},
				{Kind: "Service", Name: "x"},
				{Kind: "Service", Name: "x-rest"},
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, operator.DerivedNames("x", test.standalone)); diff != "" {
				t.Errorf("names (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEveryDerivedObjectIsOfAKindThatIsCreated(t *testing.T) {
	names := operator.SessionJobNames("x")
	for _, standalone := range []bool{false, true} {
		names = append(append(names, operator.DerivedNames("x", standalone)...), operator.BlueGreenNames("x", standalone)...)
	}
	for _, name := range names {
		if !operator.CreatesKind(name.Kind) {
			t.Errorf("%s must be a kind that is created", name.Kind)
		}
	}
	if operator.CreatesKind("NetworkPolicy") {
		t.Error("NetworkPolicy must be no kind that is created")
	}
}
