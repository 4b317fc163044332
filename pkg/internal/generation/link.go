package generation

import (
	"fmt"
	"maps"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
)

// linkAnnotation has Argo CD show a link beside an object.
const linkAnnotation = "link.argocd.argoproj.io/external-link"

// linked reports whether Argo CD delivers an environment.
func linked(d *v1alpha1.Delivery, environment string) bool {
	if d == nil || d.ArgoCD == nil {
		return false
	}
	_, named := d.ArgoCD.Environments[environment]
	return named
}

// link adds the address at which people reach a target to its first object, the one that it is about. An address for every host
// is none; where the user has set the annotation, theirs stays.
func link(target kind.Target, files []object.File) error {
	if len(files) == 0 {
		return nil
	}
	entry, err := target.Inventory(files)
	if err != nil {
		return fmt.Errorf("internal error: %w", err)
	}
	main, ok := files[0].Object.(v1.Object)
	if !ok || len(entry.URLs) == 0 || strings.Contains(entry.URLs[0], "://"+cluster.EveryHost) {
		return nil
	}
	annotations := maps.Clone(main.GetAnnotations())
	if _, own := annotations[linkAnnotation]; own {
		return nil
	}
	if annotations == nil {
		annotations = map[string]string{}
	}
	annotations[linkAnnotation] = entry.URLs[0]
	main.SetAnnotations(annotations)
	return nil
}
