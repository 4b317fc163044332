package standalone

import (
	"maps"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// cluster is a JobManager with its TaskManagers.
type cluster struct {
	jobs, tasks *process
	configMap   string // name
	config      configuration
	configAt    *reader.Fields // where it stands
	webUI       map[string]any
	ownAccount  bool // the pods name none
	name        string
	namespace   string
	notes       []draft.Note
}

var versionInTag = lazyregexp.New(`(?:^|[^0-9.])v?([1-9])\.([0-9]{1,2})(?:\.[0-9]{1,2})?(?:[^0-9.]|$)`)

// deployment is the FlinkDeployment with which the operator runs the cluster.
func (c *cluster) deployment() (manifest.Object, bool) {
	options, notes, job := c.options()
	c.notes = append(c.notes, notes...)
	spec := map[string]any{"mode": "standalone"}
	c.image(spec)
	c.account(spec)
	jobs := map[string]any{"resource": c.jobs.resource(options)}
	tasks := map[string]any{"resource": c.tasks.resource(options)}
	if job == nil || job["parallelism"] == nil {
		tasks["replicas"] = c.tasks.replicas
	}
	if c.jobs.replicas > 1 {
		jobs["replicas"] = c.jobs.replicas
	}
	own := map[string]bool{"app": true, "component": true, "type": true}
	c.jobs.takePorts(options)
	c.tasks.takePorts(options)
	if ofJobs, ofTasks := c.jobs.template(own), c.tasks.template(own); manifest.Equal(ofJobs, ofTasks) {
		reader.Put(spec, ofJobs, "podTemplate")
	} else { // what both have is for package operator to find
		reader.Put(jobs, ofJobs, "podTemplate")
		reader.Put(tasks, ofTasks, "podTemplate")
	}
	spec["jobManager"], spec["taskManager"] = jobs, tasks
	if job != nil {
		spec["job"] = job
	}
	if len(c.config.logging) > 0 {
		spec["logConfiguration"] = c.config.logging
	}
	configuration := map[string]any{}
	for key, value := range options {
		configuration[key] = value
	}
	reader.Put(spec, configuration, "flinkConfiguration")
	metadata := map[string]any{"name": c.name}
	if c.namespace != "" {
		metadata["namespace"] = c.namespace
	}
	if len(c.jobs.fields.Refused())+len(c.tasks.fields.Refused()) > 0 {
		return manifest.Object{}, false
	}
	object, err := manifest.FromTree(map[string]any{"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkDeployment", "metadata": metadata, "spec": spec})
	if err != nil {
		c.jobs.fields.Refuse("gives no FlinkDeployment: " + err.Error())
	}
	return object, err == nil
}

// options are those of the FlinkDeployment, and the job that the cluster runs, if any.
func (c *cluster) options() (options map[string]string, notes []draft.Note, job map[string]any) {
	ofJobs, ofTasks := c.jobs.properties(), c.tasks.properties()
	arguments := c.jobs.readArguments()
	maps.Copy(ofJobs, arguments.properties)
	maps.Copy(ofTasks, c.tasks.readArguments().properties)
	all := joined(c.config.options, c.jobs, c.tasks, ofJobs, ofTasks)
	c.highAvailability(all)
	options, notes = withoutReserved(all, c.configAt)
	if c.jobs.job {
		job = c.completeJob(arguments, options)
	}
	return options, notes, job
}

// highAvailability says what becomes of the state that high availability points to.
func (c *cluster) highAvailability(options map[string]string) {
	id := options["high-availability.cluster-id"]
	if id == "" {
		id = options["kubernetes.cluster-id"]
	}
	if !active(options) {
		return
	}
	if id == "" {
		id = "default"
	}
	if id != c.name {
		c.jobs.note(draft.Changed, "kept its pointers to jobs and checkpoints under the cluster-id "+id+", and has "+c.name+" now: no job is taken over from there. Stop "+
			"each with a savepoint, start it from that, and delete the ConfigMaps or nodes of "+id+" once all run")
		return
	}
	c.jobs.note(draft.Changed, "keeps the cluster-id "+id+": the new JobManager finds the jobs that the old one left. Stop both workloads before the operator starts "+
		"its own, since two clusters must not have one cluster-id")
}

// image sets what all processes run: the operator has one image for both.
func (c *cluster) image(spec map[string]any) {
	image, other := c.jobs.main.Text("image"), c.tasks.main.Text("image")
	if image == "" {
		c.jobs.main.Refuse("must be set", "image")
		return
	}
	if other != image {
		c.tasks.note(draft.NotKept, "has another image than the JobManager: the operator has one for both, now that of the JobManager",
			"spec", "template", "spec", "containers", "image")
	}
	spec["image"] = image
	if policy := c.jobs.main.Text("imagePullPolicy"); policy != "" {
		spec["imagePullPolicy"] = policy
	}
	c.tasks.main.Take("imagePullPolicy")
	tag := image[strings.LastIndex(image, "/")+1:]
	_, tag, _ = strings.Cut(strings.SplitN(tag, "@", 2)[0], ":")
	match := versionInTag.FindStringSubmatch(tag)
	if match == nil {
		c.jobs.main.Refuse("must have the version of Flink in its tag, such as flink:1.20.3: the operator must know it", "image")
		return
	}
	spec["flinkVersion"] = "v" + match[1] + "_" + match[2]
}

// account sets the ServiceAccount of both.
func (c *cluster) account(spec map[string]any) {
	names := [2]string{}
	for i, p := range []*process{c.jobs, c.tasks} {
		names[i] = p.pod.Text("serviceAccountName")
		if old := p.pod.Text("serviceAccount"); names[i] == "" {
			names[i] = old
		}
	}
	name := names[0]
	if name == "" {
		name = names[1]
	}
	if names[0] != names[1] && names[1] != "" && name != names[1] {
		c.tasks.note(draft.NotKept, "runs as another ServiceAccount than the JobManager: the operator has one for both, now "+name, "spec", "template", "spec", "serviceAccountName")
	}
	if c.ownAccount = name == ""; c.ownAccount {
		name = c.name // which the spec makes
	}
	spec["serviceAccount"] = name
}
