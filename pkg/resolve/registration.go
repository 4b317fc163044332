package resolve

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// FlinkHome is a Flink installation in the console's pod.
type FlinkHome struct {
	// Name of its folder, and in the console.
	Name string

	// Image that it is copied from, with the registry in front.
	Image string
}

// register chooses the clusters: those that the spec names, or else all of the environment that StreamPark takes, and
// those that stand in no workspace.
func (p *StreamPark) register(clusters []Cluster) diagnostic.Findings {
	if !p.Complete || !p.Spec.Registration.On() || p.Version == 0 {
		return nil
	}
	if clusters == nil {
		return nil
	}
	var errs diagnostic.Findings
	var here []Cluster
	for _, cluster := range clusters {
		if cluster.environment == p.EnvironmentName {
			here = append(here, cluster)
		}
	}
	if p.Spec.Sessions == nil {
		for _, cluster := range here {
			if err := p.refusal(cluster); err != nil {
				errs = append(errs, p.Errorf(diagnostic.Path{}.Child("registration"), "FlinkSession %s is not registered: %v", cluster.Name, err).Under(diagnostic.RuleUnregisteredSession))
				continue
			}
			p.Clusters = append(p.Clusters, cluster)
		}
	}
	for i, name := range p.Spec.Sessions {
		field := diagnostic.Path{}.Child("sessions").Index(i)
		at := slices.IndexFunc(here, func(c Cluster) bool { return c.Name == name })
		if at < 0 {
			errs = append(errs, p.Errorf(field, "%s", p.noSession(name, here)).Under(diagnostic.RuleUnknownReference))
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
			continue // validate reports it
		}
		image := remote.Image
		setDefault(&image, "flink:"+remote.FlinkVersion)
		cluster := Cluster{Name: remote.Name, Address: remote.Address, FlinkVersion: version, Image: p.Image(image), stated: image, environment: p.EnvironmentName,
			Hive: hiveMounts(remote.Hive, &p.Facts), namespace: p.namespaceOf(remote.Address)}
		errs = append(errs, p.missingHive(remote.Hive, field.Child("hive"))...)
		if err := p.Version.CheckFlink(version); err != nil {
			errs = append(errs, p.Errorf(field.Child("flinkVersion"), "must be another: %v", err).Under(diagnostic.RuleUnknownReference))
		} else if slices.ContainsFunc(p.Clusters, func(c Cluster) bool { return c.Name == remote.Name }) {
			errs = append(errs, p.Errorf(field.Child("name"), "must be unique: another cluster to register is named %s", diagnostic.Quote(remote.Name)).Under(diagnostic.RuleDuplicateName))
		} else {
			p.Clusters = append(p.Clusters, cluster)
		}
	}
	slices.SortFunc(p.Clusters, func(a, b Cluster) int { return strings.Compare(a.Name, b.Name) })
	return append(append(errs, p.addHomes()...), p.addHive()...)
}

// namespaceOf is the namespace of a Service at an address, such as streaming of http://analytics-rest.streaming:8081. What
// is no Service has another namespace than StreamPark's.
func (p *StreamPark) namespaceOf(address string) string {
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

// missingHive reports the facts that a remote cluster's hive needs; those of a session, the session reports.
func (p *StreamPark) missingHive(hive *v1alpha1.Hive, field diagnostic.Path) diagnostic.Findings {
	var errs diagnostic.Findings
	if !hive.On() {
		return nil
	}
	if p.Facts.Hive == nil || p.Facts.Hive.MetastoreConfigMapName == "" {
		errs = append(errs, p.MissingFact(diagnostic.Path{}.Child("hive", "metastoreConfigMapName"), field))
	}
	if hive.HadoopConfDir != "" && (p.Facts.HDFS == nil || p.Facts.HDFS.ConfigMapName == "") {
		errs = append(errs, p.MissingFact(diagnostic.Path{}.Child("hdfs", "configMapName"), field.Child("hadoopConfDir")))
	}
	return errs
}

// addHive chooses what StreamPark mounts for the catalogs of the registered sessions, since it is StreamPark that reads
// their tables' schemas when it builds a job's graph: each folder once.
func (p *StreamPark) addHive() diagnostic.Findings {
	for _, cluster := range p.Clusters {
		for _, mount := range cluster.Hive {
			mount.Optional = cluster.namespace != p.Namespace
			at := slices.IndexFunc(p.Hive, func(m HiveMount) bool { return m.Folder == mount.Folder })
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
	slices.SortFunc(p.Hive, func(a, b HiveMount) int { return strings.Compare(a.Folder, b.Folder) })
	return nil
}

// refusal is why a session of the environment cannot be registered.
func (p *StreamPark) refusal(cluster Cluster) error {
	if cluster.TLS {
		return fmt.Errorf("its %s is true, and StreamPark speaks no TLS to Flink", sslRestEnabled)
	}
	return p.Version.CheckFlink(cluster.FlinkVersion)
}

func (p *StreamPark) noSession(name string, here []Cluster) string {
	where := "of the workspace that has no environment"
	switch {
	case p.Environment != nil:
		where = "of the environment"
	case p.EnvironmentName != "":
		where = "in environment " + p.EnvironmentName
	}
	var names []string
	for _, cluster := range here {
		names = append(names, cluster.Name)
	}
	slices.Sort(names)
	if len(names) == 0 {
		return fmt.Sprintf("must be a FlinkSession %s, and there is none: not %s", where, diagnostic.Quote(name))
	}
	message := fmt.Sprintf("must be a FlinkSession %s, such as %s, not %s", where, names[0], diagnostic.Quote(name))
	if near := diagnostic.Suggest(name, names); near != "" {
		message += fmt.Sprintf(": did you mean %q?", near)
	}
	return message
}

// addHomes chooses the Flink installations: one an image, and of images that differ in a patch of Flink alone the newest.
func (p *StreamPark) addHomes() diagnostic.Findings {
	field := diagnostic.Path{}.Child("sessions")
	newest := map[string]Cluster{}
	for i, cluster := range p.Clusters {
		name := streampark.FlinkHomeName(cluster.stated, cluster.FlinkVersion)
		p.Clusters[i].FlinkHome = name
		other, taken := newest[name]
		switch {
		case !taken:
			newest[name] = cluster
		case other.Image == cluster.Image:
		case other.FlinkVersion == cluster.FlinkVersion || !streampark.SaysVersion(cluster.stated, cluster.FlinkVersion):
			return diagnostic.Findings{p.Errorf(field, "must not have two images whose Flink installations have one name, %s: %s and %s; "+
				"put the version of Flink into their tags, or list the sessions of one of them alone",
				name, diagnostic.Quote(other.Image), diagnostic.Quote(cluster.Image)).Under(diagnostic.RuleUnknownReference)}
		case other.FlinkVersion.Patch < cluster.FlinkVersion.Patch:
			newest[name] = cluster
		}
	}
	images := map[string]string{}
	for name, cluster := range newest {
		images[name] = cluster.Image
	}
	containers := map[string]string{}
	for _, name := range sortedKeys(images) {
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
