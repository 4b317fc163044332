package impact

import "strings"

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
	if n, ok := wholeNumber(c.new.at("spec", "replicas")); ok && n == 0 {
		c.Users = "nobody is served: no pod runs"
	} else if c.new.text("spec", "strategy", "type") == "Recreate" {
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
