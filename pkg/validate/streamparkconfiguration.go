package validate

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

var propertyPattern = regexp.MustCompile(`^[a-z][A-Za-z0-9_-]*(\.[A-Za-z0-9][A-Za-z0-9_-]*)+$`)

// ownProperties have fields of their own: a property, or all that begin with it and a dot.
var ownProperties = []struct{ name, instead string }{
	{"datasource", "set spec.database"},
	{"spring.datasource", "set spec.database"},
	{"spring.profiles", "set spec.database"},
	{"spring.config", ""},
	{"spring.jackson.time-zone", "set spec.timeZone"},
	{"server.port", ""},
	{"streampark.workspace.local", "set spec.workspace.mountPath"},
	{"ldap", "set spec.ldap"},
	{"security.kerberos.login", "set spec.kerberos"},
	{"streampark.hadoop-user-name", "set hdfs.user of the environment"},
}

// configuration refuses properties that cannot have an effect, or another one than a field of the spec.
func (c *parkChecker) configuration() {
	for _, key := range slices.Sorted(maps.Keys(c.spec.Configuration)) {
		value, field := *c.spec.Configuration[key], path("configuration", key)
		if !propertyPattern.MatchString(key) {
			c.add(field, "must be the name of a property, such as server.session.ttl, not %s", diagnostic.Quote(key))
			continue
		}
		for _, own := range ownProperties {
			if key == own.name || strings.HasPrefix(key, own.name+".") {
				instead := ""
				if own.instead != "" {
					instead = ": " + own.instead
				}
				c.add(field, "must not be set, since a field of this spec or StreamPark's place in its pod says it%s", instead)
			}
		}
		if isSecret(key, value) || textCredential(value) {
			c.add(field, "must not hold a credential in plain text: set a variable in spec.env, with a reference to a Secret")
		}
		for _, other := range slices.Sorted(maps.Keys(c.spec.Configuration)) {
			if strings.HasPrefix(other, key+".") {
				c.add(field, "must not be set beside %s, which is below it", other)
				break
			}
		}
	}
}

// deadVariables are read by nothing, though files of StreamPark's own set them.
var deadVariables = []string{"DATASOURCE_DIALECT", "DATASOURCE_URL", "DATASOURCE_USERNAME", "DATASOURCE_PASSWORD"}

// env checks the environment variables of StreamPark.
func (c *parkChecker) env() {
	c.variables(c.spec.Env)
	for _, name := range slices.Sorted(maps.Keys(c.spec.Env)) {
		field := path("env", name)
		switch {
		case slices.Contains(deadVariables, name):
			c.add(field, "must not be set: StreamPark does not read it; set spec.database")
		case name == "JAVA_OPTS" || name == "JVM_OPTS" || name == "_JAVA_OPTIONS" || name == "JAVA_TOOL_OPTIONS":
			c.add(field, "must not be set: set spec.jvmHeap and spec.jvmOptions")
		case name == "SPRING_PROFILES_ACTIVE" || strings.HasPrefix(name, "SPRING_DATASOURCE_"):
			c.add(field, "must not be set: set spec.database")
		case name == "DOCKER_HOST":
			if value := c.spec.Env[name].Value; value == "tcp://localhost:2375" {
				c.add(field, "must not be %s: no Docker answers there in a pod", diagnostic.Quote(value))
			}
		}
	}
}

// parkOverrides are fields of the pod template that fields of the spec say, or that nobody may say.
var parkOverrides = []override{
	{[]string{"metadata", "name"}, ""},
	{[]string{"metadata", "namespace"}, "spec.namespace"},
	{[]string{"spec", "restartPolicy"}, ""},
	{[]string{"spec", "hostNetwork"}, ""},
	{[]string{"spec", "serviceAccount"}, "spec.kubernetes.serviceAccountName"},
	{[]string{"spec", "serviceAccountName"}, "spec.kubernetes.serviceAccountName"},
	{[]string{"spec", "automountServiceAccountToken"}, "spec.kubernetes"},
}

var parkContainerOverrides = []override{
	{[]string{"image"}, "spec.image"},
	{[]string{"imagePullPolicy"}, "spec.imagePullPolicy"},
	{[]string{"resources", "requests", "cpu"}, "spec.cpu"},
	{[]string{"resources", "requests", "memory"}, "spec.memory"},
	{[]string{"resources", "limits", "cpu"}, "spec.cpuLimit"},
	{[]string{"resources", "limits", "memory"}, "spec.memory"},
}

// podTemplate refuses in the pod template what has a field of its own, and credentials.
func (c *parkChecker) podTemplate() {
	field := path("podTemplate")
	c.podCredentials(c.spec.PodTemplate, field)
	for _, level := range c.spec.PodTemplate.Levels() {
		for _, o := range parkOverrides {
			c.refuseParkField(level, o, field)
		}
		spec, _ := level["spec"].(map[string]any)
		containers, _ := spec["containers"].([]any)
		for i, element := range containers {
			container, _ := element.(map[string]any)
			if container["name"] != streampark.Container {
				continue
			}
			for _, o := range parkContainerOverrides {
				c.refuseParkField(container, o, field.Child("spec", "containers").Index(i))
			}
		}
	}
}

func (c *parkChecker) refuseParkField(tree map[string]any, o override, field diagnostic.Path) {
	if o.given(tree) {
		message := "must not be set"
		if o.instead != "" {
			message += ": set " + o.instead
		}
		c.add(field.Child(o.path...), "%s", message)
	}
}
