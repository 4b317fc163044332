package resolve

import (
	"fmt"
	"strconv"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// defaultRestPort is Flink's default of rest.port.
const defaultRestPort = 8081

// sslRestEnabled is the option with which a session answers HTTPS alone.
const sslRestEnabled = "security.ssl.rest.enabled"

// RestPort is the port of Flink's REST interface and web UI, which the user may have moved.
func RestPort(cluster *v1alpha1.Cluster) int32 {
	if value := cluster.FlinkConfiguration[flink.RestPort.Keys()[0]]; value != nil {
		if port, err := strconv.ParseInt(*value, 10, 32); err == nil {
			return int32(port)
		}
	}
	return defaultRestPort
}

// Cluster is what a console must know of a session cluster to register it.
type Cluster struct {
	// Name of the session.
	Name string

	// Address of its REST interface, as seen inside of the Kubernetes cluster.
	Address string

	// FlinkVersion and Image of the session; the image has the registry in front.
	FlinkVersion flink.Version
	Image        string

	stated string // the image without the environment's registry, which has no part in names

	// FlinkHome names the Flink installation of the console that submits to it; set when it is registered.
	FlinkHome string

	// TLS tells that the session answers HTTPS alone.
	TLS bool

	// Hive has what a session with hive mounts for its catalogs.
	Hive []HiveMount

	environment string
	namespace   string
}

// HiveMount is a ConfigMap with the client configuration of Hive's metastore, or of Hadoop, and the folder where the
// statement that creates a catalog looks for it.
type HiveMount struct {
	Folder    string
	ConfigMap string
	Hadoop    bool

	// Optional tells that nobody knows whether the ConfigMap is in StreamPark's namespace, as that of the session is another.
	Optional bool
}

// hiveMounts are those of a cluster with hive, without what its environment does not say.
func hiveMounts(hive *v1alpha1.Hive, facts *v1alpha1.EnvironmentSpec) []HiveMount {
	if !hive.On() {
		return nil
	}
	var mounts []HiveMount
	if facts.Hive != nil && facts.Hive.MetastoreConfigMapName != "" {
		folder := hive.ConfDir
		setDefault(&folder, defaultHiveConfDir)
		mounts = append(mounts, HiveMount{Folder: folder, ConfigMap: facts.Hive.MetastoreConfigMapName})
	}
	if name := HiveHadoopConfigMap(facts); hive.HadoopConfDir != "" && name != "" {
		mounts = append(mounts, HiveMount{Folder: hive.HadoopConfDir, ConfigMap: name, Hadoop: true})
	}
	return mounts
}

// HDFSConfigMap names the environment's ConfigMap of HDFS; empty where there is none.
func HDFSConfigMap(facts *v1alpha1.EnvironmentSpec) string {
	if facts.HDFS == nil {
		return ""
	}
	return facts.HDFS.ConfigMapName
}

// HiveHadoopConfigMap names the ConfigMap with Hadoop's configuration for Hive, which is that of HDFS unless Hive has
// one of its own.
func HiveHadoopConfigMap(facts *v1alpha1.EnvironmentSpec) string {
	if facts.Hive != nil && facts.Hive.HadoopConfigMapName != "" {
		return facts.Hive.HadoopConfigMapName
	}
	return HDFSConfigMap(facts)
}

// Cluster is the session as a console sees it. It reports false for what is no cluster, or not known well enough.
func (s *Session) Cluster() (Cluster, bool) {
	version, err := flink.ParseVersion(s.Spec.FlinkVersion)
	if err != nil || !s.Complete || s.Namespace == "" {
		return Cluster{}, false
	}
	tls := s.Spec.FlinkConfiguration[sslRestEnabled]
	return Cluster{
		Name: s.Metadata.Name,
		// The Service that the operator makes for a session.
		Address:      fmt.Sprintf("http://%s-rest.%s:%d", s.Metadata.Name, s.Namespace, RestPort(&s.Spec.Cluster)),
		FlinkVersion: version,
		Image:        s.Image(s.Spec.Image),
		stated:       s.Spec.Image,
		TLS:          tls != nil && flink.Equal(sslRestEnabled, *tls, "true"),
		Hive:         hiveMounts(s.Spec.Hive, &s.Facts),
		namespace:    s.Namespace,
		environment:  s.EnvironmentName,
	}, true
}
