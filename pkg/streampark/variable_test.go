package streampark_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

func TestVariablesAreNamedAsSpringReadsThem(t *testing.T) {
	for property, want := range map[string]string{
		"server.session.ttl":           "SERVER_SESSION_TTL",
		"spring.jackson.time-zone":     "SPRING_JACKSON_TIMEZONE",
		"ldap.user.identity-attribute": "LDAP_USER_IDENTITYATTRIBUTE",
		"streampark.shiro.jwtTimeOut":  "STREAMPARK_SHIRO_JWTTIMEOUT",
		"streampark.flink-k8s.a_b.c-d": "STREAMPARK_FLINKK8S_A_B_CD",
	} {
		if got := streampark.Variable(property); got != want {
			t.Errorf("%s: %s, want %s", property, got, want)
		}
	}
}
