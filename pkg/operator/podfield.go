package operator

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// podFields are the fields of a pod template, as this project's version of Kubernetes knows them, that the FlinkDeployment
// of some release does not have: its CRD embeds the pod of the Kubernetes version of its day. Containers stand for init
// and ephemeral containers too, and * for one name.
var podFields = []struct {
	paths []string
	since Release // first release that has them; zero if none does
}{
	{since: release(7), paths: []string{"spec.containers[].resizePolicy"}},
	{since: release(9), paths: []string{
		"spec.affinity.*.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm.matchLabelKeys",
		"spec.affinity.*.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm.mismatchLabelKeys",
		"spec.affinity.*.requiredDuringSchedulingIgnoredDuringExecution[].matchLabelKeys",
		"spec.affinity.*.requiredDuringSchedulingIgnoredDuringExecution[].mismatchLabelKeys",
		"spec.containers[].lifecycle.*.sleep",
		"spec.containers[].restartPolicy",
		"spec.volumes[].ephemeral.volumeClaimTemplate.spec.volumeAttributesClassName",
		"spec.volumes[].projected.sources[].clusterTrustBundle",
	}},
	{since: release(10), paths: []string{
		"spec.containers[].securityContext.appArmorProfile",
		"spec.containers[].volumeMounts[].recursiveReadOnly",
		"spec.securityContext.appArmorProfile",
	}},
	{since: release(13), paths: []string{
		"spec.containers[].lifecycle.stopSignal",
		"spec.containers[].resources.claims[].request",
		"spec.resourceClaims[].resourceClaimName",
		"spec.resourceClaims[].resourceClaimTemplateName",
		"spec.resources",
		"spec.securityContext.seLinuxChangePolicy",
		"spec.securityContext.supplementalGroupsPolicy",
		"spec.volumes[].image",
	}},
	{paths: []string{
		"spec.containers[].*.grpc.mode",
		"spec.containers[].*.httpGet.protocol",
		"spec.containers[].env[].valueFrom.fileKeyRef",
		"spec.containers[].lifecycle.*.httpGet.protocol",
		"spec.containers[].restartPolicyRules",
		"spec.containers[].volumeMounts[].bindMountOptions",
		"spec.evictionResponders",
		"spec.hostnameOverride",
		"spec.schedulingGroup",
		"spec.volumes[].*.defaultUser",
		"spec.volumes[].*.items[].user",
		"spec.volumes[].emptyDir.mode",
		"spec.volumes[].projected.sources[].*.items[].user",
		"spec.volumes[].projected.sources[].*.user",
		"spec.volumes[].projected.sources[].podCertificate",
	}},
}

// podFieldPattern matches the paths of one line of podFields.
type podFieldPattern struct {
	pattern *regexp.Regexp
	since   Release
}

// podFieldPatterns are compiled when a pod template is first looked at: most commands never do. They are found by the
// last name of the path, which most fields of a pod do not share.
var podFieldPatterns = sync.OnceValue(func() map[string][]podFieldPattern {
	patterns := map[string][]podFieldPattern{}
	for _, line := range podFields {
		for _, path := range line.paths {
			pattern := strings.ReplaceAll(regexp.QuoteMeta(path), `\*`, `[^.\[]+`)
			last := lastName(path)
			patterns[last] = append(patterns[last], podFieldPattern{regexp.MustCompile("^" + pattern + "$"), line.since})
		}
	}
	return patterns
})

func lastName(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }

// MissingPodField is a field of a pod template that the FlinkDeployment of a release does not have. An API server
// drops it silently, or refuses the whole object.
type MissingPodField struct {
	// Path of the field below the template.
	Path diagnostic.Path
	// Since is the first release that has the field; zero if no release has it.
	Since Release
}

// MissingPodFields finds what a pod template, or a patch of one, sets and the release does not have, in order of paths.
func (r Release) MissingPodFields(template map[string]any) []MissingPodField {
	var missing []MissingPodField
	var walk func(value any, path diagnostic.Path, plain string)
	walk = func(value any, path diagnostic.Path, plain string) {
		switch value := value.(type) {
		case map[string]any:
			for key, child := range value {
				if child == nil { // a patch removes it
					continue
				}
				at := path.Child(key)
				name := strings.TrimPrefix(plain+"."+key, ".")
				if since, ok := r.MissingPodField(name); ok {
					missing = append(missing, MissingPodField{Path: at, Since: since})
					continue
				}
				walk(child, at, name)
			}
		case []any:
			for i, element := range value {
				walk(element, path.Index(i), plain+"[]")
			}
		}
	}
	walk(template, nil, "")
	slices.SortFunc(missing, func(a, b MissingPodField) int { return a.Path.Compare(b.Path) })
	return missing
}

// MissingPodField reports whether the release does not have a field of a pod template, and which release does; zero if
// none does. The path has no indexes, such as spec.containers[].resizePolicy.
func (r Release) MissingPodField(path string) (since Release, missing bool) {
	patterns := podFieldPatterns()[lastName(path)]
	if patterns == nil {
		return Release{}, false
	}
	for _, containers := range []string{"spec.initContainers", "spec.ephemeralContainers"} {
		if below, ok := strings.CutPrefix(path, containers); ok {
			path = "spec.containers" + below
		}
	}
	for _, p := range patterns {
		if (p.since == Release{} || r.Compare(p.since) < 0) && p.pattern.MatchString(path) {
			return p.since, true
		}
	}
	return Release{}, false
}
