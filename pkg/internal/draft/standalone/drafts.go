package standalone

import (
	"cmp"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/operator"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// Drafts is a draft.Source.
func Drafts(in draft.Input) (drafts []draft.Draft, rest []manifest.Object, notes []draft.Note) {
	clusters, rest, notes := clustersOf(in)
	for _, c := range clusters {
		deployment, ok := c.deployment()
		for _, p := range []*process{c.jobs, c.tasks} {
			c.notes = append(c.notes, p.notes...)
			c.notes = append(c.notes, p.fields.Refused()...)
		}
		if !ok {
			notes = append(notes, c.notes...)
			continue
		}
		var beside []manifest.Object
		beside, rest = c.beside(in, rest)
		objects := append([]manifest.Object{deployment}, beside...)
		made, left, found := operator.Drafts(draft.Input{Environment: in.Environment, Objects: objects, OperatorVersion: in.OperatorVersion,
			Preset: in.Preset, Namespace: in.Namespace, Place: in.Place})
		rest = append(rest, left...)
		notes = append(notes, found...)
		for i := range made {
			c.finish(&made[i])
		}
		drafts = append(drafts, made...)
	}
	return drafts, rest, notes
}

// finish says what the draft of the FlinkDeployment cannot know.
func (c *cluster) finish(d *draft.Draft) {
	withoutEmptyLists(d.Spec)
	common(d.Spec)
	withoutBare(d.Spec)
	if c.ownAccount {
		delete(d.Spec, "serviceAccount")
	}
	if c.webUI != nil {
		d.Spec["webUI"] = c.webUI
	}
	var made []draft.Note
	for _, n := range d.Notes {
		if n.Outcome != draft.NotKept {
			continue // of a FlinkDeployment that nobody has
		}
		if n.Field != "" {
			n.Message, n.Field = "as "+n.Field+" of the FlinkDeployment: "+n.Message, ""
		}
		made = append(made, c.jobs.fields.Note(n.Outcome, n.Message))
	}
	d.Notes = slices.Concat(c.moved(), c.notes, made)
}

// clustersOf finds what belongs together, and leaves the other objects.
func clustersOf(in draft.Input) (clusters []*cluster, rest []manifest.Object, notes []draft.Note) {
	var jobs, tasks []*process
	configMaps := map[[2]string]manifest.Object{}
	for _, object := range in.Objects {
		switch {
		case isWorkload(object):
			if p := readProcess(object, in.At(object)); p.role == jobManager {
				jobs = append(jobs, p)
			} else {
				tasks = append(tasks, p)
			}
		case object.ID().Kind == "ConfigMap" && object.ID().Group == "":
			configMaps[[2]string{object.Namespace(), object.ID().Name}] = object
			rest = append(rest, object)
		default:
			rest = append(rest, object)
		}
	}
	byName := func(a, b *process) int {
		return cmp.Or(cmp.Compare(a.object.Namespace(), b.object.Namespace()), cmp.Compare(a.object.ID().Name, b.object.ID().Name))
	}
	slices.SortFunc(jobs, byName)
	slices.SortFunc(tasks, byName)
	for _, p := range jobs {
		c := &cluster{jobs: p, namespace: p.object.Namespace(), name: nameOf(p.object.ID().Name), configMap: p.takeConfiguration(),
			config: configuration{map[string]string{}, map[string]any{}}, configAt: p.fields}
		index := slices.IndexFunc(tasks, func(t *process) bool { return c.owns(t, len(jobs) == 1) })
		if index < 0 {
			notes = append(notes, p.fields.Note(draft.NotKept, "runs JobManagers without TaskManagers beside them: import both together"))
			continue
		}
		c.tasks = tasks[index]
		tasks = slices.Delete(tasks, index, index+1)
		c.tasks.takeConfiguration()
		config, ok := configMaps[[2]string{c.namespace, c.configMap}]
		switch {
		case c.configMap == "":
		case !ok:
			p.fields.Refuse("mounts ConfigMap " + c.configMap + ", which was not read: import it together with the workloads")
		default:
			f := reader.Of(config, in.At(config))
			c.configAt = f
			c.config, c.notes = readConfiguration(f)
			c.notes = append(c.notes, f.Refused()...)
			c.notes = append(c.notes, f.Note(draft.Changed, "became flinkConfiguration and logConfiguration; the operator makes ConfigMap flink-config-"+c.name+" of them"))
			rest = slices.DeleteFunc(rest, func(object manifest.Object) bool {
				return object.ID() == config.ID() && object.Namespace() == config.Namespace()
			})
		}
		clusters = append(clusters, c)
	}
	for _, p := range tasks {
		notes = append(notes, p.fields.Note(draft.NotKept, "runs TaskManagers without JobManagers beside them: import both together"))
	}
	return clusters, rest, notes
}

// nameOf is the name of a cluster by that of its JobManagers.
func nameOf(workload string) string {
	for _, part := range []string{"-jobmanager", "jobmanager-", "-job-manager", "-jm"} {
		if name := strings.Replace(workload, part, "", 1); name != workload && name != "" {
			return name
		}
	}
	return workload
}

// owns reports whether TaskManagers are those of the JobManager: they have its configuration, and its name or its labels but for the
// component.
func (c *cluster) owns(tasks *process, alone bool) bool {
	if tasks.object.Namespace() != c.namespace {
		return false
	}
	name := tasks.object.ID().Name
	if alone || strings.Replace(name, "taskmanager", "jobmanager", 1) == c.jobs.object.ID().Name {
		return true
	}
	app := func(p *process) any {
		return reader.At(p.object.Tree(), append(slices.Clone(podPath), "metadata", "labels", "app")...)
	}
	return app(tasks) != nil && app(tasks) == app(c.jobs) && configOf(tasks) == c.configMap
}

// configOf is the ConfigMap with the configuration of a process, which stays.
func configOf(p *process) string {
	volumes, _ := p.pod.Get("volumes").([]any)
	for _, volume := range volumes {
		if name := configMapOf(volume); name != "" {
			for _, mount := range mountsOf(p) {
				if reader.At(mount, "name") == reader.At(volume, "name") && strings.HasPrefix(reader.Text(reader.At(mount, "mountPath")), confDir) {
					return name
				}
			}
		}
	}
	return ""
}

func mountsOf(p *process) []any {
	mounts, _ := p.main.Get("volumeMounts").([]any)
	return mounts
}
