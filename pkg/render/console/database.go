package console

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

// server is what differs between the databases.
type server struct {
	fact    string // of the environment
	prefix  string // of the variables with host and port
	scheme  string // of the JDBC URL
	profile string // of Spring, until 2.1.3
}

func (r *renderer) server() server {
	if r.mysql() {
		return server{"mysql", "MYSQL", "mysql", "mysql"}
	}
	return server{"postgresql", "POSTGRES", "postgresql", "pgsql"}
}

// database tells StreamPark where its tables are. User and password come from a Secret by environment variables, which the
// configuration leaves to them.
func (r *renderer) database() {
	r.errs = append(r.errs, r.park.DatabaseNameErrors()...)
	if !r.hasServer() {
		return
	}
	server := r.server()
	facts, ok := r.serverFacts()
	name, known := r.park.DatabaseName()
	if !ok || !known {
		return
	}
	host, port, env := serverAddress(facts, server.prefix)
	r.main().Env = append(r.main().Env, env...)
	r.setEnv("SPRING_DATASOURCE_URL", fmt.Sprintf("jdbc:%s://%s:%s/%s%s", server.scheme, host, port, name, r.parameters()))
	r.main().Env = append(r.main().Env,
		secretEnv("SPRING_DATASOURCE_USERNAME", facts.SecretName, facts.UserKey),
		secretEnv("SPRING_DATASOURCE_PASSWORD", facts.SecretName, facts.PasswordKey))
}

// profile tells Spring which database it is, where no file does.
func (r *renderer) profile() {
	switch {
	case r.version.ConfigFile():
	case r.hasServer():
		r.setEnv("SPRING_PROFILES_ACTIVE", r.server().profile)
	case r.databaseType() == v1alpha1.StreamParkDatabaseH2:
		r.setEnv("SPRING_PROFILES_ACTIVE", "h2")
	}
}

// hasServer tells whether the database is on a server. H2 is inside of StreamPark.
func (r *renderer) hasServer() bool {
	database := r.databaseType()
	return database == v1alpha1.StreamParkDatabaseMySQL || database == v1alpha1.StreamParkDatabasePostgreSQL
}

// serverFacts are complete, or reported.
func (r *renderer) serverFacts() (*v1alpha1.EnvironmentDatabase, bool) {
	facts, fact, field := r.park.DatabaseServer(), r.server().fact, path("database", "type")
	there := r.need(facts != nil && (facts.Host != "" || facts.ConfigMapName != ""), path(fact, "host"), field)
	return facts, r.need(facts != nil && facts.SecretName != "", path(fact, "secretName"), field) && there
}

// serverAddress is host and port as environment variables may use them: variables of a ConfigMap must stand before.
func serverAddress(facts *v1alpha1.EnvironmentDatabase, prefix string) (host, port string, env []corev1.EnvVar) {
	if facts.ConfigMapName == "" {
		host := facts.Host
		if strings.Contains(host, ":") {
			host = "[" + host + "]"
		}
		return host, fmt.Sprint(*facts.Port), nil
	}
	return "$(" + prefix + "_HOST)", "$(" + prefix + "_PORT)", []corev1.EnvVar{
		configMapEnv(prefix+"_HOST", facts.ConfigMapName, facts.HostKey),
		configMapEnv(prefix+"_PORT", facts.ConfigMapName, facts.PortKey),
	}
}

// parameters of the JDBC URL: the defaults, then the user's.
func (r *renderer) parameters() string {
	type parameter struct{ name, value string }
	defaults := []parameter{{"stringtype", "unspecified"}}
	if r.mysql() {
		defaults = []parameter{
			{"useUnicode", "true"}, {"characterEncoding", "UTF-8"}, {"serverTimezone", r.spec.TimeZone},
			{"allowPublicKeyRetrieval", "true"},
		}
	}
	own := r.spec.Database.Parameters
	var written []string
	write := func(name, value string) { written = append(written, name+"="+url.QueryEscape(value)) }
	for _, p := range defaults {
		if value := own[p.name]; value != nil {
			write(p.name, *value)
		} else {
			write(p.name, p.value)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(own)) {
		if !slices.ContainsFunc(defaults, func(p parameter) bool { return p.name == name }) {
			write(name, *own[name])
		}
	}
	return "?" + strings.Join(written, "&")
}
