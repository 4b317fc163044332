package operator

import (
	"fmt"
	"strings"
)

// flinkVersion is a minor Flink version as the operator sees it.
type flinkVersion struct {
	major, minor int
	since        Release // first release whose CRD lists it
	deprecated   Release // first release that calls it deprecated; zero if none does
}

// flinkVersions are the Flink versions that some release accepts, oldest first. The CRDs list 1.13 and 1.14 too, which releases
// since 1.7 refuse to run; they are left out for 1.6 as well. Since says the oldest release known here, 1.6, for older ones too.
//
// The code of release 1.15 knows 2.3 and 2.4, but its CRD does not, so the API server refuses them.
var flinkVersions = []flinkVersion{
	{major: 1, minor: 15, since: release(6), deprecated: release(10)},
	{major: 1, minor: 16, since: release(6), deprecated: release(11)},
	{major: 1, minor: 17, since: release(6), deprecated: release(13)},
	{major: 1, minor: 18, since: release(6), deprecated: release(13)},
	{major: 1, minor: 19, since: release(7)},
	{major: 1, minor: 20, since: release(10)},
	{major: 2, minor: 0, since: release(11)},
	{major: 2, minor: 1, since: release(13)},
	{major: 2, minor: 2, since: release(13)},
}

// enum is the version in the spelling of the CRD.
func (v flinkVersion) enum() string {
	return fmt.Sprintf("v%d_%d", v.major, v.minor)
}

func (v flinkVersion) String() string {
	return fmt.Sprintf("%d.%d", v.major, v.minor)
}

func findFlinkVersion(major, minor int) (flinkVersion, bool) {
	for _, version := range flinkVersions {
		if version.major == major && version.minor == minor {
			return version, true
		}
	}
	return flinkVersion{major: major, minor: minor}, false
}

// FlinkVersionEnums lists what spec.flinkVersion may be in this release, oldest first: what the CRD lists from Flink 1.15 on.
func (r Release) FlinkVersionEnums() []string {
	var enums []string
	for _, version := range flinkVersions {
		if r.Compare(version.since) >= 0 {
			enums = append(enums, version.enum())
		}
	}
	return enums
}

// FlinkMinor is the version that a value of spec.flinkVersion stands for as Flink writes it: 1.20 for v1_20. What is no such
// value gives no version.
func FlinkMinor(enum string) string {
	return strings.ReplaceAll(strings.TrimPrefix(enum, "v"), "_", ".")
}

// FlinkVersionEnum is the value of spec.flinkVersion for a Flink version, such as v1_20 for 1.20. The error says since which
// release the version is accepted, if any does.
func (r Release) FlinkVersionEnum(major, minor int) (string, error) {
	version, known := findFlinkVersion(major, minor)
	if known && r.Compare(version.since) >= 0 {
		return version.enum(), nil
	}
	var accepted []string
	for _, other := range flinkVersions {
		if r.Compare(other.since) >= 0 {
			accepted = append(accepted, other.String())
		}
	}
	if len(accepted) == 0 {
		return "", fmt.Errorf("the operator release must be known to choose a spelling of Flink %s", version)
	}
	why := fmt.Sprintf("no release up to %s accepts it", Latest())
	if known {
		why = fmt.Sprintf("it needs operator release %s or newer", version.since)
	} else if oldest := flinkVersions[0]; major < oldest.major || major == oldest.major && minor < oldest.minor {
		why = fmt.Sprintf("the operator has refused what is older than %s since release 1.7", oldest)
	}
	return "", fmt.Errorf("must be a Flink version that operator release %s accepts, one of %s, not %q: %s",
		r, strings.Join(accepted, ", "), version.String(), why)
}

// OldestRelease is the oldest release known here that accepts a Flink version; it reports false when none does.
func OldestRelease(major, minor int) (Release, bool) {
	version, known := findFlinkVersion(major, minor)
	return version.since, known
}

// FlinkVersionDeprecated reports whether this release accepts the Flink version but calls it deprecated.
func (r Release) FlinkVersionDeprecated(major, minor int) bool {
	version, known := findFlinkVersion(major, minor)
	return known && version.deprecated != (Release{}) && r.Compare(version.deprecated) >= 0
}
