package pod

import (
	"path"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podrule"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// Check says what is wrong with the pods of a FlinkDeployment under an operator of a release, or of the newest one where the
// release is none. The paths are those of the FlinkDeployment, from spec on.
func Check(deployment *v1beta1.FlinkDeployment, release operator.Release) diagnostic.Findings {
	if len(check(deployment, release, false)) == 0 {
		return nil
	}
	return check(deployment, release, true)
}

// check is Check. Only traced pods know where their parts come from, which costs more than to look at all of them; most
// clusters need none of it.
func check(deployment *v1beta1.FlinkDeployment, release operator.Release, traced bool) diagnostic.Findings {
	pods, err := podsOf(deployment, release, traced)
	if err != nil {
		f := diagnostic.Finding{Path: diagnostic.Path{}.Child("spec", "podTemplate"), Message: err.Error()}
		return diagnostic.Findings{f.Under(diagnostic.RulePod)}
	}
	var found diagnostic.Findings
	for _, p := range pods {
		p.rules()
		p.emptyFolders()
		p.environment(deployment.Spec.FlinkVersion)
		found = append(found, p.findings...)
	}
	found = append(found, serviceAccounts(deployment)...)
	found = append(found, localState(pods, options(deployment.Spec.FlinkConfiguration))...)
	return found.Sorted()
}

// CheckTemplate says what is wrong with the pods of a Deployment that is not Flink's; at is where their template stands.
func CheckTemplate(template *corev1.PodTemplateSpec, at diagnostic.Path) diagnostic.Findings {
	var found diagnostic.Findings
	for _, v := range podrule.Check(template, podrule.Deployment) {
		f := diagnostic.Finding{Path: append(at[:len(at):len(at)], v.Path...), Message: v.Message}
		found = append(found, f.Under(diagnostic.RulePod))
	}
	return found
}

// rules holds the pod against those of core/v1. What an option makes is said of the option.
func (p *Pod) rules() {
	for _, v := range podrule.Check(&p.Template, p.Controller) {
		origin, ok := p.origin(v.Path)
		switch {
		case !ok || ofOption(origin):
			p.found(diagnostic.RulePod, v.Path, "makes a pod that Kubernetes refuses: %s", v.Error())
		default:
			p.found(diagnostic.RulePod, v.Path, "%s", v.Message)
		}
	}
}

// ofOption reports whether a field is an entry of spec.flinkConfiguration.
func ofOption(at diagnostic.Path) bool {
	if len(at) < 2 {
		return false
	}
	name, _ := at[1].Name()
	return name == "flinkConfiguration"
}

// ownFolders are those of the image without whose files Flink does not start.
var ownFolders = []string{"/opt/flink", "/opt/flink/bin", "/opt/flink/lib"}

// emptyFolders refuses an empty volume in the place of files that Flink starts from. An init container may fill it.
func (p *Pod) emptyFolders() {
	main := p.main()
	for i := range main.VolumeMounts {
		mount := &main.VolumeMounts[i]
		if folder := path.Clean(mount.MountPath); slices.Contains(ownFolders, folder) && p.staysEmpty(mount.Name) {
			p.found(diagnostic.RulePod, p.mainPath().Child("volumeMounts").Index(i).Child("mountPath"),
				"must not be %s, whose files Flink starts from: the volume %s is an emptyDir, and no init container fills it", folder, diagnostic.Quote(mount.Name))
		}
	}
}

// staysEmpty reports whether a volume is an emptyDir that no init container mounts. Of several of a name, the last counts.
func (p *Pod) staysEmpty(volume string) bool {
	empty := false
	for i := range p.Template.Spec.Volumes {
		if v := &p.Template.Spec.Volumes[i]; v.Name == volume {
			empty = v.EmptyDir != nil
		}
	}
	return empty && !slices.ContainsFunc(p.Template.Spec.InitContainers, func(container corev1.Container) bool {
		return slices.ContainsFunc(container.VolumeMounts, func(mount corev1.VolumeMount) bool { return mount.Name == volume })
	})
}

// serviceAccounts finds options that give a role another account than the one of the cluster, to which its rights are bound.
func serviceAccounts(deployment *v1beta1.FlinkDeployment) diagnostic.Findings {
	var found diagnostic.Findings
	account := deployment.Spec.ServiceAccount
	for _, key := range []string{"kubernetes.service-account", "kubernetes.jobmanager.service-account", "kubernetes.taskmanager.service-account"} {
		value, ok := deployment.Spec.FlinkConfiguration[key]
		if !ok || account == "" || strings.TrimSpace(value) == account {
			continue
		}
		f := diagnostic.Finding{Path: diagnostic.Path{}.Child("spec", "flinkConfiguration", key)}
		if key == "kubernetes.service-account" {
			f.Message = "must not be set beside spec.serviceAccount, which is " + diagnostic.Quote(account) + " and wins"
		} else {
			f.Message = "must be " + diagnostic.Quote(account) + ", the account of spec.serviceAccount, or not be set: the option wins, and the pod runs as " + diagnostic.Quote(value)
		}
		found = append(found, f.Under(diagnostic.RuleConflictingOption))
	}
	return found
}
