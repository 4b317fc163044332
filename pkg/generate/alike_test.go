package generate_test

import (
	"strings"
	"testing"
)

// TestACopiedEnvironmentIsFound protects from an environment whose manifests replace those of the one it was copied from.
func TestACopiedEnvironmentIsFound(t *testing.T) {
	const environment = "---\napiVersion: flinkustomize.dev/v1alpha1\nkind: Environment\nmetadata: {name: prod}\nspec:\n  namespace: streaming\n  operatorVersion: \"1.15\"\n" +
		"  ingress: {domain: example.com}\n  s3: {endpoint: \"https://objects.example.com\", bucket: flink, credentials: {secretName: prod}}\n  gcs: {bucket: flink}\n"
	session := strings.Replace(sessionWith("analytics", "streaming"), "  resources: []\n", "", 1) + environment
	replace := func(old, with string) string {
		return strings.NewReplacer("name: prod}", "name: staging}", "secretName: prod", "secretName: staging", "  gcs: {bucket: flink}\n", "", old, with).Replace(environment)
	}
	for name, test := range map[string]struct{ other, warning string }{
		"namespace, domain and bucket": {other: replace("flink-", ""), warning: "spec.namespace: is that of Environment prod (spec.yaml:11:1), with the same ingress.domain and bucket"},
		"another namespace":            {other: replace("namespace: streaming", "namespace: staging")},
		"another domain":               {other: replace("domain: example.com", "domain: staging.example.com")},
		"no domain":                    {other: replace("  ingress: {domain: example.com}\n", "")},
		"another bucket":               {other: replace("bucket: flink,", "bucket: staging,")},
		"another store":                {other: replace("objects.example.com", "objects.staging.example.com")},
		"waived, with a reason":        {other: replace("namespace: streaming", "namespace: streaming # lint.flinkustomize.dev/waive: same-environment two clusters, one store")},
	} {
		t.Run(name, func(t *testing.T) {
			result, err := fromDisk(t, session+test.other, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := result.Findings.Error(); test.warning == "" && got != "" || !strings.Contains(got, test.warning) {
				t.Errorf("got %q, want %q", got, test.warning)
			}
		})
	}
}
