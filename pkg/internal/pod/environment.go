package pod

import (
	"path"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// unread are variables that the official image reads to write Flink's configuration, and what to set instead. Under the
// operator the configuration is a ConfigMap, which nothing can write to.
var unread = map[string]string{
	"FLINK_PROPERTIES":                  "set the options in spec.flinkConfiguration",
	"JOB_MANAGER_RPC_ADDRESS":           "Flink knows the address by itself",
	"TASK_MANAGER_NUMBER_OF_TASK_SLOTS": "set taskmanager.numberOfTaskSlots",
}

// builtInPlugins names jars below /opt/flink/opt, by which the official image makes plugins before Flink starts; it exits
// where it has no such jar.
const builtInPlugins = "ENABLE_BUILT_IN_PLUGINS"

// environment looks at the variables of the Flink process, and at references to variables in all containers.
func (p *Pod) environment(flinkVersion string) {
	main := p.main()
	for i, variable := range main.Env {
		at := func() diagnostic.Path { return p.mainPath().Child("env").Index(i) }
		if slices.ContainsFunc(main.Env[i+1:], func(later corev1.EnvVar) bool { return later.Name == variable.Name }) {
			continue // the later one counts
		}
		if instead, ok := unread[variable.Name]; ok {
			p.found(diagnostic.RuleIgnoredVariable, at(), "%s does nothing under the operator, whose configuration the image cannot write to; %s", variable.Name, instead)
		}
		if variable.Name == builtInPlugins && variable.Value != "" {
			p.plugins(variable.Value, main.Image, flinkVersion, at().Child("value"))
		}
	}
	for _, list := range []struct {
		field      string
		containers []corev1.Container
	}{{"initContainers", p.Template.Spec.InitContainers}, {"containers", p.Template.Spec.Containers}} {
		for i := range list.containers {
			p.references(&list.containers[i], func() diagnostic.Path { return diagnostic.Path{}.Child("spec", list.field).Index(i) })
		}
	}
}

var (
	pluginPattern = lazyregexp.New(`^flink-[a-z0-9-]*?-([0-9]+\.[0-9]+)(\.[0-9]+)?(-[0-9A-Za-z.-]+)?\.jar$`)
	tagPattern    = lazyregexp.New(`^([0-9]+\.[0-9]+\.[0-9]+)(-[a-z0-9._-]+)?$`)
)

// plugins refuses jars of another version than that of the image: the one in its tag where it is Flink's own image, and
// else the minor one of the cluster.
func (p *Pod) plugins(value, image, flinkVersion string, at diagnostic.Path) {
	minor := operator.FlinkMinor(flinkVersion)
	name, tag, _ := strings.Cut(path.Base(strings.SplitN(image, "@", 2)[0]), ":")
	exact := ""
	if m := tagPattern.FindStringSubmatch(tag); m != nil && name == "flink" {
		exact = m[1]
	}
	for _, jar := range strings.FieldsFunc(value, func(r rune) bool { return r == ';' || r == ' ' }) {
		m := pluginPattern.FindStringSubmatch(jar)
		switch {
		case strings.Contains(jar, "/") || !strings.HasSuffix(jar, ".jar"):
			p.found(diagnostic.RulePod, at, "must be names of jars below /opt/flink/opt, with semicolons between them, not %s: the container exits", diagnostic.Quote(jar))
		case m == nil:
		case exact != "" && m[1]+m[2] != exact, exact == "" && minor != "" && m[1] != minor:
			version := exact
			if version == "" {
				version = minor
			}
			p.found(diagnostic.RulePod, at, "must name jars of Flink %s, which the image has, not %s: the container exits where a jar is missing", version, diagnostic.Quote(jar))
		}
	}
}

var (
	referencePattern = lazyregexp.New(`\$\$|\$\(([A-Za-z_][A-Za-z0-9_.-]*)\)`)
	servicePattern   = lazyregexp.New(`_(SERVICE_HOST|SERVICE_PORT|PORT)(_|$)`)
)

// references finds $(X) of an X that the container has not, which Kubernetes leaves as it is. A variable sees those before it.
func (p *Pod) references(container *corev1.Container, at func() diagnostic.Path) {
	if len(container.EnvFrom) > 0 {
		return // any may come from there
	}
	for i, variable := range container.Env {
		p.unresolved(variable.Value, container.Env[:i], func() diagnostic.Path { return at().Child("env").Index(i).Child("value") }, "before it")
	}
	if slices.Contains(container.Command, "-c") || slices.Contains(container.Args, "-c") {
		return // to a shell, to which $(X) is a command
	}
	for _, list := range [...]struct {
		field string
		words []string
	}{{"command", container.Command}, {"args", container.Args}} {
		for i, word := range list.words {
			p.unresolved(word, container.Env, func() diagnostic.Path { return at().Child(list.field).Index(i) }, "in the container")
		}
	}
}

func (p *Pod) unresolved(text string, known []corev1.EnvVar, at func() diagnostic.Path, where string) {
	if !strings.Contains(text, "$(") {
		return
	}
	for _, m := range referencePattern.FindAllStringSubmatch(text, -1) {
		isIt := func(variable corev1.EnvVar) bool { return variable.Name == m[1] }
		if name := m[1]; name != "" && !slices.ContainsFunc(known, isIt) && !servicePattern.MatchString(name) {
			p.found(diagnostic.RuleIgnoredVariable, at(), "$(%s) stays as it is written: there is no variable %s %s", name, name, where)
		}
	}
}
