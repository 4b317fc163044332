package streampark

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// metrics takes the ServiceMonitor that has Prometheus scrape a Java agent, at a port of its own. Any other is carried.
func (p *park) metrics(objects []manifest.Object) (rest []manifest.Object) {
	port, ok := p.agent.(int64)
	if !ok {
		return objects
	}
	for _, object := range objects {
		endpoints, _ := reader.At(object.Tree(), "spec", "endpoints").([]any)
		if !object.ID().Is("monitoring.coreos.com", "ServiceMonitor") || object.ID().Name != p.made.Name || len(endpoints) != 1 ||
			reader.At(endpoints[0], "port") != "metrics" || !hasOnly(endpoints[0], "port", "path", "interval") ||
			!hasOnly(reader.At(object.Tree(), "spec"), "selector", "namespaceSelector", "endpoints") || p.made.Spec["metrics"] != nil {
			rest = append(rest, object)
			continue
		}
		metrics := map[string]any{"port": port}
		for field, standard := range map[string]string{"path": "/metrics", "interval": "30s"} {
			if value := reader.Text(reader.At(endpoints[0], field)); value != "" && value != standard {
				metrics[field] = value
			}
		}
		p.made.Spec["metrics"] = metrics
		ofAll, _ := reader.At(p.object.Tree(), "metadata", "labels").(map[string]any)
		labels := p.metadata(object, "labels")
		for key, value := range ofAll {
			if labels[key] == value {
				delete(labels, key)
			}
		}
		if len(labels) > 0 {
			p.made.Settings["prometheus"] = map[string]any{"labels": labels}
		}
		p.made.Objects = append(p.made.Objects, object)
	}
	if p.made.Spec["metrics"] == nil {
		p.note(draft.NotKept, "has a port named metrics in its Service, which no ServiceMonitor scrapes as spec.metrics would have it: set metrics.port, and leave yours out of resources")
	}
	return rest
}

// hasOnly reports whether a mapping has no other fields than some.
func hasOnly(value any, fields ...string) bool {
	mapping, _ := value.(map[string]any)
	for field := range mapping {
		if !slices.Contains(fields, field) {
			return false
		}
	}
	return true
}
