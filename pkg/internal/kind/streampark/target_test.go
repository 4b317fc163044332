package streampark_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/kindtest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/session"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/streampark"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// resolved are the targets of the StreamPark of a text that may hold sessions, environments and presets too. Documents begin with their kind.
func resolved(t *testing.T, text string) (resolve.Targets[streampark.Target], diagnostic.Findings) {
	t.Helper()
	const version = "apiVersion: flinkustomize.dev/v1alpha1\n"
	documents := kindtest.Read(t, version+strings.ReplaceAll(text, "---\n", "---\n"+version))
	clusters := []cluster.Registration{}
	for _, source := range documents.Sessions {
		targets, errs := session.Targets(source, documents.Environments, nil)
		if err := errs.Err(); err != nil {
			t.Fatal(err)
		}
		for _, target := range append(targets.Overlays, targets.Base) {
			if cluster, ok := target.Registration(); ok {
				clusters = append(clusters, cluster)
			}
		}
	}
	return streampark.ResolveAll(documents.StreamParks[0], documents.Environments, documents.Presets, clusters)
}

const levels = `kind: StreamPark
metadata: {name: console}
spec:
  preset: platform/v1
  version: 2.1.5
  namespace: of-the-spec
  timeZone: Europe/Berlin
  configuration: {of.kept: "1", of.removed: "2", of.replaced: "3"}
  ingress: {bodySize: 2g}
  database: {type: MySQL, driver: {type: Image}}
  environment:
    mysql: {host: inline, secretName: inline}
  environments:
    dev:
      version: 2.1.6
      configuration: {of.removed: null, of.replaced: "4"}
      ingress: {enabled: false}
      database: {type: PostgreSQL}
      environment: {postgresql: {host: inline-dev}}
    prod:
      namespace: of-prod
---
kind: Environment
metadata: {name: dev}
spec:
  namespace: of-the-environment
  postgresql: {host: named, secretName: named}
---
kind: Environment
metadata: {name: prod}
spec: {namespace: of-the-environment, ingress: {className: nginx}}
---
kind: Preset
metadata: {name: platform/v1}
spec:
  description: The platform's consoles
  streamPark:
    timeZone: Asia/Shanghai
    memory: 4Gi
    configuration: {of.preset: "0"}
  environment: {mysql: {port: 3307, userKey: USER}}
`

func TestEveryLevelOfAConsoleWinsOverTheOnesBelow(t *testing.T) {
	targets, errs := resolved(t, levels)
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	base, dev, prod := targets.Base, targets.Overlays[0], targets.Overlays[1]
	ingress := func(p *streampark.Target) string {
		if !p.Spec.Ingress.On() {
			return "off"
		}
		return p.Spec.Ingress.ClassName + " " + p.Spec.Ingress.BodySize
	}
	for name, test := range map[string]struct{ got, want any }{
		"base namespace":       {base.Namespace, "of-the-spec"},
		"dev namespace":        {dev.Namespace, "of-the-spec"},
		"prod namespace":       {prod.Namespace, "of-prod"},
		"base version":         {fmt.Sprint(base.Version, " ", base.Spec.Image), "2.1.5 apache/streampark:2.1.5"},
		"dev version":          {fmt.Sprint(dev.Version, " ", dev.Spec.Image), "2.1.6 apache/streampark:2.1.6"},
		"spec over preset":     {dev.Spec.TimeZone, "Europe/Berlin"},
		"preset over default":  {dev.Spec.Memory, "4Gi"},
		"default":              {dev.Spec.CPU, "500m"},
		"base configuration":   {flat(base.Spec.Configuration), "map[of.kept:1 of.preset:0 of.removed:2 of.replaced:3]"},
		"dev configuration":    {flat(dev.Spec.Configuration), "map[of.kept:1 of.preset:0 of.replaced:4]"},
		"base ingress":         {ingress(base), " 2g"},
		"dev ingress":          {ingress(dev), "off"},
		"prod ingress":         {ingress(prod), "nginx 2g"},
		"prod driver":          {string(prod.Spec.Database.Driver.Type), "Image"},
		"dev database":         {string(dev.Spec.Database.Type), "PostgreSQL"},
		"dev driver":           {dev.Spec.Database.Driver == nil, true},
		"dev server":           {fmt.Sprint(dev.Settings.PostgreSQL.Host, " ", *dev.Settings.PostgreSQL.Port, " ", dev.Settings.PostgreSQL.SecretName, " ", dev.Settings.PostgreSQL.UserKey), "inline-dev 5432 named POSTGRES_USER"},
		"prod server":          {fmt.Sprint(prod.Settings.MySQL.Host, " ", *prod.Settings.MySQL.Port, " ", prod.Settings.MySQL.UserKey, " ", prod.Settings.MySQL.PasswordKey), "inline 3307 USER MYSQL_PASSWORD"},
		"base is not complete": {base.Complete, false},
		"dev is complete":      {dev.Complete, true},
		"service":              {prod.Spec.Service.Name, "console"},
	} {
		if test.got != test.want {
			t.Errorf("%s is %v, want %v", name, test.got, test.want)
		}
	}
}

func flat(values map[string]*string) string {
	plain := map[string]string{}
	for key, value := range values {
		plain[key] = *value
	}
	return fmt.Sprint(plain)
}

const inline = `kind: StreamPark
metadata: {name: console}
spec:
  namespace: streaming
  version: 2.1.6
`

func inlineSession(name, version, more string) string {
	return "---\nkind: FlinkSession\nmetadata: {name: " + name + "}\nspec: {namespace: streaming, flinkVersion: " + version + ", " + more + "}\n"
}

// registered are the clusters of a StreamPark with their installations.
func registered(p *streampark.Target) string {
	var all []string
	for _, cluster := range p.Clusters {
		all = append(all, cluster.Name+" "+cluster.FlinkHome)
	}
	for _, home := range p.FlinkHomes {
		all = append(all, home.Name+"="+home.Image)
	}
	return strings.Join(all, ", ")
}

func TestAConsoleRegistersTheSessionsThatItTakes(t *testing.T) {
	const tls = `flinkConfiguration: {security.ssl.rest.enabled: "true"}`
	const remote = "  remoteClusters: [{name: far, address: \"http://far:8081\", flinkVersion: 1.19.2}]\n"
	for name, test := range map[string]struct{ text, want, err string }{
		"all of its environment": {
			inline + inlineSession("b", "1.20.3", "") + inlineSession("a", "1.19.1", ""),
			"a flink-1.19, b flink-1.20, flink-1.19=flink:1.19.1, flink-1.20=flink:1.20.3", "",
		},
		"none that StreamPark does not take": {
			inline + inlineSession("b", "2.0.0", "") + inlineSession("a", "1.20.3", tls) + inlineSession("c", "1.20.3", ""),
			"c flink-1.20, flink-1.20=flink:1.20.3",
			"spec.yaml:4:1: warning: spec.registration: FlinkSession a is not registered: its security.ssl.rest.enabled is true, and StreamPark speaks no TLS to Flink\n" +
				"spec.yaml:4:1: warning: spec.registration: FlinkSession b is not registered: StreamPark 2.1.6 takes Flink 1.12 to 1.20, not 2.0.0",
		},
		"those that it names": {
			inline + "  sessions: [b]\n" + inlineSession("b", "1.20.3", "") + inlineSession("a", "1.19.1", ""),
			"b flink-1.20, flink-1.20=flink:1.20.3", "",
		},
		"an empty list is none": {
			inline + "  sessions: []\n" + inlineSession("b", "1.20.3", ""),
			"", "",
		},
		"those of a name are one too many": {
			inline + "  sessions: [b, b]\n" + inlineSession("b", "1.20.3", ""),
			"b flink-1.20, flink-1.20=flink:1.20.3", `spec.yaml:7:17: spec.sessions[1]: must be named once, not again as b`,
		},
		"one that is not there": {
			inline + "  sessions: [anatics]\n" + inlineSession("analytics", "1.20.3", ""),
			"", `spec.yaml:7:14: spec.sessions[0]: must be a FlinkSession of the workspace that has no environment, such as analytics, not "anatics": did you mean "analytics"?`,
		},
		"remote ones too": {
			inline + remote + inlineSession("b", "1.20.3", ""),
			"b flink-1.20, far flink-1.19, flink-1.19=flink:1.19.2, flink-1.20=flink:1.20.3", "",
		},
		"a remote one of a session's name": {
			inline + remote + inlineSession("far", "1.20.3", ""),
			"far flink-1.20, flink-1.20=flink:1.20.3", `spec.yaml:7:27: spec.remoteClusters[0].name: must be unique: another cluster to register is named "far"`,
		},
		"none where registration is off": {
			inline + "  registration: {enabled: false}\n  sessions: [nowhere]\n" + inlineSession("b", "1.20.3", ""),
			"", "",
		},
		"none of another environment without a name": {
			inline + "  environment: {name: here}\n" + inlineSession("b", "1.20.3", "environment: {name: there}"),
			"", "",
		},
		"those of the environment of one name": {
			inline + "  environment: {name: here}\n" + inlineSession("b", "1.20.3", "environment: {name: here}"),
			"b flink-1.20, flink-1.20=flink:1.20.3", "",
		},
		"the newest patch is the installation": {
			inline + inlineSession("a", "1.20.1", "") + inlineSession("b", "1.20.3", "") + inlineSession("c", "1.20.2", ""),
			"a flink-1.20, b flink-1.20, c flink-1.20, flink-1.20=flink:1.20.3", "",
		},
		"two images of one name": {
			inline + inlineSession("a", "1.20.1", "image: \"team/flink:1\"") + inlineSession("b", "1.20.1", "image: \"team/flink:2\""),
			"a team-flink-1.20, b team-flink-1.20",
			`spec.yaml:4:1: spec.sessions: must not have two images whose Flink installations have one name, team-flink-1.20: "team/flink:1" and "team/flink:2"; put the version of Flink into their tags, or list the sessions of one of them alone`,
		},
		"two images of one name, whose tags do not tell which is newer": {
			inline + inlineSession("a", "1.20.1", "image: \"team/flink:1\"") + inlineSession("b", "1.20.2", "image: \"team/flink:2\""),
			"a team-flink-1.20, b team-flink-1.20",
			`spec.yaml:4:1: spec.sessions: must not have two images whose Flink installations have one name, team-flink-1.20: "team/flink:1" and "team/flink:2"; put the version of Flink into their tags, or list the sessions of one of them alone`,
		},
		"two images with one init container": {
			inline + inlineSession("a", "1.20.1", "image: \"flink:1.20.1-a_b\"") + inlineSession("b", "1.20.1", "image: \"flink:1.20.1-a-b\""),
			"a flink-1.20-a_b, b flink-1.20-a-b, flink-1.20-a-b=flink:1.20.1-a-b",
			`spec.yaml:4:1: spec.sessions: must not have two images whose init containers have one name, flink-home-1-20-a-b: "flink:1.20.1-a-b" and "flink:1.20.1-a_b"; list the sessions of one of them alone`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			targets, errs := resolved(t, test.text)
			message := errs.Error()
			if diff := cmp.Diff(test.err, message); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.want, registered(targets.Base)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAConsoleRegistersInEachEnvironmentWhatRunsThere(t *testing.T) {
	const environments = `---
kind: Environment
metadata: {name: dev}
spec: {namespace: dev, imageRegistry: registry.dev}
---
kind: Environment
metadata: {name: prod}
spec: {namespace: prod}
`
	targets, errs := resolved(t, `kind: StreamPark
metadata: {name: console}
spec: {version: 2.1.6, environments: {dev: {}, prod: {}}}
`+environments+`---
kind: FlinkSession
metadata: {name: both}
spec: {flinkVersion: 1.20.3, environments: {dev: {flinkConfiguration: {rest.port: "8088"}}, prod: {flinkVersion: 2.0.0}}}
---
kind: FlinkSession
metadata: {name: only}
spec: {flinkVersion: 1.19.1, environments: {prod: {}}}
`)
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	dev, prod := targets.Overlays[0], targets.Overlays[1]
	if got := registered(targets.Base); got != "" {
		t.Errorf("a base knows of no session, not of %s", got)
	}
	if got, want := registered(dev), "both flink-1.20, flink-1.20=registry.dev/flink:1.20.3"; got != want {
		t.Errorf("dev has %s, want %s", got, want)
	}
	if got, want := dev.Clusters[0].Address, "http://both-rest.dev:8088"; got != want {
		t.Errorf("the address is %s, want %s", got, want)
	}
	if got, want := registered(prod), "only flink-1.19, flink-1.19=flink:1.19.1"; got != want {
		t.Errorf("prod has %s, want %s", got, want)
	}
}

// While some session is wrong, nobody knows which there are.
func TestNoSessionIsMissingWhileClustersAreUnknown(t *testing.T) {
	park := &v1alpha1.StreamPark{Metadata: v1alpha1.Metadata{Name: "console"},
		Spec: v1alpha1.StreamParkSpec{Namespace: "streaming", Version: "2.1.6", Sessions: []string{"analytics"}}}
	targets, errs := streampark.ResolveAll(resolve.Source[v1alpha1.StreamPark]{Object: park}, nil, nil, nil)
	if len(errs) > 0 || len(targets.Base.Clusters) > 0 {
		t.Errorf("got %v %v", errs, targets.Base.Clusters)
	}
	_, errs = streampark.ResolveAll(resolve.Source[v1alpha1.StreamPark]{Object: park}, nil, nil, []cluster.Registration{})
	want := `StreamPark console: spec.sessions[0]: must be a FlinkSession of the workspace that has no environment, and there is none: not "analytics"`
	if got := errs.Error(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Merging a StreamPark must not change what a Go program made, which it may use again.
func TestConsolesOfAProgramStayAsTheyAre(t *testing.T) {
	park := func() *v1alpha1.StreamPark {
		text, zone := "1", "Asia/Shanghai"
		return &v1alpha1.StreamPark{Metadata: v1alpha1.Metadata{Name: "console"}, Spec: v1alpha1.StreamParkSpec{
			Namespace: "streaming", Version: "2.1.6", TimeZone: zone,
			Configuration: map[string]*string{"of.kept": &text, "of.removed": nil},
			Service:       &v1alpha1.StreamParkService{Name: "{name}-svc"},
			Database:      &v1alpha1.StreamParkDatabase{Type: v1alpha1.StreamParkDatabaseH2},
			Environment:   &v1alpha1.EnvironmentSpec{MySQL: &v1alpha1.EnvironmentDatabase{Host: "mysql"}},
		}}
	}
	made := park()
	if _, errs := streampark.ResolveAll(resolve.Source[v1alpha1.StreamPark]{Object: made}, nil, nil, []cluster.Registration{}); len(errs) > 0 {
		t.Fatal(errs)
	}
	if diff := cmp.Diff(park(), made); diff != "" {
		t.Error(diff)
	}
}

func TestAPresetMustServeTheKindThatNamesIt(t *testing.T) {
	const preset = `---
kind: Preset
metadata: {name: sessions/v1}
spec: {description: Sessions, session: {flinkVersion: 1.20.3}}
---
kind: Preset
metadata: {name: settings/v1}
spec: {description: Settings, environment: {imageRegistry: registry.example.com}}
`
	targets, errs := resolved(t, inline+"  preset: sessions/v1\n"+preset)
	want := `spec.yaml:7:11: spec.preset: must be a preset of a StreamPark, such as settings/v1, not "sessions/v1", which gives a StreamPark nothing`
	if got := errs.Error(); got != want || targets.Base != nil {
		t.Errorf("got %v %s, want %s", targets.Base, got, want)
	}
	targets, errs = resolved(t, inline+"  preset: settings/v1\n"+preset)
	if len(errs) > 0 || targets.Base.Settings.ImageRegistry != "registry.example.com" {
		t.Errorf("settings must serve all kinds: %v", errs)
	}
}
