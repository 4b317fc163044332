package operator

import (
	"net/url"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/pod"
)

// Options that say where state is, in all spellings, and ZooKeeper.
var (
	directoryOptions = []string{"high-availability.storageDir", "execution.checkpointing.dir", "state.checkpoints.dir",
		"execution.checkpointing.savepoint-dir", "state.savepoints.dir"}
	typeOptions = []string{"high-availability.type", "high-availability"}
)

const (
	quorumOption = "high-availability.zookeeper.quorum"
	rootOption   = "high-availability.zookeeper.path.root"
)

// option is the value of the first of some options that the custom resource has.
func (a *app) option(keys ...string) string {
	for _, key := range keys {
		if value, ok := at(a.spec(a.object), "flinkConfiguration", key); ok {
			text, _ := value.(string)
			return text
		}
	}
	return ""
}

// tryWith is try with other settings of the environment.
func (a *app) tryWith(settings, spec map[string]any, r *rendering) bool {
	before := a.Settings
	if a.Settings = settings; a.try(spec, r) {
		return true
	}
	a.Settings = before
	return false
}

// zooKeeper has the environment say where ZooKeeper is.
func (a *app) zooKeeper(r *rendering) {
	quorum := a.option(quorumOption)
	if quorum == "" || flink.HighAvailability(a.option(typeOptions...)) != flink.HighAvailabilityZooKeeper {
		return
	}
	var servers []any
	for server := range strings.SplitSeq(quorum, ",") {
		servers = append(servers, server)
	}
	ha := map[string]any{"mode": "ZooKeeper", "directory": a.option(directoryOptions[0])}
	if root := a.option(rootOption); root != "" {
		ha["zookeeper"] = map[string]any{"root": root}
	}
	a.tryWith(changed(a.Settings, servers, "zookeeper", "quorum"), changed(a.Spec, ha, "highAvailability"), r)
}

// storage has the environment say which store the directories are in.
func (a *app) storage(r *rendering) {
	for _, key := range directoryOptions {
		directory, err := url.Parse(a.option(key))
		if err != nil || directory.Scheme == "" {
			continue
		}
		switch directory.Scheme {
		case "s3", "s3a", "s3p":
			a.s3(directory.Host, r)
		case "hdfs":
			a.hdfs(directory, r)
		}
		return
	}
}

// s3 tries the plugins that a spec can have, and ways to log in.
func (a *app) s3(bucket string, r *rendering) {
	store := map[string]any{"bucket": bucket}
	if endpoint := a.option("s3.endpoint", "fs.s3a.endpoint"); endpoint != "" {
		store["endpoint"] = endpoint
	}
	if region := a.option("fs.s3a.endpoint.region"); region != "" {
		store["region"] = region
	}
	switch a.option("s3.path.style.access", "s3.path-style-access", "fs.s3a.path.style.access") {
	case "true":
		store["pathStyleAccess"] = true
	case "false":
		store["pathStyleAccess"] = false
	}
	logins := []map[string]any{nil, {"type": "Instance"}, {"type": "WorkloadIdentity"}}
	if secret := a.keyPair(); secret != nil {
		logins = []map[string]any{secret}
	}
	for _, login := range logins {
		settings := changed(a.Settings, store, "s3")
		if login != nil {
			settings = changed(settings, login, "s3", "credentials")
		}
		for _, activation := range []string{"Copy", "Image"} { // with Image, nothing tells the plugins apart
			for _, plugin := range []string{"Presto", "Hadoop"} {
				spec := changed(a.Spec, map[string]any{"type": "S3", "s3": map[string]any{"plugin": plugin, "pluginActivation": activation}}, "storage")
				for _, name := range []string{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"} {
					spec = changed(spec, nil, "env", name)
				}
				if a.tryWith(settings, spec, r) {
					return
				}
			}
		}
	}
}

// keyPair are the credentials of S3 that the Flink process takes from a Secret; nil for none.
func (a *app) keyPair() map[string]any {
	secret := map[string]any{"type": "Secret"}
	for name, field := range map[string]string{"AWS_ACCESS_KEY_ID": "accessKeyIDKey", "AWS_SECRET_ACCESS_KEY": "secretAccessKeyKey"} {
		reference := asMap(a.variable(name))
		if reference["secretName"] == nil {
			return nil
		}
		secret["secretName"], secret[field] = reference["secretName"], reference["key"]
	}
	return secret
}

// variable is the value of a variable of the Flink process, as spec.env has it.
func (a *app) variable(name string) any {
	if value, ok := a.at("env", name); ok {
		return value
	}
	for _, path := range templates {
		value, _ := at(a.spec(a.object), append(path[:len(path):len(path)], "spec", "containers")...)
		containers, _ := value.([]any)
		main := slices.IndexFunc(containers, func(c any) bool { return asMap(c)["name"] == pod.MainContainer })
		if main < 0 {
			continue
		}
		env, _ := asMap(containers[main])["env"].([]any)
		for _, element := range env {
			if variable := asMap(element); variable["name"] == name {
				return variableOf(variable)
			}
		}
	}
	return nil
}

// hdfs tries the client configuration that pods mount, and the user.
func (a *app) hdfs(directory *url.URL, r *rendering) {
	store := map[string]any{}
	if name := a.option("kubernetes.hadoop.conf.config-map.name"); name != "" {
		store["configMapName"] = name
	}
	if user, ok := a.variable("HADOOP_USER_NAME").(string); ok {
		store["user"] = user
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(directory.Path, "/"), "/")
	spec := changed(changed(a.Spec, map[string]any{"type": "HDFS"}, "storage"), nil, "env", "HADOOP_USER_NAME")
	for _, uri := range []string{directory.Scheme + "://" + directory.Host + "/" + first, ""} {
		if uri != "" {
			store["uri"] = uri
		}
		if a.tryWith(changed(a.Settings, store, "hdfs"), spec, r) {
			return
		}
		delete(store, "uri")
	}
}

// domain has the environment say below which domain hosts are made, and what else its Ingresses share.
func (a *app) domain(r *rendering) {
	value, _ := a.at("webUI", "host")
	host, _ := value.(string)
	namespace, _ := a.Settings["namespace"].(string)
	if domain, ok := strings.CutPrefix(host, a.Name+"-"+namespace+"."); ok {
		a.tryWith(changed(a.Settings, domain, "ingress", "domain"), changed(a.Spec, nil, "webUI", "host"), r)
	}
	for _, field := range []string{"className", "tlsSecretName"} {
		if value, ok := a.at("webUI", field); ok {
			a.tryWith(changed(a.Settings, value, "ingress", field), changed(a.Spec, nil, "webUI", field), r)
		}
	}
}
