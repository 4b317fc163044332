package krm

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/api/decode"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// config is the functionConfig.
type config struct {
	session resolve.Source[v1alpha1.FlinkSession]
	place   place // of the functionConfig itself
}

// readConfig reads the functionConfig as strictly as a file of a workspace.
func readConfig(node *yaml.Node) (config, diagnostic.List) {
	c := config{session: resolve.Source[v1alpha1.FlinkSession]{Object: &v1alpha1.FlinkSession{}}}
	if node == nil || node.Tag == "!!null" {
		return c, diagnostic.List{{Message: "functionConfig must be a FlinkSession, and there is none"}}
	}
	c.place = newItem(node, nil).place()
	if c.place.path != "" && !fs.ValidPath(path.Clean(c.place.path)) {
		errs := diagnostic.List{{Message: "functionConfig must stand in a file below the folder, not in " + diagnostic.Quote(c.place.path)}}
		c.place = place{}
		return c, errs
	}
	text, err := yaml.Marshal(node)
	if err != nil {
		return c, diagnostic.List{{Message: fmt.Sprintf("functionConfig must be a FlinkSession: %v", err)}}
	}
	documents, err := decode.Documents(c.place.path, text)
	var errs diagnostic.List
	if errors.As(err, &errs) || len(documents) != 1 {
		return c, errs
	}
	document := documents[0]
	c.session.Document = document
	c.session.Object.Metadata.Name = document.Name() // errors name it
	if errs := checkType(document); len(errs) > 0 {
		return c, errs
	}
	if errs := document.Decode(c.session.Object); len(errs) > 0 {
		return c, errs
	}
	maps.DeleteFunc(c.session.Object.Metadata.Annotations, func(key, _ string) bool { return isForFunctions(key) })
	return c, c.refuse()
}

func checkType(document *decode.Document) diagnostic.List {
	var errs diagnostic.List
	if got := document.APIVersion(); got != v1alpha1.APIVersion {
		errs = append(errs, diagnostic.Error{Path: diagnostic.Path{}.Child("apiVersion"),
			Message: fmt.Sprintf("must be %s, not %s", v1alpha1.APIVersion, diagnostic.Quote(got))})
	}
	if got := document.Kind(); got != v1alpha1.KindFlinkSession {
		errs = append(errs, diagnostic.Error{Path: diagnostic.Path{}.Child("kind"),
			Message: diagnostic.OneOf(got, []string{v1alpha1.KindFlinkSession})})
	}
	return errs
}

// refuse reports what a function cannot see.
func (c config) refuse() diagnostic.List {
	var errs diagnostic.List
	spec, refuse := c.session.Object.Spec, func(field diagnostic.Path, message string) {
		errs = append(errs, c.session.SpecErrorf(field, "%s", message))
	}
	field := diagnostic.Path{}
	if spec.Environments != nil {
		refuse(field.Child("environments"), "must not stand in a functionConfig, for a function sees no Environment documents: "+
			"state the facts of one environment in spec.environment, or use flinkustomize generate")
	}
	if spec.Resources != nil {
		refuse(field.Child("resources"), "must not stand in a functionConfig, for a function reads no files: "+
			"list them under resources of the kustomization, or use flinkustomize generate")
	}
	for _, name := range slices.Sorted(maps.Keys(spec.LogConfiguration)) {
		if file := spec.LogConfiguration[name]; file != nil && file.File != "" {
			refuse(field.Child("logConfiguration", name, "file"), "must not stand in a functionConfig, for a function reads no files: "+
				"write the text in its place, or use flinkustomize generate")
		}
	}
	return errs
}

// environment of the session, as far as it is named.
func (c config) environment() v1alpha1.EnvironmentSpec {
	if facts := c.session.Object.Spec.Environment; facts != nil {
		return *facts
	}
	return v1alpha1.EnvironmentSpec{}
}

// from is what the comment of an object names, so that sessions of one name in two environments leave those of one
// another alone.
func (c config) from() string {
	from := c.session.String()
	if name := c.environment().Name; name != "" {
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
	target := c.environment().Name
	if target == "" {
		target = namespace
	}
	return path.Join(folder, "flink", c.session.Object.Metadata.Name, target)
}
