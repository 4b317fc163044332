package validate

import (
	"maps"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

var propertyPattern = lazyregexp.New(`^[a-z][A-Za-z0-9_-]*(\.[A-Za-z0-9][A-Za-z0-9_-]*)+$`)

// configuration refuses properties that cannot have an effect, or another one than a field of the spec.
func (c *parkChecker) configuration() {
	for _, key := range slices.Sorted(maps.Keys(c.spec.Configuration)) {
		field := path("configuration", key)
		if !propertyPattern.MatchString(key) {
			c.addAs(diagnostic.RuleOption, field, "must be the name of a property, such as server.session.ttl, not %s", diagnostic.Quote(key))
			continue
		}
		if instead, own := resolve.FieldOfProperty(key); own {
			c.addAs(diagnostic.RuleOption, field, "must not be set%s", since(instead))
			continue
		}
		for _, other := range slices.Sorted(maps.Keys(c.spec.Configuration)) {
			if strings.HasPrefix(other, key+".") {
				c.addAs(diagnostic.RuleConflictingOption, field, "must not be set beside %s, which is below it", other)
				break
			}
		}
	}
}

// since says what to do instead of setting a property or a variable of StreamPark.
func since(instead string) string {
	if instead == "" {
		return ", since its pod relies on StreamPark's own"
	}
	return ": set " + instead
}

// deadVariables begin variables that nothing reads, though files of StreamPark's own set them.
const deadVariables = "DATASOURCE_"

// noDocker is what StreamPark's own chart sets without running a Docker there.
const noDocker = "tcp://localhost:2375"

// env checks the environment variables of StreamPark.
func (c *parkChecker) env() {
	users := map[string]*v1alpha1.EnvVar{}
	for _, name := range slices.Sorted(maps.Keys(c.spec.Env)) {
		field := path("env", name)
		instead, own := resolve.FieldOfVariable(name)
		switch {
		case strings.HasPrefix(name, deadVariables):
			c.addAs(diagnostic.RuleOption, field, "must not be set, since StreamPark does not read it%s", since(instead))
		case own:
			c.addAs(diagnostic.RuleOption, field, "must not be set%s", since(instead))
		case name == "DOCKER_HOST" && c.spec.Env[name].Value == noDocker:
			c.addAs(diagnostic.RuleOption, field, "must not be %s: no Docker answers there in a pod", diagnostic.Quote(noDocker))
		default:
			users[name] = c.spec.Env[name]
		}
	}
	c.variables(users)
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

// podTemplate refuses in the pod template what has a field of its own.
func (c *parkChecker) podTemplate() {
	field := path("podTemplate")
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
		c.addAs(diagnostic.RuleOption, field.Child(o.path...), "%s", message)
	}
}
