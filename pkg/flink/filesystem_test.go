package flink_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

func TestKeysOfThePluginsAreKeysOfOneOption(t *testing.T) {
	for _, test := range []struct {
		option flink.Option
		want   string
		others []string
	}{
		{flink.S3Endpoint, "s3.endpoint", []string{"s3a.endpoint", "fs.s3a.endpoint", "presto.s3.endpoint"}},
		{flink.S3EndpointRegion, "fs.s3a.endpoint.region", []string{"s3.endpoint.region"}},
		{flink.S3PathStyleAccess, "s3.path.style.access", []string{"s3.path-style-access", "fs.s3a.path.style.access"}},
		{flink.KerberosLoginKeytab, "security.kerberos.login.keytab", []string{"security.keytab"}},
		{flink.AzureAccountOption("fs.azure.account.auth.type", "acme.dfs.core.windows.net"), "fs.azure.account.auth.type.acme.dfs.core.windows.net", nil},
	} {
		for _, version := range []flink.Version{flink.Oldest, flink.Newest} {
			if got := test.option.Key(version); got != test.want {
				t.Errorf("key in %s must be %s, not %s", version, test.want, got)
			}
		}
		for _, other := range test.others {
			if option, known := flink.Lookup(other); !known || option.Key(flink.Newest) != test.want {
				t.Errorf("%s must be a key of %s", other, test.want)
			}
		}
	}
}
