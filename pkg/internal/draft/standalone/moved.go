package standalone

import (
	"maps"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
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
	return notes
}

// beside are the objects of the namespace that may stay with the cluster, and the rest. What is about the old workloads alone is
// noted.
func (c *cluster) beside(in draft.Input, objects []manifest.Object) (beside, rest []manifest.Object) {
	services := map[string]bool{}
	for _, object := range objects {
		if object.Namespace() == c.namespace && object.ID().Is("", "Service") && c.selects(object) {
			services[object.ID().Name] = true
		}
	}
	for _, object := range objects {
		id := object.ID()
		switch {
		case object.Namespace() != c.namespace:
			rest = append(rest, object)
		case id.Is("", "Service") && services[id.Name]:
			c.service(in, object)
		case id.Is("networking.k8s.io", "Ingress") && c.ingress(in, object, services):
		case id.Kind == "HorizontalPodAutoscaler" && reader.At(object.Tree(), "spec", "scaleTargetRef", "name") == c.tasks.object.ID().Name:
			c.notes = append(c.notes, noteOf(in, object, draft.NotKept, "scales "+c.tasks.object.ID().String()+", which is gone: let it scale the FlinkDeployment "+c.name+
				", with scheduler-mode: reactive"))
		default:
			beside = append(beside, object)
		}
	}
	return beside, rest
}

func noteOf(in draft.Input, object manifest.Object, outcome, message string) draft.Note {
	return draft.Note{Outcome: outcome, Source: in.At(object), Object: object.ID().String(), Message: message}
}

// selects reports whether a Service leads to pods of the cluster.
func (c *cluster) selects(service manifest.Object) bool {
	selector, _ := reader.At(service.Tree(), "spec", "selector").(map[string]any)
	if len(selector) == 0 {
		return false
	}
	for _, p := range []*process{c.jobs, c.tasks} {
		labels, _ := reader.At(p.object.Tree(), append(append([]string{}, podPath...), "metadata", "labels")...).(map[string]any)
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
	kind, _ := reader.At(service.Tree(), "spec", "type").(string)
	ports, _ := reader.At(service.Tree(), "spec", "ports").([]any)
	rest, queryable := false, false
	for _, port := range ports {
		number, _ := reader.At(port, "port").(int64)
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
	selector, _ := reader.At(service.Tree(), "spec", "selector").(map[string]any)
	if selector["app"] == c.name {
		message += ". Delete it: it selects the pods of the new cluster too"
	}
	c.notes = append(c.notes, noteOf(in, service, draft.NotKept, message))
}

// ingress takes an Ingress that leads to a Service of the cluster, which becomes the web UI.
func (c *cluster) ingress(in draft.Input, object manifest.Object, services map[string]bool) bool {
	spec, _ := reader.At(object.Tree(), "spec").(map[string]any)
	rules, _ := spec["rules"].([]any)
	var leads, others int
	var host, path string
	for _, rule := range rules {
		paths, _ := reader.At(rule, "http", "paths").([]any)
		for _, one := range paths {
			if services[reader.Text(reader.At(one, "backend", "service", "name"))] {
				leads++
				host, path = reader.Text(reader.At(rule, "host")), reader.Text(reader.At(one, "path"))
			} else {
				others++
			}
		}
	}
	if services[reader.Text(reader.At(spec, "defaultBackend", "service", "name"))] {
		leads++
	}
	if leads == 0 {
		return false
	}
	if leads > 1 || others > 0 || host == "" || path != "/" && path != "" || c.webUI != nil {
		c.notes = append(c.notes, noteOf(in, object, draft.NotKept, "leads to a Service that is gone: set webUI, with its host and path, or have it lead to Service "+c.name+"-rest at 8081"))
		return true
	}
	c.webUI = map[string]any{"host": host}
	if class := reader.Text(spec["ingressClassName"]); class != "" {
		c.webUI["className"] = class
	}
	if tls, _ := spec["tls"].([]any); len(tls) == 1 {
		if secret := reader.Text(reader.At(tls[0], "secretName")); secret != "" {
			c.webUI["tlsSecretName"] = secret
		}
	}
	if annotations, _ := reader.At(object.Tree(), "metadata", "annotations").(map[string]any); len(annotations) > 0 {
		kept := maps.Clone(annotations)
		delete(kept, lastApplied)
		reader.Put(c.webUI, kept, "annotations")
	}
	c.notes = append(c.notes, noteOf(in, object, draft.Changed, "became webUI: Ingress "+c.name+"-webui serves the same host; delete this one when you apply the tree"))
	return true
}

const lastApplied = "kubectl.kubernetes.io/last-applied-configuration"
