package streampark

import (
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// ownProperties are properties of StreamPark, or all that begin with one and a dot, that fields of a spec say instead.
// Those without a field must be what they are in a pod.
var ownProperties = []struct{ name, field string }{
	{"datasource", "spec.database"},
	{"spring.datasource", "spec.database"},
	{"spring.profiles", "spec.database"},
	{"spring.config", ""},
	{"spring.jackson.time-zone", "spec.timeZone"},
	{"server.port", ""},
	{"streampark.workspace.local", "spec.workspace.mountPath"},
	{"ldap", "spec.ldap"},
	{"security.kerberos.login", "spec.kerberos"},
	{"streampark.hadoop-user-name", "hdfs.user of the environment"},
}

// FieldOfProperty is the field that says a property of StreamPark. It reports false for a property that none says; the
// field is empty where nothing may say it.
func FieldOfProperty(name string) (field string, own bool) {
	for _, property := range ownProperties {
		if name == property.name || strings.HasPrefix(name, property.name+".") {
			return property.field, true
		}
	}
	return "", false
}

var jvmVariables = []string{"JAVA_OPTS", "JVM_OPTS", "_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"}

// FieldOfVariable is FieldOfProperty for an environment variable of StreamPark.
func FieldOfVariable(name string) (field string, own bool) {
	switch {
	case slices.Contains(jvmVariables, name):
		return "spec.jvmHeap and spec.jvmOptions", true
	case name == "TZ":
		return "spec.timeZone", true
	}
	for _, property := range ownProperties {
		if variable := streampark.Variable(property.name); name == variable || strings.HasPrefix(name, variable+"_") {
			return property.field, true
		}
	}
	return "", false
}
