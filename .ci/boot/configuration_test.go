package boot

import (
	"fmt"
	"maps"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"
)

// place is where one process and what it talks to is on this machine.
type place struct {
	zookeeper, objectStore, restPort, metricsPort string
	scratch                                       string
}

// What may differ between the rendered configuration and the one that Flink runs with, and why. All else must be as rendered.
var (
	changed = map[string]string{
		"high-availability.type":             "there is no Kubernetes: ZooKeeper is in its place",
		"high-availability.zookeeper.quorum": "address",
		"s3.endpoint":                        "address",
		"metrics.reporter.prom.port":         "address: JobManager and TaskManager are on one host",
	}
	dropped = map[string]string{
		"kubernetes.": "there is no Kubernetes",
	}
	added = map[string]string{
		"high-availability.cluster-id":         "the operator sets it to the name of the FlinkDeployment",
		"jobmanager.memory.process.size":       "the operator sets it from spec.jobManager.resource.memory",
		"taskmanager.memory.process.size":      "the operator sets it from spec.taskManager.resource.memory",
		"env.java.default-opts.all":            "what Flink's modules need of Java 17, from the distribution's configuration",
		"high-availability.zookeeper.quorum":   "there is no Kubernetes: ZooKeeper is in its place",
		"jobmanager.rpc.address":               "address",
		"jobmanager.bind-host":                 "address",
		"taskmanager.host":                     "address",
		"taskmanager.bind-host":                "address",
		"rest.address":                         "address",
		"rest.bind-address":                    "address",
		"rest.port":                            "address",
		"io.tmp.dirs":                          "a folder on this machine",
		"jobmanager.rpc.port":                  "Flink tells the port that it took",
		"blob.server.port":                     "Flink tells the port that it took",
		"web.tmpdir":                           "Flink tells the folder that it made",
		"jobmanager.memory.heap.size":          "Flink computed it from the process size",
		"jobmanager.memory.off-heap.size":      "Flink computed it from the process size",
		"jobmanager.memory.jvm-metaspace.size": "Flink computed it from the process size",
		"jobmanager.memory.jvm-overhead.min":   "Flink computed it from the process size",
		"jobmanager.memory.jvm-overhead.max":   "Flink computed it from the process size",
	}
	addedToApplication = map[string]string{
		"$internal.pipeline.job-id": "the operator sets it, so that the job has the same id after an upgrade",
		"parallelism.default":       "the operator sets it from spec.job.parallelism",
		"pipeline.name":             "the operator sets it to the name of the FlinkDeployment",
		"execution.checkpointing.externalized-checkpoint-retention": "the operator's default",
		"execution.shutdown-on-application-finish":                  "the operator keeps the JobManager, so that it can ask how the job ended",
		"execution.submit-failed-job-on-application-error":          "the operator's default",
		"execution.target":                                "the entry point of an application sets it",
		"execution.state-recovery.claim-mode":             "the entry point of an application sets it: its default",
		"execution.state-recovery.ignore-unclaimed-state": "the entry point of an application sets it: its default",
		"pipeline.classpaths":                             "the entry point of an application found the jar in usrlib",
		"pipeline.jars":                                   "the entry point of an application sets it: none but those in usrlib",
	}
)

// moduleOptions are those with which Flink's scripts start a Java 17.
var moduleOptions = strings.Join([]string{
	"--add-exports=java.base/sun.net.util=ALL-UNNAMED", "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
	"--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
	"--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/java.net=ALL-UNNAMED",
	"--add-opens=java.base/java.io=ALL-UNNAMED", "--add-opens=java.base/java.nio=ALL-UNNAMED",
	"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
	"--add-opens=java.base/java.text=ALL-UNNAMED", "--add-opens=java.base/java.time=ALL-UNNAMED",
	"--add-opens=java.base/java.util=ALL-UNNAMED", "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
	"--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
	"--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED",
}, " ")

// configuration is the one that Flink is started with: as rendered, but for what this machine needs.
func (d deployment) configuration(t *testing.T, at place) map[string]string {
	t.Helper()
	configuration := maps.Clone(d.Spec.FlinkConfiguration)
	maps.DeleteFunc(configuration, func(key, _ string) bool { return strings.HasPrefix(key, "kubernetes.") })
	if mode := configuration["high-availability.type"]; mode != "kubernetes" && mode != "zookeeper" {
		t.Fatalf("the session must be highly available, not %q", mode)
	}
	maps.Copy(configuration, map[string]string{
		"high-availability.type":             "zookeeper",
		"high-availability.zookeeper.quorum": at.zookeeper,
		"high-availability.cluster-id":       d.Metadata.Name,
		"jobmanager.memory.process.size":     processSize(t, d.Spec.JobManager.Resource.Memory),
		"taskmanager.memory.process.size":    processSize(t, d.Spec.TaskManager.Resource.Memory),
		"env.java.default-opts.all":          moduleOptions,
		"s3.endpoint":                        at.objectStore,
		"jobmanager.rpc.address":             "127.0.0.1",
		"jobmanager.bind-host":               "127.0.0.1",
		"taskmanager.host":                   "127.0.0.1",
		"taskmanager.bind-host":              "127.0.0.1",
		"rest.address":                       "127.0.0.1",
		"rest.bind-address":                  "127.0.0.1",
		"rest.port":                          at.restPort,
		"io.tmp.dirs":                        at.scratch,
	})
	if _, found := configuration["metrics.reporter.prom.port"]; found {
		configuration["metrics.reporter.prom.port"] = at.metricsPort
	}
	if d.Spec.Job != nil {
		maps.Copy(configuration, map[string]string{
			"$internal.pipeline.job-id": jobID,
			"parallelism.default":       strconv.Itoa(d.Spec.Job.Parallelism),
			"pipeline.name":             d.Metadata.Name,
			"execution.checkpointing.externalized-checkpoint-retention": "RETAIN_ON_CANCELLATION",
			"execution.shutdown-on-application-finish":                  "false",
			"execution.submit-failed-job-on-application-error":          "true",
		})
	}
	return configuration
}

// unlisted are the differences between a rendered configuration and another that are in none of the lists.
func unlisted(rendered, other map[string]string, isApplication bool) []string {
	var differences []string
	for key, value := range rendered {
		got, found := other[key]
		isDropped := slices.ContainsFunc(slices.Collect(maps.Keys(dropped)), func(prefix string) bool { return strings.HasPrefix(key, prefix) })
		switch {
		case !found && !isDropped:
			differences = append(differences, fmt.Sprintf("%s: %s is lost", key, value))
		case found && got != value && changed[key] == "":
			differences = append(differences, fmt.Sprintf("%s: %s is now %s", key, value, got))
		}
	}
	for key, value := range other {
		isAdded := added[key] != "" || isApplication && addedToApplication[key] != ""
		if _, found := rendered[key]; !found && !isAdded {
			differences = append(differences, fmt.Sprintf("%s: %s is new", key, value))
		}
	}
	slices.Sort(differences)
	return differences
}

// write writes a configuration into a folder as the operator does: lines up to Flink 1.20, nested YAML since 2.0.
func write(t *testing.T, folder, flinkVersion string, configuration map[string]string) {
	t.Helper()
	name, text := "config.yaml", []byte(nil)
	if strings.HasPrefix(flinkVersion, "v1_") {
		name = "flink-conf.yaml"
		for _, key := range slices.Sorted(maps.Keys(configuration)) {
			text = fmt.Appendf(text, "%s: %s\n", key, configuration[key])
		}
	} else {
		root := map[string]any{}
		for key, value := range configuration {
			inner, names := root, strings.Split(key, ".")
			for _, name := range names[:len(names)-1] {
				next, ok := inner[name].(map[string]any)
				if !ok {
					if _, taken := inner[name]; taken {
						t.Fatalf("%s: another key is a prefix of it", key)
					}
					next = map[string]any{}
					inner[name] = next
				}
				inner = next
			}
			last := names[len(names)-1]
			if _, taken := inner[last]; taken {
				t.Fatalf("%s: it is a prefix of another key", key)
			}
			inner[last] = value
		}
		var err error
		if text, err = yaml.Marshal(root); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name), text, 0o644); err != nil {
		t.Fatal(err)
	}
}

// freePorts are ports on loopback that nobody listens on.
func freePorts(t *testing.T, count int) []string {
	t.Helper()
	var ports []string
	for range count {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer listener.Close()
		_, port, _ := net.SplitHostPort(listener.Addr().String())
		ports = append(ports, port)
	}
	return ports
}

// TestUnlistedDifferences: a configuration that differs in more than the lists say is not the rendered one.
func TestUnlistedDifferences(t *testing.T) {
	was := map[string]string{"s3.endpoint": "http://minio:9000", "state.backend.type": "rocksdb", "kubernetes.jobmanager.cpu.limit-factor": "2"}
	for _, test := range []struct {
		name          string
		is            map[string]string
		isApplication bool
		want          []string
	}{
		{"address, Kubernetes, operator", map[string]string{"s3.endpoint": "http://127.0.0.1:1", "state.backend.type": "rocksdb", "high-availability.cluster-id": "a"}, false, nil},
		{"value", map[string]string{"s3.endpoint": "http://minio:9000", "state.backend.type": "hashmap"}, false, []string{"state.backend.type: rocksdb is now hashmap"}},
		{"lost", map[string]string{"state.backend.type": "rocksdb"}, false, []string{"s3.endpoint: http://minio:9000 is lost"}},
		{"new", map[string]string{"s3.endpoint": "http://minio:9000", "state.backend.type": "rocksdb", "s3.access-key": "a"}, false, []string{"s3.access-key: a is new"}},
		{"of applications only", map[string]string{"s3.endpoint": "http://minio:9000", "state.backend.type": "rocksdb", "parallelism.default": "2"}, false, []string{"parallelism.default: 2 is new"}},
		{"of an application", map[string]string{"s3.endpoint": "http://minio:9000", "state.backend.type": "rocksdb", "parallelism.default": "2"}, true, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := unlisted(was, test.is, test.isApplication); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
