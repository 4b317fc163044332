// Package operator makes drafts of what the Flink Kubernetes Operator runs: its custom resources, and the objects beside them.
//
// A spec is found by inverting what a spec renders: first each field of the custom resource becomes a field of the spec, or is taken
// over as an option or a part of a template; then the spec is rendered, compared with what was read, and corrected until it is
// the same; and last all is dropped without which it stays the same. So nothing here knows what the features of a cluster
// render.
package operator

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/generation"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/preset"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// Drafts is a draft.Source.
func Drafts(in draft.Input) ([]draft.Draft, []manifest.Object, []draft.Note) {
	release, err := operator.ParseRelease(in.OperatorVersion)
	if err != nil {
		release = operator.Latest()
	}
	var apps []*app
	var rest []manifest.Object
	var notes []draft.Note
	for _, object := range in.Objects {
		if isApp(object) {
			apps = append(apps, newApp(in, object, release))
			continue
		}
		rest = append(rest, object)
	}
	errs := make([]error, len(apps))
	generation.Parallel(len(apps), func(i int) {
		apps[i].beside = neighbours(rest, apps[i].Objects[0].Namespace(), nil)
		errs[i] = apps[i].draft()
	})
	var drafts []draft.Draft
	claimed := map[draft.Key]bool{}
	for i, a := range apps {
		if errs[i] == nil && a.claims(claimed) { // what an earlier app renders, this one must leave to it
			fresh := newApp(in, a.Objects[0], release)
			fresh.beside = neighbours(rest, a.Objects[0].Namespace(), claimed)
			errs[i] = fresh.draft()
			a = fresh
		}
		if errs[i] != nil {
			notes = append(notes, draft.Note{Outcome: draft.NotKept, Source: in.At(a.Objects[0]), Object: a.object.ID().String(), Message: "cannot be made a spec: " + errs[i].Error()})
			continue
		}
		for _, object := range a.rendered {
			claimed[draft.KeyOf(object, a.Objects[0].Namespace())] = true
		}
		for _, object := range rest {
			if a.renders(object) {
				a.Objects = append(a.Objects, object)
			}
		}
		drafts = append(drafts, a.Draft)
	}
	rest = slices.DeleteFunc(rest, func(object manifest.Object) bool { return claimed[draft.KeyOf(object, object.Namespace())] })
	return drafts, rest, notes
}

func newApp(in draft.Input, object manifest.Object, release operator.Release) *app {
	return &app{in: in, object: draft.Effective(object, ""), release: release, tried: map[string]bool{}, moved: map[string]lift{}, stays: map[string]bool{},
		Draft: draft.Draft{Name: object.ID().Name, Environment: in.Environment, Objects: []manifest.Object{object}}}
}

// isApp reports whether an object becomes a spec.
func isApp(object manifest.Object) bool {
	switch id := object.ID(); id.Kind {
	case v1beta1.KindFlinkDeployment, v1beta1.KindFlinkSessionJob, v1beta1.KindFlinkBlueGreenDeployment:
		return id.Group == v1beta1.GroupVersion.Group
	}
	return false
}

// draft makes the draft of an app.
func (a *app) draft() error {
	a.Settings = map[string]any{"operatorVersion": a.release.String()}
	namespace := a.Objects[0].Namespace()
	if namespace == "" {
		namespace = a.in.Namespace
	}
	if namespace == "" {
		namespace = "default"
		a.note(draft.Changed, "metadata.namespace", "is not set: %s stands for the namespace of whoever applies it (say which with --namespace)", namespace)
	}
	a.Settings["namespace"] = namespace
	a.metadata()
	make := a.newCluster
	if a.object.ID().Kind == v1beta1.KindFlinkSessionJob {
		make = a.newSessionJob
	}
	if err := make(); err != nil {
		return err
	}
	if a.in.Preset != "" && gives(a.in.Preset, a.Kind) {
		a.Spec["preset"] = a.in.Preset
		a.withoutPreset()
		if err := a.settle(); err != nil {
			return err
		}
	}
	r, err := a.render(a.Spec)
	if err != nil {
		return err
	}
	a.lifts(&r)
	a.features(&r)
	a.minimize(&r)
	a.report(r)
	return nil
}

// gives reports whether a shipped preset gives a kind anything. One for applications is none for the sessions beside them.
func gives(name, kind string) bool {
	k, known := registry.Named(kind)
	return known && slices.ContainsFunc(preset.Shipped(), func(p resolve.Source[v1alpha1.Preset]) bool {
		return p.Object.Metadata.Name == name && k.Gives(p.Object.Spec)
	})
}

// metadata takes over labels and annotations.
func (a *app) metadata() {
	metadata, _ := a.object.Tree()["metadata"].(map[string]any)
	texts := func(field string) map[string]string {
		values, _ := metadata[field].(map[string]any)
		if len(values) == 0 {
			return nil
		}
		made := map[string]string{}
		for key, value := range values {
			if text, ok := value.(string); ok {
				made[key] = text
			}
		}
		return made
	}
	a.Labels, a.Annotations = texts("labels"), texts("annotations")
}
