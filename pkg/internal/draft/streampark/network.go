package streampark

import (
	"maps"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

const lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

// service takes the Service that leads to the pod.
func (p *park) service(objects []manifest.Object) (rest []manifest.Object) {
	labels, _ := reader.At(p.object.Tree(), "spec", "template", "metadata", "labels").(map[string]any)
	for _, object := range objects {
		selector, _ := reader.At(object.Tree(), "spec", "selector").(map[string]any)
		if id := object.ID(); id.Kind != "Service" || id.Group != "" || len(selector) == 0 || !within(selector, labels) {
			rest = append(rest, object)
			continue
		}
		if p.serviceName != "" {
			rest = append(rest, object) // a second one is carried
			continue
		}
		p.serviceName = object.ID().Name
		service := map[string]any{}
		if p.serviceName != p.made.Name {
			service["name"] = p.serviceName
		}
		if kind := reader.Text(reader.At(object.Tree(), "spec", "type")); kind != "" && kind != "ClusterIP" {
			service["type"] = kind
		}
		ports, _ := reader.At(object.Tree(), "spec", "ports").([]any)
		for _, port := range ports {
			if reader.At(port, "name") == "metrics" {
				p.agent = reader.At(port, "port")
			}
			if n, ok := reader.At(port, "port").(int64); ok && n != 10000 && len(ports) == 1 {
				service["port"] = n
			}
			if reader.At(port, "nodePort") != nil {
				p.noteOf(object, draft.NotKept, "names the port of nodes: Kubernetes chooses one; an Ingress has a name instead")
			}
		}
		reader.Put(service, p.metadata(object, "labels"), "labels")
		reader.Put(service, p.metadata(object, "annotations"), "annotations")
		reader.Put(p.made.Spec, service, "service")
		p.made.Objects = append(p.made.Objects, object)
		p.noteOf(object, draft.Kept, "became service; its port is called http now, and its selector is that of the Deployment")
	}
	return rest
}

// within reports whether all labels of a selector are those of a pod.
func within(selector, labels map[string]any) bool {
	for key, value := range selector {
		if labels[key] != value {
			return false
		}
	}
	return true
}

// metadata are labels or annotations of an object that are its user's, and neither Helm's nor kubectl's.
func (p *park) metadata(object manifest.Object, field string) map[string]any {
	values, _ := reader.At(object.Tree(), "metadata", field).(map[string]any)
	kept := maps.Clone(values)
	for key := range kept {
		if strings.HasPrefix(key, "helm.sh/") || strings.HasPrefix(key, "meta.helm.sh/") || strings.HasPrefix(key, "app.kubernetes.io/") || strings.HasPrefix(key, "flinkustomize.dev/") ||
			key == "kustomize.toolkit.fluxcd.io/substitute" || key == lastApplied {
			delete(kept, key)
		}
	}
	return kept
}

// ingress takes the Ingress that leads to the Service.
func (p *park) ingress(objects []manifest.Object) (rest []manifest.Object) {
	for _, object := range objects {
		if id := object.ID(); id.Kind != "Ingress" || id.Group != "networking.k8s.io" || p.serviceName == "" {
			rest = append(rest, object)
			continue
		}
		host, path, leads, others := p.routes(object)
		switch {
		case leads == 0:
			rest = append(rest, object)
		case leads > 1 || others > 0 || p.made.Spec["ingress"] != nil:
			rest = append(rest, object)
			p.noteOf(object, draft.NotKept, "leads to several places, and does not become ingress")
		case reader.At(p.made.Spec["database"], "type") == "H2":
			p.noteOf(object, draft.NotKept, "leads to a StreamPark with H2, whose users have passwords that everybody knows: no Ingress is made for one; move to MySQL or PostgreSQL")
		default:
			p.takeIngress(object, host, path)
		}
	}
	return rest
}

// routes are where an Ingress leads: to StreamPark and elsewhere.
func (p *park) routes(object manifest.Object) (host, path string, leads, others int) {
	rules, _ := reader.At(object.Tree(), "spec", "rules").([]any)
	for _, rule := range rules {
		paths, _ := reader.At(rule, "http", "paths").([]any)
		for _, one := range paths {
			if backend := reader.Text(reader.At(one, "backend", "service", "name")); backend == p.made.Name+"-blocked" {
				if !slices.Contains(p.generated, backend) {
					p.generated = append(p.generated, backend)
				}
			} else if backend == p.serviceName {
				host, path, leads = reader.Text(reader.At(rule, "host")), reader.Text(reader.At(one, "path")), leads+1
			} else {
				others++
			}
		}
	}
	return host, path, leads, others
}

// rewriting are annotations for a path that StreamPark's pages cannot be served at.
var rewriting = []string{"nginx.ingress.kubernetes.io/rewrite-target", "nginx.ingress.kubernetes.io/configuration-snippet", "nginx.ingress.kubernetes.io/use-regex"}

func (p *park) takeIngress(object manifest.Object, host, path string) {
	ingress := map[string]any{}
	if host != "" {
		ingress["host"] = host
	} else {
		p.noteOf(object, draft.NotKept, "answers at every host: StreamPark's has one, "+p.made.Name+"-NAMESPACE below the domain of the environment unless ingress.host says it")
	}
	if object.ID().Name != p.made.Name {
		ingress["name"] = object.ID().Name
	}
	annotations := p.metadata(object, "annotations")
	class := reader.Text(reader.At(object.Tree(), "spec", "ingressClassName"))
	if old := reader.Text(annotations["kubernetes.io/ingress.class"]); class == "" {
		class = old
	}
	delete(annotations, "kubernetes.io/ingress.class")
	if class != "" {
		ingress["className"] = class
	}
	if size := reader.Text(annotations["nginx.ingress.kubernetes.io/proxy-body-size"]); size != "" {
		delete(annotations, "nginx.ingress.kubernetes.io/proxy-body-size")
		if size != "1024m" {
			ingress["bodySize"] = size
		}
	}
	if path != "/" && path != "" {
		p.noteOf(object, draft.Changed, "serves / of its host now, in the place of "+path+": StreamPark's pages find none of their parts below another path")
	}
	for _, annotation := range rewriting {
		delete(annotations, annotation)
	}
	reader.Put(ingress, annotations, "annotations")
	reader.Put(ingress, p.metadata(object, "labels"), "labels")
	if tls, _ := reader.At(object.Tree(), "spec", "tls").([]any); len(tls) > 0 {
		if secret := reader.Text(reader.At(tls[0], "secretName")); secret != "" {
			ingress["tlsSecretName"] = secret
		}
	}
	p.made.Spec["ingress"] = ingress
	p.made.Objects = append(p.made.Objects, object)
	p.noteOf(object, draft.Kept, "became ingress; actuator and H2's console are not reachable through it any more")
}

// account takes the ServiceAccount and its rights, which StreamPark needs to start clusters of its own.
func (p *park) account(objects []manifest.Object) (rest []manifest.Object) {
	name := p.pod.Text("serviceAccountName")
	if old := p.pod.Text("serviceAccount"); name == "" {
		name = old
	}
	p.pod.Take("automountServiceAccountToken")
	if name == "" || name == "default" {
		return objects
	}
	bound := map[string]bool{}
	for _, object := range objects {
		if id := object.ID(); id.Group == "rbac.authorization.k8s.io" && strings.HasSuffix(id.Kind, "RoleBinding") && p.binds(object, name) {
			bound[reader.Text(reader.At(object.Tree(), "roleRef", "kind"))+" "+reader.Text(reader.At(object.Tree(), "roleRef", "name"))] = true
		}
	}
	for _, object := range objects {
		id := object.ID()
		isRBAC := id.Group == "rbac.authorization.k8s.io"
		switch {
		case id.Kind == "ServiceAccount" && id.Group == "" && id.Name == name:
			p.made.Objects = append(p.made.Objects, object)
		case isRBAC && id.Name == name && (id.Kind == "Role" || id.Kind == "RoleBinding"):
			p.made.Objects = append(p.made.Objects, object)
		case isRBAC && strings.HasSuffix(id.Kind, "RoleBinding") && p.binds(object, name), isRBAC && bound[id.Kind+" "+id.Name]:
			if id.Kind == "ClusterRole" || id.Kind == "ClusterRoleBinding" {
				p.noteOf(object, draft.NotKept, "grants rights on all namespaces, Secrets among them: a Role of its own namespace takes its place; delete it")
			} else {
				p.noteOf(object, draft.Changed, "became Role "+name+" with what StreamPark needs to start clusters in its own namespace; delete this one if it has another name")
			}
		case isRBAC && strings.HasPrefix(id.Name, "streampark-flink-role-binding"):
			p.noteOf(object, draft.NotKept, "lets every pod without an account of its own edit its namespace: it is not taken over; delete it")
		default:
			rest = append(rest, object)
			continue
		}
	}
	kubernetes := map[string]any{}
	if name != p.made.Name {
		kubernetes["serviceAccountName"] = name
	}
	p.made.Spec["kubernetes"] = kubernetes
	p.made.Comments["kubernetes"] = "As it could: without it StreamPark submits to sessions that are there, and needs no rights."
	return rest
}

func (p *park) binds(binding manifest.Object, account string) bool {
	subjects, _ := reader.At(binding.Tree(), "subjects").([]any)
	for _, subject := range subjects {
		namespace := reader.Text(reader.At(subject, "namespace"))
		if reader.At(subject, "kind") == "ServiceAccount" && reader.At(subject, "name") == account && (namespace == "" || namespace == p.object.Namespace()) {
			return true
		}
	}
	return false
}
