package session_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/session"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

func TestCredentialsForS3AreWhatThePodHasByItself(t *testing.T) {
	role := "arn:aws:iam::111122223333:role/flink"
	annotations := map[string]*string{"eks.amazonaws.com/role-arn": &role}
	for _, test := range []struct {
		name    string
		account *v1alpha1.ServiceAccount
		shared  *v1alpha1.EnvironmentServiceAccount
		given   *v1alpha1.S3Credentials
		want    v1alpha1.S3CredentialsType
	}{
		{"nothing", nil, nil, nil, v1alpha1.S3CredentialsInstance},
		{"own role", &v1alpha1.ServiceAccount{Annotations: annotations}, nil, nil, v1alpha1.S3CredentialsWorkloadIdentity},
		{"role of the shared account", nil, &v1alpha1.EnvironmentServiceAccount{Name: "flink", Annotations: annotations}, nil, v1alpha1.S3CredentialsWorkloadIdentity},
		{"shared account not used", &v1alpha1.ServiceAccount{Name: "own"}, &v1alpha1.EnvironmentServiceAccount{Name: "flink", Annotations: annotations}, nil, v1alpha1.S3CredentialsInstance},
		{"a Secret beside a role", &v1alpha1.ServiceAccount{Annotations: annotations}, nil, &v1alpha1.S3Credentials{SecretName: "minio"}, v1alpha1.S3CredentialsSecret},
		{"stated", nil, nil, &v1alpha1.S3Credentials{Type: v1alpha1.S3CredentialsWorkloadIdentity}, v1alpha1.S3CredentialsWorkloadIdentity},
	} {
		t.Run(test.name, func(t *testing.T) {
			targets, errs := session.Targets(resolve.Source[v1alpha1.FlinkSession]{Object: &v1alpha1.FlinkSession{
				Metadata: v1alpha1.Metadata{Name: "analytics"},
				Spec: v1alpha1.FlinkSessionSpec{
					Cluster: v1alpha1.Cluster{
						ServiceAccount: test.account,
					},
					Environment: &v1alpha1.EnvironmentSpec{ServiceAccount: test.shared, EnvironmentStores: v1alpha1.EnvironmentStores{S3: &v1alpha1.EnvironmentS3{Credentials: test.given}}},
				},
			}}, nil, nil)
			if len(errs) > 0 {
				t.Fatal(errs)
			}
			if got := targets.Base.Settings.S3.Credentials.Type; got != test.want {
				t.Errorf("credentials must be %s, not %s", test.want, got)
			}
		})
	}
}
