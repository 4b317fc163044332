package validate

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

func TestCredentialInAnArgumentIsFound(t *testing.T) {
	for _, arguments := range [][2]string{
		{"", "--password=hunter2"},
		{"", "-token=hunter2"},
		{"--db-password", "hunter2"},
		{"-c", "run --password hunter2 --verbose"},
		{"-c", `PGPASSWORD="hunter2" psql`},
		{"-c", "curl https://flink:hunter2@host/"},
	} {
		if !argumentCredential(arguments[0], arguments[1]) {
			t.Errorf("%q must be taken for a credential", arguments)
		}
	}
	for _, arguments := range [][2]string{
		{"", "--password=$(DB_PASSWORD)"},
		{"", "--password-file=/etc/secrets/password"},
		{"", "--private-key=/etc/tls/key.pem"},
		{"", "--tls-secret=wildcard"},
		{"--token", "--verbose"},
		{"--use-token", "true"},
		{"-c", `TOKEN=$(cat /var/run/token) run`},
		{"-c", "run --password \"$DB_PASSWORD\""},
		{"", ""},
	} {
		if argumentCredential(arguments[0], arguments[1]) {
			t.Errorf("%q must not be taken for a credential", arguments)
		}
	}
}

func TestCredentialInMetadataIsFound(t *testing.T) {
	for key, value := range map[string]string{
		"db-password": "hunter2", "example.com/api-token": "x", "example.com/client-secret": "x", "example.com/url": "https://flink:hunter2@host",
	} {
		if !metadataCredential(key, value) {
			t.Errorf("%s: %s must be taken for a credential", key, value)
		}
	}
	for key, value := range map[string]string{
		"nginx.ingress.kubernetes.io/auth-secret":             "basic-auth",
		"vault.hashicorp.com/agent-inject-secret-db-password": "database/creds/flink",
		"checksum/password":                                   "0123",
		"example.com/needs-token":                             "true",
		"eks.amazonaws.com/token-expiration":                  "86400",
	} {
		if metadataCredential(key, value) {
			t.Errorf("%s: %s must not be taken for a credential", key, value)
		}
	}
}

func TestCredentialInAnEntryOfAMapIsFound(t *testing.T) {
	for key, value := range map[string]string{
		"pipeline.global-job-parameters":       "a:1, password:hunter2",
		"kubernetes.jobmanager.annotations":    "example.com/api-token:x",
		"pipeline.global-job-parameters.other": "",
	} {
		if _, found := optionCredential(key, value); found != (value != "") {
			t.Errorf("%s: %s: a credential must be found there, and only there", key, value)
		}
	}
	for _, value := range []string{"a:1,password.file:/etc/x", "password:${DB_PASSWORD}", "tokens:5"} {
		if _, found := optionCredential("pipeline.global-job-parameters", value); found {
			t.Errorf("%s must not be taken for a credential", value)
		}
	}
}

func TestCredentialInALoggingConfigurationIsFound(t *testing.T) {
	for _, content := range []string{
		"rootLogger.level = INFO\nappender.x.password=hunter2\n",
		"appender.x.password : hunter2\n",
		"appender.x.url = https://flink:hunter2@loki/push\n",
		"<appender><password>hunter2</password></appender>",
		"<appender class=\"X\" password='hunter2'/>",
	} {
		if err := LogContent(content); err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q must be refused, and not repeated: %v", content, err)
		}
	}
	for _, content := range []string{
		"appender.x.password = ${env:LOG_PASSWORD}\nappender.console.layout.pattern = %d{yyyy} %-5p token=%m%n\n",
		"# set appender.x.password in the environment\n",
		"appender.x.password =\nappender.x.type = Http\n",
		"<appender><password>${LOG_PASSWORD}</password></appender>",
	} {
		if err := LogContent(content); err != nil {
			t.Errorf("%q must be accepted, not %v", content, err)
		}
	}
}

func TestAnImageWithAPasswordIsNotRepeated(t *testing.T) {
	version, err := flink.ParseVersion("1.20.3")
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range []string{"user:hunter2@host/flink:1.20.3", "https://user:hunter2@host/flink", "user:hunter2@host"} {
		for _, err := range []error{imageOfVersion(value, version), imageRegistry(value)} {
			if err == nil || strings.Contains(err.Error(), "hunter2") {
				t.Errorf("%s must be refused, and not repeated: %v", value, err)
			}
		}
	}
}
