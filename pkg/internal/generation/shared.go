package generation

import (
	"cmp"
	"slices"

	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/claim"
	"github.com/flinkustomize/flinkustomize/pkg/internal/environment"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// shared is what an environment itself owns.
type shared struct {
	environment environmentSource
	files       []object.File
	claims      claim.Claims
}

// owners are the environments whose own objects are made for the apps that run there.
func (d documents) owners() map[string]bool {
	owners := map[string]bool{}
	for _, e := range d.environments {
		if environment.NeedsApps(&e.Object.Spec) {
			owners[e.Object.Metadata.Name] = true
		}
	}
	return owners
}

// shared makes what each environment owns, in the order of their names. The documents are right, each by itself.
func (d documents) shared(apps []app) ([]shared, diagnostic.Findings) {
	running := map[string][]environment.App{}
	for _, app := range apps {
		for _, r := range app.running {
			running[r.Environment] = append(running[r.Environment], r)
		}
	}
	var all []shared
	var errs diagnostic.Findings
	for _, e := range d.environments {
		name := e.Object.Metadata.Name
		slices.SortFunc(running[name], func(a, b environment.App) int { return cmp.Compare(a.Folder, b.Folder) })
		files, found := environment.Objects(e, running[name])
		errs = append(errs, e.WithoutFollowing(found)...)
		objects := make([]runtime.Object, len(files))
		for i, file := range files {
			objects[i] = file.Object
		}
		all = append(all, shared{e, files, claim.OfEnvironment(resolve.Environment(e), objects)})
	}
	slices.SortFunc(all, func(a, b shared) int {
		return cmp.Compare(a.environment.Object.Metadata.Name, b.environment.Object.Metadata.Name)
	})
	return all, errs
}

// uniqueClaims finds what two targets take that only one may have: apps, each in its environments, and the environments
// themselves.
func uniqueClaims(apps []app, environments []shared) diagnostic.Findings {
	owners := make([][][]claim.Digest, 0, len(apps)+len(environments))
	for _, app := range apps {
		owners = append(owners, app.digests)
	}
	for _, e := range environments {
		owners = append(owners, [][]claim.Digest{e.claims.Digests()})
	}
	var claims []claim.Claims
	for i, clash := range clashing(owners) {
		switch {
		case !clash:
		case i < len(apps):
			claims = append(claims, apps[i].render().claims()...)
		default:
			claims = append(claims, environments[i-len(apps)].claims)
		}
	}
	return claim.Unique(claims)
}

// aggregatesOf lists what stands in each environment.
func aggregatesOf(apps []app, environments []shared, rendered bool) ([]kustomization.Environment, error) {
	var all []kustomization.Environment
	for _, e := range environments {
		aggregate, used, err := newAggregate(e.environment.Object, apps, e.files)
		if err != nil {
			return nil, err
		}
		if used {
			aggregate.Rendered = rendered
			all = append(all, aggregate)
		}
	}
	return all, nil
}
