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
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// config is the functionConfig.
type config struct {
	kind, name string
	facts      v1alpha1.EnvironmentSpec // inline; the zero value where there are none
	place      place                    // of the functionConfig itself

	objects func() ([]kustomization.File, diagnostic.Findings, error)
}

// kinds of a functionConfig.
var kinds = []string{v1alpha1.KindFlinkSession, v1alpha1.KindStreamPark}

// readConfig reads the functionConfig as strictly as a file of a workspace.
func readConfig(node *yaml.Node) (config, diagnostic.Findings) {
	c := config{kind: v1alpha1.KindFlinkSession}
	if node == nil || node.Tag == "!!null" {
		return c, diagnostic.Findings{{Message: "functionConfig must be a FlinkSession or a StreamPark, and there is none", Rule: diagnostic.RuleFunctionConfig}}
	}
	c.place = newItem(node, nil).place()
	if c.place.path != "" && !fs.ValidPath(path.Clean(c.place.path)) {
		errs := diagnostic.Findings{{Message: "functionConfig must stand in a file below the folder, not in " + diagnostic.Quote(c.place.path), Rule: diagnostic.RuleFunctionConfig}}
		c.place = place{}
		return c, errs
	}
	text, err := yaml.Marshal(node)
	if err != nil {
		return c, diagnostic.Findings{{Message: fmt.Sprintf("functionConfig must be a FlinkSession or a StreamPark: %v", err), Rule: diagnostic.RuleFunctionConfig}}
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
	c.kind = document.Kind()
	if c.kind == v1alpha1.KindStreamPark {
		return c.ofStreamPark(document)
	}
	return c.ofSession(document)
}

func checkType(document *decode.Document) diagnostic.Findings {
	var errs diagnostic.Findings
	if got := document.APIVersion(); got != v1alpha1.APIVersion {
		errs = append(errs, diagnostic.Finding{Path: diagnostic.Path{}.Child("apiVersion"),
			Message: fmt.Sprintf("must be %s, not %s", v1alpha1.APIVersion, diagnostic.Quote(got)), Rule: diagnostic.RuleUnknownKind})
	}
	if got := document.Kind(); !slices.Contains(kinds, got) {
		errs = append(errs, diagnostic.Finding{Path: diagnostic.Path{}.Child("kind"), Message: diagnostic.OneOf(got, kinds), Rule: diagnostic.RuleUnknownKind})
	}
	return errs
}

func (c config) ofSession(document *decode.Document) (config, diagnostic.Findings) {
	session := resolve.Source[v1alpha1.FlinkSession]{Object: &v1alpha1.FlinkSession{}, Document: document}
	errs := document.Decode(session.Object)
	spec := session.Object.Spec
	c.take(session.Object.Metadata, spec.Environment)
	if len(errs) > 0 {
		return c, errs
	}
	c.objects = func() ([]kustomization.File, diagnostic.Findings, error) { return generate.SessionObjects(session) }
	errs = refuse(session, spec.Environments != nil, spec.Resources != nil)
	for _, name := range slices.Sorted(maps.Keys(spec.LogConfiguration)) {
		if file := spec.LogConfiguration[name]; file != nil && file.File != "" {
			errs = append(errs, session.SpecErrorf(diagnostic.Path{}.Child("logConfiguration", name, "file"), "must not stand in a functionConfig, "+
				"for a function reads no files: write the text in its place, or use flinkustomize generate").Under(diagnostic.RuleFunctionConfig))
		}
	}
	return c, errs
}

func (c config) ofStreamPark(document *decode.Document) (config, diagnostic.Findings) {
	console := resolve.Source[v1alpha1.StreamPark]{Object: &v1alpha1.StreamPark{}, Document: document}
	errs := document.Decode(console.Object)
	spec := console.Object.Spec
	c.take(console.Object.Metadata, spec.Environment)
	if len(errs) > 0 {
		return c, errs
	}
	c.objects = func() ([]kustomization.File, diagnostic.Findings, error) { return generate.StreamParkObjects(console) }
	errs = refuse(console, spec.Environments != nil, spec.Resources != nil)
	if len(spec.Sessions) > 0 {
		errs = append(errs, console.SpecErrorf(diagnostic.Path{}.Child("sessions"), "must not stand in a functionConfig, for a function sees no "+
			"FlinkSessions: state them in spec.remoteClusters, or use flinkustomize generate").Under(diagnostic.RuleFunctionConfig))
	}
	return c, errs
}

// take takes over what results and new files are named after.
func (c *config) take(metadata v1alpha1.Metadata, facts *v1alpha1.EnvironmentSpec) {
	c.name = metadata.Name
	if facts != nil {
		c.facts = *facts
	}
	maps.DeleteFunc(metadata.Annotations, func(key, _ string) bool { return isForFunctions(key) })
}

// refuse reports what a function cannot see, of a document of any kind.
func refuse[T any](s resolve.Source[T], environments, resources bool) diagnostic.Findings {
	var errs diagnostic.Findings
	if environments {
		errs = append(errs, s.SpecErrorf(diagnostic.Path{}.Child("environments"), "must not stand in a functionConfig, for a function sees no Environment documents: "+
			"set what one environment needs in spec.environment, or use flinkustomize generate").Under(diagnostic.RuleFunctionConfig))
	}
	if resources {
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
	if name := c.facts.Name; name != "" {
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
	target := c.facts.Name
	if target == "" {
		target = namespace
	}
	kind := "flink"
	if c.kind == v1alpha1.KindStreamPark {
		kind = "streampark"
	}
	return path.Join(folder, kind, c.name, target)
}
