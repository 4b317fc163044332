package impact

import (
	"fmt"
	"strings"
)

// changeDeployment: another pod template makes new pods. StreamPark's is one, of strategy Recreate.
func changeDeployment(c *change) {
	c.metadata()
	c.each(func(l leaf) (Class, string) {
		switch {
		case l.below("spec", "selector"):
			return Refused, "is immutable: delete the Deployment first"
		case l.below("spec", "template"):
			if l.last() == "flinkustomize.dev/config-sha256" {
				return Restart, "the configuration that the pod mounts has changed"
			}
			return Restart, ""
		}
		if n, ok := wholeNumber(l.new); ok && n == 0 && l.below("spec", "replicas") {
			return Restart, "its pods stop, and none starts"
		}
		return InPlace, ""
	})
	if !c.has(Restart) {
		return
	}
	c.Users = "pods are replaced one after the other"
	if c.new.text("spec", "strategy", "type") == "Recreate" {
		c.Users = "the pod stops before a new one starts: nobody is served meanwhile"
	}
	if c.isStreamPark() {
		c.Users += "; all users of StreamPark are logged out"
		c.Jobs = "jobs on sessions go on; nothing watches them until StreamPark is back"
	}
}

// isStreamPark reports whether a Deployment runs the console, by its image or label.
func (c *change) isStreamPark() bool {
	o := c.new
	if o == nil {
		o = c.old
	}
	if textAt(o.at("spec", "template", "metadata", "labels"), "app.kubernetes.io/name") == "streampark" {
		return true
	}
	for _, container := range listAt(o.content, "spec", "template", "spec", "containers") {
		image, _, _ := strings.Cut(textAt(container, "image"), "@")
		if name := image[strings.LastIndexByte(image, '/')+1:]; name == "streampark" || strings.HasPrefix(name, "streampark:") {
			return true
		}
	}
	return false
}

func removeDeployment(c *change) {
	c.Users = "its pods stop"
	if c.isStreamPark() {
		c.Users = "StreamPark stops"
		c.Jobs = "jobs on sessions go on; nothing watches them any more"
		c.Kept = append(c.Kept, "StreamPark's database, which is outside of this object")
	}
	if c.Class == Replace {
		c.Users += "; pods of another name start"
	}
}

// mutableInStatefulSet are the fields of a StatefulSet's spec that may change.
var mutableInStatefulSet = map[string]bool{
	"replicas": true, "ordinals": true, "template": true, "updateStrategy": true, "persistentVolumeClaimRetentionPolicy": true,
	"minReadySeconds": true, "revisionHistoryLimit": true,
}

func changeStatefulSet(c *change) {
	c.metadata()
	c.each(func(l leaf) (Class, string) {
		switch {
		case l.below("spec", "template"):
			return Restart, ""
		case l.below("spec") && len(l.names) > 1 && !mutableInStatefulSet[l.names[1]]:
			return Refused, "is immutable: delete the StatefulSet first, with --cascade=orphan to keep its pods"
		}
		return InPlace, ""
	})
	if c.has(Restart) {
		c.Users = "pods are replaced one after the other"
	}
}

func removeStatefulSet(c *change) {
	c.Users = "its pods stop"
	c.Kept = append(c.Kept, "the volumes of its claim templates, unless persistentVolumeClaimRetentionPolicy says otherwise")
}

func changeDaemonSet(c *change) {
	c.metadata()
	c.each(func(l leaf) (Class, string) {
		switch {
		case l.below("spec", "selector"):
			return Refused, "is immutable: delete the DaemonSet first"
		case l.below("spec", "template"):
			return Restart, ""
		}
		return InPlace, ""
	})
}

// mutableInJob are the fields of a Job's spec that may change while it is not suspended.
var mutableInJob = map[string]bool{
	"activeDeadlineSeconds": true, "backoffLimit": true, "parallelism": true, "suspend": true, "ttlSecondsAfterFinished": true,
}

// changeJob: the pod template of a Job cannot change; Argo CD and Flux replace it where they are told to.
func changeJob(c *change) {
	c.metadata()
	replaced := c.isForced()
	c.each(func(l leaf) (Class, string) {
		switch {
		case !l.below("spec") || len(l.names) < 2 || mutableInJob[l.names[1]]:
			return InPlace, ""
		case replaced:
			return Restart, "is immutable: Argo CD and Flux replace the Job, which runs again"
		}
		return Refused, "is immutable: delete the Job first"
	})
}

// isForced reports whether Argo CD and Flux are told to replace what cannot be changed.
func (c *change) isForced() bool {
	annotations := c.new.at("metadata", "annotations")
	options := textAt(annotations, "argocd.argoproj.io/sync-options")
	return hasOption(options, "Replace=true") && hasOption(options, "Force=true") || textAt(annotations, "kustomize.toolkit.fluxcd.io/force") == "enabled"
}

// hasOption reports whether a list of options for Argo CD has one.
func hasOption(options, option string) bool {
	for word := range strings.SplitSeq(options, ",") {
		if strings.TrimSpace(word) == option {
			return true
		}
	}
	return false
}

func createJob(c *change) { c.Users = "it runs once" }

func rehashJob(*change) string { return "the hash of what it does: the new Job runs once" }

func changeCronJob(c *change) {
	c.metadata()
	c.each(func(leaf) (Class, string) { return Deferred, "counts from the next run on" })
}

// podTemplates are where pods of the objects of a kind come from.
var podTemplates = map[kindID][][]string{
	{"apps", "Deployment"}:  {{"spec", "template"}},
	{"apps", "StatefulSet"}: {{"spec", "template"}},
	{"apps", "DaemonSet"}:   {{"spec", "template"}},
	{"batch", "Job"}:        {{"spec", "template"}},
	{"flink.apache.org", "FlinkDeployment"}: {
		{"spec", "podTemplate"}, {"spec", "jobManager", "podTemplate"}, {"spec", "taskManager", "podTemplate"},
	},
}

// mention is how the pods of an object get at a ConfigMap or Secret.
type mention struct {
	by      *object
	mounted bool
	subPath bool // mounted as a single file, which is never updated
	env     bool
}

// mentions finds the pods beside an object that read it.
func (s *side) mentions(o *object) []mention {
	var found []mention
	for _, other := range s.objects {
		if other.id.Namespace != o.id.Namespace {
			continue
		}
		m := mention{by: other}
		for _, template := range podTemplates[other.kind()] {
			m.add(at(other.at(template...), "spec"), o.id)
		}
		if m.mounted || m.env {
			found = append(found, m)
		}
	}
	return found
}

func (m *mention) add(pod any, id ID) {
	source, names := map[string][]string{"ConfigMap": {"configMap", "configMapRef", "configMapKeyRef"}, "Secret": {"secret", "secretRef", "secretKeyRef"}}[id.Kind], []string{"name", "secretName"}
	if source == nil {
		return
	}
	is := func(reference any) bool {
		for _, name := range names {
			if textAt(reference, name) == id.Name && id.Name != "" {
				return true
			}
		}
		return false
	}
	volumes := map[string]bool{}
	for _, volume := range listAt(pod, "volumes") {
		mounts := is(at(volume, source[0]))
		for _, projected := range listAt(volume, "projected", "sources") {
			mounts = mounts || is(at(projected, source[0]))
		}
		if mounts {
			volumes[textAt(volume, "name")] = true
			m.mounted = true
		}
	}
	for _, list := range []string{"initContainers", "containers"} {
		for _, container := range listAt(pod, list) {
			for _, mount := range listAt(container, "volumeMounts") {
				if volumes[textAt(mount, "name")] && textAt(mount, "subPath")+textAt(mount, "subPathExpr") != "" {
					m.subPath = true
				}
			}
			for _, from := range listAt(container, "envFrom") {
				m.env = m.env || is(at(from, source[1]))
			}
			for _, variable := range listAt(container, "env") {
				m.env = m.env || is(at(variable, "valueFrom", source[2]))
			}
		}
	}
}

// readers says how running pods get at it, and which they are.
func readers(mentions []mention) (class Class, reason string) {
	if len(mentions) == 0 {
		return Deferred, "no pod beside it names it; if one does, its process reads it at its next start"
	}
	var by []string
	subPath, env := false, false
	for _, m := range mentions {
		by = append(by, m.by.id.String())
		subPath, env = subPath || m.subPath, env || m.env
	}
	switch {
	case subPath:
		return Deferred, fmt.Sprintf("mounted by subPath: %s keeps the old content until its next restart", list(by))
	case env:
		return Deferred, fmt.Sprintf("environment variables of %s keep the old value until the next restart", list(by))
	}
	return Deferred, fmt.Sprintf("files in running pods of %s change after a minute or so, and nothing restarts: a process that reads them at its start keeps the old content", list(by))
}
