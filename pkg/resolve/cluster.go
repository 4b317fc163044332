package resolve

import (
	"fmt"
	"strconv"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// defaultRestPort is Flink's default of rest.port.
const defaultRestPort = 8081

// sslRestEnabled is the option with which a session answers HTTPS alone.
const sslRestEnabled = "security.ssl.rest.enabled"

// RestPort is the port of Flink's REST interface and web UI, which the user may have moved.
func (s *Session) RestPort() int32 {
	if value := s.Spec.FlinkConfiguration[flink.RestPort.Keys()[0]]; value != nil {
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

	environment string
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
		Address:      fmt.Sprintf("http://%s-rest.%s:%d", s.Metadata.Name, s.Namespace, s.RestPort()),
		FlinkVersion: version,
		Image:        s.Image(s.Spec.Image),
		stated:       s.Spec.Image,
		TLS:          tls != nil && flink.Equal(sslRestEnabled, *tls, "true"),
		environment:  s.EnvironmentName,
	}, true
}
