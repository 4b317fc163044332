package validate

import "testing"

func TestCredentialInAnOptionIsFound(t *testing.T) {
	for key, value := range map[string]string{
		"s3.access-key":              "AKIA",
		"s3.access.key":              "AKIA",
		"s3.secret-key":              "x",
		"s3a.secret.key":             "x",
		"fs.s3a.session.token":       "x",
		"fs.s3a.proxy.password":      "x",
		"presto.s3.secret-key":       "x",
		"fs.s3a.bucket.b.access.key": "AKIA",
		"fs.s3a.encryption.key":      "SGVsbG9IZWxsb0hlbGxvSGVsbG9IZWxsb0hlbGxvMTI=",
		"fs.azure.account.key.acme.blob.core.windows.net":                 "x",
		"azure.account.key.acme.blob.core.windows.net":                    "x",
		"fs.azure.account.oauth2.client.secret.acme.dfs.core.windows.net": "x",
		"fs.azure.account.oauth2.refresh.token.acme.dfs.core.windows.net": "x",
		"fs.azure.sas.flink.acme.blob.core.windows.net":                   "sv=x",
		"fs.azure.sas.fixed.token.acme.dfs.core.windows.net":              "sv=x",
		"fs.oss.accessKeyId":                                      "x",
		"fs.oss.accessKeySecret":                                  "x",
		"gs.auth.service.account.private.key":                     "x",
		"security.delegation.token.provider.s3-presto.access-key": "AKIA",
		"high-availability.zookeeper.client.authorization":        "digest:flink:x",
		"metrics.reporter.dghttp.apikey":                          "x",
		"metrics.reporter.influx.password":                        "x",
		"metrics.reporter.push.hostUrl":                           "https://flink:x@pushgateway",
		"containerized.master.env.DB_PASS":                        "x",
		"containerized.taskmanager.env.JAVA_TOOL_OPTIONS":         "-Dtoken=x",
		"env.java.opts.jobmanager":                                `-Dfs.s3a.secret.key="x"`,
		"table.catalog-store.jdbc.url":                            "jdbc:mysql://db/flink?user=flink&password=x",
	} {
		if instead, found := optionCredential(key, value); !found || instead == "" {
			t.Errorf("%s: %s must be taken for a credential, with what to do instead, not %q", key, value, instead)
		}
	}
}

func TestOptionThatNamesACredentialIsNone(t *testing.T) {
	for key, value := range map[string]string{
		"fs.s3a.aws.credentials.provider":                            "com.amazonaws.auth.WebIdentityTokenCredentialsProvider",
		"fs.s3a.security.credential.provider.path":                   "jceks://hdfs/keys",
		"fs.s3a.encryption.key":                                      "arn:aws:kms:eu-central-1:111122223333:key/1",
		"fs.oss.credentials.provider":                                "com.aliyun.oss.common.auth.EnvironmentVariableCredentialsProvider",
		"fs.azure.account.keyprovider.acme.blob.core.windows.net":    "org.apache.flink.fs.azurefs.EnvironmentVariableKeyProvider",
		"fs.azure.account.oauth2.refresh.token.endpoint":             "https://login.microsoftonline.com/token",
		"fs.azure.sas.token.provider.type.acme.dfs.core.windows.net": "com.example.Provider",
		"gs.auth.service.account.json.keyfile":                       "/etc/gcs/key.json",
		"kubernetes.env.secretKeyRef":                                "env:AWS_SECRET_ACCESS_KEY,secret:s3,key:secret",
		"kubernetes.secrets":                                         "tls:/etc/tls",
		"kubernetes.container.image.pull-secrets":                    "registry",
		"security.kerberos.login.keytab":                             "/etc/security/keytabs/flink.keytab",
		"security.kerberos.fetch.delegation-token":                   "false",
		"security.delegation.tokens.enabled":                         "true",
		"security.ssl.rest.keystore":                                 "/etc/tls/keystore.p12",
		"s3.entropy.key":                                             "_entropy_",
		"state.backend.rocksdb.memory.managed":                       "true",
		"containerized.master.env.AWS_WEB_IDENTITY_TOKEN_FILE":       "/var/run/token",
		"containerized.master.env.OLDPWD":                            "/opt/flink",
		"containerized.master.env.COMPASS":                           "north",
		"env.java.opts.all":                                          "-Djavax.net.ssl.trustStore=/etc/tls/ca -Djava.security.auth.login.config=/etc/jaas.conf",
		"high-availability.storageDir":                               "abfss://flink@acme.dfs.core.windows.net/ha",
		"metrics.reporter.push.hostUrl":                              "https://pushgateway:9091",
	} {
		if _, found := optionCredential(key, value); found {
			t.Errorf("%s: %s must not be taken for a credential", key, value)
		}
	}
}

func TestVariableThatRefersToAnotherIsNoCredential(t *testing.T) {
	for name, value := range map[string]string{
		"DB_PASSWORD":  "$(SHARED_PASSWORD)",
		"API_TOKEN":    "",
		"DATABASE_URL": "postgres://flink:$(DB_PASSWORD)@db/flink",
		"ENABLE_TOKEN": "true",
	} {
		if variableCredential(name, value) {
			t.Errorf("%s: %s must not be taken for a credential", name, value)
		}
	}
	if !variableCredential("DB_PASSWORD", "prefix-$(SHARED_PASSWORD)") {
		t.Error("what stands beside a reference must be taken for a credential")
	}
}
