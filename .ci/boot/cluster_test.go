package boot

import (
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// limit bounds each wait. It is wide: on an idle machine none takes longer than a minute.
const limit = 8 * time.Minute

// cluster is a JobManager and a TaskManager on this machine, with ZooKeeper and an object store.
type cluster struct {
	t           *testing.T
	deployment  deployment
	flink       string // folder of the distribution
	folder      string // of this cluster: configuration, logs, scratch
	environment []string
	store       *objectStore
	rest        string // URL of the JobManager
	metrics     map[string]string
	running     map[string]*process
	logs        []string
}

// newCluster starts ZooKeeper and the object store and writes the configurations of both roles; it starts no Flink yet.
func newCluster(t *testing.T, d deployment, pluginVersion string) *cluster {
	t.Helper()
	artifact, pluginFolder := d.plugin(t)
	c := &cluster{
		t: t, deployment: d, flink: distribution(t, d.flink(t)), folder: t.TempDir(),
		metrics: map[string]string{}, running: map[string]*process{},
	}
	c.store = startObjectStore(t, bucket(t, d.Spec.FlinkConfiguration["execution.checkpointing.dir"]))
	ports := freePorts(t, 4)
	c.startZooKeeper(ports[0])
	c.rest = "http://127.0.0.1:" + ports[1]
	for i, role := range []string{"jobmanager", "taskmanager"} {
		c.metrics[role] = "http://127.0.0.1:" + ports[2+i]
		at := place{
			zookeeper: "127.0.0.1:" + ports[0], objectStore: c.store.url, restPort: ports[1], metricsPort: ports[2+i],
			scratch: c.scratch(role),
		}
		write(t, filepath.Join(c.folder, role, "conf"), d.Spec.FlinkVersion, d.configuration(t, at))
	}
	plugins := c.plugins(pluginFolder, objectStorePlugin(t, artifact, pluginVersion))
	c.environment = append(d.environment(t, secrets), "FLINK_PLUGINS_DIR="+plugins, "FLINK_LIB_DIR="+filepath.Join(c.flink, "lib"))
	return c
}

// bucket is the one of a URI such as s3://bucket/folder.
func bucket(t *testing.T, uri string) string {
	t.Helper()
	rest, found := strings.CutPrefix(uri, "s3://")
	if !found {
		t.Fatalf("checkpoints must be in S3, not %q", uri)
	}
	name, _, _ := strings.Cut(rest, "/")
	return name
}

// plugins is the folder of plugins: those of the distribution, and the one for the object store where the pod has it.
func (c *cluster) plugins(name, objectStorePlugin string) string {
	c.t.Helper()
	folder := filepath.Join(c.folder, "plugins")
	if err := os.Mkdir(folder, 0o755); err != nil {
		c.t.Fatal(err)
	}
	of := map[string]string{name: objectStorePlugin}
	entries, err := os.ReadDir(filepath.Join(c.flink, "plugins"))
	if err != nil {
		c.t.Fatal(err)
	}
	for _, entry := range entries {
		if entry.IsDir() {
			of[entry.Name()] = filepath.Join(c.flink, "plugins", entry.Name())
		}
	}
	for name, target := range of {
		if err := os.Symlink(target, filepath.Join(folder, name)); err != nil {
			c.t.Fatal(err)
		}
	}
	return folder
}

func (c *cluster) libraries(patterns ...string) string {
	c.t.Helper()
	var found []string
	for _, pattern := range patterns {
		files, err := filepath.Glob(filepath.Join(c.flink, pattern))
		if err != nil || len(files) == 0 {
			c.t.Fatalf("the distribution has no %s", pattern)
		}
		found = append(found, files...)
	}
	return strings.Join(found, ":")
}

// startZooKeeper starts the ZooKeeper that comes with Flink. A session ends after 10 seconds without a sign, so that a killed
// JobManager's leadership does too.
func (c *cluster) startZooKeeper(port string) {
	c.t.Helper()
	folder := filepath.Join(c.folder, "zookeeper")
	if err := os.MkdirAll(filepath.Join(folder, "data"), 0o755); err != nil {
		c.t.Fatal(err)
	}
	configuration := fmt.Sprintf("clientPort=%s\nclientPortAddress=127.0.0.1\ndataDir=%s\ntickTime=1000\nmaxSessionTimeout=10000\nadmin.enableServer=false\n",
		port, filepath.Join(folder, "data"))
	file := filepath.Join(folder, "zoo.cfg")
	if err := os.WriteFile(file, []byte(configuration), 0o644); err != nil {
		c.t.Fatal(err)
	}
	options := c.logging("zookeeper", "zookeeper")
	arguments := slices.Concat([]string{"java", "-Xmx128m"}, options,
		[]string{"-classpath", c.libraries("lib/*.jar"), "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer", "--zkConfigFile", file, "--peerId", "1"})
	c.running["zookeeper"] = start(c.t, "zookeeper", folder, nil, arguments...)
	c.wait("ZooKeeper", func() error {
		connection, err := net.DialTimeout("tcp", "127.0.0.1:"+port, time.Second)
		if err == nil {
			err = connection.Close()
		}
		return err
	})
}

// logging are the options that have a JVM log to a file, and leave nothing in the machine's folder for temporary files.
func (c *cluster) logging(role, name string) []string {
	c.t.Helper()
	configuration := filepath.Join(c.folder, role, "log4j.properties")
	text := `rootLogger.level = INFO
rootLogger.appenderRef.file.ref = File
appender.file.name = File
appender.file.type = File
appender.file.fileName = ${sys:log.file}
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d{HH:mm:ss,SSS} %-5p %c - %m%n
`
	if err := os.WriteFile(configuration, []byte(text), 0o644); err != nil {
		c.t.Fatal(err)
	}
	log := c.log(name)
	if role != "zookeeper" {
		c.logs = append(c.logs, log)
	}
	return []string{"-Djava.io.tmpdir=" + c.scratch(role), "-Dlog.file=" + log, "-Dlog4j.configurationFile=file:" + configuration}
}

// scratch is the folder for what a process writes and needs no more after its end.
func (c *cluster) scratch(role string) string {
	c.t.Helper()
	folder := filepath.Join(c.folder, role, "tmp")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		c.t.Fatal(err)
	}
	return folder
}

func (c *cluster) log(name string) string { return filepath.Join(c.folder, name+".log") }

// startFlink starts a process of Flink as its scripts do: they have Flink itself compute the JVM's memory from the
// configuration. The name is that of the process's logs.
func (c *cluster) startFlink(role, name string) {
	c.t.Helper()
	command, class := "GET_JM_RESOURCE_PARAMS", "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint"
	if role == "taskmanager" {
		command, class = "GET_TM_RESOURCE_PARAMS", "org.apache.flink.runtime.taskexecutor.TaskManagerRunner"
	}
	configuration := filepath.Join(c.folder, role, "conf")
	out, err := run(".", "java", "-classpath", c.libraries("bin/bash-java-utils.jar", "lib/flink-dist-*.jar"),
		"org.apache.flink.runtime.util.bash.BashJavaUtils", command, "--configDir", configuration)
	if err != nil {
		c.t.Fatal(err)
	}
	var results []string
	for line := range strings.Lines(out) {
		if _, result, found := strings.Cut(line, "BASH_JAVA_UTILS_EXEC_RESULT:"); found {
			results = append(results, strings.TrimSpace(result))
		}
	}
	if len(results) != 2 {
		c.t.Fatalf("Flink must compute the JVM's options and the memory's parts, not:\n%s", out)
	}
	rendered := c.deployment.Spec.FlinkConfiguration
	options := strings.Join([]string{results[0], moduleOptions, rendered["env.java.opts.all"], rendered["env.java.opts."+role]}, " ")
	arguments := slices.Concat([]string{"java"}, strings.Fields(options), c.logging(role, name),
		[]string{"-classpath", c.libraries("lib/*.jar"), class, "--configDir", configuration}, strings.Fields(results[1]))
	c.running[role] = start(c.t, name, filepath.Join(c.folder, role),
		append(slices.Clone(c.environment), "FLINK_CONF_DIR="+configuration), arguments...)
}

// kill is kill -9.
func (c *cluster) kill(role string) {
	c.running[role].kill()
	delete(c.running, role)
}

// wait waits until something holds, and fails when a process ends meanwhile.
func (c *cluster) wait(what string, holds func() error) {
	c.t.Helper()
	began := time.Now()
	for {
		err := holds()
		if err == nil {
			c.t.Logf("%5.1f s for: %s", time.Since(began).Seconds(), what)
			return
		}
		for name, process := range c.running {
			if process.hasEnded() {
				err = errors.Join(err, fmt.Errorf("%s has ended:\n%s", name, tail(process.output)))
				began = time.Time{}
			}
		}
		if time.Since(began) > limit {
			for _, log := range append(c.logs, c.log("zookeeper")) {
				c.t.Logf("%s:\n%s", log, tail(log))
			}
			c.t.Fatalf("%s: %v", what, err)
		}
		time.Sleep(300 * time.Millisecond)
	}
}
