package streampark

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// Defaults that the documentation of the fields names.
const (
	defaultCPU           = "500m"
	defaultMemory        = "2Gi"
	defaultJVMOptions    = "-XX:+ExitOnOutOfMemoryError " + gcLogRotation
	defaultTimeZone      = "Etc/UTC"
	defaultWorkspacePath = "/opt/streampark_workspace"
	defaultVolumeSize    = "10Gi"
	defaultServicePort   = streampark.Port
	defaultFetchImage    = "curlimages/curl:8.10.1"
	defaultPythonImage   = "python:3.13-alpine"
	defaultMySQLImage    = "mysql:8.4"
	defaultPostgresImage = "postgres:17-alpine"
)

// gcLogRotation bounds the log of the garbage collector, which StreamPark has the JVM write to /streampark/logs whatever its
// options are; its own options, which ours replace, bound it so. Java 8 alone knows these; newer ones pass over them.
const gcLogRotation = "-XX:+IgnoreUnrecognizedVMOptions -XX:+UseGCLogFileRotation -XX:NumberOfGCLogFiles=10 -XX:GCLogFileSize=50M"

func (p *Target) setDefaults() {
	spec, settings := &p.Spec, &p.Settings
	resolve.SetDefault(&spec.Namespace, settings.Namespace)
	if p.Version != 0 {
		resolve.SetDefault(&spec.Image, p.Version.Image())
		if spec.Command == nil {
			spec.Command = p.Version.Command()
		}
	}
	if spec.ImagePullSecrets == nil {
		spec.ImagePullSecrets = settings.ImagePullSecrets
	}
	resolve.SetDefaultPointer(&spec.Replicas, 1)
	resolve.SetDefault(&spec.CPU, defaultCPU)
	resolve.SetDefault(&spec.Memory, defaultMemory)
	resolve.SetDefault(&spec.JVMOptions, defaultJVMOptions)
	resolve.SetDefault(&spec.TimeZone, defaultTimeZone)
	resolve.SetDefaultStruct(&spec.Workspace)
	resolve.SetDefault(&spec.Workspace.MountPath, defaultWorkspacePath)
	setVolumeDefaults(&spec.Workspace.StreamParkVolume)
	if spec.Temp != nil {
		setVolumeDefaults(&spec.Temp.StreamParkVolume)
	}
	resolve.SetDefaultStruct(&spec.Service)
	resolve.SetDefault(&spec.Service.Name, "{name}")
	spec.Service.Name = strings.ReplaceAll(spec.Service.Name, "{name}", p.Metadata.Name)
	resolve.SetDefault(&spec.Service.Type, v1alpha1.StreamParkServiceClusterIP)
	resolve.SetDefaultPointer(&spec.Service.Port, defaultServicePort)
	if spec.Ingress.On() {
		resolve.SetDefault(&spec.Ingress.Name, "{name}")
		spec.Ingress.Name = strings.ReplaceAll(spec.Ingress.Name, "{name}", p.Metadata.Name)
		if ingress := settings.Ingress; ingress != nil {
			resolve.SetDefault(&spec.Ingress.ClassName, ingress.ClassName)
			resolve.SetDefault(&spec.Ingress.TLSSecretName, ingress.TLSSecretName)
		}
	}
	p.setDatabaseDefaults()
	resolve.SetDefaultStruct(&spec.Registration)
	resolve.SetDefault(&spec.Registration.Image, defaultPythonImage)
	if spec.Administrator != nil {
		resolve.SetDefault(&spec.Administrator.PasswordKey, "password")
	}
	if spec.LDAP.On() {
		resolve.SetDefault(&spec.LDAP.UserKey, "username")
		resolve.SetDefault(&spec.LDAP.PasswordKey, "password")
		resolve.SetDefault(&spec.LDAP.UserIdentityAttribute, "uid")
		resolve.SetDefault(&spec.LDAP.UserEmailAttribute, "mail")
	}
	if spec.Kerberos.On() && settings.Kerberos != nil {
		resolve.SetDefault(&settings.Kerberos.KeytabKey, cluster.DefaultKeytabKey)
	}
	if spec.Kubernetes.On() {
		resolve.SetDefault(&spec.Kubernetes.ServiceAccountName, p.Metadata.Name)
	}
	if spec.NetworkPolicy.On() && spec.NetworkPolicy.EgressPorts == nil {
		spec.NetworkPolicy.EgressPorts = []int32{443}
	}
	if spec.Metrics.On() {
		resolve.SetDefault(&spec.Metrics.Interval, cluster.DefaultMetricsInterval)
		if spec.Metrics.Port == nil {
			resolve.SetDefault(&spec.Metrics.Path, streampark.PrometheusPath)
		}
		resolve.SetDefault(&spec.Metrics.Path, "/metrics")
	}
	if len(spec.SelectorLabels) == 0 {
		application, instance := "streampark", "{name}"
		spec.SelectorLabels = map[string]*string{"app.kubernetes.io/name": &application, "app.kubernetes.io/instance": &instance}
	}
}
