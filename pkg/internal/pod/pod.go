package pod

import (
	"maps"
	"slices"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podrule"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// MainContainer is the container of the Flink process, by whose name Flink finds it in a template.
const MainContainer = "flink-main-container"

// Pod is what runs one of the roles of a cluster.
type Pod struct {
	// Role is the field of a FlinkDeployment that is about the pod: jobManager or taskManager.
	Role string

	// Template is the pod. Its main container is the last one.
	Template corev1.PodTemplateSpec

	// Controller is what makes it.
	Controller podrule.Controller

	from       *merged
	limited    bool                       // the main container has limits of its own: else its requests are its limits too, in one map
	containers []int                      // of the merged template, by their place in the pod; -1 for a main container that it has not
	added      map[string]diagnostic.Path // what Flink adds, by its path in the pod: the option that asks for it, or nothing; nil where nobody asks
	findings   diagnostic.Findings        // of what is overridden or stands in the way while parts are added
}

// Of makes the pods of a FlinkDeployment, as an operator of a release and Flink make them. The release may be none: then the
// newest is meant. A template that does not merge to one of core/v1 is an error.
func Of(deployment *v1beta1.FlinkDeployment, release operator.Release) ([]*Pod, error) {
	return podsOf(deployment, release, false)
}

// podsOf is Of; traced pods know where their parts come from.
func podsOf(deployment *v1beta1.FlinkDeployment, release operator.Release, traced bool) ([]*Pod, error) {
	if (release == operator.Release{}) {
		release = operator.Latest()
	}
	m := &maker{name: deployment.Name, spec: &deployment.Spec, options: options(deployment.Spec.FlinkConfiguration), release: release, traced: traced}
	if version, err := flink.ParseVersion(operator.FlinkMinor(deployment.Spec.FlinkVersion) + ".0"); err == nil {
		m.version = version
	}
	m.configuration = configMap("flink-config-volume", "flink-config-"+m.name, "logback-console.xml", "log4j-console.properties", m.configurationFile())
	jobManager, err := m.jobManager()
	if err != nil {
		return nil, err
	}
	taskManager, err := m.taskManager()
	if err != nil {
		return nil, err
	}
	return []*Pod{jobManager, taskManager}, nil
}

// origin is the field of the FlinkDeployment that a part of the pod comes from, and whether it comes from any: Flink adds
// some by itself.
func (p *Pod) origin(at diagnostic.Path) (diagnostic.Path, bool) {
	for n := len(at); n > 0; n-- {
		if from, ok := p.added[at[:n].String()]; ok {
			return from, from != nil
		}
	}
	inTemplate, ok := p.inTemplate(at)
	return p.from.origin(inTemplate), ok
}

// inTemplate is where a part of the pod stands in the merged template, of which the main container need not be the last, and
// whether it stands there.
func (p *Pod) inTemplate(at diagnostic.Path) (diagnostic.Path, bool) {
	if len(at) < 3 {
		return at, true
	}
	if name, _ := at[1].Name(); name != "containers" {
		return at, true
	}
	index, _ := at[2].Index()
	if p.containers[index] < 0 {
		return at[:1], false
	}
	return append(at[:2:2].Index(p.containers[index]), at[3:]...), true
}

// main is the container of the Flink process.
func (p *Pod) main() *corev1.Container {
	return &p.Template.Spec.Containers[len(p.Template.Spec.Containers)-1]
}

// mainPath is where that container stands.
func (p *Pod) mainPath() diagnostic.Path {
	return diagnostic.Path{}.Child("spec", "containers").Index(len(p.Template.Spec.Containers) - 1)
}

// newPod puts the main container of a template behind the others, as Flink does. What the pod has of the template is not
// changed: what Flink adds to, or sets one by one, is a copy.
func newPod(role string, template *corev1.PodTemplateSpec, from *merged) *Pod {
	p := &Pod{Role: role, Template: *template, from: from}
	spec, containers := &p.Template.Spec, template.Spec.Containers
	spec.Volumes, spec.Tolerations, spec.ImagePullSecrets = withRoom(spec.Volumes, 3), slices.Clip(spec.Tolerations), slices.Clip(spec.ImagePullSecrets)
	main, mainAt, most := &corev1.Container{}, -1, len(containers)+1
	for i := range containers {
		if containers[i].Name == MainContainer {
			main, mainAt, most = &containers[i], i, len(containers) // of several, Flink takes the last
		}
	}
	spec.Containers, p.containers = make([]corev1.Container, 0, most), make([]int, 0, most)
	for i := range containers {
		if containers[i].Name == MainContainer {
			continue
		}
		spec.Containers = append(spec.Containers, containers[i])
		p.containers = append(p.containers, i)
	}
	spec.Containers = append(spec.Containers, *main)
	p.containers = append(p.containers, mainAt)
	main = p.main()
	main.Name = MainContainer
	main.Args, main.Ports, main.Env, main.VolumeMounts = slices.Clip(main.Args), withRoom(main.Ports, 3), withRoom(main.Env, 2), withRoom(main.VolumeMounts, 3)
	p.limited = len(main.Resources.Requests)+len(main.Resources.Limits) > 0
	main.Resources.Requests = copied(main.Resources.Requests)
	if p.limited {
		main.Resources.Limits = copied(main.Resources.Limits)
	} else {
		main.Resources.Limits = main.Resources.Requests
	}
	return p
}

// withRoom is a copy of a list with room for what Flink adds to most.
func withRoom[T any](list []T, room int) []T {
	return append(make([]T, 0, len(list)+room), list...)
}

func copied(list corev1.ResourceList) corev1.ResourceList {
	all := make(corev1.ResourceList, len(list)+2)
	maps.Copy(all, list)
	return all
}
