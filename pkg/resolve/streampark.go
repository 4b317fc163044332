package resolve

import (
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/merge"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// StreamPark is a StreamPark as one target sees it.
type StreamPark struct {
	Target

	// Spec is the merged spec, with defaults and without its environments.
	Spec v1alpha1.StreamParkSpec

	// Version is zero while it is not known, or wrong.
	Version streampark.Version

	// Clusters are those to register, sorted by name, FlinkHomes what they need, sorted too.
	Clusters   []Cluster
	FlinkHomes []FlinkHome
}

// FlinkHome is a Flink installation in the console's pod.
type FlinkHome struct {
	// Name of its folder, and in the console.
	Name string

	// Image that it is copied from, with the registry in front.
	Image string
}

// StreamParkTargets is a StreamPark resolved for its base and for every environment, in the order of their names. Base is
// nil where the console names a preset that is not there.
type StreamParkTargets struct {
	Base     *StreamPark
	Overlays []*StreamPark
}

// StreamParks resolves a StreamPark, with the environments, the presets and the clusters of its workspace. What it names
// and is not there is an error; there is no target for an environment or a preset that is not there. Clusters are nil where
// they are not known, since some session is wrong: then none is registered, and none missing.
func StreamParks(source Source[v1alpha1.StreamPark], environments map[string]Source[v1alpha1.Environment],
	presets map[string]Source[v1alpha1.Preset], clusters []Cluster) (StreamParkTargets, diagnostic.List) {
	statement := source.statement()
	base, errs := statement.streamPark(source.Object.Spec, "", nil, presets, clusters)
	targets := StreamParkTargets{Base: base}
	missing := statement.each(environments, func(name string, named *Source[v1alpha1.Environment]) {
		overlay, found := statement.streamPark(source.Object.Spec, name, named, presets, clusters)
		errs = append(errs, found...)
		if overlay != nil {
			targets.Overlays = append(targets.Overlays, overlay)
		}
	})
	return targets, append(errs, missing...)
}

func (s statement) streamPark(full v1alpha1.StreamParkSpec, environment string, named *Source[v1alpha1.Environment],
	presets map[string]Source[v1alpha1.Preset], clusters []Cluster) (*StreamPark, diagnostic.List) {
	preset, missing := s.findPreset(environment, presets)
	if missing != nil {
		return nil, diagnostic.List{*missing}
	}
	target, facts := s.target(environment, named)
	target.addPreset(preset, s.inPreset)
	park := &StreamPark{Target: target}
	own := full.Environments[environment]
	full.Environment, full.Environments = nil, nil
	levels := []*v1alpha1.StreamParkSpec{&full}
	if environment != "" {
		own.Environment = nil
		levels = append(levels, &own)
	}
	errs := park.merge(preset.spec(), levels, facts)
	park.finish(park.Spec.Namespace)
	return park, append(errs, park.register(clusters)...)
}

// merge lays the levels over a preset, and fills in the defaults.
func (p *StreamPark) merge(preset v1alpha1.PresetSpec, specs []*v1alpha1.StreamParkSpec, facts []*v1alpha1.EnvironmentSpec) diagnostic.List {
	var errs diagnostic.List
	merged, err := merge.OverPreset(preset.StreamPark, func(*v1alpha1.StreamParkSpec) {}, specs...)
	if err != nil {
		errs = append(errs, p.Errorf(nil, "%v", err))
		merged = &v1alpha1.StreamParkSpec{}
	}
	mergedFacts, err := merge.OverPreset(preset.Environment, func(*v1alpha1.EnvironmentSpec) {}, facts...)
	if err != nil {
		errs = append(errs, p.FactErrorf(nil, "%v", err))
		mergedFacts = &v1alpha1.EnvironmentSpec{}
	}
	p.Spec, p.Facts = *merged, *mergedFacts
	p.Version, _ = streampark.ParseVersion(p.Spec.Version, p.Spec.ForceVersion != nil && *p.Spec.ForceVersion)
	p.setDefaults()
	return errs
}

// register chooses the clusters: those that the spec names, or else all of the environment that StreamPark takes, and
// those that stand in no workspace.
func (p *StreamPark) register(clusters []Cluster) diagnostic.List {
	if !p.Complete || !p.Spec.Registration.On() || p.Version == 0 {
		return nil
	}
	if clusters == nil {
		return nil
	}
	var errs diagnostic.List
	var here []Cluster
	for _, cluster := range clusters {
		if cluster.environment == p.EnvironmentName {
			here = append(here, cluster)
		}
	}
	if p.Spec.Sessions == nil {
		for _, cluster := range here {
			if p.refusal(cluster) == nil {
				p.Clusters = append(p.Clusters, cluster)
			}
		}
	}
	for i, name := range p.Spec.Sessions {
		field := diagnostic.Path{}.Child("sessions").Index(i)
		at := slices.IndexFunc(here, func(c Cluster) bool { return c.Name == name })
		if at < 0 {
			errs = append(errs, p.Errorf(field, "%s", p.noSession(name, here)))
		} else if err := p.refusal(here[at]); err != nil {
			errs = append(errs, p.Errorf(field, "must not be %s: %v", name, err))
		} else if slices.Contains(p.Spec.Sessions[:i], name) {
			errs = append(errs, p.Errorf(field, "must be named once, not again as %s", name))
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
		cluster := Cluster{Name: remote.Name, Address: remote.Address, FlinkVersion: version, Image: p.Image(image), stated: image, environment: p.EnvironmentName}
		if err := p.Version.CheckFlink(version); err != nil {
			errs = append(errs, p.Errorf(field.Child("flinkVersion"), "must be another: %v", err))
		} else if slices.ContainsFunc(p.Clusters, func(c Cluster) bool { return c.Name == remote.Name }) {
			errs = append(errs, p.Errorf(field.Child("name"), "must be unique: another cluster to register is named %s", diagnostic.Quote(remote.Name)))
		} else {
			p.Clusters = append(p.Clusters, cluster)
		}
	}
	slices.SortFunc(p.Clusters, func(a, b Cluster) int { return strings.Compare(a.Name, b.Name) })
	return append(errs, p.addHomes()...)
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
	if p.EnvironmentName != "" {
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
func (p *StreamPark) addHomes() diagnostic.List {
	versions := map[string]flink.Version{}
	images := map[string]string{}
	for i, cluster := range p.Clusters {
		name := streampark.FlinkHomeName(cluster.stated, cluster.FlinkVersion)
		p.Clusters[i].FlinkHome = name
		version, taken := versions[name]
		switch {
		case !taken || version.Patch < cluster.FlinkVersion.Patch:
			versions[name], images[name] = cluster.FlinkVersion, cluster.Image
		case version.Patch == cluster.FlinkVersion.Patch && images[name] != cluster.Image:
			return diagnostic.List{p.Errorf(diagnostic.Path{}.Child("registration"), "must not have two images whose Flink installations have one name, %s: "+
				"%s and %s; choose one of them in spec.sessions", name, diagnostic.Quote(images[name]), diagnostic.Quote(cluster.Image))}
		}
	}
	containers := map[string]string{}
	for _, name := range sortedKeys(images) {
		container := streampark.FlinkHomeContainer(name)
		if other, taken := containers[container]; taken {
			return diagnostic.List{p.Errorf(diagnostic.Path{}.Child("registration"), "must not have two images whose init containers have one name, %s: "+
				"%s and %s; choose one of them in spec.sessions", container, diagnostic.Quote(images[other]), diagnostic.Quote(images[name]))}
		}
		containers[container] = name
		p.FlinkHomes = append(p.FlinkHomes, FlinkHome{Name: name, Image: images[name]})
	}
	return nil
}

// Defaults that the documentation of the fields names.
const (
	defaultParkCPU        = "500m"
	defaultParkMemory     = "2Gi"
	defaultParkJVMOptions = "-XX:+ExitOnOutOfMemoryError"
	defaultTimeZone       = "Etc/UTC"
	defaultWorkspacePath  = "/opt/streampark_workspace"
	defaultVolumeSize     = "10Gi"
	defaultBodySize       = "1024m"
	defaultServicePort    = streampark.Port
	defaultFetchImage     = "curlimages/curl:8.10.1"
	defaultPythonImage    = "python:3.13-alpine"
	defaultMySQLImage     = "mysql:8.4"
	defaultPostgresImage  = "postgres:17-alpine"
)

func (p *StreamPark) setDefaults() {
	spec, facts := &p.Spec, &p.Facts
	setDefault(&spec.Namespace, facts.Namespace)
	if p.Version != 0 {
		setDefault(&spec.Image, p.Version.Image())
		if spec.Command == nil {
			spec.Command = p.Version.Command()
		}
	}
	if spec.ImagePullSecrets == nil {
		spec.ImagePullSecrets = facts.ImagePullSecrets
	}
	setDefaultPointer(&spec.Replicas, 1)
	setDefault(&spec.CPU, defaultParkCPU)
	setDefault(&spec.Memory, defaultParkMemory)
	setDefault(&spec.JVMOptions, defaultParkJVMOptions)
	setDefault(&spec.TimeZone, defaultTimeZone)
	setDefaultStruct(&spec.Workspace)
	setDefault(&spec.Workspace.MountPath, defaultWorkspacePath)
	setParkVolumeDefaults(&spec.Workspace.StreamParkVolume)
	if spec.Temp != nil {
		setParkVolumeDefaults(&spec.Temp.StreamParkVolume)
	}
	setDefaultStruct(&spec.Service)
	setDefault(&spec.Service.Name, "{name}")
	spec.Service.Name = strings.ReplaceAll(spec.Service.Name, "{name}", p.Metadata.Name)
	setDefault(&spec.Service.Type, v1alpha1.StreamParkServiceClusterIP)
	setDefaultPointer(&spec.Service.Port, defaultServicePort)
	if spec.Ingress.On() {
		setDefault(&spec.Ingress.BodySize, defaultBodySize)
		if ingress := facts.Ingress; ingress != nil {
			setDefault(&spec.Ingress.ClassName, ingress.ClassName)
			setDefault(&spec.Ingress.TLSSecretName, ingress.TLSSecretName)
		}
	}
	p.setDatabaseDefaults()
	setDefaultStruct(&spec.Registration)
	setDefault(&spec.Registration.Image, defaultPythonImage)
	if spec.Administrator != nil {
		setDefault(&spec.Administrator.PasswordKey, "password")
	}
	if spec.LDAP.On() {
		setDefault(&spec.LDAP.UserKey, "username")
		setDefault(&spec.LDAP.PasswordKey, "password")
		setDefault(&spec.LDAP.UserIdentityAttribute, "uid")
		setDefault(&spec.LDAP.UserEmailAttribute, "mail")
	}
	if spec.Kerberos.On() && facts.Kerberos != nil {
		setDefault(&facts.Kerberos.KeytabKey, defaultKeytabKey)
	}
	if spec.Kubernetes.On() {
		setDefault(&spec.Kubernetes.ServiceAccountName, p.Metadata.Name)
	}
	if spec.NetworkPolicy.On() && spec.NetworkPolicy.EgressPorts == nil {
		spec.NetworkPolicy.EgressPorts = []int32{443}
	}
	if spec.Metrics.On() {
		setDefault(&spec.Metrics.Interval, defaultMetricsInterval)
		if spec.Metrics.Port == nil {
			setDefault(&spec.Metrics.Path, streampark.PrometheusPath)
		}
		setDefault(&spec.Metrics.Path, "/metrics")
	}
	if len(spec.SelectorLabels) == 0 {
		application, instance := "streampark", "{name}"
		spec.SelectorLabels = map[string]*string{"app.kubernetes.io/name": &application, "app.kubernetes.io/instance": &instance}
	}
}

func setParkVolumeDefaults(volume *v1alpha1.StreamParkVolume) {
	if volume.ClaimName != "" {
		return
	}
	setDefault(&volume.Size, defaultVolumeSize)
	if volume.AccessModes == nil {
		volume.AccessModes = []corev1.PersistentVolumeAccessMode{corev1.ReadWriteOnce}
	}
}

// setDatabaseDefaults fills what StreamPark needs of its database and of the server in the environment.
func (p *StreamPark) setDatabaseDefaults() {
	spec, facts := &p.Spec, &p.Facts
	setDefaultStruct(&spec.Schema)
	if spec.Database == nil {
		return
	}
	database := spec.Database
	setDefault(&database.Name, defaultDatabaseName)
	switch database.Type {
	case v1alpha1.StreamParkDatabaseMySQL:
		setDefault(&spec.Schema.ClientImage, defaultMySQLImage)
		setServerDefaults(facts.MySQL, "MYSQL", 3306)
		if driver := database.Driver; driver != nil && driver.URL != nil {
			setDefault(&driver.URL.Image, defaultFetchImage)
		}
	case v1alpha1.StreamParkDatabasePostgreSQL:
		setDefault(&spec.Schema.ClientImage, defaultPostgresImage)
		setServerDefaults(facts.PostgreSQL, "POSTGRES", 5432)
	}
}

// setServerDefaults names the keys by a prefix, as images of the database name their variables.
func setServerDefaults(server *v1alpha1.EnvironmentDatabase, prefix string, port int32) {
	if server == nil {
		return
	}
	if server.ConfigMapName != "" {
		setDefault(&server.HostKey, prefix+"_HOST")
		setDefault(&server.PortKey, prefix+"_PORT")
	} else {
		setDefaultPointer(&server.Port, port)
	}
	setDefault(&server.UserKey, prefix+"_USER")
	setDefault(&server.PasswordKey, prefix+"_PASSWORD")
}
