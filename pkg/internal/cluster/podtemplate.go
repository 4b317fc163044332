package cluster

import (
	"reflect"
	"slices"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/pod"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podtemplate"
)

// mainContainer is the container of the Flink process in what the features need.
func (r *renderer) mainContainer() *corev1.Container {
	if len(r.pod.Spec.Containers) == 0 {
		r.pod.Spec.Containers = []corev1.Container{{Name: pod.MainContainer}}
	}
	return &r.pod.Spec.Containers[0]
}

// addEnv gives the Flink process an environment variable.
func (r *renderer) addEnv(name, value string) {
	main := r.mainContainer()
	main.Env = append(main.Env, corev1.EnvVar{Name: name, Value: value})
}

// addSecretEnv gives the Flink process an environment variable from a Secret.
func (r *renderer) addSecretEnv(name, secret, key string) {
	main := r.mainContainer()
	main.Env = append(main.Env, podtemplate.SecretEnvVar(name, secret, key))
}

// podTemplates are the templates of the FlinkDeployment: a common one, or one a role.
//
// The operator merges the common template into those of the roles by the position of list elements, whatever their
// names. So a session whose roles differ in lists that both have gets two whole templates and no common one.
func (r *renderer) podTemplates() (common, jobManager, taskManager *corev1.PodTemplateSpec) {
	spec := r.cluster
	var ofJobManager, ofTaskManager *v1alpha1.PodTemplate
	if spec.JobManager != nil {
		ofJobManager = spec.JobManager.PodTemplate
	}
	if spec.TaskManager != nil {
		ofTaskManager = spec.TaskManager.PodTemplate
	}
	spread, probe := r.topologySpread(), r.restProbe()
	jobManagerPriority, taskManagerPriority := priorityClassNames(spec)
	if spec.PodTemplateMerge == v1alpha1.PodTemplateMergeOperator {
		common = r.podTemplate(&r.pod, nil, path("podTemplate"))
		return common, r.ofRole(jobManagerAlone(common, spread, probe, jobManagerPriority), ofJobManager, path("jobManager", "podTemplate")),
			r.ofRole(taskManagerAlone(taskManagerPriority), ofTaskManager, path("taskManager", "podTemplate"))
	}
	if ofJobManager == nil && ofTaskManager == nil {
		common = r.podTemplate(&r.pod, nil, path("podTemplate"))
		if spread == nil || common == nil || common.Spec.TopologySpreadConstraints == nil {
			return common, jobManagerAlone(common, spread, probe, jobManagerPriority), taskManagerAlone(taskManagerPriority)
		}
	}
	jobManagerNeeds := r.pod.DeepCopy()
	jobManagerNeeds.Spec.TopologySpreadConstraints = spread
	jobManagerNeeds.Spec.PriorityClassName = jobManagerPriority
	taskManagerNeeds := r.pod.DeepCopy()
	taskManagerNeeds.Spec.PriorityClassName = taskManagerPriority
	if probe != nil {
		jobManagerNeeds.Spec.Containers[0].StartupProbe = probe // TLS has made the container
	}
	jobManager = r.podTemplate(jobManagerNeeds, ofJobManager, path("jobManager", "podTemplate"))
	taskManager = r.podTemplate(taskManagerNeeds, ofTaskManager, path("taskManager", "podTemplate"))
	return nil, jobManager, taskManager
}

// ofRole is the template of a role by itself, over what features need in that role alone; nil for nothing.
func (r *renderer) ofRole(needed *corev1.PodTemplateSpec, template *v1alpha1.PodTemplate, field diagnostic.Path) *corev1.PodTemplateSpec {
	if needed == nil {
		needed = &corev1.PodTemplateSpec{}
	}
	if len(template.Levels()) == 0 && reflect.ValueOf(needed).Elem().IsZero() {
		return nil
	}
	merged, err := podtemplate.Merge(podtemplate.Tree(needed), template, needed, "a feature of the session")
	if err != nil {
		r.errs = append(r.errs, r.target.Errorf(field, "%v", err).Under(diagnostic.RulePodTemplate))
	}
	return r.typedPodTemplate(merged, field)
}

// jobManagerAlone is what JobManagers have beside the common template; nil for nothing. The Flink process is the first container
// in both, so that the operator takes them for one; a user's own probe of it stays.
func jobManagerAlone(common *corev1.PodTemplateSpec, spread []corev1.TopologySpreadConstraint, probe *corev1.Probe, priority string) *corev1.PodTemplateSpec {
	if common != nil && probe != nil && common.Spec.Containers[0].StartupProbe != nil {
		probe = nil
	}
	if spread == nil && probe == nil && priority == "" {
		return nil
	}
	template := &corev1.PodTemplateSpec{Spec: corev1.PodSpec{TopologySpreadConstraints: spread, PriorityClassName: priority}}
	if probe != nil {
		template.Spec.Containers = []corev1.Container{{Name: pod.MainContainer, StartupProbe: probe}}
	}
	return template
}

// taskManagerAlone is what TaskManagers have beside the common template; nil for nothing.
func taskManagerAlone(priority string) *corev1.PodTemplateSpec {
	if priority == "" {
		return nil
	}
	return &corev1.PodTemplateSpec{Spec: corev1.PodSpec{PriorityClassName: priority}}
}

// podTemplate applies the user's common template, and then that of a role, to what features need; nil when nothing is in
// it.
func (r *renderer) podTemplate(needed *corev1.PodTemplateSpec, ofRole *v1alpha1.PodTemplate, field diagnostic.Path) *corev1.PodTemplateSpec {
	if len(r.cluster.PodTemplate.Levels())+len(ofRole.Levels()) > 0 {
		return r.typedPodTemplate(r.mergedPodTemplate(needed, ofRole, field), field)
	}
	if reflect.ValueOf(needed).Elem().IsZero() {
		return nil
	}
	template := *needed
	template.Spec.Containers, template.Spec.InitContainers = slices.Clone(needed.Spec.Containers), slices.Clone(needed.Spec.InitContainers) // which finish changes
	return r.finished(&template, field)
}

// mergedPodTemplate is the merged tree. A template that contradicts what features need is an error: it would silently
// switch the feature off.
func (r *renderer) mergedPodTemplate(needed *corev1.PodTemplateSpec, ofRole *v1alpha1.PodTemplate, field diagnostic.Path) map[string]any {
	tree := podtemplate.Tree(needed)
	for _, template := range []struct {
		levels *v1alpha1.PodTemplate
		field  diagnostic.Path
	}{{r.cluster.PodTemplate, path("podTemplate")}, {ofRole, field}} {
		merged, err := podtemplate.Merge(tree, template.levels, needed, "a feature of the session")
		if err != nil {
			r.errs = append(r.errs, r.target.Errorf(template.field, "%v", err).Under(diagnostic.RulePodTemplate))
		}
		tree = merged
	}
	return tree
}

// typedPodTemplate is nil when nothing is in the template.
func (r *renderer) typedPodTemplate(tree map[string]any, field diagnostic.Path) *corev1.PodTemplateSpec {
	if len(tree) == 0 {
		return nil
	}
	template, err := podtemplate.Typed(tree)
	if err != nil {
		r.errs = append(r.errs, r.target.Errorf(field, "%v", err).Under(diagnostic.RulePodTemplate))
		return nil
	}
	return r.finished(template, field)
}

// finished is a whole template; the Flink process must be its first container, since the operator takes containers by their
// position.
func (r *renderer) finished(template *corev1.PodTemplateSpec, field diagnostic.Path) *corev1.PodTemplateSpec {
	r.checkHadoopSource(template, field)
	r.finish(&template.Spec, pod.MainContainer, r.pod.Spec.InitContainers)
	return template
}

// finish puts the main container first, the environment's registry in front of all images, and has the init containers of features
// follow the main container in what they may do.
func (r *renderer) finish(spec *corev1.PodSpec, mainContainer string, emitted []corev1.Container) {
	containers := spec.Containers
	if len(containers) > 0 {
		main := slices.IndexFunc(containers, func(c corev1.Container) bool { return c.Name == mainContainer })
		first := corev1.Container{Name: mainContainer}
		if main >= 0 {
			first = containers[main]
			containers = slices.Delete(containers, main, main+1)
		}
		spec.Containers = slices.Insert(containers, 0, first)
	}
	podtemplate.FollowMain(spec, mainContainer, emitted)
	for _, list := range [][]corev1.Container{spec.InitContainers, spec.Containers} {
		for i := range list {
			list[i].Image = r.target.Image(list[i].Image)
		}
	}
}

// TemplatesOf are the pod templates of a partial spec, by the role that they belong to.
func TemplatesOf(spec v1alpha1.Cluster) map[string]*v1alpha1.PodTemplate {
	templates := map[string]*v1alpha1.PodTemplate{"": spec.PodTemplate}
	if spec.JobManager != nil {
		templates["jobManager"] = spec.JobManager.PodTemplate
	}
	if spec.TaskManager != nil {
		templates["taskManager"] = spec.TaskManager.PodTemplate
	}
	return templates
}
