package boot

import (
	"fmt"
	"maps"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/yaml"
)

// deployment is what is read of a FlinkDeployment.
type deployment struct {
	Metadata struct{ Name string }
	Spec     struct {
		Image              string
		FlinkVersion       string
		FlinkConfiguration map[string]string
		JobManager         struct{ Resource struct{ Memory string } }
		TaskManager        struct{ Resource struct{ Memory string } }
		PodTemplate        struct {
			Spec struct {
				InitContainers []container
				Containers     []container
			}
		}
	}
}

type container struct {
	Name    string
	Command []string
	Env     []struct {
		Name      string
		Value     string
		ValueFrom struct {
			SecretKeyRef struct{ Name, Key string }
		}
	}
	VolumeMounts []struct{ Name, MountPath string }
}

// rendered is the FlinkDeployment that an overlay of the reviewed trees gives, built as a cluster would get it.
func rendered(t *testing.T, overlay string) deployment {
	t.Helper()
	options := krusty.MakeDefaultOptions()
	options.Reorder = krusty.ReorderOptionUnspecified // as the kustomization says
	built, err := krusty.MakeKustomizer(options).Run(filesys.MakeFsOnDisk(), overlay)
	if err != nil {
		t.Fatal(err)
	}
	var found []deployment
	for _, object := range built.Resources() {
		if object.GetKind() != "FlinkDeployment" {
			continue
		}
		var d deployment
		if err := yaml.Unmarshal([]byte(object.MustYaml()), &d); err != nil {
			t.Fatal(err)
		}
		found = append(found, d)
	}
	if len(found) != 1 {
		t.Fatalf("%s must have one FlinkDeployment, not %d", overlay, len(found))
	}
	return found[0]
}

var imageVersion = regexp.MustCompile(`flink:(\d+\.\d+\.\d+)`)

// flink is the release that the image has.
func (d deployment) flink(t *testing.T) string {
	t.Helper()
	match := imageVersion.FindStringSubmatch(d.Spec.Image)
	if match == nil {
		t.Fatalf("no release of Flink in the image %q", d.Spec.Image)
	}
	return match[1]
}

var pluginCopy = regexp.MustCompile(`^cp /opt/flink/opt/(flink-s3-fs-(?:hadoop|presto))-\*\.jar /flink-plugin/$`)

// plugin is the plugin that the rendered init container copies, and the folder below plugins that the main container has it in.
func (d deployment) plugin(t *testing.T) (artifact, folder string) {
	t.Helper()
	for _, c := range d.Spec.PodTemplate.Spec.InitContainers {
		if match := pluginCopy.FindStringSubmatch(c.Command[len(c.Command)-1]); match != nil {
			artifact = match[1]
		}
	}
	for _, mount := range d.mainContainer(t).VolumeMounts {
		if mount.Name == "flink-plugin" {
			folder = strings.TrimPrefix(mount.MountPath, "/opt/flink/plugins/")
		}
	}
	if artifact == "" || folder == "" || strings.Contains(folder, "/") {
		t.Fatalf("the pod template copies the plugin %q to the folder %q", artifact, folder)
	}
	return artifact, folder
}

func (d deployment) mainContainer(t *testing.T) container {
	t.Helper()
	for _, c := range d.Spec.PodTemplate.Spec.Containers {
		if c.Name == "flink-main-container" {
			return c
		}
	}
	t.Fatal("the pod template has no flink-main-container")
	return container{}
}

// environment is that of the rendered main container. Its credentials are whatever the object store here takes.
func (d deployment) environment(t *testing.T, secrets map[string]string) []string {
	t.Helper()
	var environment []string
	for _, variable := range d.mainContainer(t).Env {
		value := variable.Value
		if ref := variable.ValueFrom.SecretKeyRef; ref.Key != "" {
			var known bool
			if value, known = secrets[ref.Key]; !known {
				t.Fatalf("the secret %s has no key %s here", ref.Name, ref.Key)
			}
		}
		environment = append(environment, variable.Name+"="+value)
	}
	return environment
}

// processSize is an amount of memory as Flink reads it: the operator takes quantities of Kubernetes too.
func processSize(t *testing.T, memory string) string {
	t.Helper()
	if number, found := strings.CutSuffix(memory, "Gi"); found {
		return number + "gb"
	}
	if !regexp.MustCompile(`^\d+[mg]$`).MatchString(memory) {
		t.Fatalf("the amount of memory %q is not known here", memory)
	}
	return memory
}

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
		"metrics.reporter.prom.port":         at.metricsPort,
		"jobmanager.rpc.address":             "127.0.0.1",
		"jobmanager.bind-host":               "127.0.0.1",
		"taskmanager.host":                   "127.0.0.1",
		"taskmanager.bind-host":              "127.0.0.1",
		"rest.address":                       "127.0.0.1",
		"rest.bind-address":                  "127.0.0.1",
		"rest.port":                          at.restPort,
		"io.tmp.dirs":                        at.scratch,
	})
	return configuration
}

// unlisted are the differences between a rendered configuration and another that are in none of the lists.
func unlisted(rendered, other map[string]string) []string {
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
		if _, found := rendered[key]; !found && added[key] == "" {
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
		name string
		is   map[string]string
		want []string
	}{
		{"address, Kubernetes, operator", map[string]string{"s3.endpoint": "http://127.0.0.1:1", "state.backend.type": "rocksdb", "high-availability.cluster-id": "a"}, nil},
		{"value", map[string]string{"s3.endpoint": "http://minio:9000", "state.backend.type": "hashmap"}, []string{"state.backend.type: rocksdb is now hashmap"}},
		{"lost", map[string]string{"state.backend.type": "rocksdb"}, []string{"s3.endpoint: http://minio:9000 is lost"}},
		{"new", map[string]string{"s3.endpoint": "http://minio:9000", "state.backend.type": "rocksdb", "s3.access-key": "a"}, []string{"s3.access-key: a is new"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := unlisted(was, test.is); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
