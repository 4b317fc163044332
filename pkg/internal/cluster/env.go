package cluster

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podtemplate"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// flinkEnv are the variables that Flink itself sets in its pods.
var flinkEnv = []string{"_POD_IP_ADDRESS", "_POD_NODE_ID"}

// containerizedEnv begin the options with which a configuration sets environment variables.
var containerizedEnv = []string{"containerized.master.env.", "containerized.taskmanager.env."}

// env checks the environment variables of the Flink processes.
func (c *checker) env() {
	c.Variables(c.cluster.Env)
	for _, name := range resolve.SortedKeys(c.cluster.Env) {
		if slices.Contains(flinkEnv, name) {
			c.Add(path("env", name), "must not be set: Flink sets it")
		}
		for _, prefix := range containerizedEnv {
			if c.cluster.FlinkConfiguration[prefix+name] != nil {
				c.AddAs(diagnostic.RuleConflictingOption, path("flinkConfiguration", prefix+name), "must not be set beside spec.env.%s", name)
			}
		}
	}
}

// env gives the Flink processes the user's environment variables. It comes after all features, since one that a
// feature sets already must not be set twice.
func (r *renderer) env() {
	if len(r.cluster.Env) == 0 {
		return // asking for the main container would make one
	}
	taken := map[string]bool{}
	for _, variable := range r.mainContainer().Env {
		taken[variable.Name] = true
	}
	for _, name := range resolve.SortedKeys(r.cluster.Env) {
		switch {
		case taken[name]:
			r.errs = append(r.errs, r.target.Errorf(path("env", name), "must not be set: a feature of the session sets it"))
		case name == hadoopConfDir && r.mountsHadoop():
			r.errs = append(r.errs, r.target.Errorf(path("env", name), "must not be set: Flink mounts the environment's Hadoop configuration and sets it, "+
				"and there must be one source").Under(diagnostic.RuleConflictingFields))
		default:
			main := r.mainContainer()
			main.Env = append(main.Env, podtemplate.EnvVar(name, r.cluster.Env[name]))
		}
	}
}
