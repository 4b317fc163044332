package streampark

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podtemplate"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// deadVariables begin variables that nothing reads, though files of StreamPark's own set them.
const deadVariables = "DATASOURCE_"

// noDocker is what StreamPark's own chart sets without running a Docker there.
const noDocker = "tcp://localhost:2375"

// env checks the environment variables of StreamPark.
func (c *checker) env() {
	users := map[string]*v1alpha1.EnvVar{}
	for _, name := range slices.Sorted(maps.Keys(c.spec.Env)) {
		field := path("env", name)
		instead, own := FieldOfVariable(name)
		switch {
		case strings.HasPrefix(name, deadVariables):
			c.AddAs(diagnostic.RuleOption, field, "must not be set, since StreamPark does not read it%s", since(instead))
		case own:
			c.AddAs(diagnostic.RuleOption, field, "must not be set%s", since(instead))
		case name == "DOCKER_HOST" && c.spec.Env[name].Value == noDocker:
			c.AddAs(diagnostic.RuleOption, field, "must not be %s: there is no Docker in a pod", diagnostic.Quote(noDocker))
		default:
			users[name] = c.spec.Env[name]
		}
	}
	c.Variables(users)
}

// env gives StreamPark the user's environment variables, after all others. One that is set already must not be set twice,
// nor one whose property StreamPark's configuration says; validate refuses those that a field always says.
func (r *renderer) env() {
	for _, name := range slices.Sorted(maps.Keys(r.spec.Env)) {
		if _, own := FieldOfVariable(name); own {
			continue
		}
		if why := r.taken(name); why != "" {
			r.errs = append(r.errs, r.target.Errorf(path("env", name), "must not be set: %s", why))
		} else {
			r.main().Env = append(r.main().Env, podtemplate.EnvVar(name, r.spec.Env[name]))
		}
	}
}

// taken says why the user must not set an environment variable; empty where nothing speaks against it.
func (r *renderer) taken(name string) string {
	for _, property := range slices.Sorted(maps.Keys(r.properties)) {
		if streampark.Variable(property) == name {
			return fmt.Sprintf("StreamPark's configuration has the property %s; set it in spec.configuration", property)
		}
	}
	if r.sets(name) {
		return "a field of this spec sets it"
	}
	return ""
}

// sets reports whether StreamPark has an environment variable already.
func (r *renderer) sets(name string) bool {
	return slices.ContainsFunc(r.main().Env, func(e corev1.EnvVar) bool { return e.Name == name })
}
