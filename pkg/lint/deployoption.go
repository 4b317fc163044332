package lint

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// deployOption is an option that the operator, or Flink's Kubernetes library in it, reads when it deploys a cluster.
// Admission does not look at its value.
type deployOption struct {
	key   string
	check func(value string) error

	mode   string                // the only one in which it is read; any where it is empty
	unless func(c *checker) bool // something else wins
}

var deployOptions = []deployOption{
	{key: "blob.server.port", check: port},
	{key: "jobmanager.rpc.port", check: port},
	{key: "rest.bind-port", check: port},
	{key: "rest.port", check: port},
	{key: "taskmanager.rpc.port", check: port},

	{key: "kubernetes.env.secretKeyRef", check: mapList("env:NAME,secret:my-secret,key:my-key")},
	{key: "kubernetes.jobmanager.annotations", check: isMap},
	{key: "kubernetes.jobmanager.labels", check: isMap},
	{key: "kubernetes.jobmanager.node-selector", check: isMap},
	{key: "kubernetes.jobmanager.owner.reference", check: mapList("apiVersion:v1,kind:Pod,name:a,uid:b")},
	{key: "kubernetes.jobmanager.tolerations", check: tolerations},
	{key: "kubernetes.rest-service.annotations", check: isMap},
	{key: "kubernetes.secrets", check: isMap},
	{key: "kubernetes.taskmanager.annotations", check: isMap},
	{key: "kubernetes.taskmanager.labels", check: isMap},
	{key: "kubernetes.taskmanager.node-selector", check: isMap},
	{key: "kubernetes.taskmanager.tolerations", check: tolerations},

	{key: "kubernetes.container.image.pull-policy", check: oneOf(pullPolicies...), unless: func(c *checker) bool { return c.has("imagePullPolicy") }},
	{key: "kubernetes.rest-service.exposed.type", check: oneOf("ClusterIP", "NodePort", "LoadBalancer", "Headless_ClusterIP")},

	{key: "kubernetes.decorator.hadoop-conf-mount.enabled", check: isBoolean, mode: "native"},
	{key: "kubernetes.decorator.kerberos-mount.enabled", check: isBoolean, mode: "native"},
	{key: "kubernetes.hostnetwork.enabled", check: isBoolean},
	{key: operatorPrefix + "jm-deployment.startup.probe.enabled", check: isBoolean},
	{key: operatorPrefix + "pod-template.merge-arrays-by-name", check: isBoolean},

	{key: "kubernetes.jobmanager.cpu.limit-factor", check: limitFactor},
	{key: "kubernetes.jobmanager.memory.limit-factor", check: limitFactor},
	{key: "kubernetes.taskmanager.cpu.limit-factor", check: limitFactor},
	{key: "kubernetes.taskmanager.memory.limit-factor", check: limitFactor},
	{key: "kubernetes.jobmanager.cpu.amount", check: isNumber, unless: overridesCPU("jobManager")},
	{key: "kubernetes.taskmanager.cpu.amount", check: isNumber, unless: overridesCPU("taskManager")},
	{key: "taskmanager.cpu.cores", check: cores},
	{key: "taskmanager.numberOfTaskSlots", check: slots},

	{key: "kubernetes.transactional-operation.max-retries", check: isInteger, mode: "standalone"},
	{key: "pipeline.jobvertex-parallelism-overrides", check: parallelismOverrides, unless: func(c *checker) bool { return !c.isApplication() || !c.release.ReadsParallelismOverrides() }},
}

// deployOptions checks values that no cluster can be deployed with.
func (c *checker) deployOptions() {
	for _, option := range deployOptions {
		s, ok := c.effective[option.key]
		if !ok || option.mode != "" && c.mode() != option.mode || option.unless != nil && option.unless(c) {
			continue
		}
		if err := option.check(s.value); err != nil {
			c.report(c.place(s), "%v", err)
		}
	}
}

func port(value string) error {
	if _, err := strconv.ParseInt(value, 10, 32); err != nil {
		return fmt.Errorf("must be one port, such as 6124, not %s: Kubernetes needs to know it", diagnostic.Quote(value))
	}
	return nil
}

func isMap(value string) error {
	if _, err := flink.ParseMap(value); err != nil {
		return fmt.Errorf("must be a map, such as team:data,disk:ssd, not %s: %w", diagnostic.Quote(value), err)
	}
	return nil
}

func mapList(example string) func(string) error {
	return func(value string) error {
		if _, err := flink.ParseMapList(value); err != nil {
			return fmt.Errorf("must be a list of maps, such as %s, not %s: %w", example, diagnostic.Quote(value), err)
		}
		return nil
	}
}

func tolerations(value string) error {
	const example = "key:dedicated,operator:Equal,value:flink,effect:NoSchedule"
	if err := mapList(example)(value); err != nil {
		return err
	}
	list, _ := flink.ParseMapList(value)
	for _, toleration := range list {
		seconds, ok := toleration["tolerationSeconds"]
		if _, err := strconv.ParseInt(seconds, 10, 64); ok && err != nil {
			return fmt.Errorf("must have a whole number for tolerationSeconds, not %s", diagnostic.Quote(seconds))
		}
	}
	return nil
}

// oneOf: Flink ignores the case of such words.
func oneOf(words ...string) func(string) error {
	return func(value string) error {
		if slices.ContainsFunc(words, func(word string) bool { return strings.EqualFold(word, value) }) {
			return nil
		}
		return fmt.Errorf("%s", diagnostic.OneOf(value, words))
	}
}

func isBoolean(value string) error {
	if !strings.EqualFold(value, "true") && !strings.EqualFold(value, "false") {
		return fmt.Errorf("must be true or false, not %s", diagnostic.Quote(value))
	}
	return nil
}

func limitFactor(value string) error {
	if n, ok := flink.ParseDouble(value); !ok || !(n >= 1) {
		return fmt.Errorf("must be a number of at least 1, not %s: a limit is not below its request", diagnostic.Quote(value))
	}
	return nil
}

// overridesCPU reports whether a field of cpu wins over the option of today.
func overridesCPU(process string) func(*checker) bool {
	return func(c *checker) bool {
		return c.has(process, "resource", "cpu") && (c.flink.AtLeast(flink.Version{Major: 1, Minor: 17}) || !c.release.SetsEarlierCPUKeys())
	}
}

func isNumber(value string) error {
	if _, ok := flink.ParseDouble(value); !ok {
		return fmt.Errorf("must be a number, such as 0.5, not %s", diagnostic.Quote(value))
	}
	return nil
}

func isInteger(value string) error {
	if _, err := strconv.ParseInt(value, 10, 32); err != nil {
		return fmt.Errorf("must be a whole number, not %s", diagnostic.Quote(value))
	}
	return nil
}

func parallelismOverrides(value string) error {
	overrides, err := flink.ParseMap(value)
	for _, parallelism := range overrides {
		if err == nil {
			err = isInteger(parallelism)
		}
	}
	if err != nil {
		return fmt.Errorf("must be a map of vertices and their parallelism, not %s: %w", diagnostic.Quote(value), err)
	}
	return nil
}

func cores(value string) error {
	if n, ok := flink.ParseDouble(value); !ok || !(n > 0) {
		return fmt.Errorf("must be a number of more than 0, not %s", diagnostic.Quote(value))
	}
	return nil
}

func slots(value string) error {
	if n, err := strconv.ParseInt(value, 10, 32); err != nil || n < 1 {
		return fmt.Errorf("must be a whole number of at least 1, not %s", diagnostic.Quote(value))
	}
	return nil
}
