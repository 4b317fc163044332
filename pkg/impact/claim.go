package impact

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
)

// changeClaim: of a bound claim the size may grow, and nothing else changes.
func changeClaim(c *change) {
	c.metadata()
	c.each(func(l leaf) (Class, string) {
		switch {
		case l.below("spec", "resources", "requests", "storage"):
			return sizeChange(l)
		case l.below("spec", "resources"), l.below("spec", "volumeAttributesClassName"):
			return InPlace, ""
		case l.below("spec"):
			return Refused, "is immutable: the running claim stays as it is"
		}
		return InPlace, ""
	})
	for _, cause := range c.Causes {
		if cause.Field == "spec.resources.requests.storage" && cause.Class == InPlace {
			c.State = "data stays; if the StorageClass does not let claims grow, the API server refuses it, and with some drivers the pod has to restart"
		}
	}
}

func sizeChange(l leaf) (Class, string) {
	old, errOld := quantity.Parse(fmt.Sprint(l.old))
	new, errNew := quantity.Parse(fmt.Sprint(l.new))
	switch {
	case errOld != nil || errNew != nil:
		return Refused, "must be a quantity"
	case new.Cmp(old) == 0:
		return None, "the same size"
	case new.Cmp(old) < 0:
		return Refused, "must not become smaller: the running claim stays as it is"
	}
	return InPlace, ""
}

// isKept reports whether Argo CD and Flux are told not to delete an object.
func (o *object) isKept() (argo, flux bool) {
	annotations := o.at("metadata", "annotations")
	return hasOption(textAt(annotations, "argocd.argoproj.io/sync-options"), "Prune=false"),
		textAt(annotations, "kustomize.toolkit.fluxcd.io/prune") == "disabled" || textAt(annotations, "kustomize.toolkit.fluxcd.io/reconcile") == "disabled"
}

// removeClaim: with the claim go the data, unless somebody was told to keep it.
func removeClaim(c *change) {
	argo, flux := c.old.isKept()
	switch {
	case argo && flux: // a new claim comes; see goes
		c.Kept = append(c.Kept, "the old claim and its data, which neither Argo CD nor Flux deletes (kubectl delete does)")
		c.State = "the new claim begins empty; the old one stays with its data, and nothing uses it"
		c.lose(fmt.Sprintf("the data of %s is left behind", c.old.id))
		return
	case argo:
		c.Kept = append(c.Kept, "the claim and its data with Argo CD, by its annotation")
	case flux:
		c.Kept = append(c.Kept, "the claim and its data with Flux, by its annotation")
	}
	c.State = "its data is destroyed when no pod uses it any more, if the reclaim policy of the volume is Delete, which is usual"
	if c.Class == Replace {
		c.State = "the new claim begins empty; " + c.State
	}
	c.lose(fmt.Sprintf("%s is deleted, and its data with it unless the volume is retained", c.old.id))
}
