// Package memory holds the memory model of pkg/flink against Flink's own classes, as the start scripts in its image call
// them: the same components to the byte, or refused by both.
package memory

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// One release of each minor version.
var versions = []string{"1.16.3", "1.17.2", "1.18.1", "1.19.1", "1.20.1", "2.0.0", "2.1.0", "2.2.0"}

// configurationsOfEach is how many random configurations of each role a version is asked about.
const configurationsOfEach = 1000

func TestMemoryIsDividedAsTheStartScriptsDo(t *testing.T) {
	for _, v := range versions {
		t.Run(v, func(t *testing.T) {
			t.Parallel()
			version, err := flink.ParseVersion(v)
			if err != nil {
				t.Fatal(err)
			}
			configurations := randomConfigurations()
			answers := askFlink(t, v, configurations)
			var divided int
			for i, c := range configurations {
				components, err := divide(c, version)
				ours := "Final " + map[string]string{"jobmanager": "Master", "taskmanager": "TaskExecutor"}[c.role] + " Memory configuration:\n" +
					flink.FormatMemoryComponents(components)
				theirs := strings.ReplaceAll(strings.ReplaceAll(answers[i], "\t  ", "\t"), "\t", "\n") + "\n"
				refused := strings.HasPrefix(theirs, "refused\n")
				switch {
				case refused != (err != nil):
					t.Errorf("%s %v: the verdict is %v, Flink's is %s", c.role, c.options, err, theirs)
				case !refused && ours != theirs:
					t.Errorf("%s %v: the division is\n%sFlink's is\n%s", c.role, c.options, ours, theirs)
				case !refused:
					divided++
				}
			}
			t.Logf("%d configurations, of which %d can be divided", len(configurations), divided)
			if divided < len(configurations)/5 {
				t.Errorf("%d of %d configurations are too few that can be divided", divided, len(configurations))
			}
		})
	}
}

func divide(c configuration, v flink.Version) ([]flink.MemoryComponent, error) {
	if c.role == "jobmanager" {
		m, err := flink.DivideJobManagerMemory(0, c.options, v)
		return m.Components(), err
	}
	m, err := flink.DivideTaskManagerMemory(0, c.options, v)
	return m.Components(), err
}

type configuration struct {
	role    string
	options map[string]string
}

// optionsOf are the values that random configurations take. What sizes a TaskManager by its heap of old is left out:
// start scripts read it otherwise than native mode does, and pkg/flink refuses it.
var optionsOf = map[string]map[string][]string{
	"jobmanager": {
		"jobmanager.heap.mb":                               {"512", "1024", "0", "-1"},
		"jobmanager.heap.size":                             {"512m", "1g", "1gib"},
		"jobmanager.memory.flink.size":                     {"128m", "256m", "1152m", "1600m", "4g"},
		"jobmanager.memory.heap.size":                      {"0", "1m", "512m", "1100m", "1g"},
		"jobmanager.memory.off-heap.size":                  {"0", "1m", "128m", "256m", "1g"},
		"jobmanager.memory.enable-jvm-direct-memory-limit": {"true", "false"},
	},
	"taskmanager": {
		"taskmanager.memory.flink.size":              {"512m", "1280m", "2g", "10g"},
		"taskmanager.memory.framework.heap.size":     {"0", "64m", "128m", "256m"},
		"taskmanager.memory.framework.off-heap.size": {"0", "64m", "512m"},
		"taskmanager.memory.task.heap.size":          {"0", "128m", "512m", "1500m", "4g"},
		"taskmanager.memory.task.off-heap.size":      {"0", "1m", "256m"},
		"taskmanager.memory.managed.fraction":        {"0", "0.2", "0.333", "0.9", "-0.1", "1"},
		"taskmanager.memory.managed.size":            {"0m", "256m", "512 mb", "2g", "1 kibibytes"},
		"taskmanager.memory.size":                    {"512m"},
		"taskmanager.memory.network.fraction":        {"0", "0.05", "1e-1", "0.5", "0.7f", "1", "-0.1"},
		"taskmanager.memory.network.min":             {"0", "32m", "64m", "1g"},
		"taskmanager.memory.network.max":             {"32m", "128m", "4g", "9223372036854775807"},
		"taskmanager.network.memory.fraction":        {"0.2"},
		"taskmanager.network.memory.min":             {"96m"},
		"taskmanager.network.memory.max":             {"160m"},
		"taskmanager.network.numberOfBuffers":        {"2048", "4096", "-1", "0", "10000"},
		"taskmanager.memory.segment-size":            {"32kb", "64kb", "3mb", "1kb"},
	},
}

func randomConfigurations() []configuration {
	random := rand.New(rand.NewPCG(16, 22))
	sizes := []string{"448m", "576m", "577m", "700m", "981m", "982m", "1000m", "1g", "1024m", "1200m", "1536m", "1600m", "1728m", "2g",
		"2500m", "3g", "4g", "8g", "16g", "64g", "700g", "2147483648", "2147483647b", "1.5g", "2Gi", "0", "-1g", " 2 g ", ""}
	var configurations []configuration
	for _, role := range []string{"jobmanager", "taskmanager"} {
		options := maps.Clone(optionsOf[role])
		for _, part := range []string{"jvm-metaspace.size", "jvm-overhead.min", "jvm-overhead.max", "jvm-overhead.fraction"} {
			options[role+".memory."+part] = map[string][]string{
				"jvm-metaspace.size":    {"0", "96m", "512m", "1g"},
				"jvm-overhead.min":      {"0", "64m", "300m", "1g", "2g"},
				"jvm-overhead.max":      {"0", "100m", "400m", "1g", "4g"},
				"jvm-overhead.fraction": {"0", "0.05", "0.1", "0.123456789", "0.5", "0.9", "1", "-0.2"},
			}[part]
		}
		keys := slices.Sorted(maps.Keys(options))
		for range configurationsOfEach {
			c := configuration{role, map[string]string{}}
			if random.IntN(8) > 0 {
				c.options[role+".memory.process.size"] = sizes[random.IntN(len(sizes))]
			}
			if c.options[role+".memory.process.size"] == "" {
				delete(c.options, role+".memory.process.size")
			}
			for range random.IntN(5) {
				key := keys[random.IntN(len(keys))]
				c.options[key] = options[key][random.IntN(len(options[key]))]
			}
			configurations = append(configurations, c)
		}
	}
	return configurations
}

// askFlink gives what Flink logs of each configuration, or refuses it with.
func askFlink(t *testing.T, version string, configurations []configuration) []string {
	t.Helper()
	classpath := filepath.Join(t.TempDir(), "classpath")
	run(t, nil, "mvn", "--quiet", "--batch-mode", "-Dflink.version="+version, "-Dmdep.outputFile="+classpath,
		"org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath")
	jars, err := os.ReadFile(classpath)
	if err != nil {
		t.Fatal(err)
	}
	var input bytes.Buffer
	for _, c := range configurations {
		input.WriteString(c.role)
		for _, key := range slices.Sorted(maps.Keys(c.options)) {
			fmt.Fprintf(&input, "\t%s=%s", key, c.options[key])
		}
		input.WriteByte('\n')
	}
	answers := strings.Split(strings.TrimSuffix(run(t, &input, "java", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
		"-Dorg.slf4j.simpleLogger.log.org.apache.flink.runtime.util.bash=info", "-Dorg.slf4j.simpleLogger.showThreadName=false",
		"-Dorg.slf4j.simpleLogger.showShortLogName=true", "-cp", string(jars), "Divide.java"), "\n"), "\n")
	if len(answers) != len(configurations) {
		t.Fatalf("Flink gives %d answers to %d configurations", len(answers), len(configurations))
	}
	return answers
}

func run(t *testing.T, input *bytes.Buffer, name string, arguments ...string) string {
	t.Helper()
	command := exec.Command(name, arguments...)
	var out, errors bytes.Buffer
	command.Stdout, command.Stderr = &out, &errors
	if input != nil {
		command.Stdin = input
	}
	if err := command.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", name, err, out.String(), errors.String())
	}
	return out.String()
}
