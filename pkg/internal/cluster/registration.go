package cluster

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
)

// Registration is what a StreamPark must know of a session cluster to register it.
type Registration struct {
	// Name of the session.
	Name string

	// Folder of the tree; empty for a cluster that no spec of the workspace makes.
	Folder string

	// Address of its REST interface, as seen inside of the Kubernetes cluster.
	Address string

	// FlinkVersion and Image of the session; the image has the registry in front.
	FlinkVersion flink.Version
	Image        string

	StatedImage string // the image without the environment's registry, which has no part in names

	// Application means that the cluster runs a job of its own, and takes no others.
	Application bool

	// FlinkHome names the Flink installation of StreamPark that submits to it; set when it is registered.
	FlinkHome string

	// TLS means that the session answers HTTPS alone.
	TLS bool

	// Hive has what a session with hive mounts for its catalogs.
	Hive []HiveMount

	Environment string
	Namespace   string

	// Guarded means that a NetworkPolicy lets clients come to the session only from its namespace, and with the labels RESTFrom.
	Guarded  bool
	RESTFrom map[string]string // empty for none at all
}

// Admits reports whether the session's NetworkPolicy, if it has one, lets a pod with the labels come to its REST interface.
func (r Registration) Admits(namespace string, labels map[string]string) bool {
	if !r.Guarded {
		return true
	}
	for key, value := range r.RESTFrom {
		if given, has := labels[key]; !has || given != value {
			return false
		}
	}
	return len(r.RESTFrom) > 0 && namespace == r.Namespace
}

// Registration is the session as a StreamPark sees it. It reports false for what is no cluster, or not known well enough.
func (s *Target) Registration() (Registration, bool) {
	version, err := flink.ParseVersion(s.Spec.FlinkVersion)
	if err != nil || !s.Complete || s.Namespace == "" {
		return Registration{}, false
	}
	scheme := restScheme(&s.Spec)
	guarded, restFrom := false, map[string]string(nil)
	if guardRails := s.Settings.GuardRails; guardRails != nil && guardRails.NetworkPolicy.On() {
		guarded, restFrom = true, check.Given(check.WithoutNil(guardRails.NetworkPolicy.RESTFrom))
	}
	return Registration{
		Name: s.Metadata.Name,
		// The Service that the operator makes for a session.
		Address:      fmt.Sprintf("%s://%s-rest.%s:%d", scheme, s.Metadata.Name, s.Namespace, RestPort(&s.Spec)),
		FlinkVersion: version,
		Image:        s.Image(s.Spec.Image),
		StatedImage:  s.Spec.Image,
		Application:  s.Application != nil,
		TLS:          scheme == "https",
		Hive:         HiveMounts(s.Spec.Hive, &s.Settings),
		Namespace:    s.Namespace,
		Environment:  s.EnvironmentName,
		Guarded:      guarded,
		RESTFrom:     restFrom,
	}, true
}
