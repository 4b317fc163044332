package streampark_test

import (
	"slices"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

func TestVersionsAreThoseThatWork(t *testing.T) {
	const which = "must be a version of StreamPark from 2.1.2 to 2.1.6, such as 2.1.6, not "
	const broken = "must not be 2.1.7, which stores Flink homes so that it cannot read them again, and so runs no job " +
		"(apache/streampark issues 4316 and 4323): use 2.1.6, or set spec.forceVersion"
	for _, test := range []struct {
		in    string
		force bool
		err   string
	}{
		{"2.1.2", false, ""},
		{"2.1.6", false, ""},
		{"2.1.6", true, ""},
		{"2.1.7", true, ""},
		{"2.1.7", false, broken},
		{"2.1.8", true, which + `"2.1.8"`},
		{"2.1.1", true, which + `"2.1.1"`},
		{"2.1", false, which + `"2.1"`},
		{"2.1.", false, which + `"2.1."`},
		{"2.1.02", false, which + `"2.1.02"`},
		{"2.1.+3", false, which + `"2.1.+3"`},
		{"2.1.6\n", false, which + `"2.1.6\n"`},
		{"2.2.6", false, which + `"2.2.6"`},
		{"v2.1.6", false, which + `"v2.1.6"`},
		{"2.1.6-SNAPSHOT", false, which + `"2.1.6-SNAPSHOT"`},
		{"", false, which + `""`},
	} {
		version, err := streampark.ParseVersion(test.in, test.force)
		switch message := text(err); {
		case message != test.err:
			t.Errorf("%q: %s, want %s", test.in, message, test.err)
		case err == nil && version.String() != test.in:
			t.Errorf("%q is read as %s", test.in, version)
		case err != nil && version != 0:
			t.Errorf("%q: a version that is refused must be none, not %s", test.in, version)
		}
	}
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// What differs between releases, as their images and scripts have it.
func TestReleasesAreConfiguredAsEachReadsIt(t *testing.T) {
	start := []string{"bash", "bin/streampark.sh", "start_docker"}
	for _, want := range []struct {
		version             streampark.Version
		image, jvm          string
		file, h2Folder      bool
		command             []string
		liveness, readiness string
		schema              string
		newestFlink         int
	}{
		{2, "apache/streampark:v2.1.2", "_JAVA_OPTIONS", false, false, start, "/actuator/health/liveness", "/actuator/health/readiness", "2.1.2", 18},
		{3, "apache/streampark:v2.1.3", "JVM_OPTS", false, false, start, "/actuator/health/liveness", "/actuator/health/readiness", "2.1.3", 18},
		{4, "apache/streampark:2.1.4", "JVM_OPTS", true, false, start, "/actuator/health/liveness", "/actuator/health/readiness", "2.1.4", 19},
		{5, "apache/streampark:2.1.5", "JAVA_OPTS", true, true, nil, "/actuator/health/liveness", "/actuator/health/readiness", "2.1.5", 20},
		{6, "apache/streampark:2.1.6", "JAVA_OPTS", true, true, nil, "/", "/", "2.1.6", 20},
		{7, "apache/streampark:2.1.7", "JAVA_OPTS", true, true, nil, "/", "/", "2.1.6", 20},
	} {
		v := want.version
		if v.Image() != want.image || v.JVMOptionsVariable() != want.jvm || v.ConfigFile() != want.file || v.H2DataDir() != want.h2Folder ||
			!slices.Equal(v.Command(), want.command) || v.LivenessPath() != want.liveness || v.ReadinessPath() != want.readiness ||
			v.SchemaVersion() != want.schema {
			t.Errorf("%s: %s %s %v %v %v %s %s %s, want %+v", v, v.Image(), v.JVMOptionsVariable(), v.ConfigFile(), v.H2DataDir(), v.Command(),
				v.LivenessPath(), v.ReadinessPath(), v.SchemaVersion(), want)
		}
		for minor := range 25 {
			takes := v.CheckFlink(flink.Version{Major: 1, Minor: minor, Patch: 3}) == nil
			if wants := minor >= 12 && minor <= want.newestFlink; takes != wants {
				t.Errorf("%s takes Flink 1.%d: %v, want %v", v, minor, takes, wants)
			}
			if v.CheckFlink(flink.Version{Major: 2, Minor: minor}) == nil {
				t.Errorf("%s must not take Flink 2.%d", v, minor)
			}
		}
	}
}
