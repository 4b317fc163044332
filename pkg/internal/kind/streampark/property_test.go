package streampark_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/streampark"
)

func TestPropertiesAndVariablesHaveTheFieldThatSaysThem(t *testing.T) {
	for _, test := range []struct {
		property, variable, field string
		own                       bool
	}{
		{"datasource.dialect", "DATASOURCE_DIALECT", "spec.database", true},
		{"spring.datasource.url", "SPRING_DATASOURCE_URL", "spec.database", true},
		{"spring.profiles.active", "SPRING_PROFILES_ACTIVE", "spec.database", true},
		{"spring.jackson.time-zone", "SPRING_JACKSON_TIMEZONE", "spec.timeZone", true},
		{"server.port", "SERVER_PORT", "", true},
		{"ldap.enable", "LDAP_ENABLE", "spec.ldap", true},
		{"streampark.hadoop-user-name", "STREAMPARK_HADOOPUSERNAME", "hdfs.user of the environment", true},
		{"server.session.ttl", "SERVER_SESSION_TTL", "", false},
		{"server.ports", "SERVER_PORTS", "", false},
		{"ldapx.enable", "LDAPX_ENABLE", "", false},
		{"", "JAVA_OPTS", "spec.jvmHeap and spec.jvmOptions", true},
		{"", "_JAVA_OPTIONS", "spec.jvmHeap and spec.jvmOptions", true},
		{"", "TZ", "spec.timeZone", true},
		{"", "HADOOP_USER_NAME", "", false},
	} {
		if field, own := streampark.FieldOfVariable(test.variable); field != test.field || own != test.own {
			t.Errorf("%s: %q %v, want %q %v", test.variable, field, own, test.field, test.own)
		}
		if test.property == "" {
			continue
		}
		if field, own := streampark.FieldOfProperty(test.property); field != test.field || own != test.own {
			t.Errorf("%s: %q %v, want %q %v", test.property, field, own, test.field, test.own)
		}
	}
}
