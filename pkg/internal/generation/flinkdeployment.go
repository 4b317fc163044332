package generation

import (
	"path"

	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// FlinkDeployment is that of a document as it is in one environment.
type FlinkDeployment struct {
	// Environment is empty for a document without named environments.
	Environment string

	Object *v1beta1.FlinkDeployment
}

// FlinkDeployments are those of the documents of a name, in all their environments: one for each overlay, or that of the
// base where there is none. A document that has none, or a name that is no document's, has none.
func (r *Result) FlinkDeployments(name string) ([]FlinkDeployment, error) {
	var all []FlinkDeployment
	for _, app := range r.apps {
		if path.Base(app.path) != name {
			continue
		}
		made := app.render().app
		overlays := made.Overlays
		if len(overlays) == 0 {
			overlays = []kustomization.Overlay{{Variant: made.Base}}
		}
		for _, overlay := range overlays {
			for _, file := range overlay.Files {
				if id := file.Object.ID(); id.Group != v1beta1.GroupVersion.Group || id.Kind != v1beta1.KindFlinkDeployment {
					continue
				}
				object := &v1beta1.FlinkDeployment{}
				if err := runtime.DefaultUnstructuredConverter.FromUnstructured(file.Object.Tree(), object); err != nil {
					return nil, err
				}
				all = append(all, FlinkDeployment{Environment: overlay.Name, Object: object})
			}
		}
	}
	return all, nil
}
