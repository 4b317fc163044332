package streampark

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/internal/sessioncluster"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// FlinkHome is a Flink installation in StreamPark's pod.
type FlinkHome struct {
	// Name of its folder, and in StreamPark.
	Name string

	// Image that it is copied from, with the registry in front.
	Image string
}

// register chooses the clusters: those that the spec names, or else all of the environment that StreamPark takes, and
// those that stand in no workspace.
func (p *Target) register(clusters []cluster.Registration) diagnostic.Findings {
	if !p.Complete || !p.Spec.Registration.On() || p.Version == 0 {
		return nil
	}
	if clusters == nil {
		return nil
	}
	var errs diagnostic.Findings
	var here []cluster.Registration
	for _, registered := range clusters {
		if registered.Environment == p.EnvironmentName && !registered.Application {
			here = append(here, registered)
		}
	}
	if p.Spec.Sessions == nil {
		for _, registered := range here {
			if err := p.refusal(registered); err != nil {
				errs = append(errs, p.Errorf(diagnostic.Path{}.Child("registration"), "FlinkSession %s is not registered: %v", registered.Name, err).Under(diagnostic.RuleUnregisteredSession))
				continue
			}
			p.Clusters = append(p.Clusters, registered)
		}
	}
	for i, name := range p.Spec.Sessions {
		field := diagnostic.Path{}.Child("sessions").Index(i)
		at := slices.IndexFunc(here, func(c cluster.Registration) bool { return c.Name == name })
		if at < 0 {
			errs = append(errs, p.Errorf(field, "%s", p.noSession(name, clusters, here)).Under(diagnostic.RuleUnknownReference))
		} else if err := p.refusal(here[at]); err != nil {
			errs = append(errs, p.Errorf(field, "must not be %s: %v", name, err).Under(diagnostic.RuleUnknownReference))
		} else if slices.Contains(p.Spec.Sessions[:i], name) {
			errs = append(errs, p.Errorf(field, "must be named once, not again as %s", name).Under(diagnostic.RuleUnknownReference))
		} else {
			p.Clusters = append(p.Clusters, here[at])
		}
	}
	for i, remote := range p.Spec.RemoteClusters {
		field := diagnostic.Path{}.Child("remoteClusters").Index(i)
		version, err := flink.ParseVersion(remote.FlinkVersion)
		if err != nil {
			continue // its own check reports it
		}
		image := remote.Image
		resolve.SetDefault(&image, "flink:"+remote.FlinkVersion)
		registered := cluster.Registration{Name: remote.Name, Address: remote.Address, FlinkVersion: version, Image: p.Image(image), StatedImage: image, Environment: p.EnvironmentName,
			Hive: cluster.HiveMounts(remote.Hive, &p.Settings), Namespace: p.namespaceOf(remote.Address)}
		errs = append(errs, p.missingHive(remote.Hive, field.Child("hive"))...)
		if err := p.Version.CheckFlink(version); err != nil {
			errs = append(errs, p.Errorf(field.Child("flinkVersion"), "must be another: %v", err).Under(diagnostic.RuleUnknownReference))
		} else if slices.ContainsFunc(p.Clusters, func(c cluster.Registration) bool { return c.Name == remote.Name }) {
			errs = append(errs, p.Errorf(field.Child("name"), "must be unique: another cluster to register is named %s", diagnostic.Quote(remote.Name)).Under(diagnostic.RuleDuplicateName))
		} else {
			p.Clusters = append(p.Clusters, registered)
		}
	}
	slices.SortFunc(p.Clusters, func(a, b cluster.Registration) int { return strings.Compare(a.Name, b.Name) })
	return append(append(errs, p.addHomes()...), p.addHive()...)
}

// namespaceOf is the namespace of a Service at an address, such as streaming of http://analytics-rest.streaming:8081. What
// is no Service has another namespace than StreamPark's.
func (p *Target) namespaceOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	_, domain, found := strings.Cut(u.Hostname(), ".")
	if !found {
		return p.Namespace
	}
	namespace, _, _ := strings.Cut(domain, ".")
	return namespace
}

// missingHive reports the settings that a remote cluster's hive needs; those of a session, the session reports.
func (p *Target) missingHive(hive *v1alpha1.Hive, field diagnostic.Path) diagnostic.Findings {
	var errs diagnostic.Findings
	if !hive.On() {
		return nil
	}
	if p.Settings.Hive == nil || p.Settings.Hive.MetastoreConfigMapName == "" {
		errs = append(errs, p.MissingSetting(diagnostic.Path{}.Child("hive", "metastoreConfigMapName"), field))
	}
	if hive.HadoopConfDir != "" && (p.Settings.HDFS == nil || p.Settings.HDFS.ConfigMapName == "") {
		errs = append(errs, p.MissingSetting(diagnostic.Path{}.Child("hdfs", "configMapName"), field.Child("hadoopConfDir")))
	}
	return errs
}

// addHive chooses what StreamPark mounts for the catalogs of the registered sessions, since it is StreamPark that reads
// their tables' schemas when it builds a job's graph: each folder once.
func (p *Target) addHive() diagnostic.Findings {
	for _, registered := range p.Clusters {
		for _, mount := range registered.Hive {
			mount.Optional = registered.Namespace != p.Namespace
			at := slices.IndexFunc(p.Hive, func(m cluster.HiveMount) bool { return m.Folder == mount.Folder })
			switch {
			case at < 0:
				p.Hive = append(p.Hive, mount)
			case p.Hive[at].ConfigMap == mount.ConfigMap:
				p.Hive[at].Optional = p.Hive[at].Optional && mount.Optional
			default:
				return diagnostic.Findings{p.Errorf(diagnostic.Path{}.Child("sessions"), "must not register two clusters whose hive mounts two ConfigMaps at %s, %s and %s: "+
					"change the hive.confDir or hive.hadoopConfDir of one, or register one of them alone", mount.Folder, p.Hive[at].ConfigMap, mount.ConfigMap).Under(diagnostic.RuleConflictingFields)}
			}
		}
	}
	slices.SortFunc(p.Hive, func(a, b cluster.HiveMount) int { return strings.Compare(a.Folder, b.Folder) })
	return nil
}

// refusal is why a session of the environment cannot be registered.
func (p *Target) refusal(registered cluster.Registration) error {
	if registered.TLS {
		return fmt.Errorf("its %s is true, and StreamPark speaks no TLS to Flink", flink.SSLRestEnabled.Keys()[0])
	}
	if !p.reaches(registered) {
		return fmt.Errorf("its NetworkPolicy keeps StreamPark out: set guardRails.networkPolicy.restFrom of its environment to labels that StreamPark's pod has, such as {app.kubernetes.io/name: streampark}, " +
			"and put both in one namespace")
	}
	return p.Version.CheckFlink(registered.FlinkVersion)
}

// reaches reports whether StreamPark comes to a session. What labels a podTemplate gives its pod beside those of the Service is not
// looked at: with one it is taken for granted that they fit.
func (p *Target) reaches(registered cluster.Registration) bool {
	labels := p.podLabels()
	if p.Spec.PodTemplate != nil {
		labels = registered.RESTFrom
	}
	return registered.Admits(p.Namespace, labels)
}

func (p *Target) noSession(name string, all, here []cluster.Registration) string {
	if slices.ContainsFunc(all, func(c cluster.Registration) bool {
		return c.Name == name && c.Application && c.Environment == p.EnvironmentName
	}) {
		return fmt.Sprintf("must be a FlinkSession, and %s is a FlinkApplication, which is not registered: it runs a job of its own, and takes none from StreamPark", name)
	}
	var names []string
	for _, registered := range here {
		names = append(names, registered.Name)
	}
	return sessioncluster.NoneOf(&p.Target, v1alpha1.KindFlinkSession, name, names)
}

// addHomes chooses the Flink installations: one an image, and of images that differ in a patch of Flink alone the newest.
func (p *Target) addHomes() diagnostic.Findings {
	field := diagnostic.Path{}.Child("sessions")
	newest := map[string]cluster.Registration{}
	for i, registered := range p.Clusters {
		name := streampark.FlinkHomeName(registered.StatedImage, registered.FlinkVersion)
		p.Clusters[i].FlinkHome = name
		other, taken := newest[name]
		switch {
		case !taken:
			newest[name] = registered
		case other.Image == registered.Image:
		case other.FlinkVersion == registered.FlinkVersion || !streampark.SaysVersion(registered.StatedImage, registered.FlinkVersion):
			return diagnostic.Findings{p.Errorf(field, "must not have two images whose Flink installations have one name, %s: %s and %s; "+
				"put the version of Flink into their tags, or list the sessions of one of them alone",
				name, diagnostic.Quote(other.Image), diagnostic.Quote(registered.Image)).Under(diagnostic.RuleUnknownReference)}
		case other.FlinkVersion.Patch < registered.FlinkVersion.Patch:
			newest[name] = registered
		}
	}
	images := map[string]string{}
	for name, registered := range newest {
		images[name] = registered.Image
	}
	containers := map[string]string{}
	for _, name := range resolve.SortedKeys(images) {
		container := streampark.FlinkHomeContainer(name)
		if other, taken := containers[container]; taken {
			return diagnostic.Findings{p.Errorf(field, "must not have two images whose init containers have one name, %s: "+
				"%s and %s; list the sessions of one of them alone", container, diagnostic.Quote(images[other]), diagnostic.Quote(images[name])).Under(diagnostic.RuleUnknownReference)}
		}
		containers[container] = name
		p.FlinkHomes = append(p.FlinkHomes, FlinkHome{Name: name, Image: images[name]})
	}
	return nil
}

func (c *checker) remoteClusters() {
	if !c.spec.Registration.On() {
		for _, unused := range []struct {
			field string
			there bool
		}{{"sessions", len(c.spec.Sessions) > 0}, {"remoteClusters", len(c.spec.RemoteClusters) > 0}} {
			if unused.there {
				c.Add(path(unused.field), "must not be set while spec.registration is off: nothing would be registered")
			}
		}
	}
	for i, remote := range c.spec.RemoteClusters {
		field := path("remoteClusters").Index(i)
		if remote.Name == "" || len(remote.Name) > 128 || strings.ContainsFunc(remote.Name, func(r rune) bool { return r != ' ' && check.Unprintable(r) }) {
			c.Add(field.Child("name"), "must be a name of at most 128 characters, such as analytics, not %s", diagnostic.Quote(remote.Name))
		}
		c.AddErr(field.Child("address"), restAddress(remote.Address))
		version, err := flink.ParseVersion(remote.FlinkVersion)
		c.AddErr(field.Child("flinkVersion"), err)
		if err == nil {
			c.AddErr(field.Child("image"), cluster.ImageOfVersion(remote.Image, version))
		}
		if remote.Hive.On() {
			c.AddErr(field.Child("hive", "confDir"), check.Optional(remote.Hive.ConfDir, check.MountPath))
			c.AddErr(field.Child("hive", "hadoopConfDir"), check.Optional(remote.Hive.HadoopConfDir, check.MountPath))
		}
	}
}

// restAddress checks the address of Flink's REST interface. StreamPark takes host and port from it, so that it drops a path
// and asks port -1 where there is none, and it speaks no TLS to Flink.
func restAddress(value string) error {
	u, err := url.Parse(value)
	switch {
	case err == nil && u.User != nil || err != nil && check.HasUser(value):
		return fmt.Errorf("must not hold a user name or password, which StreamPark drops, but be an address such as http://analytics-rest.streaming:8081")
	case strings.ContainsAny(value, "?#"):
		return fmt.Errorf("must not hold a query or a fragment, but be an address such as http://analytics-rest.streaming:8081")
	case err != nil || u.Scheme != "http" || u.Port() == "" || !check.Reachable(u) || u.Path != "" || strings.ContainsFunc(value, check.Unprintable):
		return fmt.Errorf("must be an address with http, a host and a port, such as http://analytics-rest.streaming:8081, not %s", diagnostic.Quote(value))
	}
	return nil
}
