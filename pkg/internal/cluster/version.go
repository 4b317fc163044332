package cluster

import (
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// runsOn checks that the operator's release runs a version of Flink.
func runsOn(version flink.Version, release operator.Release) error {
	if _, err := release.FlinkVersionEnum(version.Major, version.Minor); err == nil {
		return nil
	}
	enums := release.FlinkVersionEnums()
	newest := strings.NewReplacer("v", "", "_", ".").Replace(enums[len(enums)-1])
	why := "no release up to " + operator.Latest().String() + " runs it"
	if oldest, ok := operator.OldestRelease(version.Major, version.Minor); ok {
		why = "release " + oldest.String() + " is the first that runs it"
	}
	return fmt.Errorf("must be a Flink version that operator release %s runs, from %d.%d to %s, not %q: %s",
		release, flink.Oldest.Major, flink.Oldest.Minor, newest, version, why)
}
