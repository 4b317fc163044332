package krm

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/generation"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// config is the functionConfig.
type config struct {
	kind, name string
	parent     string                   // folder for new objects of the kind
	settings   v1alpha1.EnvironmentSpec // inline; the zero value where there are none
	place      place                    // of the functionConfig itself

	objects func() ([]kustomization.File, diagnostic.Findings, error)
}

// readConfig reads the functionConfig as strictly as a file of a workspace.
func readConfig(node *yaml.Node) (config, diagnostic.Findings) {
	c := config{kind: registry.Names()[0]}
	if node == nil || node.Tag == "!!null" {
		return c, diagnostic.Findings{{Message: "functionConfig must be " + registry.Listed("a ", " or ") + ", and there is none", Rule: diagnostic.RuleFunctionConfig}}
	}
	c.place = newItem(node, nil).place()
	if c.place.path != "" && !fs.ValidPath(path.Clean(c.place.path)) {
		errs := diagnostic.Findings{{Message: "functionConfig must stand in a file below the folder, not in " + diagnostic.Quote(c.place.path), Rule: diagnostic.RuleFunctionConfig}}
		c.place = place{}
		return c, errs
	}
	text, err := yaml.Marshal(node)
	if err != nil {
		return c, diagnostic.Findings{{Message: fmt.Sprintf("functionConfig must be %s: %v", registry.Listed("a ", " or "), err), Rule: diagnostic.RuleFunctionConfig}}
	}
	documents, err := decode.Documents(c.place.path, text)
	var errs diagnostic.Findings
	if errors.As(err, &errs) || len(documents) != 1 {
		return c, errs
	}
	document := documents[0]
	c.name = document.Name() // errors name it
	if errs := checkType(document); len(errs) > 0 {
		return c, errs
	}
	k, _ := registry.Named(document.Kind()) // as checkType has found
	return c.of(k, document)
}

func checkType(document *decode.Document) diagnostic.Findings {
	var errs diagnostic.Findings
	if got := document.APIVersion(); got != v1alpha1.APIVersion {
		errs = append(errs, diagnostic.Finding{Path: diagnostic.Path{}.Child("apiVersion"),
			Message: fmt.Sprintf("must be %s, not %s", v1alpha1.APIVersion, diagnostic.Quote(got)), Rule: diagnostic.RuleUnknownKind})
	}
	if got := document.Kind(); !slices.Contains(registry.Names(), got) {
		errs = append(errs, diagnostic.Finding{Path: diagnostic.Path{}.Child("kind"), Message: diagnostic.OneOf(got, registry.Names()), Rule: diagnostic.RuleUnknownKind})
	}
	return errs
}

// of is a document of a kind.
func (c config) of(k kind.Kind, document *decode.Document) (config, diagnostic.Findings) {
	spec := k.Decode(document)
	common := spec.Common()
	c.kind, c.parent, c.name = k.Name(), k.Folder(), spec.Metadata().Name
	if common.Environment != nil {
		c.settings = *common.Environment
	}
	maps.DeleteFunc(spec.Metadata().Annotations, func(key, _ string) bool { return isForFunctions(key) })
	c.objects = func() ([]kustomization.File, diagnostic.Findings, error) { return generation.Objects(spec) }
	refused := append(refuse(spec), k.CheckFunctionConfig(spec)...)
	if len(spec.Unread()) > 0 && len(refused) == 0 { // say what is wrong with the rest as well
		_, _, err := c.objects()
		errors.As(err, &refused)
	}
	return c, slices.Concat(spec.Unread(), refused)
}

// refuse reports what a function cannot see, of a document of any kind.
func refuse(s resolve.Document) diagnostic.Findings {
	var errs diagnostic.Findings
	common := s.Common()
	if common.Environments != nil {
		errs = append(errs, s.SpecErrorf(diagnostic.Path{}.Child("environments"), "must not stand in a functionConfig, for a function sees no Environment documents: "+
			"set what one environment needs in spec.environment, or use flinkustomize generate").Under(diagnostic.RuleFunctionConfig))
	}
	if common.Resources != nil {
		errs = append(errs, s.SpecErrorf(diagnostic.Path{}.Child("resources"), "must not stand in a functionConfig, for a function reads no files: "+
			"list them under resources of the kustomization, or use flinkustomize generate").Under(diagnostic.RuleFunctionConfig))
	}
	return errs
}

// String names the functionConfig as people do: kind and name.
func (c config) String() string { return c.kind + " " + c.name }

// from is what the comment of an object names, so that sessions of one name in two environments leave those of one
// another alone.
func (c config) from() string {
	from := c.String()
	if name := c.settings.Name; name != "" {
		from += " in environment " + name
	}
	return from
}

// folder of new objects. What runs functions shows them only what stands below the folder of their functionConfig, or
// beside it where that folder is named functions.
func (c config) folder(namespace string) string {
	folder := path.Dir(path.Clean(c.place.path))
	if c.place.path == "" {
		folder = "."
	}
	if path.Base(folder) == "functions" {
		folder = path.Dir(folder)
	}
	target := c.settings.Name
	if target == "" {
		target = namespace
	}
	return path.Join(folder, c.parent, c.name, target)
}
