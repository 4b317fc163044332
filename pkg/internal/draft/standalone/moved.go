package standalone

import (
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// moved says what changes for a cluster that the operator runs from now on.
func (c *cluster) moved() []draft.Note {
	jobs, tasks := c.jobs.object.ID(), c.tasks.object.ID()
	what := "FlinkSession"
	stop := "stop each job with a savepoint, and submit it again from there"
	if c.jobs.job {
		what, stop = "FlinkApplication", "stop the job with a savepoint, and set job.initialSavepointPath to it for the first start"
	}
	notes := []draft.Note{
		c.jobs.fields.Note(draft.Changed, "became "+what+" "+c.name+" in mode Standalone: the operator starts processes of its own, and takes none over. Before you apply the "+
			"tree, "+stop+"; then delete "+jobs.String()+" and "+tasks.String()),
		c.jobs.fields.Note(draft.Changed, "is Deployment "+c.name+" now, and its pods have the labels app: "+c.name+", component: jobmanager; a change of the spec restarts "+
			"all processes, and only the operator changes the Deployment"),
		c.tasks.fields.Note(draft.Changed, "is Deployment "+c.name+"-taskmanager now, and its pods have the labels app: "+c.name+", component: taskmanager"),
	}
	if tasks.Name == c.name+"-taskmanager" || jobs.Name == c.name {
		notes = append(notes, c.tasks.fields.Note(draft.Changed, "has the name that the operator's own Deployment gets: delete it first, or the operator fails"))
	}
	if tasks.Kind == "StatefulSet" {
		notes = append(notes, c.tasks.fields.Note(draft.NotKept, "gave each TaskManager a name and a volume that outlive its pod, for local recovery: the operator runs a "+
			"Deployment, so TaskManagers recover from checkpoints alone; its claims stay until you delete them"))
	}
	return notes
}

// beside are the objects beside a cluster that stay with it, and the rest; what the operator makes itself is noted.
func (c *cluster) beside(in draft.Input, objects []manifest.Object) (beside, rest []manifest.Object) {
	account := at(c.jobs.object.Tree(), append(append([]string{}, podPath...), "spec", "serviceAccountName")...)
	for _, object := range objects {
		id := object.ID()
		switch {
		case object.Namespace() != c.namespace:
			rest = append(rest, object)
		case id.Kind == "Service" && id.Group == "" && c.selects(object):
			c.service(in, object)
		case id.Kind == "HorizontalPodAutoscaler" && at(object.Tree(), "spec", "scaleTargetRef", "name") == c.tasks.object.ID().Name:
			c.notes = append(c.notes, noteOf(in, object, draft.NotKept, "scales "+c.tasks.object.ID().String()+", which is gone: let it scale the FlinkDeployment "+c.name+
				", with scheduler-mode: reactive"))
		case id.Kind == "ServiceAccount" && id.Name == account:
			beside = append(beside, object)
		default:
			rest = append(rest, object)
		}
	}
	return beside, rest
}

func noteOf(in draft.Input, object manifest.Object, outcome, message string) draft.Note {
	return draft.Note{Outcome: outcome, Source: in.At(object), Object: object.ID().String(), Message: message}
}

// selects reports whether a Service leads to pods of the cluster.
func (c *cluster) selects(service manifest.Object) bool {
	selector, _ := at(service.Tree(), "spec", "selector").(map[string]any)
	if len(selector) == 0 {
		return false
	}
	for _, p := range []*process{c.jobs, c.tasks} {
		labels, _ := at(p.object.Tree(), append(append([]string{}, podPath...), "metadata", "labels")...).(map[string]any)
		all := true
		for key, value := range selector {
			all = all && labels[key] == value
		}
		if all {
			return true
		}
	}
	return false
}

// service says what takes the place of a Service.
func (c *cluster) service(in draft.Input, service manifest.Object) {
	kind, _ := at(service.Tree(), "spec", "type").(string)
	ports, _ := at(service.Tree(), "spec", "ports").([]any)
	rest, queryable := false, false
	for _, port := range ports {
		number, _ := at(port, "port").(int64)
		rest, queryable = rest || number == 8081, queryable || number == 6125
	}
	message := "leads to pods that are gone: the operator makes Service " + c.name + " for its processes, and " + c.name + "-rest for the REST interface at 8081"
	switch {
	case queryable:
		message = "leads to the queryable state of TaskManagers that are gone: put one with the selector app: " + c.name + ", component: taskmanager into resources; " +
			"Flink 2 has no queryable state"
	case rest && (kind == "NodePort" || kind == "LoadBalancer"):
		message += "; to reach it from outside of the cluster set webUI, or kubernetes.rest-service.exposed.type: " + kind + " in flinkConfiguration"
	}
	selector, _ := at(service.Tree(), "spec", "selector").(map[string]any)
	if selector["app"] == c.name {
		message += ". Delete it: it selects the pods of the new cluster too"
	}
	c.notes = append(c.notes, noteOf(in, service, draft.NotKept, message))
}
