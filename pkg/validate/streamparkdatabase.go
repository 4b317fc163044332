package validate

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

var (
	databaseName    = lazyregexp.New(`^[a-z][a-z0-9_]*$`)
	parameterName   = lazyregexp.New(`^[A-Za-z][A-Za-z0-9_.]*$`)
	sha256Pattern   = lazyregexp.New(`^[0-9a-f]{64}$`)
	jarPathPattern  = lazyregexp.New(`^[A-Za-z0-9_.@+-]+(/[A-Za-z0-9_.@+-]+)*\.jar$`)
	systemDatabases = []string{"mysql", "information_schema", "performance_schema", "sys", "postgres", "template0", "template1"}
	sampleDatabase  = strings.NewReplacer("{environment}", "e", "{namespace}", "n", "{name}", "s")
)

func (c *parkChecker) database() {
	database, field := c.spec.Database, path("database")
	types := []v1alpha1.StreamParkDatabaseType{v1alpha1.StreamParkDatabaseMySQL, v1alpha1.StreamParkDatabasePostgreSQL, v1alpha1.StreamParkDatabaseH2}
	if database == nil {
		c.require(false, field, "{type: PostgreSQL}")
		return
	}
	if database.Type == "" {
		c.require(false, field.Child("type"), "PostgreSQL")
		return
	}
	if !oneOf(c.checker, database.Type, field.Child("type"), types...) {
		return
	}
	if err := placeholders(database.Name); err != nil {
		c.addErr(field.Child("name"), err)
	} else if name := sampleDatabase.Replace(database.Name); !databaseName.MatchString(name) || slices.Contains(systemDatabases, name) {
		c.add(field.Child("name"), "must be a name of lower-case letters, digits and underscores that is no database of the server's own, such as streampark, not %s",
			diagnostic.Quote(database.Name))
	}
	c.member(database.Driver != nil && database.Type != v1alpha1.StreamParkDatabaseMySQL, field.Child("driver"), "type "+string(database.Type), "type MySQL")
	for _, name := range slices.Sorted(maps.Keys(database.Parameters)) {
		value, at := *database.Parameters[name], field.Child("parameters", name)
		switch {
		case !parameterName.MatchString(name):
			c.add(at, "must be the name of a parameter, such as sslMode, not %s", diagnostic.Quote(name))
		case slices.Contains([]string{"user", "username"}, strings.ToLower(name)):
			c.addAs(diagnostic.RuleCredential, at, "must not hold a user: name a Secret in the environment's %s.secretName", serverFact(database.Type))
		case strings.ContainsFunc(value, unprintable):
			c.add(at, "must be text without blanks, not %s", diagnostic.Quote(value))
		}
	}
	if database.Type == v1alpha1.StreamParkDatabaseH2 && len(database.Parameters) > 0 {
		c.add(field.Child("parameters"), "must not be set with type H2, whose URL StreamPark makes")
	}
	if value := database.Parameters["stringtype"]; database.Type == v1alpha1.StreamParkDatabasePostgreSQL && value != nil && *value != "unspecified" {
		c.add(field.Child("parameters", "stringtype"), "must be unspecified, not %s: StreamPark's queries fail otherwise", diagnostic.Quote(*value))
	}
	c.sslMode(database, field.Child("parameters", resolve.SSLParameter(database.Type)))
	if database.Type == v1alpha1.StreamParkDatabaseMySQL {
		c.driver(database.Driver, field.Child("driver"))
	}
}

// sslModes are those that the client of the schema can keep; the drivers know more, which verify a certificate.
var sslModes = map[v1alpha1.StreamParkDatabaseType][]string{
	v1alpha1.StreamParkDatabaseMySQL:      {"DISABLED", "PREFERRED", "REQUIRED"},
	v1alpha1.StreamParkDatabasePostgreSQL: {"disable", "allow", "prefer", "require"},
}

func (c *parkChecker) sslMode(database *v1alpha1.StreamParkDatabase, field diagnostic.Path) {
	mode := c.park.SSLMode()
	if mode == "" || !c.spec.Schema.On() || slices.Contains(sslModes[database.Type], mode) {
		return
	}
	c.add(field, "must be one of %s while spec.schema creates the tables, not %s: its client has no certificate of an authority to verify the server with",
		strings.Join(sslModes[database.Type], ", "), diagnostic.Quote(mode))
}

// serverFact is the fact of the environment that says where the server is.
func serverFact(database v1alpha1.StreamParkDatabaseType) string {
	if database == v1alpha1.StreamParkDatabasePostgreSQL {
		return "postgresql"
	}
	return "mysql"
}

func (c *parkChecker) driver(driver *v1alpha1.StreamParkDriver, field diagnostic.Path) {
	if driver == nil || driver.Type == "" {
		if c.complete {
			c.addAs(diagnostic.RuleRequiredField, field, "must say where the driver of MySQL comes from, such as {type: Image}: the official image has none")
		}
		return
	}
	oneOf(c.checker, driver.Type, field.Child("type"), v1alpha1.StreamParkDriverImage, v1alpha1.StreamParkDriverInitContainer,
		v1alpha1.StreamParkDriverURL, v1alpha1.StreamParkDriverVolume)
	for _, m := range []struct {
		name  string
		owner v1alpha1.StreamParkDriverType
		there bool
	}{
		{"initContainer", v1alpha1.StreamParkDriverInitContainer, driver.InitContainer != nil},
		{"url", v1alpha1.StreamParkDriverURL, driver.URL != nil},
		{"volume", v1alpha1.StreamParkDriverVolume, driver.Volume != nil},
	} {
		if m.owner != driver.Type {
			c.member(m.there, field.Child(m.name), "type "+string(driver.Type), "type "+string(m.owner))
		}
	}
	switch driver.Type {
	case v1alpha1.StreamParkDriverImage:
		if officialParkImage.MatchString(c.spec.Image) && c.complete {
			c.add(field.Child("type"), "must not be Image with the official image %s, which has no driver of MySQL: set spec.image, or another type", diagnostic.Quote(c.spec.Image))
		}
	case v1alpha1.StreamParkDriverInitContainer:
		file := driver.InitContainer
		if file == nil {
			file = &v1alpha1.StreamParkDriverImageFile{}
		}
		at := field.Child("initContainer")
		if c.require(file.Image != "", at.Child("image"), "registry.example.com/drivers:1") {
			c.addErr(at.Child("image"), imageReference("registry.example.com/drivers:1")(file.Image))
		}
		if c.require(file.Path != "", at.Child("path"), "/drivers/mysql-connector-j-8.4.0.jar") && !(strings.HasPrefix(file.Path, "/") && jarPath(file.Path[1:])) {
			c.add(at.Child("path"), "must be the absolute path of a jar, such as /drivers/mysql-connector-j-8.4.0.jar, not %s", diagnostic.Quote(file.Path))
		}
	case v1alpha1.StreamParkDriverURL:
		c.driverAddress(driver.URL, field.Child("url"))
	case v1alpha1.StreamParkDriverVolume:
		claim := driver.Volume
		if claim == nil {
			claim = &v1alpha1.StreamParkDriverClaim{}
		}
		at := field.Child("volume")
		if c.require(claim.ClaimName != "", at.Child("claimName"), "drivers") {
			c.addErr(at.Child("claimName"), objectName(claim.ClaimName))
		}
		if c.require(claim.Path != "", at.Child("path"), "mysql-connector-j-8.4.0.jar") && !jarPath(claim.Path) {
			c.add(at.Child("path"), "must be the path of a jar on the volume, such as mysql-connector-j-8.4.0.jar, not %s", diagnostic.Quote(claim.Path))
		}
	}
}

func (c *parkChecker) driverAddress(address *v1alpha1.StreamParkDriverAddress, field diagnostic.Path) {
	if address == nil {
		address = &v1alpha1.StreamParkDriverAddress{}
	}
	const example = "https://repository.example.com/mysql-connector-j-8.4.0.jar"
	if c.require(address.Address != "", field.Child("address"), example) {
		c.addErr(field.Child("address"), jarAddress(address.Address, example))
	}
	if address.SHA256 == "" {
		if c.complete {
			c.addAs(diagnostic.RuleRequiredField, field.Child("sha256"), "must be set to the SHA-256 hash of the jar, which sha256sum prints: a jar that is not checked would run with all that StreamPark may")
		}
	} else if !sha256Pattern.MatchString(address.SHA256) {
		c.add(field.Child("sha256"), "must be the SHA-256 hash of the jar, 64 hexadecimal digits in lower case, not %s", diagnostic.Quote(address.SHA256))
	}
	c.addErr(field.Child("image"), optional(address.Image, imageReference("curlimages/curl:8.10.1")))
}

func jarPath(value string) bool {
	return jarPathPattern.MatchString(value) && !slices.ContainsFunc(strings.Split(value, "/"), func(part string) bool { return part == "." || part == ".." })
}

// jarAddress checks where a jar is fetched. What an address holds behind a question mark may be a credential, and is not
// repeated.
func jarAddress(value, example string) error {
	u, err := url.Parse(value)
	switch {
	case err == nil && u.User != nil || err != nil && hasUser(value):
		return fmt.Errorf("must not hold a user name or password: serve the jar to whoever knows its hash, or use another type")
	case strings.ContainsAny(value, "?#"):
		return fmt.Errorf("must not hold a query or a fragment, but be the address of a jar alone, such as %s", example)
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || !reachable(u) || !jarPath(strings.TrimPrefix(u.Path, "/")):
		return fmt.Errorf("must be the address of a jar, such as %s, not %s", example, diagnostic.Quote(value))
	}
	return nil
}

// reachable tells whether an address has a host, and a port if any.
func reachable(u *url.URL) bool {
	host := u.Hostname()
	if hostName(strings.ToLower(host)) != nil && len(validation.IsValidIP(nil, host)) > 0 {
		return false
	}
	port, err := strconv.Atoi(u.Port())
	return u.Port() == "" || err == nil && port >= 1 && port <= 65535
}

// administrator must be there for what logs in, or makes the user.
func (c *parkChecker) administrator() {
	administrator, field := c.spec.Administrator, path("administrator")
	if administrator == nil || administrator.SecretName == "" {
		why := ""
		switch database := c.spec.Database; {
		case database != nil && database.Type != v1alpha1.StreamParkDatabaseH2 && c.spec.Schema.On():
			why = "spec.schema gives the user admin the password that stands there"
		case c.spec.Registration.On() && len(c.park.Clusters) > 0:
			why = "spec.registration logs in with the password that stands there"
		default:
			return
		}
		if c.complete {
			c.add(field.Child("secretName"), "must be set to the name of a Secret, such as streampark-admin: %s", why)
		}
		return
	}
	c.addErr(field.Child("secretName"), secretName(administrator.SecretName))
	c.addErr(field.Child("passwordKey"), secretKey(administrator.PasswordKey))
}

// databaseFacts checks where a server is.
func (c *checker) databaseFacts(server *v1alpha1.EnvironmentDatabase, field diagnostic.Path) {
	if server == nil {
		return
	}
	if server.Host != "" {
		if err := hostName(server.Host); err != nil && len(validation.IsValidIP(nil, server.Host)) > 0 {
			c.addErr(field.Child("host"), err)
		}
		c.member(server.ConfigMapName != "", field.Child("configMapName"), "host", "a server whose host is not set")
	}
	if server.Port != nil {
		c.port(*server.Port, field.Child("port"))
		c.member(server.ConfigMapName != "", field.Child("port"), "configMapName", "host")
	}
	if server.ConfigMapName == "" {
		c.member(server.HostKey != "", field.Child("hostKey"), "host", "configMapName")
		c.member(server.PortKey != "", field.Child("portKey"), "host", "configMapName")
	}
	c.addErr(field.Child("configMapName"), optional(server.ConfigMapName, objectName))
	c.addErr(field.Child("secretName"), optional(server.SecretName, secretName))
	for _, key := range []struct{ name, value string }{
		{"hostKey", server.HostKey}, {"portKey", server.PortKey}, {"userKey", server.UserKey}, {"passwordKey", server.PasswordKey},
	} {
		c.addErr(field.Child(key.name), optional(key.value, secretKey))
	}
}
