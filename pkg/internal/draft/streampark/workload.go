package streampark

import (
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/flinkustomize/flinkustomize/pkg/internal/credential"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	kind "github.com/flinkustomize/flinkustomize/pkg/internal/kind/streampark"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
)

const mainContainer = "streampark"

// workload takes what is around the pod.
func (p *park) workload() {
	f := p.fields
	spec := f.Mapping("spec")
	f.Rest() // apiVersion, kind, metadata and status
	if replicas := spec.Int(1, "replicas"); replicas != 1 {
		p.note(draft.Changed, "is 1 now: StreamPark supports one, as each process watches all jobs and refuses the logins of the others", "spec", "replicas")
	}
	labels := map[string]any{}
	for key, value := range spec.Mapping("selector", "matchLabels").Rest() {
		labels[key] = value
	}
	spec.Take("selector")
	if len(labels) > 0 {
		p.made.Spec["selectorLabels"] = labels // which cannot change in a Deployment that is there
	}
	for _, own := range []string{"strategy", "updateStrategy", "revisionHistoryLimit", "progressDeadlineSeconds", "minReadySeconds", "serviceName", "podManagementPolicy"} {
		spec.Take(own)
	}
	template := spec.Mapping("template")
	metadata := template.Mapping("metadata")
	p.pod = template.Mapping("spec")
	pod := map[string]any{}
	for _, field := range []string{"labels", "annotations"} {
		kept := metadata.Mapping(field).Rest()
		for key := range labels {
			if field == "labels" {
				delete(kept, key)
			}
		}
		delete(kept, configHash)
		reader.Put(pod, kept, "metadata", field)
	}
	reader.Put(p.made.Spec, pod, "podTemplate")
	var sidecars []any
	for _, container := range p.pod.Mappings("containers") {
		if p.main == nil && isImage(reader.Text(container.Get("image"))) {
			p.main = container
			continue
		}
		sidecars = append(sidecars, container.Rest())
	}
	if p.main == nil {
		p.pod.Refuse("must have a container with an image of StreamPark", "containers")
		return
	}
	if len(sidecars) > 0 {
		p.pod.Put(sidecars, "containers")
	}
	p.made.Notes = append(p.made.Notes, spec.Left("has no equal in a StreamPark")...)
}

var versionInTag = lazyregexp.New(`(?:^|[^0-9.])(2\.[0-9]+\.[0-9]+)(?:[^0-9.]|$)`)

// image takes the image and its version.
func (p *park) image() {
	image := p.main.Text("image")
	base, _, _ := strings.Cut(image, "@")
	tag := ""
	if i := strings.LastIndex(base, ":"); i > strings.LastIndex(base, "/") {
		tag = base[i+1:]
	}
	match := versionInTag.FindStringSubmatch(tag)
	if match == nil {
		p.main.Refuse("must have the version of StreamPark in its tag, such as apache/streampark:2.1.5", "image")
		return
	}
	p.version = match[1]
	p.made.Spec["version"] = p.version
	if p.version == "2.1.7" {
		p.made.Spec["forceVersion"] = true
		p.made.Comments["forceVersion"] = "2.1.7 cannot use a Flink home that is registered: go to 2.1.6, or stay."
	}
	official := "apache/streampark:" + p.version
	if before(p.version, "2.1.4") {
		official = "apache/streampark:v" + p.version
	}
	if image != official {
		p.made.Spec["image"] = image
	}
	if policy := p.main.Text("imagePullPolicy"); policy != "" {
		p.made.Spec["imagePullPolicy"] = policy
	}
	var secrets []any
	for _, secret := range p.pod.Mappings("imagePullSecrets") {
		secrets = append(secrets, secret.Text("name"))
	}
	if len(secrets) > 0 {
		p.made.Spec["imagePullSecrets"] = secrets
	}
}

// before reports whether one version of StreamPark is older than another.
func before(a, b string) bool {
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(x), len(y)) {
		m, _ := strconv.Atoi(x[i])
		n, _ := strconv.Atoi(y[i])
		if m != n {
			return m < n
		}
	}
	return false
}

var (
	heapOption    = lazyregexp.New(`^-Xmx([0-9]+)([mMgG])$`)
	defaultMemory = resource.MustParse("2Gi")
)

// container takes the sizes, the command and the variables of StreamPark.
func (p *park) container() {
	requests, limits := p.main.Mapping("resources", "requests"), p.main.Mapping("resources", "limits")
	p.main.Take("resources")
	if cpu := requests.Text("cpu"); cpu != "" {
		p.made.Spec["cpu"] = reader.Cores(cpu)
	}
	if cpu := limits.Text("cpu"); cpu != "" {
		p.made.Spec["cpuLimit"] = reader.Cores(cpu)
	}
	memory, limit := requests.Text("memory"), limits.Text("memory")
	if limit == "" {
		limit = memory
	}
	if q, err := quantity.Parse(limit); err == nil && q.Cmp(defaultMemory) > 0 {
		p.made.Spec["memory"] = limit
	} else if limit != "" && (err != nil || q.Cmp(defaultMemory) != 0) {
		p.note(draft.Changed, "is 2Gi now, as is the request: StreamPark's heap is 1 GiB, so that a pod with "+limit+" is killed once it uses it", "spec", "template", "spec",
			"containers", "resources", "limits", "memory")
	}
	p.made.Notes = append(p.made.Notes, requests.Left("has no field")...)
	p.made.Notes = append(p.made.Notes, limits.Left("has no field")...)
	command := p.main.Texts("command")
	p.main.Take("workingDir")
	if args := p.main.Texts("args"); len(args) == 0 && len(command) == 0 && before(p.version, "2.1.5") {
		p.made.Spec["command"] = []any{} // the image starts StreamPark by itself
	} else if len(args) > 0 || len(command) > 0 && !strings.Contains(strings.Join(command, " "), "streampark.sh start_docker") {
		p.note(draft.NotKept, "starts StreamPark in another way than its chart: set command, if that is meant", "spec", "template", "spec", "containers", "command")
	}
	for _, own := range []string{"name", "livenessProbe", "readinessProbe", "startupProbe", "ports"} {
		p.main.Take(own)
	}
	if privileged, ok := p.main.Get("securityContext", "privileged").(bool); ok && !privileged {
		p.main.Take("securityContext", "privileged") // which is what a container is without it
	}
	p.variables()
}

// textOf is a number or a text as text.
func textOf(value any) string {
	switch value := value.(type) {
	case int64:
		return strconv.FormatInt(value, 10)
	case float64:
		return strconv.FormatFloat(value, 'f', -1, 64)
	}
	return reader.Text(value)
}

// charts are variables of the chart, by what they are for.
var chartVariables = map[string]string{
	"DOCKER_HOST": "names a Docker daemon beside StreamPark, which the chart does not run",
}

// variables takes those of StreamPark: the ones that fields stand for, those of the database, and others as they are.
func (p *park) variables() {
	taken := p.main.Take("env")
	list, isList := taken.([]any)
	p.variablesOf = list
	if taken != nil && !isList {
		p.main.Refuse("must be a list", "env")
	}
	env := map[string]any{}
	for _, element := range list {
		name, value := reader.Text(reader.At(element, "name")), reader.Text(reader.At(element, "value"))
		from := reader.At(element, "valueFrom")
		way := []string{"spec", "template", "spec", "containers", "env", name}
		field, own := kind.FieldOfVariable(name)
		switch {
		case chartVariables[name] != "":
			p.note(draft.NotKept, chartVariables[name], way...)
		case name == "TZ" && value != "":
			p.made.Spec["timeZone"] = value
		case name == "JAVA_OPTS" || name == "JVM_OPTS" || name == "_JAVA_OPTIONS":
			p.jvm(value, way)
		case strings.HasPrefix(name, "SPRING_DATASOURCE_") || name == "SPRING_PROFILES_ACTIVE" || strings.HasPrefix(name, "DATASOURCE_"):
			p.databaseVariable(name, value, from)
		case own:
			if property := propertyOf(name); property != "" {
				p.settings[property] = value
				if secret := reader.Text(reader.At(from, "secretKeyRef", "name")); secret != "" {
					p.settings[property] = "secret:" + secret + "/" + reader.Text(reader.At(from, "secretKeyRef", "key"))
				}
				continue
			}
			p.note(draft.NotKept, "is set by the generated objects: set "+field, way...)
		case from != nil && isAddress(list, name):
		case from != nil:
			if reference := referenceOf(from); reference != nil {
				env[name] = reference
			} else {
				p.note(draft.NotKept, "takes its value from what env has no form for: say it in podTemplate", way...)
			}
		case credential.Entry(name, value) != "":
			p.note(draft.NotKept, "is "+credential.Entry(name, value)+" in plain text: put it into a Secret, and name that in env: {"+name+": {secretName: ..., key: ...}}", way...)
		default:
			env[name] = value
		}
	}
	reader.Put(p.made.Spec, env, "env")
}

// propertyOf is a property that a variable sets and that becomes a field.
func propertyOf(variable string) string {
	return map[string]string{
		"STREAMPARK_WORKSPACE_LOCAL": workspaceProperty, "SPRING_JACKSON_TIMEZONE": zoneProperty,
		"LDAP_ENABLE": "ldap.enable", "LDAP_URLS": "ldap.urls", "LDAP_BASEDN": "ldap.base-dn", "LDAP_USERNAME": "ldap.username", "LDAP_PASSWORD": "ldap.password",
		"LDAP_USER_IDENTITYATTRIBUTE": "ldap.user.identity-attribute", "LDAP_USER_EMAILATTRIBUTE": "ldap.user.email-attribute",
	}[variable]
}

// referenceOf is the value of a variable as spec.env has it; nil for what it does not have.
func referenceOf(from any) map[string]any {
	for form, fields := range map[string][2]string{"secretKeyRef": {"secretName", "key"}, "configMapKeyRef": {"configMapName", "key"}} {
		if target, ok := reader.At(from, form).(map[string]any); ok {
			return map[string]any{fields[0]: target["name"], fields[1]: target["key"]}
		}
	}
	if path := reader.Text(reader.At(from, "fieldRef", "fieldPath")); path != "" {
		return map[string]any{"fieldPath": path}
	}
	if resource := reader.Text(reader.At(from, "resourceFieldRef", "resource")); resource != "" {
		return map[string]any{"resource": resource}
	}
	return nil
}

// jvm takes the options of the JVM: the heap, and others but those that are rendered anyway.
func (p *park) jvm(options string, way []string) {
	if credential.Find(options) != "" {
		p.note(draft.NotKept, "holds "+credential.Find(options)+" in plain text, which StreamPark writes to its log too", way...)
		return
	}
	var others []string
	for _, option := range strings.Fields(options) {
		if match := heapOption.FindStringSubmatch(option); match != nil {
			p.made.Spec["jvmHeap"] = match[1] + map[string]string{"m": "Mi", "g": "Gi"}[strings.ToLower(match[2])]
		} else if !strings.HasPrefix(option, "-Xms") {
			others = append(others, option)
		}
	}
	if len(others) > 0 {
		p.made.Spec["jvmOptions"] = strings.Join(others, " ")
	}
}
