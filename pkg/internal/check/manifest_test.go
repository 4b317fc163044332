package check_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// SOPS encrypts the values of a Secret alone: what else stands in it all may read.
func TestCredentialsBesideTheValuesOfASecretAreFound(t *testing.T) {
	objects, err := manifest.Parse("secret.yaml", []byte(`apiVersion: v1
kind: Secret
metadata: {name: s3, annotations: {example.com/password: hunter2}}
type: kubernetes.io/basic-auth
stringData: {password: "ENC[AES256_GCM,data:aGk=,iv:aGk=,tag:aGk=,type:str]"}
sops: {password: sealed, age: [{recipient: age1}]}
`))
	if err != nil {
		t.Fatal(err)
	}
	found := check.ResourceCredentials(objects, nil)
	if len(found) != 1 || !strings.HasPrefix(found[0], "Secret s3: metadata.annotations[example.com/password]: must not hold a password in plain text") {
		t.Errorf("the annotation must be found, and nothing else: %q", found)
	}
}
