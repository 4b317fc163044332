package impact

import "strings"

// What delivers apps is no part of them: when an Application without Argo CD's finalizer goes, or a Kustomization of Flux with the
// deletion policy Orphan or without prune, what it has created stays.

func changeDelivery(c *change) {
	c.metadata()
	c.each(func(l leaf) (Class, string) {
		switch {
		case !strings.HasPrefix(l.path, "spec."):
			return InPlace, ""
		case strings.Contains(l.path, "destination."):
			c.Jobs = "jobs start in the new cluster while those in the old one go on, on the same state and the same sources"
			return InPlace, "everything is created in another cluster, and stays in the old one"
		case strings.HasSuffix(l.path, "prune") && l.new == true:
			return InPlace, "from now on, what Git no longer has is deleted from the cluster, and the state of a FlinkDeployment with it"
		case strings.HasSuffix(l.path, "deletionPolicy") && l.old == "Orphan":
			return InPlace, "from now on, deleting it deletes what it has created"
		case strings.HasSuffix(l.path, "repoURL") || strings.HasSuffix(l.path, "path") || strings.HasSuffix(l.path, "targetRevision") || strings.Contains(l.path, "sourceRef"):
			return InPlace, "it delivers what is there from now on"
		}
		return InPlace, ""
	})
}

func removeDelivery(c *change) {
	c.Users = "what it has created stays in the cluster, and follows Git no longer: delete it by hand, or deliver it by other means"
	if c.old.at("spec", "prune") == true && c.old.text("spec", "deletionPolicy") != "Orphan" && c.old.id.Kind == "Kustomization" || hasFinalizer(c.old) {
		c.Users = "what it has created is deleted with it"
		c.lose("all that it has created is deleted with it, and so is the state of Flink clusters that have no savepoint")
		return
	}
	c.Kept = append(c.Kept, "everything that it has created")
}

// hasFinalizer reports whether Argo CD deletes with the object what it has created.
func hasFinalizer(o *object) bool {
	finalizers, _ := o.at("metadata", "finalizers").([]any)
	for _, finalizer := range finalizers {
		if text, _ := finalizer.(string); strings.HasPrefix(text, "resources-finalizer.argocd.argoproj.io") {
			return true
		}
	}
	return false
}
