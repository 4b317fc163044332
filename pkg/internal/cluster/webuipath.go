package cluster

import (
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// webUIRoute is the path of an Ingress that leads to the web UI, and the annotations with which the Ingress controller
// takes it away from the request: Flink answers at / alone.
type webUIRoute struct {
	path        string
	pathType    networkingv1.PathType
	annotations map[string]string
}

// Annotations of the Ingress controllers.
const (
	nginxRewriteTarget = "nginx.ingress.kubernetes.io/rewrite-target"
	nginxUseRegex      = "nginx.ingress.kubernetes.io/use-regex"
	traefikMiddlewares = "traefik.ingress.kubernetes.io/router.middlewares"
)

// webUIRoute is the route of the session. It reports false where a base does not know all of it yet.
func (r *renderer) webUIRoute() (webUIRoute, bool) {
	route := webUIRoute{path: "/", pathType: networkingv1.PathTypePrefix}
	webUI := r.cluster.WebUI
	if restTLS(r.cluster) != nil && webUI.Controller == v1alpha1.IngressControllerNGINX {
		route.annotations = map[string]string{nginxBackendProtocol: "HTTPS"}
	}
	if !webUI.BelowPath() {
		return route, true
	}
	prefix, ok := r.expand(webUI.Path, "webUI.path")
	if !ok {
		return webUIRoute{}, false
	}
	switch webUI.Controller {
	case v1alpha1.IngressControllerNGINX:
		// The rest of the path is the second group. A path that only begins with the same letters is another one.
		route.path, route.pathType = prefix+"(/|$)(.*)", networkingv1.PathTypeImplementationSpecific
		route.annotations = object.With(route.annotations, map[string]*string{nginxRewriteTarget: new("/$2"), nginxUseRegex: new("true")})
		return route, true
	case v1alpha1.IngressControllerTraefik:
		// Traefik compares letters unless its strictPrefixMatching is on: without the slash, /a would serve /ab too.
		route.path = prefix + "/"
		route.annotations = map[string]string{traefikMiddlewares: r.target.Namespace + "-" + r.webUIName() + "@kubernetescrd"}
		return route, r.target.Namespace != ""
	}
	return webUIRoute{}, false // Check reports a missing controller
}

// webUIMiddleware has Traefik strip the path. It is in the session's namespace, whatever creates the Ingress.
func (r *renderer) webUIMiddleware() runtime.Object {
	webUI := r.cluster.WebUI
	if !webUI.On() || webUI.Ingress == v1alpha1.WebUIIngressNone || webUI.Controller != v1alpha1.IngressControllerTraefik || !webUI.BelowPath() {
		return nil
	}
	prefix, ok, _ := r.target.Expand(webUI.Path, nil) // the route reports what is wrong
	if !ok {
		return nil
	}
	middleware := &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "traefik.io/v1alpha1",
		"kind":       "Middleware",
		"spec":       map[string]any{"stripPrefix": map[string]any{"prefixes": []any{prefix}}},
	}}
	meta := r.objectMeta(r.webUIName())
	middleware.SetName(meta.Name)
	middleware.SetLabels(meta.Labels)
	middleware.SetAnnotations(meta.Annotations)
	return middleware
}

// webUIAnnotations lays the annotations of the web UI over those of all Ingresses of the environment, and those over the
// given ones. What the route needs must not be something else.
func (r *renderer) webUIAnnotations(given map[string]string, route webUIRoute) map[string]string {
	if settings := r.target.Settings.Ingress; settings != nil {
		given = object.Over(settings.Annotations, given)
	}
	all := object.With(given, r.cluster.WebUI.Annotations)
	for _, key := range resolve.SortedKeys(route.annotations) {
		needed := route.annotations[key]
		switch stated, ok := all[key]; {
		case ok && key == traefikMiddlewares:
			needed = stated + "," + needed
		case ok && stated != needed:
			field := path("webUI", "path")
			if key == nginxBackendProtocol {
				field = path("tls", "rest")
			}
			r.errs = append(r.errs, r.target.Errorf(field, "needs the annotation %s to be %s, not %s: leave it out",
				key, diagnostic.Quote(needed), diagnostic.Quote(stated)).Under(diagnostic.RuleConflictingFields))
		}
		all = object.With(all, map[string]*string{key: &needed})
	}
	return all
}
