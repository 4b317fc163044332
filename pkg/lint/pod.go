package lint

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/pod"
	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// pods are those that Flink makes of the cluster: some of them Kubernetes refuses when the running ones are gone, and some
// do not start. Of a cluster with errors, its pods would only repeat them.
func (c *checker) pods() {
	if c.found.HasErrors() || !c.quantities(c.at, c.spec) {
		return
	}
	deployment := c.deployment()
	if deployment == nil {
		return // what is wrong with its structure has been said
	}
	for _, f := range pod.Check(deployment, c.release) {
		if slices.ContainsFunc(c.found, func(other diagnostic.Finding) bool { return other.Path.Compare(f.Path) == 0 }) {
			continue // a warning says so already
		}
		c.rule = f.Rule
		c.report(f.Path, "%s", f.Message)
	}
}

// deployment is the object as its type, with flat configuration; nil where it cannot be one.
func (c *checker) deployment() *v1beta1.FlinkDeployment {
	spec := maps.Clone(c.spec)
	options := map[string]any{}
	for key, s := range c.configuration {
		options[key] = s.value
	}
	spec["flinkConfiguration"] = options
	text, err := json.Marshal(map[string]any{"metadata": c.object.Content["metadata"], "spec": spec})
	if err != nil {
		return nil
	}
	deployment := &v1beta1.FlinkDeployment{}
	if json.Unmarshal(text, deployment) != nil {
		return nil
	}
	return deployment
}

// quantities checks those in the pod templates below a path. It reports false where one is none: reading it may take hours.
func (c *checker) quantities(path diagnostic.Path, value any) bool {
	ok := true
	switch value := value.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(value)) {
			at := path.Child(key)
			switch key {
			case "limits", "requests", "overhead":
				amounts, _ := value[key].(map[string]any)
				for _, name := range slices.Sorted(maps.Keys(amounts)) {
					ok = c.quantity(at.Child(name), amounts[name]) && ok
				}
			case "sizeLimit", "divisor", "storage":
				ok = c.quantity(at, value[key]) && ok
			default:
				ok = c.quantities(at, value[key]) && ok
			}
		}
	case []any:
		for i, element := range value {
			ok = c.quantities(path.Index(i), element) && ok
		}
	}
	return ok
}

func (c *checker) quantity(path diagnostic.Path, value any) bool {
	text, isText := value.(string)
	if !isText {
		return true
	}
	if _, err := quantity.Parse(text); err != nil {
		c.rule = diagnostic.RulePod
		c.report(path, "must be a quantity such as 500m or 2Gi, not %s", diagnostic.Quote(text))
		return false
	}
	return true
}
