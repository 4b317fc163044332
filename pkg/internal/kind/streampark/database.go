package streampark

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podtemplate"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// DatabaseServer is where the environment says the server of StreamPark's database is; nil without one.
func (p *Target) DatabaseServer() *v1alpha1.EnvironmentDatabase {
	if p.Spec.Database == nil {
		return nil
	}
	switch p.Spec.Database.Type {
	case v1alpha1.StreamParkDatabaseMySQL:
		return p.Settings.MySQL
	case v1alpha1.StreamParkDatabasePostgreSQL:
		return p.Settings.PostgreSQL
	}
	return nil
}

// SSLParameter is the parameter of the JDBC URL that says whether the server must have TLS.
func SSLParameter(database v1alpha1.StreamParkDatabaseType) string {
	if database == v1alpha1.StreamParkDatabasePostgreSQL {
		return "sslmode"
	}
	return "sslMode"
}

// SSLMode is what the parameters of the URL say of TLS to the server; empty where they say nothing.
func (p *Target) SSLMode() string {
	if mode := p.Spec.Database.Parameters[SSLParameter(p.Spec.Database.Type)]; mode != nil {
		return *mode
	}
	return ""
}

// DatabaseName is the name of StreamPark's database on its server. It reports false while one of both is not known.
func (p *Target) DatabaseName() (string, bool) {
	if p.DatabaseServer() == nil {
		return "", false
	}
	name, ok, _ := p.Expand(p.Spec.Database.Name, nil)
	return strings.ReplaceAll(name, "-", "_"), ok
}

// defaultDatabaseName is as the documentation of the field says.
const defaultDatabaseName = "{namespace}_{name}"

// maxDatabaseName is PostgreSQL's limit; MySQL's is one more.
const maxDatabaseName = 63

// DatabaseNameErrors are about a name that cannot be told, or is longer than the server takes.
func (p *Target) DatabaseNameErrors() diagnostic.Findings {
	if p.DatabaseServer() == nil {
		return nil
	}
	field := diagnostic.Path{}.Child("database", "name")
	_, _, errs := p.Expand(p.Spec.Database.Name, field)
	if name, ok := p.DatabaseName(); ok && len(name) > maxDatabaseName {
		wrong := "must be"
		if p.Spec.Database.Name == defaultDatabaseName {
			wrong = "must be set, since the default must be"
		}
		errs = append(errs, p.Errorf(field, "%s a name of at most %d characters, not %d as in %s", wrong, maxDatabaseName, len(name), diagnostic.Quote(name)))
	}
	return errs
}

// setDatabaseDefaults fills what StreamPark needs of its database and of the server in the environment.
func (p *Target) setDatabaseDefaults() {
	spec, settings := &p.Spec, &p.Settings
	resolve.SetDefaultStruct(&spec.Schema)
	if spec.Database == nil {
		return
	}
	database := spec.Database
	resolve.SetDefault(&database.Name, defaultDatabaseName)
	switch database.Type {
	case v1alpha1.StreamParkDatabaseMySQL:
		resolve.SetDefault(&spec.Schema.ClientImage, defaultMySQLImage)
		setServerDefaults(settings.MySQL, "MYSQL", 3306)
		if driver := database.Driver; driver != nil && driver.URL != nil {
			resolve.SetDefault(&driver.URL.Image, defaultFetchImage)
		}
	case v1alpha1.StreamParkDatabasePostgreSQL:
		resolve.SetDefault(&spec.Schema.ClientImage, defaultPostgresImage)
		setServerDefaults(settings.PostgreSQL, "POSTGRES", 5432)
	}
}

// setServerDefaults names the keys by a prefix, as images of the database name their variables.
func setServerDefaults(server *v1alpha1.EnvironmentDatabase, prefix string, port int32) {
	if server == nil {
		return
	}
	if server.ConfigMapName != "" {
		resolve.SetDefault(&server.HostKey, prefix+"_HOST")
		resolve.SetDefault(&server.PortKey, prefix+"_PORT")
	} else {
		resolve.SetDefaultPointer(&server.Port, port)
	}
	resolve.SetDefault(&server.UserKey, prefix+"_USER")
	resolve.SetDefault(&server.PasswordKey, prefix+"_PASSWORD")
}

var (
	databaseName    = lazyregexp.New(`^[a-z][a-z0-9_]*$`)
	parameterName   = lazyregexp.New(`^[A-Za-z][A-Za-z0-9_.]*$`)
	systemDatabases = []string{"mysql", "information_schema", "performance_schema", "sys", "postgres", "template0", "template1"}
	sampleDatabase  = strings.NewReplacer("{environment}", "e", "{namespace}", "n", "{name}", "s")
)

func (c *checker) database() {
	database, field := c.spec.Database, path("database")
	types := []v1alpha1.StreamParkDatabaseType{v1alpha1.StreamParkDatabaseMySQL, v1alpha1.StreamParkDatabasePostgreSQL, v1alpha1.StreamParkDatabaseH2}
	if database == nil {
		c.Require(false, field, "{type: PostgreSQL}")
		return
	}
	if database.Type == "" {
		c.Require(false, field.Child("type"), "PostgreSQL")
		return
	}
	if !check.OneOf(c.Checker, database.Type, field.Child("type"), types...) {
		return
	}
	if err := check.Placeholders(database.Name); err != nil {
		c.AddErr(field.Child("name"), err)
	} else if name := sampleDatabase.Replace(database.Name); !databaseName.MatchString(name) || slices.Contains(systemDatabases, name) {
		c.Add(field.Child("name"), "must be a name of lower-case letters, digits and underscores, other than the server's own databases, such as streampark, not %s",
			diagnostic.Quote(database.Name))
	}
	c.Member(database.Driver != nil && database.Type != v1alpha1.StreamParkDatabaseMySQL, field.Child("driver"), "type "+string(database.Type), "type MySQL")
	for _, name := range slices.Sorted(maps.Keys(database.Parameters)) {
		value, at := *database.Parameters[name], field.Child("parameters", name)
		switch {
		case !parameterName.MatchString(name):
			c.Add(at, "must be the name of a parameter, such as sslMode, not %s", diagnostic.Quote(name))
		case slices.Contains([]string{"user", "username"}, strings.ToLower(name)):
			c.AddAs(diagnostic.RuleCredential, at, "must not hold a user: name a Secret in the environment's %s.secretName", serverSetting(database.Type))
		case strings.ContainsFunc(value, check.Unprintable):
			c.Add(at, "must be text without blanks, not %s", diagnostic.Quote(value))
		}
	}
	if database.Type == v1alpha1.StreamParkDatabaseH2 && len(database.Parameters) > 0 {
		c.Add(field.Child("parameters"), "must not be set with type H2, whose URL StreamPark makes")
	}
	if value := database.Parameters["stringtype"]; database.Type == v1alpha1.StreamParkDatabasePostgreSQL && value != nil && *value != "unspecified" {
		c.Add(field.Child("parameters", "stringtype"), "must be unspecified, not %s: StreamPark's queries fail otherwise", diagnostic.Quote(*value))
	}
	c.sslMode(database, field.Child("parameters", SSLParameter(database.Type)))
	if database.Type == v1alpha1.StreamParkDatabaseMySQL {
		c.driver(database.Driver, field.Child("driver"))
	}
}

// sslModes are those that the client of the schema can keep; the drivers know more, which verify a certificate.
var sslModes = map[v1alpha1.StreamParkDatabaseType][]string{
	v1alpha1.StreamParkDatabaseMySQL:      {"DISABLED", "PREFERRED", "REQUIRED"},
	v1alpha1.StreamParkDatabasePostgreSQL: {"disable", "allow", "prefer", "require"},
}

func (c *checker) sslMode(database *v1alpha1.StreamParkDatabase, field diagnostic.Path) {
	mode := c.target.SSLMode()
	if mode == "" || !c.spec.Schema.On() || slices.Contains(sslModes[database.Type], mode) {
		return
	}
	c.Add(field, "must be one of %s while spec.schema creates the tables, not %s: its client has no certificate of an authority to verify the server with",
		strings.Join(sslModes[database.Type], ", "), diagnostic.Quote(mode))
}

// server is what differs between the databases.
type server struct {
	setting string // of the environment
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
	r.errs = append(r.errs, r.target.DatabaseNameErrors()...)
	if !r.hasServer() {
		return
	}
	server := r.server()
	settings, ok := r.serverSettings()
	name, known := r.target.DatabaseName()
	if !ok || !known {
		return
	}
	host, port, env := serverAddress(settings, server.prefix)
	r.main().Env = append(r.main().Env, env...)
	r.setEnv("SPRING_DATASOURCE_URL", fmt.Sprintf("jdbc:%s://%s:%s/%s%s", server.scheme, host, port, name, r.parameters()))
	r.main().Env = append(r.main().Env,
		podtemplate.SecretEnvVar("SPRING_DATASOURCE_USERNAME", settings.SecretName, settings.UserKey),
		podtemplate.SecretEnvVar("SPRING_DATASOURCE_PASSWORD", settings.SecretName, settings.PasswordKey))
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

// hasServer reports whether the database is on a server. H2 is inside of StreamPark.
func (r *renderer) hasServer() bool {
	database := r.databaseType()
	return database == v1alpha1.StreamParkDatabaseMySQL || database == v1alpha1.StreamParkDatabasePostgreSQL
}

// serverSettings are complete, or reported.
func (r *renderer) serverSettings() (*v1alpha1.EnvironmentDatabase, bool) {
	settings, setting, field := r.target.DatabaseServer(), r.server().setting, path("database", "type")
	there := r.need(settings != nil && (settings.Host != "" || settings.ConfigMapName != ""), path(setting, "host"), field)
	return settings, r.need(settings != nil && settings.SecretName != "", path(setting, "secretName"), field) && there
}

// serverAddress is host and port as environment variables may use them: variables of a ConfigMap must stand before.
func serverAddress(settings *v1alpha1.EnvironmentDatabase, prefix string) (host, port string, env []corev1.EnvVar) {
	if settings.ConfigMapName == "" {
		host := settings.Host
		if strings.Contains(host, ":") {
			host = "[" + host + "]"
		}
		return host, fmt.Sprint(*settings.Port), nil
	}
	return "$(" + prefix + "_HOST)", "$(" + prefix + "_PORT)", []corev1.EnvVar{
		podtemplate.ConfigMapEnvVar(prefix+"_HOST", settings.ConfigMapName, settings.HostKey),
		podtemplate.ConfigMapEnvVar(prefix+"_PORT", settings.ConfigMapName, settings.PortKey),
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

// serverSetting is the setting of the environment that says where the server is.
func serverSetting(database v1alpha1.StreamParkDatabaseType) string {
	if database == v1alpha1.StreamParkDatabasePostgreSQL {
		return "postgresql"
	}
	return "mysql"
}
