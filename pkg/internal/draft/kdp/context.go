package kdp

import (
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// context is what KDP adds to every Application.
type context struct {
	found                 bool
	registry, domain, tls string
	localDisk             string               // storage class
	settings              map[string][]setting // ContextSettings by type, such as zookeeper
	secrets               map[string][]setting // ContextSecrets by type
}

// setting is a ContextSetting or a ContextSecret: the ConfigMap or Secret of its name, and what stands there.
type setting struct {
	name       string
	properties *reader.Fields
}

// contextLabel marks the ConfigMap with the context of KDP's operator.
const contextLabel = "kdp-operator-context"

// contextKeys are the keys of the context, each with the name that it has in a file by itself.
var contextKeys = map[string]string{
	"docker_registry":                                 "dockerRegistry",
	"ingress.root_domain":                             "ingressRootDomain",
	"ingress.tls_secret_name":                         "ingressTLSSecretName",
	"storage_config.storage_class_mapping.local_disk": "localDiskStorageClass",
}

// Context makes of a document that is no object, but holds the context of KDP, such as dockerRegistry and ingressRootDomain, the
// ConfigMap in which KDP has it. It reports whether the document is one.
func Context(document map[string]any) (manifest.Object, bool) {
	data := map[string]any{}
	for key, name := range contextKeys {
		if value, ok := document[name]; ok {
			data[key] = value
		}
	}
	for name, value := range document {
		if !known(name) {
			data[name] = value
		}
	}
	if document["apiVersion"] != nil || document["kind"] != nil || document["dockerRegistry"] == nil && document["ingressRootDomain"] == nil {
		return manifest.Object{}, false
	}
	object, err := manifest.FromTree(map[string]any{"apiVersion": "v1", "kind": "ConfigMap",
		"metadata": map[string]any{"name": "kdp-context", "labels": map[string]any{contextLabel: "KDP"}}, "data": data})
	return object, err == nil
}

func known(name string) bool {
	for _, n := range contextKeys {
		if n == name {
			return true
		}
	}
	return false
}

// readContext takes the objects of the context, and leaves the others.
func readContext(in draft.Input) (c context, rest []manifest.Object, notes []draft.Note) {
	c = context{settings: map[string][]setting{}, secrets: map[string][]setting{}}
	for _, object := range in.Objects {
		id := object.ID()
		_, marked := object.Label(contextLabel)
		switch {
		case id.Group == group && id.Kind == "Application":
		case id.Group == group && (id.Kind == "ContextSetting" || id.Kind == "ContextSecret"):
			f := reader.Of(object, in.At(object))
			into := c.settings
			if id.Kind == "ContextSecret" {
				into = c.secrets
			}
			kind, s := f.Text("spec", "type"), setting{f.Text("spec", "name"), f.Mapping("spec", "properties")}
			into[kind] = append(into[kind], s)
			notes = append(notes, f.Refused()...)
			object := map[string]string{"ContextSetting": "ConfigMap", "ContextSecret": "Secret"}[id.Kind]
			notes = append(notes, f.Note(draft.NotKept, "belongs to KDP: what Applications refer to is the "+object+" "+s.name+" that KDP makes of it, which must stay"))
		case id.Group == "" && id.Kind == "ConfigMap" && marked:
			f := reader.Of(object, in.At(object))
			notes = append(notes, c.read(f)...)
		default:
			rest = append(rest, object)
		}
	}
	return c, rest, notes
}

// read takes the context itself.
func (c *context) read(f *reader.Fields) []draft.Note {
	if c.found {
		return []draft.Note{f.Note(draft.NotKept, "is a second context of KDP: import the Applications of each KDP by themselves")}
	}
	c.found = true
	c.registry, c.domain = f.Text("data", "docker_registry"), f.Text("data", "ingress.root_domain")
	c.tls, c.localDisk = f.Text("data", "ingress.tls_secret_name"), f.Text("data", "storage_config.storage_class_mapping.local_disk")
	notes := slices.Clone(f.Refused())
	notes = append(notes, f.Note(draft.Kept, "became imageRegistry and ingress of the environment, and the storage class of StreamPark's claims"))
	return append(notes, f.Mapping("data").Left("is for other components of KDP")...)
}

// settingsOf are those that Applications of all types have.
func (c context) settingsOf(app application) (settings map[string]any, notes []draft.Note) {
	settings = map[string]any{"namespace": app.namespace}
	if !c.found {
		return settings, []draft.Note{app.fields.Note(draft.NotKept, "was read without the context of KDP, the ConfigMap with the label "+contextLabel+
			": set imageRegistry and ingress of the environment, or import both together")}
	}
	if c.registry != "" {
		settings["imageRegistry"] = strings.TrimSuffix(c.registry, "/")
	}
	if c.domain != "" {
		ingress := map[string]any{"domain": c.domain}
		if c.tls != "" {
			ingress["tlsSecretName"] = c.tls
		} else {
			notes = append(notes, app.fields.Note(draft.Kept, "is served by http alone, as KDP's context has no ingress.tls_secret_name: passwords and "+
				"cookies cross the network in plain text; set ingress.tlsSecretName of the environment"))
		}
		settings["ingress"] = ingress
	}
	return settings, notes
}

// only is the one setting of a type; none where there are several.
func (c context) only(kind string) (setting, bool) {
	if all := c.settings[kind]; len(all) == 1 {
		return all[0], true
	}
	return setting{}, false
}

// missing says that a property must be set, and what would set it.
func missing(kind, what string) string {
	return fmt.Sprintf("must be set, or one ContextSetting of the type %s be read beside the Application, which has %s", kind, what)
}
