package resolve

import (
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// Defaults that the documentation of the fields names.
const (
	defaultParkCPU        = "500m"
	defaultParkMemory     = "2Gi"
	defaultParkJVMOptions = "-XX:+ExitOnOutOfMemoryError " + gcLogRotation
	defaultTimeZone       = "Etc/UTC"
	defaultWorkspacePath  = "/opt/streampark_workspace"
	defaultVolumeSize     = "10Gi"
	defaultServicePort    = streampark.Port
	defaultFetchImage     = "curlimages/curl:8.10.1"
	defaultPythonImage    = "python:3.13-alpine"
	defaultMySQLImage     = "mysql:8.4"
	defaultPostgresImage  = "postgres:17-alpine"
)

// gcLogRotation bounds the log of the garbage collector, which StreamPark has the JVM write to /streampark/logs whatever its
// options are; its own options, which ours replace, bound it so. Java 8 alone knows these; newer ones pass over them.
const gcLogRotation = "-XX:+IgnoreUnrecognizedVMOptions -XX:+UseGCLogFileRotation -XX:NumberOfGCLogFiles=10 -XX:GCLogFileSize=50M"

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
		setDefault(&spec.Ingress.Name, "{name}")
		spec.Ingress.Name = strings.ReplaceAll(spec.Ingress.Name, "{name}", p.Metadata.Name)
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
