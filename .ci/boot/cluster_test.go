package boot

import (
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// limit bounds each wait. It is wide: on an idle machine none takes longer than a minute.
const limit = 8 * time.Minute

// cluster is a JobManager and its TaskManagers on this machine, with ZooKeeper and an object store. Processes are known by
// name: a JobManager that follows one that was killed has another.
type cluster struct {
	t           *testing.T
	deployment  deployment
	flink       string // folder of the distribution
	folder      string // of this cluster: configuration, logs, scratch
	home        string // what /opt/flink is in the image: libraries, plugins, the user's jars
	environment []string
	store       *objectStore
	zookeeper   string // address
	rest        string // URL of the JobManager
	metrics     map[string]string
	running     map[string]*process
	computed    map[string][]string // by the command for Flink to compute it
	logs        []string
}

// newCluster starts ZooKeeper and the object store; it starts no Flink yet.
func newCluster(t *testing.T, d deployment, pluginVersion string) *cluster {
	t.Helper()
	artifact, pluginFolder := d.plugin(t)
	folder := t.TempDir()
	c := &cluster{
		t: t, deployment: d, flink: distribution(t, d.flink(t)), folder: folder, home: filepath.Join(folder, "flink"),
		metrics: map[string]string{}, running: map[string]*process{}, computed: map[string][]string{},
	}
	c.store = startObjectStore(t, bucket(t, d.Spec.FlinkConfiguration["execution.checkpointing.dir"]))
	ports := freePorts(t, 2)
	c.zookeeper, c.rest = "127.0.0.1:"+ports[0], "http://127.0.0.1:"+ports[1]
	c.startZooKeeper(ports[0])
	c.link("lib")
	c.link("plugins")
	if err := os.Symlink(objectStorePlugin(t, artifact, pluginVersion), filepath.Join(c.home, "plugins", pluginFolder)); err != nil {
		t.Fatal(err)
	}
	c.environment = append(d.environment(t, secrets),
		"FLINK_LIB_DIR="+filepath.Join(c.home, "lib"), "FLINK_PLUGINS_DIR="+filepath.Join(c.home, "plugins"),
		"NUMBERS="+strconv.Itoa(numbers), "RELEASE="+c.release())
	return c
}

// release is the file whose presence has the job hurry.
func (c *cluster) release() string { return filepath.Join(c.folder, "release") }

// link makes a folder of the image with what the distribution has in it.
func (c *cluster) link(name string) {
	c.t.Helper()
	folder := filepath.Join(c.home, name)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		c.t.Fatal(err)
	}
	entries, err := os.ReadDir(filepath.Join(c.flink, name))
	if err != nil {
		c.t.Fatal(err)
	}
	for _, entry := range entries {
		if name == "plugins" && !entry.IsDir() {
			continue
		}
		if err := os.Symlink(filepath.Join(c.flink, name, entry.Name()), filepath.Join(folder, entry.Name())); err != nil {
			c.t.Fatal(err)
		}
	}
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

// install puts a jar where the image has it: at its URI, or among the libraries when there is none. A jar that is fetched
// from elsewhere is not in the image.
func (c *cluster) install(jar, uri string) {
	c.t.Helper()
	path, found := "lib/orders.jar", true
	if uri != "" {
		path, found = strings.CutPrefix(uri, "local:///opt/flink/")
	}
	if !found {
		return
	}
	target := filepath.Join(c.home, filepath.FromSlash(path))
	if err := errors.Join(os.MkdirAll(filepath.Dir(target), 0o755), os.Symlink(jar, target)); err != nil {
		c.t.Fatal(err)
	}
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
	options := c.logging("zookeeper")
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

// logging are the options that have a JVM log to a file, leave nothing in the machine's folder for temporary files, and spend
// little on compiling code: it lives for minutes.
func (c *cluster) logging(name string) []string {
	c.t.Helper()
	configuration := filepath.Join(c.folder, name, "log4j.properties")
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
	if name != "zookeeper" {
		c.logs = append(c.logs, log)
	}
	return []string{"-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + c.scratch(name), "-Dlog.file=" + log, "-Dlog4j.configurationFile=file:" + configuration}
}

// scratch is the folder for what a process writes and needs no more after its end.
func (c *cluster) scratch(name string) string {
	c.t.Helper()
	folder := filepath.Join(c.folder, name, "tmp")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		c.t.Fatal(err)
	}
	return folder
}

func (c *cluster) log(name string) string { return filepath.Join(c.folder, name+".log") }

// The roles of Flink's processes, as its keys and the operator's have them.
const jobManager, taskManager = "jobmanager", "taskmanager"

// startFlink writes the configuration of a process and starts it as Flink's scripts do: they have Flink itself compute the
// JVM's memory from the configuration.
func (c *cluster) startFlink(role, name string) {
	c.t.Helper()
	command, class, arguments := "GET_JM_RESOURCE_PARAMS", "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint", []string(nil)
	switch {
	case role == taskManager:
		command, class = "GET_TM_RESOURCE_PARAMS", "org.apache.flink.runtime.taskexecutor.TaskManagerRunner"
	case c.deployment.Spec.Job != nil:
		class, arguments = c.deployment.Spec.Job.entryPoint()
	}
	configuration := filepath.Join(c.folder, name, "conf")
	write(c.t, configuration, c.deployment.Spec.FlinkVersion, c.deployment.configuration(c.t, c.place(name)))
	jvm, memory := c.memory(command, configuration)
	rendered := c.deployment.Spec.FlinkConfiguration
	options := strings.Join([]string{jvm, moduleOptions, rendered["env.java.opts.all"], rendered["env.java.opts."+role]}, " ")
	c.running[name] = start(c.t, name, filepath.Join(c.folder, name), append(slices.Clone(c.environment), "FLINK_CONF_DIR="+configuration),
		slices.Concat([]string{"java"}, strings.Fields(options), c.logging(name),
			[]string{"-classpath", filepath.Join(c.home, "lib", "*"), class, "--configDir", configuration}, strings.Fields(memory), arguments)...)
}

// memory are the options of the JVM and the parts of the memory that Flink computes, once for all processes of a role.
func (c *cluster) memory(command, configuration string) (jvm, parts string) {
	c.t.Helper()
	if computed, found := c.computed[command]; found {
		return computed[0], computed[1]
	}
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
	c.computed[command] = results
	return results[0], results[1]
}

// startTaskManagers starts as many as the operator would have for a job of that parallelism, and waits for them.
func (c *cluster) startTaskManagers(parallelism int, prefix string) (names []string) {
	c.t.Helper()
	slots := c.deployment.slots(c.t)
	for i := range (parallelism + slots - 1) / slots {
		names = append(names, fmt.Sprintf("%s-%d", prefix, i+1))
		c.startFlink(taskManager, names[i])
	}
	c.wait("TaskManagers with their slots", func() error { return c.hasSlots(len(names), len(names)*slots) })
	return names
}

// place is where a process is, and what it talks to.
func (c *cluster) place(name string) place {
	metricsPort := freePorts(c.t, 1)[0]
	c.metrics[name] = "http://127.0.0.1:" + metricsPort
	return place{
		zookeeper: c.zookeeper, objectStore: c.store.url, restPort: strings.TrimPrefix(c.rest, "http://127.0.0.1:"),
		metricsPort: metricsPort, scratch: c.scratch(name),
	}
}

// hurry lets the job come to its end.
func (c *cluster) hurry() {
	c.t.Helper()
	if err := os.WriteFile(c.release(), nil, 0o644); err != nil {
		c.t.Fatal(err)
	}
}

// kill is kill -9.
func (c *cluster) kill(names ...string) {
	for _, name := range names {
		c.running[name].kill()
		delete(c.running, name)
	}
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
