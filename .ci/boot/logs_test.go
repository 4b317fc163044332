package boot

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// expected are warnings and errors that are not about what is rendered, by the part of Flink that logs them, and why.
var expected = []struct{ logger, message, why string }{
	{"DefaultDelegationTokenManager", "No tokens obtained|Tokens update task not started", "credentials are variables of the pod, not delegation tokens"},
	{`zookeeper\.ClientCnxn`, "SASL configuration failed", "this ZooKeeper wants no SASL, and Flink tries it unless told not to"},
	{`curator\.ConnectionState`, "Authentication failed", "as above"},
	{`zookeeper\.ClientCnxn|curator\.\S*|pekko\.remote\.\S*`, "", "connections on a slow machine; what matters is waited for"},
	{`com\.amazonaws\.services\.s3\.internal\.Mimetypes`, "mime.types", "the plugins for S3 have no such file"},
	{`com\.amazonaws\.util\.VersionInfoUtils`, "maintenance mode", "of the SDK in the plugins for S3, whatever it is used for"},
	{`hadoop\.metrics2\.impl\.MetricsConfig`, "Cannot locate configuration", "Hadoop's own metrics, which nobody asks for"},
	{`hadoop\.util\.NativeCodeLoader`, "native-hadoop", "Flink's images have no native Hadoop either"},
	{`hadoop\.fs\.s3a\.S3ABlockOutputStream`, "Syncable API", "Flink closes each file that it must be sure of"},
}

var (
	loud          = regexp.MustCompile(`^\S+ (WARN|ERROR) +(\S+) - (.*)`)
	configuration = regexp.MustCompile(`(?i)config|deprecated|option|propert|\bkeys?\b`)
)

// isLoud reports whether a line of a log warns of something that is not expected.
func isLoud(line string) bool {
	match := loud.FindStringSubmatch(line)
	if match == nil {
		return false
	}
	for _, e := range expected {
		if regexp.MustCompile(`(^|\.)(`+e.logger+`)$`).MatchString(match[2]) && regexp.MustCompile(e.message).MatchString(match[3]) {
			return false
		}
	}
	return true
}

// isAboutConfiguration reports whether a line warns of a key or a value of the configuration.
func isAboutConfiguration(line string) bool {
	return isLoud(line) && configuration.MatchString(line)
}

// logsAreQuiet fails with the lines of Flink's logs of which is holds, each once.
func (c *cluster) logsAreQuiet(is func(line string) bool) {
	c.t.Helper()
	for _, log := range c.logs {
		text, err := os.ReadFile(log)
		if err != nil {
			c.t.Fatal(err)
		}
		lines := strings.Split(string(text), "\n")
		if !slices.ContainsFunc(lines, func(line string) bool { return strings.Contains(line, "Loading configuration property: ") }) {
			c.t.Errorf("%s does not tell what was loaded: not the log that is read here", filepath.Base(log))
		}
		said := map[string]bool{}
		for _, line := range lines {
			if _, message, _ := strings.Cut(line, " "); is(line) && !said[message] { // all but the time
				said[message] = true
				c.t.Errorf("%s: %s", filepath.Base(log), message)
			}
		}
	}
}

// TestWarningsAreFound: what Flink logs about a key is found before and after the kill, what is expected is not.
func TestWarningsAreFound(t *testing.T) {
	for _, test := range []struct {
		line                       string
		loud, isAboutConfiguration bool
	}{
		{"11:08:54,910 WARN  org.apache.flink.configuration.Configuration - Config uses deprecated configuration key 'state.backend' instead of proper key 'state.backend.type'", true, true},
		{"11:08:54,910 WARN  org.apache.flink.configuration.GlobalConfiguration - Error while trying to split key and value in configuration file conf:1: Line is not a key-value pair", true, true},
		{"11:08:54,910 ERROR org.apache.flink.runtime.metrics.ReporterSetup - Could not instantiate metrics reporter prom.", true, false},
		{"11:08:54,910 WARN  org.apache.flink.runtime.taskmanager.Task - Count (1/2)#0 switched from RUNNING to FAILED with failure cause:", true, false},
		{"11:08:54,910 WARN  org.apache.flink.runtime.security.token.DefaultDelegationTokenManager - No tokens obtained so skipping notifications", false, false},
		{"11:08:54,910 WARN  org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.ClientCnxn - SASL configuration failed. Will continue", false, false},
		{"11:08:54,910 INFO  org.apache.flink.configuration.GlobalConfiguration - Loading configuration property: state.backend.type, rocksdb", false, false},
		{"	at org.apache.flink.configuration.Configuration.get(Configuration.java:1)", false, false},
	} {
		if got := isLoud(test.line); got != test.loud {
			t.Errorf("isLoud is %t of %s", got, test.line)
		}
		if got := isAboutConfiguration(test.line); got != test.isAboutConfiguration {
			t.Errorf("isAboutConfiguration is %t of %s", got, test.line)
		}
	}
}
