package impact

import "fmt"

// podTemplates are where the pods of a kind's objects come from.
var podTemplates = map[kindID][][]string{
	{"apps", "Deployment"}:  {{"spec", "template"}},
	{"apps", "StatefulSet"}: {{"spec", "template"}},
	{"apps", "DaemonSet"}:   {{"spec", "template"}},
	{"batch", "Job"}:        {{"spec", "template"}},
	{"batch", "CronJob"}:    {{"spec", "jobTemplate", "spec", "template"}},
	{"flink.apache.org", "FlinkDeployment"}: {
		{"spec", "podTemplate"}, {"spec", "jobManager", "podTemplate"}, {"spec", "taskManager", "podTemplate"},
	},
}

// sources are what a pod reads, with the fields of a volume, of envFrom and of valueFrom.
var sources = []struct{ kind, volume, from, key string }{
	{"ConfigMap", "configMap", "configMapRef", "configMapKeyRef"},
	{"Secret", "secret", "secretRef", "secretKeyRef"},
}

// mention is how the pods of an object read a ConfigMap or Secret.
type mention struct {
	by      *object
	subPath bool // mounted as a single file, which is never updated
	env     bool
}

// mentions are those of a ConfigMap or Secret by the pods beside it.
func (s *side) mentions(o *object) []mention {
	if s.readers == nil {
		s.readers = map[ID][]mention{}
		for _, other := range s.objects {
			found := map[ID]*mention{}
			for _, template := range podTemplates[other.kind()] {
				addMentions(found, other, at(other.at(template...), "spec"))
			}
			for id, m := range found {
				s.readers[id] = append(s.readers[id], *m)
			}
		}
	}
	return s.readers[o.id]
}

// addMentions adds what a pod reads.
func addMentions(found map[ID]*mention, by *object, pod any) {
	for _, source := range sources {
		mentioned := func(reference any) *mention {
			name := textAt(reference, "name")
			if name == "" {
				name = textAt(reference, "secretName")
			}
			id := ID{"", source.kind, by.id.Namespace, name}
			if found[id] == nil && name != "" {
				found[id] = &mention{by: by}
			}
			return found[id]
		}
		volumes := map[string][]*mention{}
		for _, volume := range listAt(pod, "volumes") {
			name := textAt(volume, "name")
			references := []any{at(volume, source.volume)}
			for _, projected := range listAt(volume, "projected", "sources") {
				references = append(references, at(projected, source.volume))
			}
			for _, reference := range references {
				if m := mentioned(reference); m != nil {
					volumes[name] = append(volumes[name], m)
				}
			}
		}
		for _, list := range []string{"initContainers", "containers"} {
			for _, container := range listAt(pod, list) {
				for _, mount := range listAt(container, "volumeMounts") {
					for _, m := range volumes[textAt(mount, "name")] {
						m.subPath = m.subPath || textAt(mount, "subPath")+textAt(mount, "subPathExpr") != ""
					}
				}
				var references []any
				for _, from := range listAt(container, "envFrom") {
					references = append(references, at(from, source.from))
				}
				for _, variable := range listAt(container, "env") {
					references = append(references, at(variable, "valueFrom", source.key))
				}
				for _, reference := range references {
					if m := mentioned(reference); m != nil {
						m.env = true
					}
				}
			}
		}
	}
}

// names are those of the objects whose pods read it.
func names(mentions []mention) []string {
	var by []string
	for _, m := range mentions {
		by = append(by, m.by.id.String())
	}
	return by
}

// untilRestart says how long running pods keep what they have read.
func untilRestart(mentions []mention) string {
	subPath, env := false, false
	for _, m := range mentions {
		subPath, env = subPath || m.subPath, env || m.env
	}
	by := list(names(mentions))
	switch {
	case len(mentions) == 0:
		return "no pod beside it names it; if one does, its process reads it at its next start"
	case subPath:
		return fmt.Sprintf("mounted by subPath: %s keeps the old content until its next restart", by)
	case env:
		return fmt.Sprintf("environment variables of %s keep the old value until the next restart", by)
	}
	return fmt.Sprintf("files in running pods of %s change after a minute or so, and nothing restarts: a process that reads them at its start keeps the old content", by)
}
