package environment

import (
	"slices"
	"strconv"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/pod"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// use is what pods that are alike take in a namespace.
type use struct {
	folder     string // of the app
	role       string // in it, such as JobManager
	pods       int64  // that there may be at once
	containers []corev1.Container
	inits      []corev1.Container
}

// usesIn are those of the apps in the namespace of an environment, with the defaults of its LimitRange.
func usesIn(e resolve.Source[v1alpha1.Environment], apps []App) []use {
	var all []use
	for _, app := range apps {
		if app.Namespace != e.Object.Spec.Namespace {
			continue
		}
		for _, object := range app.Objects {
			for _, u := range usesOf(app, object, parallelism(apps, app)) {
				all = append(all, u.withDefaults(limitRange(&e.Object.Spec)))
			}
		}
	}
	return all
}

// parallelism is that of all jobs of a session together: each of its slots runs a part of one job.
func parallelism(apps []App, session App) int64 {
	var sum int64
	for _, app := range apps {
		if app.Session != session.Name || app.Namespace != session.Namespace {
			continue
		}
		for _, object := range app.Objects {
			var job v1beta1.FlinkSessionJob
			if object.ID().Kind == v1beta1.KindFlinkSessionJob && typed(object, &job) && job.Spec.Job != nil && job.Spec.Job.Parallelism != nil {
				sum += int64(*job.Spec.Job.Parallelism)
			}
		}
	}
	return sum
}

func typed(object manifest.Object, into any) bool {
	return runtime.DefaultUnstructuredConverter.FromUnstructured(object.Tree(), into) == nil
}

// usesOf are those of one object. What is no workload has none.
func usesOf(app App, object manifest.Object, parallelism int64) []use {
	switch id := object.ID(); id.Group + "/" + id.Kind {
	case v1beta1.GroupVersion.Group + "/" + v1beta1.KindFlinkDeployment:
		var deployment v1beta1.FlinkDeployment
		if typed(object, &deployment) {
			return ofDeployment(app, &deployment, parallelism)
		}
	case v1beta1.GroupVersion.Group + "/" + v1beta1.KindFlinkBlueGreenDeployment:
		var both v1beta1.FlinkBlueGreenDeployment
		if typed(object, &both) && both.Spec.Template != nil {
			one := ofDeployment(app, &v1beta1.FlinkDeployment{ObjectMeta: both.ObjectMeta, Spec: both.Spec.Template.Spec}, parallelism)
			return append(one, one...) // while one takes over from the other
		}
	case appsv1.GroupName + "/Deployment":
		var deployment appsv1.Deployment
		if typed(object, &deployment) {
			return []use{ofPod(app, id.Name, replicas(deployment.Spec.Replicas)+surge(&deployment), &deployment.Spec.Template.Spec)}
		}
	case appsv1.GroupName + "/StatefulSet":
		var set appsv1.StatefulSet
		if typed(object, &set) {
			return []use{ofPod(app, id.Name, replicas(set.Spec.Replicas), &set.Spec.Template.Spec)}
		}
	case batchv1.GroupName + "/Job":
		var job batchv1.Job
		if typed(object, &job) {
			return []use{ofPod(app, id.Name, replicas(job.Spec.Parallelism), &job.Spec.Template.Spec)}
		}
	}
	return nil
}

func replicas(value *int32) int64 {
	if value == nil {
		return 1
	}
	return int64(*value)
}

// surge is one pod, for a Deployment that starts a new one before it stops an old one: by default a quarter of those there are,
// rounded up, which is one for up to four.
func surge(deployment *appsv1.Deployment) int64 {
	if deployment.Spec.Strategy.Type == appsv1.RecreateDeploymentStrategyType {
		return 0
	}
	return (replicas(deployment.Spec.Replicas) + 3) / 4
}

func ofPod(app App, role string, pods int64, spec *corev1.PodSpec) use {
	return use{folder: app.Folder, role: role, pods: pods, containers: spec.Containers, inits: spec.InitContainers}
}

// ofDeployment are the JobManagers, with one more while one is replaced, and the TaskManagers that the cluster may have.
func ofDeployment(app App, deployment *v1beta1.FlinkDeployment, parallelism int64) []use {
	release, _ := operator.ParseRelease(app.OperatorVersion) // none is the newest
	pods, err := pod.Of(deployment, release)
	if err != nil {
		return nil // which is said of the cluster
	}
	jobManagers := int64(1)
	if spec := deployment.Spec.JobManager; spec != nil {
		jobManagers = replicas(spec.Replicas)
	}
	return []use{
		ofPod(app, inventory.RoleJobManager, jobManagers+1, &pods[0].Template.Spec),
		ofPod(app, inventory.RoleTaskManager, taskManagers(deployment, parallelism), &pods[1].Template.Spec),
	}
}

// taskManagers is how many there may be: as many as are asked for, as the most slots need that Flink may have, or else as the jobs
// that are known need. A session in mode Native without a bound may have more, for jobs that others submit.
func taskManagers(deployment *v1beta1.FlinkDeployment, parallelism int64) int64 {
	slots := max(number(deployment, "taskmanager.numberOfTaskSlots", 1), 1)
	if spec := deployment.Spec.TaskManager; spec != nil && spec.Replicas != nil {
		return int64(*spec.Replicas)
	}
	if most := number(deployment, "slotmanager.number-of-slots.max", 0); most > 0 && deployment.Spec.Mode != v1beta1.ModeStandalone {
		return (most + slots - 1) / slots
	}
	job := deployment.Spec.Job
	switch {
	case job != nil && job.Parallelism != nil:
		parallelism = int64(*job.Parallelism)
	case job != nil || deployment.Spec.Mode == v1beta1.ModeStandalone:
		return 1
	}
	return (parallelism + slots - 1) / slots
}

func number(deployment *v1beta1.FlinkDeployment, key string, otherwise int64) int64 {
	if value, err := strconv.ParseInt(deployment.Spec.FlinkConfiguration[key], 10, 32); err == nil {
		return value
	}
	return otherwise
}

// withDefaults are the pods with what Kubernetes gives to containers that state nothing: for a request the limit that is stated, and
// then what a LimitRange says. That takes its maximum for a default limit that is not set; that limit, and then its minimum, for a
// default request.
func (u use) withDefaults(containers *v1alpha1.GuardedContainers) use {
	if containers == nil {
		return u
	}
	limits := filled(quantities(containers.Default), quantities(containers.Max))
	requests := filled(quantities(containers.DefaultRequest), limits, quantities(containers.Min))
	completed := func(all []corev1.Container) []corev1.Container {
		all = slices.Clone(all)
		for i, container := range all {
			stated := container.Resources
			all[i].Resources.Requests = filled(stated.Requests, stated.Limits, requests)
			all[i].Resources.Limits = filled(stated.Limits, limits)
		}
		return all
	}
	u.containers, u.inits = completed(u.containers), completed(u.inits)
	return u
}

// filled is a list with what it lacks, from the first of others that has it.
func filled(list corev1.ResourceList, others ...corev1.ResourceList) corev1.ResourceList {
	all := corev1.ResourceList{}
	for _, one := range append([]corev1.ResourceList{list}, others...) {
		for name, value := range one {
			if _, stated := all[name]; !stated {
				all[name] = value
			}
		}
	}
	return all
}

// of is what a container states; Kubernetes takes a limit for a request that is missing.
func of(container corev1.Container, limits bool, name corev1.ResourceName) (resource.Quantity, bool) {
	value, ok := container.Resources.Limits[name]
	if !limits {
		if request, stated := container.Resources.Requests[name]; stated {
			return request, true
		}
	}
	return value, ok
}

// without names a container that states nothing where a quota has every one state something: Kubernetes has it for CPU and memory
// alone.
func (u use) without(limits bool, name corev1.ResourceName) string {
	if name != corev1.ResourceCPU && name != corev1.ResourceMemory {
		return ""
	}
	for _, container := range slices.Concat(u.inits, u.containers) {
		if _, stated := of(container, limits, name); !stated {
			return container.Name
		}
	}
	return ""
}

// total is what all pods take: of each the sum of its containers, or the largest init container if that takes more.
func (u use) total(limits bool, name corev1.ResourceName) resource.Quantity {
	var one resource.Quantity
	for _, container := range u.containers {
		value, _ := of(container, limits, name)
		one.Add(value)
	}
	for _, init := range u.inits { // those that run on are counted as if they did not: Flink's own have none
		if value, _ := of(init, limits, name); value.Cmp(one) > 0 {
			one = value.DeepCopy()
		}
	}
	one.Mul(u.pods) // a sum would take long: Flink's own bound of slots is two thousand million
	return one
}
