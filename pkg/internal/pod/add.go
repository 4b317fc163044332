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

// add remembers that Flink has added a part, and for which option.
func (p *Pod) add(at diagnostic.Path, option string) {
	var by diagnostic.Path
	if option != "" {
		by = diagnostic.Path{}.Child("spec", "flinkConfiguration", option)
	}
	p.added[at.String()] = by
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
	at := diagnostic.Path{}.Child("spec", "volumes")
	for i, v := range p.Template.Spec.Volumes {
		if v.Name == volume.Name {
			p.found(diagnostic.RulePod, at.Index(i).Child("name"), "must be another name than %s, which the volume has that %s adds to the pod", diagnostic.Quote(volume.Name), adder(option))
			return
		}
	}
	p.add(at.Index(len(p.Template.Spec.Volumes)), option)
	p.Template.Spec.Volumes = append(p.Template.Spec.Volumes, volume)
}

// addMount mounts a volume into the Flink process.
func (p *Pod) addMount(mount corev1.VolumeMount, option string) {
	main, at := p.main(), p.mainPath().Child("volumeMounts")
	for i, m := range main.VolumeMounts {
		if path.Clean(m.MountPath) == path.Clean(mount.MountPath) {
			p.found(diagnostic.RulePod, at.Index(i).Child("mountPath"), "must be another path than %s, where %s mounts the volume %s", diagnostic.Quote(mount.MountPath), adder(option), mount.Name)
			return
		}
	}
	p.add(at.Index(len(main.VolumeMounts)), option)
	main.VolumeMounts = append(main.VolumeMounts, mount)
}

// addPort declares a port of the Flink process.
func (p *Pod) addPort(name string, port int32) {
	main, at := p.main(), p.mainPath().Child("ports")
	for i, have := range main.Ports {
		if have.Name == name {
			p.found(diagnostic.RulePod, at.Index(i).Child("name"), "must be another name than %s, which Flink gives port %d", diagnostic.Quote(name), port)
			return
		}
	}
	p.add(at.Index(len(main.Ports)), "")
	main.Ports = append(main.Ports, corev1.ContainerPort{Name: name, ContainerPort: port})
}

// addEnv gives the Flink process a variable. Of several of one name the last counts, without a word.
func (p *Pod) addEnv(variable corev1.EnvVar, option string) {
	main, at := p.main(), p.mainPath().Child("env")
	for i, have := range main.Env {
		if have.Name == variable.Name {
			p.found(diagnostic.RuleIgnoredVariable, at.Index(i), "%s is set again by %s, whose value counts", diagnostic.Quote(variable.Name), adder(option))
			break
		}
	}
	p.add(at.Index(len(main.Env)), option)
	main.Env = append(main.Env, variable)
}

func fieldVariable(name, field string) corev1.EnvVar {
	return corev1.EnvVar{Name: name, ValueFrom: &corev1.EnvVarSource{FieldRef: &corev1.ObjectFieldSelector{APIVersion: "v1", FieldPath: field}}}
}
