package streampark

import (
	"net/url"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// Where each database is found: its type and the setting of the environment, by the dialect that StreamPark names it with.
var dialects = map[string]struct{ kind, setting, user, password string }{
	"mysql":      {"MySQL", "mysql", "MYSQL_USER", "MYSQL_PASSWORD"},
	"pgsql":      {"PostgreSQL", "postgresql", "POSTGRES_USER", "POSTGRES_PASSWORD"},
	"postgresql": {"PostgreSQL", "postgresql", "POSTGRES_USER", "POSTGRES_PASSWORD"},
	"h2":         {kind: "H2"},
}

// databaseVariable takes a variable of the connection. Its value is used, and a credential is only ever referred to.
func (p *park) databaseVariable(name, value string, from any) {
	way := []string{"spec", "template", "spec", "containers", "env", name}
	switch {
	case strings.HasPrefix(name, "DATASOURCE_"):
		p.note(draft.NotKept, "is read by no version of StreamPark: its configuration and SPRING_DATASOURCE_... are", way...)
	case name == "SPRING_PROFILES_ACTIVE":
		if before(p.version, "2.1.4") {
			p.settings["spring.profiles.active"] = value
		} else {
			p.note(draft.NotKept, "is not read since 2.1.4, which has datasource.dialect", way...)
		}
	default:
		property := "datasource." + strings.ToLower(strings.TrimPrefix(name, "SPRING_DATASOURCE_"))
		if p.settings[property] != "" && !before(p.version, "2.1.4") {
			p.note(draft.NotKept, "has no effect, as the configuration says "+property, way...)
			return
		}
		if secret := reader.Text(reader.At(from, "secretKeyRef", "name")); secret != "" {
			p.settings["secret:"+property] = secret + "/" + reader.Text(reader.At(from, "secretKeyRef", "key"))
			delete(p.settings, property)
			return
		}
		p.settings[property] = value
	}
}

// jdbc is the address of a database: its dialect, host with port, name and parameters.
var jdbc = lazyregexp.New(`^jdbc:(mysql|postgresql)://([^/?]+)/([^?]*)(?:\?(.*))?$`)

// database takes the connection out of the properties.
func (p *park) database() {
	defer p.properties()
	defer p.ldap()
	take := func(name string) string {
		value := p.settings["datasource."+name]
		if other, ok := p.settings["spring.datasource."+name]; ok && value == "" {
			value = other
		}
		delete(p.settings, "datasource."+name)
		delete(p.settings, "spring.datasource."+name)
		return value
	}
	address := take("url")
	for _, name := range []string{"username", "password", "driver-class-name", "h2-data-dir"} {
		take(name)
	}
	p.workspacePath = p.settings[workspaceProperty]
	delete(p.settings, workspaceProperty)
	dialect := p.settings["datasource.dialect"]
	delete(p.settings, "datasource.dialect")
	if dialect == "" {
		dialect = p.settings["spring.profiles.active"]
	}
	if dialect == "" {
		dialect = "h2" // of the image
	}
	known, ok := dialects[strings.ToLower(dialect)]
	if !ok {
		p.fields.Refuse("must have a database that is MySQL, PostgreSQL or H2")
		return
	}
	database := map[string]any{"type": known.kind}
	p.made.Spec["database"] = database
	made := p.schema()
	if known.kind == "H2" {
		p.note(draft.Kept, "keeps its users and jobs in H2, inside of the pod: up to 2.1.4 they go with it, and so they do with the pod that is replaced now")
		return
	}
	if !made {
		p.made.Spec["schema"] = map[string]any{"enabled": false}
		p.made.Comments["schema"] = "The tables are there."
	}
	p.address(database, known.setting, address)
	p.credentials(known)
	if known.kind == "MySQL" {
		database["driver"] = map[string]any{"type": "Image"}
		p.made.Comments["database.driver"] = "The official image has no driver of MySQL: say where yours comes from, unless your image has it."
	}
}

// address is where the database is, by the URL of JDBC.
func (p *park) address(database map[string]any, setting, address string) {
	match := jdbc.FindStringSubmatch(address)
	if match == nil {
		p.note(draft.NotKept, "has no address of a database that is understood: set "+setting+" of the environment, host and port, and database.name")
		return
	}
	host, port, hasPort := strings.Cut(match[2], ":")
	if p.addressOf(setting, host, port) {
		p.parameters(database, match)
		return
	}
	if strings.Contains(host, "@") || strings.Contains(match[2], ",") {
		p.note(draft.NotKept, "has an address of a database with several hosts or a user: set "+setting+" of the environment, host and port")
		return
	}
	at := map[string]any{"host": host}
	if n, err := parsePort(port); hasPort && err == nil && port != map[string]string{"mysql": "3306", "postgresql": "5432"}[setting] {
		at["port"] = n
	}
	p.made.Settings[setting] = at
	p.parameters(database, match)
}

// parameters takes the name of the database, and what the address says beside it.
func (p *park) parameters(database map[string]any, match []string) {
	database["name"] = match[3]
	parameters := map[string]any{}
	values, err := url.ParseQuery(match[4])
	if err != nil {
		p.note(draft.NotKept, "has parameters in its database's address that are not understood: set database.parameters")
		return
	}
	for key, all := range values {
		if lower := strings.ToLower(key); strings.Contains(lower, "password") || lower == "user" {
			p.note(draft.NotKept, "has "+key+" in its database's address: put it into the Secret")
			continue
		}
		if !sameAsDefault[key+"="+all[0]] && !(key == "serverTimezone" && all[0] == p.zone()) {
			parameters[key] = all[0]
		}
	}
	reader.Put(database, parameters, "parameters")
}

// addressOf takes a host that is in a ConfigMap, to which variables refer.
func (p *park) addressOf(setting, host, port string) bool {
	prefix := map[string]string{"mysql": "MYSQL", "postgresql": "POSTGRES"}[setting]
	hostMap, hostKey := p.reference(host)
	portMap, portKey := p.reference(port)
	if hostMap == "" || portMap != "" && portMap != hostMap {
		return false
	}
	at := map[string]any{"configMapName": hostMap}
	if hostKey != prefix+"_HOST" {
		at["hostKey"] = hostKey
	}
	if n, err := parsePort(port); err == nil {
		at["port"] = n
	} else if portKey != "" && portKey != prefix+"_PORT" {
		at["portKey"] = portKey
	}
	p.made.Settings[setting] = at
	return true
}

// reference is the ConfigMap and its key of which a variable of the form $(NAME) has its value.
func (p *park) reference(word string) (configMap, key string) {
	for _, variable := range p.variablesOf {
		if word == "$("+reader.Text(reader.At(variable, "name"))+")" {
			return reader.Text(reader.At(variable, "valueFrom", "configMapKeyRef", "name")), reader.Text(reader.At(variable, "valueFrom", "configMapKeyRef", "key"))
		}
	}
	return "", ""
}

// isAddress reports whether a variable is there for the address of the database.
func isAddress(variables []any, name string) bool {
	for _, variable := range variables {
		if reader.At(variable, "name") == "SPRING_DATASOURCE_URL" {
			return strings.Contains(reader.Text(reader.At(variable, "value")), "$("+name+")")
		}
	}
	return false
}

// sameAsDefault are parameters that are in the generated address anyway.
var sameAsDefault = map[string]bool{"useUnicode=true": true, "characterEncoding=UTF-8": true, "allowPublicKeyRetrieval=true": true, "stringtype=unspecified": true}

// credentials are those of the database: of the Secret that is named, or of one that must be made.
func (p *park) credentials(known struct{ kind, setting, user, password string }) {
	setting, _ := p.made.Settings[known.setting].(map[string]any)
	if setting == nil {
		setting = map[string]any{}
		p.made.Settings[known.setting] = setting
	}
	userSecret, userKey, hasUser := strings.Cut(p.settings["secret:datasource.username"], "/")
	passwordSecret, passwordKey, hasPassword := strings.Cut(p.settings["secret:datasource.password"], "/")
	delete(p.settings, "secret:datasource.username")
	delete(p.settings, "secret:datasource.password")
	if hasUser && hasPassword && userSecret == passwordSecret {
		setting["secretName"] = userSecret
		if userKey != known.user {
			setting["userKey"] = userKey
		}
		if passwordKey != known.password {
			setting["passwordKey"] = passwordKey
		}
		return
	}
	secret := p.made.Name + "-database"
	setting["secretName"] = secret
	where := "in its configuration"
	if hasPassword {
		where = "in two places, the password in Secret " + passwordSecret
	}
	p.note(draft.Changed, "had the user of its database "+where+": create Secret "+secret+" with the keys "+known.user+" and "+known.password+
		" before you apply the tree, best with a new password; without it StreamPark does not start")
}
