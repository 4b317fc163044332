package streampark

import (
	"maps"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/credential"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	"github.com/flinkustomize/flinkustomize/pkg/internal/flatconfiguration"
	kind "github.com/flinkustomize/flinkustomize/pkg/internal/kind/streampark"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// confDir is where StreamPark reads its configuration. The charts of 2.1.2 to 2.1.4 mount it elsewhere, where nothing reads it.
const confDir = streampark.Home + "/conf"

const (
	workspaceProperty = "streampark.workspace.local"
	zoneProperty      = "spring.jackson.time-zone"
)

// chart has the properties of the charts, with the values that mean nothing: StreamPark's own, or what the generated objects say.
var chart = map[string]string{
	"logging.level.root":                                  "info",
	"server.port":                                         "10000",
	"server.session.ttl":                                  "2h",
	"server.undertow.buffer-size":                         "1024",
	"server.undertow.direct-buffers":                      "true",
	"server.undertow.threads.io":                          "16",
	"server.undertow.threads.worker":                      "256",
	"streampark.workspace.remote":                         "hdfs:///streampark/",
	"streampark.yarn.http-auth":                           "simple",
	"streampark.hadoop-user-name":                         "hdfs",
	"streampark.project.max-build":                        "16",
	"streampark.proxy.lark-url":                           "",
	"streampark.proxy.yarn-url":                           "",
	"streampark.openapi.white-list":                       "",
	"security.kerberos.login.enable":                      "false",
	"security.kerberos.login.debug":                       "false",
	"security.kerberos.login.principal":                   "",
	"security.kerberos.login.krb5":                        "",
	"security.kerberos.login.keytab":                      "",
	"security.kerberos.ttl":                               "2h",
	"ldap.enable":                                         "false",
	"datasource.h2-data-dir":                              "~/streampark/h2-data",
	"streampark.flink-k8s.ingress.class":                  "nginx",
	"streampark.flink-k8s.tracking.silent-state-keep-sec": "10",
}

// configuration takes the ConfigMap that is mounted into the folder of the configuration.
func (p *park) configuration(objects []manifest.Object) (rest []manifest.Object) {
	p.settings = map[string]string{}
	name, effective := p.mounted()
	if name == "" {
		return objects
	}
	found := false
	for _, object := range objects {
		if id := object.ID(); id.Kind != "ConfigMap" || id.Group != "" || id.Name != name {
			rest = append(rest, object)
			continue
		}
		found = true
		f := reader.Of(object, p.in.At(object))
		if effective {
			if name == p.made.Name+"-config" {
				p.generated = append(p.generated, name)
				p.made.Objects = append(p.made.Objects, withoutCredentials(object))
			} else {
				p.noteOf(object, draft.Changed, "became fields of the StreamPark; the generated ConfigMap is "+p.made.Name+"-config")
			}
			p.files(f)
		} else {
			p.noteOf(object, draft.NotKept, "is mounted where StreamPark does not look, as the charts of 2.1.2 to 2.1.4 do: it never had an effect, so StreamPark runs with "+
				"the configuration of its image; say in the spec what you meant by it")
		}
		if refused := f.Refused(); len(refused) > 0 {
			p.refused = append(p.refused, refused...)
		}
	}
	if !found {
		p.pod.Refuse("must be read together with ConfigMap "+name+", which it mounts", "volumes")
	}
	return rest
}

// mounted is the ConfigMap of the configuration, whose volume and mount it takes, and whether StreamPark reads it.
func (p *park) mounted() (name string, effective bool) {
	mounts, _ := p.main.Take("volumeMounts").([]any)
	volumes, _ := p.pod.Take("volumes").([]any)
	var kept []any
	for _, mount := range mounts {
		path := strings.TrimSuffix(reader.Text(reader.At(mount, "mountPath")), "/")
		volume := slices.IndexFunc(volumes, func(v any) bool { return reader.At(v, "name") == reader.At(mount, "name") })
		isConf := path == confDir || strings.HasPrefix(path, confDir+"/")
		if volume < 0 || !isConf && !strings.HasSuffix(path, confDir) || reader.Text(reader.At(volumes[volume], "configMap", "name")) == "" {
			kept = append(kept, mount)
			continue
		}
		name, effective = reader.Text(reader.At(volumes[volume], "configMap", "name")), isConf
	}
	if name != "" {
		volumes = slices.DeleteFunc(volumes, func(v any) bool { return reader.At(v, "configMap", "name") == name })
	}
	if len(kept) > 0 {
		p.main.Put(kept, "volumeMounts")
	}
	if len(volumes) > 0 {
		p.pod.Put(volumes, "volumes")
	}
	return name, effective
}

// files takes the files of the configuration: config.yaml, or up to 2.1.3 application.yml with the file of a profile.
func (p *park) files(f *reader.Fields) {
	data := f.Mapping("data")
	read := func(name string) {
		documents, err := decode.Manifests(name, []byte(data.Text(name)))
		if err != nil {
			data.Refuse("must be YAML", name)
			return
		}
		for _, document := range documents {
			maps.Copy(p.settings, flatconfiguration.Values(document.Content()))
		}
	}
	for _, name := range []string{"config.yaml", "application.yml", "kerberos.yml"} {
		if data.Has(name) {
			read(name)
		}
	}
	if profile := p.settings["spring.profiles.active"]; profile != "" && data.Has("application-"+profile+".yml") {
		read("application-" + profile + ".yml")
	}
	for _, name := range data.Names() {
		if strings.HasPrefix(name, "application-") {
			data.Take(name) // of a profile that is not active
			continue
		}
		data.Take(name)
		p.made.Notes = append(p.made.Notes, data.Note(draft.NotKept, "is a file of the image too, which StreamPark reads now: mount yours with podTemplate if it differs", name))
	}
	for key, value := range p.settings {
		if value == "null" { // as good as not set
			delete(p.settings, key)
		}
	}
}

// properties are what is left of the configuration: what means nothing is left out, and so is what the generated objects say.
func (p *park) properties() {
	configuration := map[string]any{}
	for _, key := range slices.Sorted(maps.Keys(p.settings)) {
		value := p.settings[key]
		said := "data: " + key
		standard, known := chart[key]
		field, own := kind.FieldOfProperty(key)
		switch {
		case known && standard == value, key == "spring.profiles.active", key == zoneProperty && value == p.zone(), strings.HasPrefix(key, "secret:"):
		case strings.HasPrefix(key, "ldap.") && p.settings["ldap.enable"] != "true":
		case credential.Entry(key, value) != "":
			p.note(draft.NotKept, said+" is "+credential.Entry(key, value)+" in plain text: put it into a Secret, and name that in env")
		case own:
			p.note(draft.NotKept, said+" is what the generated objects say: set "+field)
		case value == "":
		default:
			configuration[key] = value
		}
	}
	reader.Put(p.made.Spec, configuration, "configuration")
}

// zone is the time zone of the pod.
func (p *park) zone() string {
	if zone := reader.Text(p.made.Spec["timeZone"]); zone != "" {
		return zone
	}
	return generatedZone
}

// ldap takes the connection to a directory.
func (p *park) ldap() {
	if p.settings["ldap.enable"] != "true" {
		return
	}
	ldap := map[string]any{}
	for key, field := range map[string]string{"ldap.urls": "url", "ldap.base-dn": "baseDN", "ldap.user.identity-attribute": "userIdentityAttribute", "ldap.user.email-attribute": "userEmailAttribute"} {
		value := p.settings[key]
		if value != "" && value != map[string]string{"ldap.user.identity-attribute": "uid", "ldap.user.email-attribute": "mail"}[key] {
			ldap[field] = value
		}
	}
	user, userKey, ofUser := strings.Cut(strings.TrimPrefix(p.settings["ldap.username"], "secret:"), "/")
	password, passwordKey, ofPassword := strings.Cut(strings.TrimPrefix(p.settings["ldap.password"], "secret:"), "/")
	if strings.HasPrefix(p.settings["ldap.password"], "secret:") && ofUser && ofPassword && user == password {
		ldap["secretName"] = user
		if userKey != "username" {
			ldap["userKey"] = userKey
		}
		if passwordKey != "password" {
			ldap["passwordKey"] = passwordKey
		}
	} else {
		ldap["secretName"] = p.made.Name + "-ldap"
		p.note(draft.Changed, "had the user of LDAP in its configuration: create Secret "+p.made.Name+"-ldap with the keys username (ldap.username) and password "+
			"(ldap.password) before you apply the tree")
	}
	for key := range p.settings {
		if strings.HasPrefix(key, "ldap.") {
			delete(p.settings, key)
		}
	}
	p.made.Spec["ldap"] = ldap
}
