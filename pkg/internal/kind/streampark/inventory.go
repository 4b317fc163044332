package streampark

import (
	"fmt"
	"slices"

	appsv1 "k8s.io/api/apps/v1"
	networkingv1 "k8s.io/api/networking/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

// listed is what a StreamPark adds to what is said of every target.
func listed(p *Target, files []object.File) (inventory.Target, error) {
	entry := inventory.Target{
		StreamParkVersion: p.Spec.Version,
		Image:             p.Image(p.Spec.Image),
		Storage:           string(v1alpha1.StorageVolume),
		Database:          p.database(),
	}
	for _, registered := range p.Clusters {
		if registered.Folder != "" {
			entry.Uses = append(entry.Uses, registered.Folder)
		}
	}
	slices.Sort(entry.Uses)
	for _, file := range files {
		switch object := file.Object.(type) {
		case *appsv1.Deployment:
			entry.Processes = []inventory.Process{{Role: inventory.RoleStreamPark, Replicas: int(*object.Spec.Replicas), CPU: p.Spec.CPU, Memory: p.Spec.Memory}}
		case *networkingv1.Ingress:
			for _, rule := range object.Spec.Rules {
				entry.URLs = append(entry.URLs, cluster.IngressURL(rule.Host, "/", object.Spec.TLS))
			}
		}
	}
	return entry, nil
}

// database is the type of the database and where it is, such as PostgreSQL postgresql.databases:5432/streaming_console.
func (p *Target) database() string {
	if p.Spec.Database == nil {
		return ""
	}
	kind, server := string(p.Spec.Database.Type), p.DatabaseServer()
	name, ok := p.DatabaseName()
	switch {
	case !ok:
		return kind
	case server.ConfigMapName != "":
		return fmt.Sprintf("%s %s, at the host of ConfigMap %s", kind, name, server.ConfigMapName)
	}
	return fmt.Sprintf("%s %s:%d/%s", kind, server.Host, *server.Port, name)
}
