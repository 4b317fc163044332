package pod

import (
	"fmt"
	"path"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// found says something of a part of the pod, at the field that it comes from.
func (p *Pod) found(rule diagnostic.Rule, at diagnostic.Path, format string, args ...any) {
	origin, ok := p.origin(at)
	if !ok {
		origin = diagnostic.Path{}.Child("spec")
	}
	f := diagnostic.Finding{Path: origin, Message: fmt.Sprintf(format, args...)}
	p.findings = append(p.findings, f.Under(rule))
}

// add remembers that Flink has added a field, and for which option.
func (p *Pod) add(option string, at ...string) {
	if p.added != nil {
		p.added[diagnostic.Path{}.Child(at...).String()] = optionField(option)
	}
}

// addElement is add for the element of a list.
func (p *Pod) addElement(i int, option string, list ...string) {
	if p.added != nil {
		p.added[diagnostic.Path{}.Child(list...).Index(i).String()] = optionField(option)
	}
}

// addToMain is add for the element of a list of the main container.
func (p *Pod) addToMain(list string, i int, option string) {
	if p.added != nil {
		p.added[p.mainPath().Child(list).Index(i).String()] = optionField(option)
	}
}

// take remembers from which field of the FlinkDeployment the main container has one of its own.
func (p *Pod) take(from []string, field ...string) {
	if p.added != nil {
		p.added[p.mainPath().Child(field...).String()] = diagnostic.Path{}.Child(from...)
	}
}

// optionField is where the FlinkDeployment sets an option; nothing for none.
func optionField(option string) diagnostic.Path {
	if option == "" {
		return nil
	}
	return diagnostic.Path{}.Child("spec", "flinkConfiguration", option)
}

// adder is what adds a part, as messages call it.
func adder(option string) string {
	if option == "" {
		return "Flink"
	}
	return option
}

// addVolume adds a volume of Flink's own, which no other one may be called as.
func (p *Pod) addVolume(volume corev1.Volume, option string) {
	for i := range p.Template.Spec.Volumes {
		if p.Template.Spec.Volumes[i].Name == volume.Name {
			p.found(diagnostic.RulePod, diagnostic.Path{}.Child("spec", "volumes").Index(i).Child("name"), "must be another name than %s, which the volume has that %s adds to the pod", diagnostic.Quote(volume.Name), adder(option))
			return
		}
	}
	p.addElement(len(p.Template.Spec.Volumes), option, "spec", "volumes")
	p.Template.Spec.Volumes = append(p.Template.Spec.Volumes, volume)
}

// addMount mounts a volume into the Flink process.
func (p *Pod) addMount(mount corev1.VolumeMount, option string) {
	main, folder := p.main(), path.Clean(mount.MountPath)
	for i, m := range main.VolumeMounts {
		if path.Clean(m.MountPath) == folder {
			p.found(diagnostic.RulePod, p.mainPath().Child("volumeMounts").Index(i).Child("mountPath"), "must be another path than %s, where %s mounts the volume %s", diagnostic.Quote(mount.MountPath), adder(option), mount.Name)
			return
		}
	}
	p.addToMain("volumeMounts", len(main.VolumeMounts), option)
	main.VolumeMounts = append(main.VolumeMounts, mount)
}

// addPort declares a port of the Flink process.
func (p *Pod) addPort(name string, port int32) {
	main := p.main()
	for i, have := range main.Ports {
		if have.Name == name {
			p.found(diagnostic.RulePod, p.mainPath().Child("ports").Index(i).Child("name"), "must be another name than %s, which Flink gives port %d", diagnostic.Quote(name), port)
			return
		}
	}
	p.addToMain("ports", len(main.Ports), "")
	main.Ports = append(main.Ports, corev1.ContainerPort{Name: name, ContainerPort: port})
}

// addEnv gives the Flink process a variable. Of several of one name the last counts, without a word.
func (p *Pod) addEnv(variable corev1.EnvVar, option string) {
	main := p.main()
	for i := range main.Env {
		if main.Env[i].Name == variable.Name {
			p.found(diagnostic.RuleIgnoredVariable, p.mainPath().Child("env").Index(i), "%s is set again by %s, whose value counts", diagnostic.Quote(variable.Name), adder(option))
			break
		}
	}
	p.addToMain("env", len(main.Env), option)
	main.Env = append(main.Env, variable)
}

// Variables that Flink gives its processes, which no two pods need of their own.
var (
	podAddress = fieldVariable("_POD_IP_ADDRESS", "status.podIP")
	nodeName   = fieldVariable("_POD_NODE_ID", "spec.nodeName")
)

func fieldVariable(name, field string) corev1.EnvVar {
	return corev1.EnvVar{Name: name, ValueFrom: &corev1.EnvVarSource{FieldRef: &corev1.ObjectFieldSelector{APIVersion: "v1", FieldPath: field}}}
}
