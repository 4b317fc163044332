package operator

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// Release is a minor release of the operator, such as 1.15. Releases are comparable with ==. The zero Release is none, older than
// any other; ParseRelease and Latest give real ones.
type Release struct {
	minor int
}

// The releases this package knows. Patch releases are as their minor release: they change no CRD and no rule.
const (
	oldestMinor = 6
	latestMinor = 15
)

// release gives the release 1.<minor>, for the tables of this package.
func release(minor int) Release {
	return Release{minor: minor}
}

// Latest is the newest release this package knows.
func Latest() Release {
	return release(latestMinor)
}

// Releases lists the releases this package knows, oldest first.
func Releases() []Release {
	releases := make([]Release, 0, latestMinor-oldestMinor+1)
	for minor := oldestMinor; minor <= latestMinor; minor++ {
		releases = append(releases, release(minor))
	}
	return releases
}

var (
	releasePattern = lazyregexp.Remembering(`^1\.(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))?$`)
	// nearRelease finds the two numbers in what people write instead: v1.15.0, release-1.15, 1_15.
	nearRelease = lazyregexp.New(`^[^0-9]{0,20}1[^0-9]([0-9]{1,2})($|[^0-9])`)
)

// ParseRelease reads a release such as 1.15, or a patch release of it such as 1.15.0.
func ParseRelease(s string) (Release, error) {
	if match := releasePattern.FindStringSubmatch(s); match != nil {
		if minor, err := strconv.Atoi(match[1]); err == nil && oldestMinor <= minor && minor <= latestMinor {
			return release(minor), nil
		}
	}
	names := make([]string, 0, latestMinor-oldestMinor+1)
	for _, known := range Releases() {
		names = append(names, known.String())
	}
	suggestion := ""
	if near := suggestRelease(s); near != "" {
		suggestion = fmt.Sprintf("; did you mean %q?", near)
	}
	return Release{}, fmt.Errorf("must be a release of the Flink Kubernetes Operator, one of %s, not %q%s",
		strings.Join(names, ", "), s, suggestion)
}

// MustParseRelease is ParseRelease for a release that is known to exist; it panics at any other.
func MustParseRelease(s string) Release {
	r, err := ParseRelease(s)
	if err != nil {
		panic(err)
	}
	return r
}

// ChartVersion is the version of the Helm chart of a release, or of a patch release of it: that of the operator with all three
// numbers, so that 1.15 is 1.15.0.
func ChartVersion(release string) string {
	if strings.Count(release, ".") == 1 {
		return release + ".0"
	}
	return release
}

// suggestRelease is the known release that s looks like, if any.
func suggestRelease(s string) string {
	if s == "1.1" {
		return "1.10" // what YAML makes of an unquoted 1.10
	}
	match := nearRelease.FindStringSubmatch(s)
	if match == nil {
		return ""
	}
	minor, err := strconv.Atoi(match[1])
	if err != nil || minor < oldestMinor || latestMinor < minor {
		return ""
	}
	return release(minor).String()
}

// String is the release as ParseRelease reads it, such as 1.15.
func (r Release) String() string {
	if r == (Release{}) {
		return "none"
	}
	return fmt.Sprintf("1.%d", r.minor)
}

// Compare is negative, zero or positive when r is older than, equal to or newer than other.
func (r Release) Compare(other Release) int {
	return cmp.Compare(r.minor, other.minor)
}

// atLeast reports whether r is the release 1.<minor> or newer.
func (r Release) atLeast(minor int) bool {
	return r.Compare(release(minor)) >= 0
}

// bundledFlink is the Flink version of the client libraries in each operator release.
var bundledFlink = map[Release]string{
	release(6):  "1.17.1",
	release(7):  "1.17.1",
	release(8):  "1.18.1",
	release(9):  "1.18.1",
	release(10): "1.19.1",
	release(11): "1.20.1",
	release(12): "1.20.1",
	release(13): "1.20.1",
	release(14): "1.20.1",
	release(15): "1.20.1",
}

// BundledFlink is the version of Flink's client libraries in the operator, such as 1.20.1. It decides which spellings of a
// configuration key the operator itself understands, and the image of a FlinkDeployment that names none.
func (r Release) BundledFlink() string {
	return bundledFlink[r]
}

// KubernetesMemoryUnits reports whether memory sizes may have Kubernetes' units, such as 2Gi, beside Flink's.
func (r Release) KubernetesMemoryUnits() bool { return r.atLeast(7) }

// IngressLabels reports whether spec.ingress has labels.
func (r Release) IngressLabels() bool { return r.atLeast(8) }

// IngressTLS reports whether spec.ingress has tls.
func (r Release) IngressTLS() bool { return r.atLeast(8) }

// IngressForcesClusterIP reports whether spec.ingress makes the REST Service one of type ClusterIP, whatever the configuration says.
func (r Release) IngressForcesClusterIP() bool { return r.atLeast(oldestMinor) && !r.atLeast(10) }

// RefusesOverlappingKeys reports whether a cluster of this major Flink version fails to deploy when one configuration key is a dotted
// prefix of another, as OverlappingKeys finds them: Flink 2 reads its configuration as nested YAML, where a key cannot hold both
// a value and further keys. The failure comes at deployment; admission lets it pass.
func (r Release) RefusesOverlappingKeys(flinkMajor int) bool {
	return flinkMajor >= 2 && r.atLeast(12)
}

// LastStateWithoutHighAvailability reports whether a job may have the upgrade mode last-state without high availability.
func (r Release) LastStateWithoutHighAvailability() bool { return r.atLeast(10) }

// FirstDeploysSuspended reports whether a job may be suspended from the first deployment on.
func (r Release) FirstDeploysSuspended() bool { return r.atLeast(7) }

// SavepointOnDeletion reports whether a resource may say that its job is to be stopped with a savepoint when it is deleted; the
// operator's own configuration alone may in earlier releases.
func (r Release) SavepointOnDeletion() bool { return r.atLeast(7) }

// BlueGreenSince is the first release that has FlinkBlueGreenDeployments.
func BlueGreenSince() Release { return release(14) }

// AutoscalerPrefix reports whether the options of the autoscaler begin with job.autoscaler., without kubernetes.operator. before it.
func (r Release) AutoscalerPrefix() bool { return r.atLeast(7) }

// UtilizationTarget reports whether the autoscaler knows its target by the key that ends with utilization.target, and bounds around it.
func (r Release) UtilizationTarget() bool { return r.atLeast(11) }

// SavepointRedeploy reports whether a job has savepointRedeployNonce.
func (r Release) SavepointRedeploy() bool { return r.atLeast(8) }

// SessionJobConfiguration reports whether the checks of a session job read its own flinkConfiguration over that of its cluster.
func (r Release) SessionJobConfiguration() bool { return r.atLeast(8) }

// SessionJobLastState reports whether a session job may have the upgrade mode last-state.
func (r Release) SessionJobLastState() bool { return r.atLeast(10) }

// RestrictsJarURI reports whether the jar of a session job must come from a public host, by https.
func (r Release) RestrictsJarURI() bool { return r.atLeast(15) }

// ReadsParallelismOverrides reports whether the operator is known to read pipeline.jobvertex-parallelism-overrides of an application
// when it deploys one, and to fail on a value that is no map of numbers. 1.7 and 1.15 do not; of 1.8, 1.9 and 1.14 it is not known.
func (r Release) ReadsParallelismOverrides() bool { return r.atLeast(10) && !r.atLeast(14) }

// SetsEarlierCPUKeys reports whether the operator says the cpu of a field by an earlier key to Flink before 1.17, over which the key of
// today wins. 1.10 does not; of 1.8 and 1.9 it is not known.
func (r Release) SetsEarlierCPUKeys() bool { return r.atLeast(oldestMinor) && !r.atLeast(8) }

// NestedConfiguration reports whether flinkConfiguration may have nested values, numbers and booleans beside strings.
func (r Release) NestedConfiguration() bool { return r.atLeast(13) }

// TrustsREST reports whether the operator can be given a truststore and a keystore of its own with which it calls clusters that
// answer HTTPS. Earlier ones read them from the configuration of each cluster, passwords in plain text.
func (r Release) TrustsREST() bool { return r.atLeast(8) }
