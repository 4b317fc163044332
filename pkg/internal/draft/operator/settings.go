package operator

import (
	"net/url"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

// settings tries what an Environment says of a place, and the custom resource by options, templates and objects beside it: where
// the stores, ZooKeeper and the domain are.
func (a *app) settings(r *rendering) {
	a.s3(r)
	a.zookeeper(r)
	a.domain(r)
}

// trySettings takes over other settings and a spec for them, if they keep what the spec renders now.
func (a *app) trySettings(settings, spec map[string]any, r *rendering) bool {
	before := a.Settings
	a.Settings = settings
	if a.try(spec, r) {
		return true
	}
	a.Settings = before
	return false
}

// options that say where S3 is, by the setting that says it, too.
var s3Options = []struct{ option, setting string }{
	{"s3.endpoint", "endpoint"},
	{"s3.path.style.access", "pathStyleAccess"},
	{"fs.s3a.endpoint.region", "region"},
}

// s3 is the storage of directories that all are in one bucket.
func (a *app) s3(r *rendering) {
	bucket := a.bucket("s3", "s3a", "s3p")
	if bucket == "" {
		return
	}
	s3 := map[string]any{"bucket": bucket}
	spec := a.Spec
	for _, of := range s3Options {
		value, ok := a.at("flinkConfiguration", of.option)
		if !ok {
			continue
		}
		if of.setting == "pathStyleAccess" {
			value = value == "true"
		}
		s3[of.setting] = value
		spec = changed(spec, nil, "flinkConfiguration", of.option)
	}
	id, _ := a.at("env", "AWS_ACCESS_KEY_ID")
	key, _ := a.at("env", "AWS_SECRET_ACCESS_KEY")
	credentials := map[string]any{"type": string(v1alpha1.S3CredentialsInstance)}
	if secret, ok := asMap(id)["secretName"]; ok && asMap(key)["secretName"] == secret {
		credentials = map[string]any{"secretName": secret, "accessKeyIDKey": asMap(id)["key"], "secretAccessKeyKey": asMap(key)["key"]}
		spec = changed(changed(spec, nil, "env", "AWS_ACCESS_KEY_ID"), nil, "env", "AWS_SECRET_ACCESS_KEY")
	}
	for _, with := range []map[string]any{credentials, nil} {
		settings := a.Settings
		s3 := changed(s3, nil, "credentials")
		if with != nil {
			s3["credentials"] = with
		}
		settings = changed(settings, s3, "s3")
		for _, activation := range []v1alpha1.PluginActivation{v1alpha1.PluginActivationCopy, v1alpha1.PluginActivationImage} {
			for _, plugin := range []v1alpha1.S3Plugin{v1alpha1.S3PluginPresto, v1alpha1.S3PluginHadoop} {
				storage := map[string]any{"type": string(v1alpha1.StorageS3), "s3": map[string]any{"plugin": string(plugin), "pluginActivation": string(activation)}}
				if a.trySettings(settings, changed(spec, storage, "storage"), r) {
					a.simplify(r, "s3", "credentials")
					return
				}
			}
		}
	}
}

// bucket is the one in which all directories of state are that have one of some schemes; empty where they are in none, or in several.
func (a *app) bucket(schemes ...string) string {
	found := ""
	for _, path := range [][]any{
		{"checkpoints", "directory"}, {"savepoints", "directory"}, {"highAvailability", "directory"},
	} {
		text, _ := a.at(path...)
		directory, _ := text.(string)
		if directory == "" {
			continue
		}
		at, err := url.Parse(directory)
		if err != nil || !slices.Contains(schemes, at.Scheme) || found != "" && found != at.Host {
			return ""
		}
		found = at.Host
	}
	return found
}

// simplify drops settings below some fields without which all is rendered as it was.
func (a *app) simplify(r *rendering, path ...any) {
	value, _ := get(a.Settings, strings.Join(names(path), "."))
	for key := range asMap(value) {
		a.trySettings(changed(a.Settings, nil, append(slices.Clone(path), key)...), a.Spec, r)
	}
}

func names(path []any) []string {
	var all []string
	for _, step := range path {
		name, _ := step.(string)
		all = append(all, name)
	}
	return all
}

// zookeeper is high availability with ZooKeeper, whose servers an option names.
func (a *app) zookeeper(r *rendering) {
	value, _ := a.at("flinkConfiguration", "high-availability.zookeeper.quorum")
	quorum, _ := value.(string)
	if quorum == "" {
		return
	}
	var servers []any
	for server := range strings.SplitSeq(quorum, ",") {
		servers = append(servers, strings.TrimSpace(server))
	}
	settings := changed(a.Settings, servers, "zookeeper", "quorum")
	spec := changed(a.Spec, string(v1alpha1.HighAvailabilityZooKeeper), "highAvailability", "mode")
	for key, field := range map[string]string{"high-availability.zookeeper.path.root": "root"} {
		if value, ok := a.at("flinkConfiguration", key); ok {
			spec = changed(spec, value, "highAvailability", "zookeeper", field)
		}
	}
	if value, ok := a.at("flinkConfiguration", "high-availability.storageDir"); ok {
		spec = changed(spec, value, "highAvailability", "directory")
	}
	if a.trySettings(settings, spec, r) {
		a.lifts(r)
	}
}

// domain is that of the environment below which the host of the web UI is the default, and what else an Ingress has by default there.
func (a *app) domain(r *rendering) {
	namespace, _ := a.Settings["namespace"].(string)
	value, _ := a.at("webUI", "host")
	host, _ := value.(string)
	if domain, ok := strings.CutPrefix(host, a.Name+"-"+namespace+"."); ok {
		a.trySettings(changed(a.Settings, domain, "ingress", "domain"), changed(a.Spec, nil, "webUI", "host"), r)
	}
	for _, field := range []string{"className", "tlsSecretName"} {
		if value, ok := a.at("webUI", field); ok {
			a.trySettings(changed(a.Settings, value, "ingress", field), changed(a.Spec, nil, "webUI", field), r)
		}
	}
}
