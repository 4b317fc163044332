package streampark

import (
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
)

// What the generated objects say anyway, so that no field needs to: that of package kind/streampark.
const (
	generatedOptions = "-XX:+ExitOnOutOfMemoryError -XX:+IgnoreUnrecognizedVMOptions -XX:+UseGCLogFileRotation -XX:NumberOfGCLogFiles=10 -XX:GCLogFileSize=50M"
	generatedLocale  = "C.UTF-8"
	generatedZone    = "Etc/UTC"
	configHash       = "flinkustomize.dev/config-sha256"
)

// withoutGenerated leaves out what is generated anyway.
func (p *park) withoutGenerated() {
	env, _ := p.made.Spec["env"].(map[string]any)
	for _, name := range []string{"LANG", "LC_ALL"} {
		if env[name] == generatedLocale {
			delete(env, name)
		}
	}
	if len(env) == 0 {
		delete(p.made.Spec, "env")
	}
	memory, err := quantity.Parse(reader.Text(p.made.Spec["memory"]))
	if err != nil {
		memory = defaultMemory
	}
	if heap, err := quantity.Parse(reader.Text(p.made.Spec["jvmHeap"])); err == nil && heap.Value()*2 == memory.Value() {
		delete(p.made.Spec, "jvmHeap")
	}
	if p.made.Spec["jvmOptions"] == generatedOptions {
		delete(p.made.Spec, "jvmOptions")
	}
	if p.made.Spec["timeZone"] == generatedZone {
		delete(p.made.Spec, "timeZone")
	}
	if q, err := quantity.Parse(textOf(p.made.Spec["cpu"])); err == nil && q.MilliValue() == 500 {
		delete(p.made.Spec, "cpu")
	}
}

// generatedPod takes the fields of the pod that are generated: a profile of seccomp, and no more rights than needed.
func (p *park) generatedPod() {
	if p.pod.Get("securityContext", "seccompProfile", "type") == "RuntimeDefault" {
		p.pod.Take("securityContext", "seccompProfile")
	}
	p.user()
	if p.pod.Get("enableServiceLinks") == false {
		p.pod.Take("enableServiceLinks")
	}
	if p.main.Get("securityContext", "allowPrivilegeEscalation") == false {
		p.main.Take("securityContext", "allowPrivilegeEscalation")
	}
}

// user takes the user that the whole pod runs as, where it is one and the same in all fields, with which no container has capabilities.
func (p *park) user() {
	fields := []string{"runAsUser", "runAsGroup", "fsGroup"}
	dropped, _ := p.main.Get("securityContext", "capabilities", "drop").([]any)
	user, ok := p.pod.Get("securityContext", "runAsUser").(int64)
	if !ok || user == 0 || p.pod.Get("securityContext", "runAsNonRoot") != true ||
		slices.ContainsFunc(fields, func(field string) bool { return p.pod.Get("securityContext", field) != user }) ||
		!slices.Equal(dropped, []any{"ALL"}) || p.main.Get("securityContext", "capabilities", "add") != nil {
		return
	}
	for _, field := range append(fields, "runAsNonRoot") {
		p.pod.Take("securityContext", field)
	}
	p.main.Take("securityContext", "capabilities")
	p.made.Spec["runAsUser"] = user
}

// schema takes the init containers that create the tables, and reports whether there are any.
func (p *park) schema() bool {
	containers, _ := p.pod.Take("initContainers").([]any)
	found := false
	containers = slices.DeleteFunc(containers, func(c any) bool {
		name := reader.Text(reader.At(c, "name"))
		if name != "schema" && name != "schema-sql" || !strings.Contains(strings.Join(line(c), " "), "/flinkustomize/create-schema.sh") && name == "schema" {
			return false
		}
		if name == "schema" {
			found = true
			p.administrator(c, "ADMIN_PASSWORD")
			if image := reader.Text(reader.At(c, "image")); image != "mysql:8.4" && image != "postgres:17-alpine" {
				p.made.Spec["schema"] = map[string]any{"clientImage": image}
			}
		}
		return true
	})
	if found {
		volumes, _ := p.pod.Take("volumes").([]any)
		volumes = slices.DeleteFunc(volumes, func(v any) bool { return strings.HasPrefix(reader.Text(reader.At(v, "name")), "schema-") })
		if len(volumes) > 0 {
			p.pod.Put(volumes, "volumes")
		}
		p.generated = append(p.generated, p.made.Name+"-schema")
	}
	if len(containers) > 0 {
		p.pod.Put(containers, "initContainers")
	}
	return found
}

func line(container any) (words []string) {
	for _, field := range []string{"command", "args"} {
		list, _ := reader.At(container, field).([]any)
		for _, word := range list {
			words = append(words, reader.Text(word))
		}
	}
	return words
}

// administrator takes the Secret with the password of admin, which a container has in a variable.
func (p *park) administrator(container any, variable string) {
	env, _ := reader.At(container, "env").([]any)
	for _, one := range env {
		if reader.At(one, "name") != variable {
			continue
		}
		administrator := map[string]any{"secretName": reader.At(one, "valueFrom", "secretKeyRef", "name")}
		if key := reader.Text(reader.At(one, "valueFrom", "secretKeyRef", "key")); key != "password" {
			administrator["passwordKey"] = key
		}
		p.made.Spec["administrator"] = administrator
	}
}

// takeGenerated takes objects that are generated for what was taken.
func (p *park) takeGenerated(objects []manifest.Object) (rest []manifest.Object) {
	for _, object := range objects {
		if slices.Contains(p.generated, object.ID().Name) && object.Namespace() == p.object.Namespace() {
			p.made.Objects = append(p.made.Objects, object)
			continue
		}
		rest = append(rest, object)
	}
	return rest
}

// metadataOf takes labels and annotations of the Deployment that all objects of the spec get.
func (p *park) metadataOf() {
	labels := p.metadata(p.object, "labels")
	annotations := p.metadata(p.object, "annotations")
	delete(annotations, "deployment.kubernetes.io/revision")
	texts := func(of map[string]any) map[string]string {
		var all map[string]string
		for key, value := range of {
			if all == nil {
				all = map[string]string{}
			}
			all[key] = reader.Text(value)
		}
		return all
	}
	p.made.Labels, p.made.Annotations = texts(labels), texts(annotations)
	if len(labels)+len(annotations) > 0 {
		p.note(draft.Kept, "gives its labels and annotations to all objects", "metadata")
	}
}
