package streampark

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// yaml nests the properties at the dots of their names.
func (p properties) yaml() string {
	root := map[string]any{}
	for name, value := range p {
		at := root
		parts := strings.Split(name, ".")
		for _, part := range parts[:len(parts)-1] {
			child, ok := at[part].(map[string]any)
			if !ok {
				child = map[string]any{}
				at[part] = child
			}
			at = child
		}
		at[parts[len(parts)-1]] = value
	}
	text, err := yaml.Marshal(root)
	if err != nil {
		panic(fmt.Sprintf("properties of our own cannot be written: %v", err))
	}
	return string(text)
}

var propertyPattern = lazyregexp.New(`^[a-z][A-Za-z0-9_-]*(\.[A-Za-z0-9][A-Za-z0-9_-]*)+$`)

// configuration refuses properties that cannot have an effect, or another one than a field of the spec.
func (c *checker) configuration() {
	for _, key := range slices.Sorted(maps.Keys(c.spec.Configuration)) {
		field := path("configuration", key)
		if !propertyPattern.MatchString(key) {
			c.AddAs(diagnostic.RuleOption, field, "must be the name of a property, such as server.session.ttl, not %s", diagnostic.Quote(key))
			continue
		}
		if instead, own := FieldOfProperty(key); own {
			c.AddAs(diagnostic.RuleOption, field, "must not be set%s", since(instead))
			continue
		}
		for _, other := range slices.Sorted(maps.Keys(c.spec.Configuration)) {
			if strings.HasPrefix(other, key+".") {
				c.AddAs(diagnostic.RuleConflictingOption, field, "must not be set beside %s, which is below it", other)
				break
			}
		}
	}
}

const (
	configVolume = "config"

	// configHash is the annotation that starts a new pod when the configuration changes, which StreamPark reads once.
	configHash = "flinkustomize.dev/config-sha256"
)

// properties are StreamPark's, by their names with dots.
type properties map[string]any

// configFile is the file of the configuration that takes the place of the image's; empty without one.
func (r *renderer) configFile() string {
	switch {
	case r.version.ConfigFile():
		return "config.yaml"
	case r.spec.Kerberos.On():
		return "kerberos.yml" // which environment variables do not reach
	}
	return ""
}

func (r *renderer) configName() string { return r.name() + "-config" }

// mountConfiguration mounts the one file: a volume over the whole folder would hide the others that are there.
func (r *renderer) mountConfiguration() {
	if file := r.configFile(); file != "" {
		r.mount(configMapVolume(configVolume, r.configName()), corev1.VolumeMount{
			MountPath: streampark.Home + "/conf/" + file, SubPath: file, ReadOnly: true})
	}
}

// configuration gives StreamPark its properties: a config.yaml, or, before 2.1.4, environment variables over the files of
// the image.
func (r *renderer) configuration() runtime.Object {
	content := r.kerberosOf
	if r.version.ConfigFile() {
		content = r.properties.yaml()
	} else {
		for _, name := range slices.Sorted(maps.Keys(r.properties)) {
			r.setEnv(streampark.Variable(name), fmt.Sprint(r.properties[name]))
		}
	}
	file := r.configFile()
	if file == "" {
		return nil
	}
	hash := sha256.Sum256([]byte(content))
	r.pod.Annotations = map[string]string{configHash: hex.EncodeToString(hash[:])}
	return r.configMap(r.configName(), map[string]string{file: content})
}

// ownProperties are those that fields of the spec say, those that a file must state since StreamPark's own has them, and
// the user's, which win over the latter.
func (r *renderer) ownProperties() {
	workspace := strings.TrimSuffix(r.spec.Workspace.MountPath, "/")
	p := r.properties
	p["streampark.workspace.local"] = workspace
	p["spring.jackson.time-zone"] = r.spec.TimeZone
	if r.version.ConfigFile() {
		for name, value := range map[string]any{
			"server.port":                    int64(streampark.Port),
			"server.session.ttl":             "2h",
			"server.undertow.buffer-size":    int64(1024),
			"server.undertow.direct-buffers": true,
			"server.undertow.threads.io":     int64(16),
			"server.undertow.threads.worker": int64(256),
			"streampark.workspace.remote":    "hdfs:///streampark/",
			"streampark.yarn.http-auth":      "simple",
			"streampark.project.max-build":   int64(16), // that StreamPark builds at a time; without a file that says so, 6
		} {
			p[name] = value
		}
		switch r.databaseType() {
		case v1alpha1.StreamParkDatabaseMySQL:
			p["datasource.dialect"] = "mysql"
		case v1alpha1.StreamParkDatabasePostgreSQL:
			p["datasource.dialect"] = "pgsql"
		case v1alpha1.StreamParkDatabaseH2:
			p["datasource.dialect"] = "h2"
			if r.version.H2DataDir() {
				p["datasource.h2-data-dir"] = workspace + "/h2-data"
			}
		}
	}
	if r.exposesPrometheus() {
		p["management.endpoints.web.exposure.include"] = "health,prometheus"
	}
	for name, value := range r.spec.Configuration {
		p[name] = *value
	}
}

// since says what to do instead of setting a property or a variable of StreamPark.
func since(instead string) string {
	if instead == "" {
		return ", since its pod relies on StreamPark's own"
	}
	return ": set " + instead
}
