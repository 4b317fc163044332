package streampark

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// Version is a release of StreamPark 2.1, by its last number.
type Version int

// Oldest and Newest are the releases that are supported, Recommended the one that examples name.
const (
	Oldest      Version = 2
	Newest      Version = 6
	Recommended Version = 6

	broken Version = 7
)

// ParseVersion reads a version such as 2.1.6. 2.1.7 must be forced; what comes after it is not known.
func ParseVersion(value string, force bool) (Version, error) {
	number, found := strings.CutPrefix(value, "2.1.")
	patch, err := strconv.Atoi(number)
	v := Version(patch)
	switch {
	case !found || err != nil || v.String() != value || v < Oldest || v > broken:
		return 0, fmt.Errorf("must be a version of StreamPark from %s to %s, such as %s, not %s", Oldest, Newest, Recommended, diagnostic.Quote(value))
	case v == broken && !force:
		return 0, fmt.Errorf("must not be %s, which stores Flink homes so that it cannot read them again, and so runs no job "+
			"(apache/streampark issues 4316 and 4323): use %s, or set spec.forceVersion", v, Newest)
	}
	return v, nil
}

// String is the version as people write it.
func (v Version) String() string { return fmt.Sprintf("2.1.%d", int(v)) }

// Image is the official image; until 2.1.3 its tags were those of Git.
func (v Version) Image() string {
	if v <= 3 {
		return "apache/streampark:v" + v.String()
	}
	return "apache/streampark:" + v.String()
}

// ConfigFile reports whether conf/config.yaml configures StreamPark: it wins over environment variables, and alone says which
// database there is. Before, Spring reads environment variables over its own files.
func (v Version) ConfigFile() bool { return v >= 4 }

// Command starts StreamPark in the foreground; nil where the image does.
func (v Version) Command() []string {
	if v >= 5 {
		return nil
	}
	return []string{"bash", "bin/streampark.sh", "start_docker"}
}

// Home is where StreamPark lies in its image.
const Home = "/streampark"

// Container is the name of StreamPark's container.
const Container = "streampark"

// JVMOptionsVariable is the environment variable with all options of the JVM. 2.1.2 has none and sets a heap of its own, but
// the JVM itself lays _JAVA_OPTIONS over it.
func (v Version) JVMOptionsVariable() string {
	switch {
	case v >= 5:
		return "JAVA_OPTS"
	case v >= 3:
		return "JVM_OPTS"
	}
	return "_JAVA_OPTIONS"
}

// SharesJVMOptions reports whether every JVM that StreamPark starts, such as the one that tells a Flink's version, takes its
// options too: _JAVA_OPTIONS are for all.
func (v Version) SharesJVMOptions() bool { return v <= 2 }

// Actuator reports whether Spring Boot's actuator is there, which asks nobody who they are. It was removed in 2.1.6.
func (v Version) Actuator() bool { return v <= 5 }

// LivenessPath and ReadinessPath answer with 200 once StreamPark serves; without an actuator, that is its first page.
func (v Version) LivenessPath() string  { return v.health("liveness") }
func (v Version) ReadinessPath() string { return v.health("readiness") }

func (v Version) health(group string) string {
	if v.Actuator() {
		return "/actuator/health/" + group
	}
	return "/"
}

// H2DataDir reports whether H2 keeps its data in a folder that can be chosen; before, it is in memory.
func (v Version) H2DataDir() bool { return v >= 5 }

// SchemaVersion is the last version until this one that changed the tables; an older schema must be upgraded. 2.1.6 is one,
// though it has no upgrade file: it widens t_app_backup.path.
func (v Version) SchemaVersion() string { return min(v, 6).String() }

// OpenDocumentation reports whether the documentation of the REST interface, and the choice of a user's team, ask nobody
// who they are. From 2.1.5 on, the one is gone and the other asks.
func (v Version) OpenDocumentation() bool { return v <= 4 }

// CheckFlink says why StreamPark does not take sessions of a Flink version, if it does not.
func (v Version) CheckFlink(version flink.Version) error {
	newest := 18
	switch {
	case v >= 5:
		newest = 20
	case v == 4:
		newest = 19
	}
	if version.Major != 1 || version.Minor < 12 || version.Minor > newest {
		return fmt.Errorf("StreamPark %s takes Flink 1.12 to 1.%d, not %s", v, newest, version)
	}
	return nil
}

// Port is where StreamPark answers.
const Port int32 = 10000

// PrometheusPath is where an image with Micrometer's Prometheus registry answers, which no official one is.
const PrometheusPath = "/actuator/prometheus"
