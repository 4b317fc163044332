package session_test

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"testing"

	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// rule is what an Ingress controller makes of one Ingress.
type rule struct {
	session, path string
	pathType      networkingv1.PathType
	annotations   map[string]string
	prefixes      []string // that a Middleware strips
}

// ruleOf renders a session below a path and reads its rule.
func ruleOf(t *testing.T, session, path string, controller v1alpha1.IngressController, ingress v1alpha1.WebUIIngress) rule {
	t.Helper()
	made := files(t, v1alpha1.Metadata{Name: session}, v1alpha1.FlinkSessionSpec{
		Namespace: "streaming", Cluster: v1alpha1.Cluster{
			FlinkVersion: "1.20.3",
			WebUI:        &v1alpha1.WebUI{Host: "flink.example.com", Path: path, Controller: controller, Ingress: ingress},
		},
		Environment: &v1alpha1.EnvironmentSpec{OperatorVersion: "1.15"},
	})
	r := rule{session: session}
	if ingress == v1alpha1.WebUIIngressOperator {
		spec := made["flinkdeployment.yaml"].Object.(*v1beta1.FlinkDeployment).Spec.Ingress
		host, below, _ := strings.Cut(spec.Template, "/")
		if host != "flink.example.com" {
			t.Fatalf("the host is %q", host)
		}
		r.path, r.pathType, r.annotations = "/"+below, networkingv1.PathTypeImplementationSpecific, spec.Annotations // as the operator makes it
	} else {
		object := made["ingress.yaml"].Object.(*networkingv1.Ingress)
		route := object.Spec.Rules[0].HTTP.Paths[0]
		r.path, r.pathType, r.annotations = route.Path, *route.PathType, object.Annotations
	}
	if names, ok := r.annotations["traefik.ingress.kubernetes.io/router.middlewares"]; ok {
		middleware := made["middleware.yaml"].Object.(*unstructured.Unstructured)
		if want := "streaming-" + middleware.GetName() + "@kubernetescrd"; names != want {
			t.Fatalf("the annotation names %q, and the Middleware is %q", names, want)
		}
		r.prefixes, _, _ = unstructured.NestedStringSlice(middleware.Object, "spec", "stripPrefix", "prefixes")
	}
	return r
}

// nginx is how ingress-nginx routes a host on which a rule uses regular expressions: all paths are some, case does not
// count, the longest goes first. It gives the session and the path that reaches it.
func nginx(t *testing.T, rules []rule, request string) string {
	t.Helper()
	for _, r := range rules {
		if strings.ContainsAny(r.path, "(|$*") && r.pathType != networkingv1.PathTypeImplementationSpecific {
			t.Fatalf("NGINX refuses the path %s of type %s", r.path, r.pathType)
		}
		location := regexp.MustCompile("(?i)^" + r.path)
		match := location.FindStringSubmatchIndex(request)
		switch target := r.annotations["nginx.ingress.kubernetes.io/rewrite-target"]; {
		case match == nil:
		case target == "":
			return r.session + " " + request
		default:
			return r.session + " " + string(location.ExpandString(nil, target, request, match))
		}
	}
	return ""
}

// traefik is how Traefik routes: the longest rule goes first, and a prefix is one of letters, or of the elements of the
// path with strictPrefixMatching.
func traefik(rules []rule, request string, strict bool) string {
	for _, r := range rules {
		elements := strings.TrimSuffix(r.path, "/")
		if !strings.HasPrefix(request, r.path) && !(strict && request == elements) {
			continue
		}
		for _, prefix := range r.prefixes {
			request = "/" + strings.TrimPrefix(strings.TrimPrefix(request, prefix), "/")
		}
		return r.session + " " + request
	}
	return ""
}

func TestRequestsReachTheSessionOfTheirPathWithoutIt(t *testing.T) {
	paths := map[string]string{"a": "/flink/a", "ab": "/flink/ab", "a-b": "/flink/a/b", "root": "/"}
	for _, ingress := range []v1alpha1.WebUIIngress{v1alpha1.WebUIIngressOwn, v1alpha1.WebUIIngressOperator} {
		rulesOf := func(controller v1alpha1.IngressController) []rule {
			var rules []rule
			for session, path := range paths {
				rules = append(rules, ruleOf(t, session, path, controller, ingress))
			}
			slices.SortFunc(rules, func(a, b rule) int { return cmp.Compare(len(b.path), len(a.path)) })
			return rules
		}
		ofNGINX, ofTraefik := rulesOf(v1alpha1.IngressControllerNGINX), rulesOf(v1alpha1.IngressControllerTraefik)
		for _, tt := range []struct{ request, nginx, traefik, strict string }{
			{"/flink/a/", "a /", "a /", "a /"},
			{"/flink/a/jobs/overview", "a /jobs/overview", "a /jobs/overview", "a /jobs/overview"},
			{"/flink/ab/config", "ab /config", "ab /config", "ab /config"},
			{"/flink/a/b/config", "a-b /config", "a-b /config", "a-b /config"},
			{"/flink/abc/", "root /flink/abc/", "root /flink/abc/", "root /flink/abc/"},
			{"/flink/", "root /flink/", "root /flink/", "root /flink/"},
			{"/jobs", "root /jobs", "root /jobs", "root /jobs"},
			{"/FLINK/A/", "a /", "root /FLINK/A/", "root /FLINK/A/"},
			{"/flink/a", "a /", "root /flink/a", "a /"}, // the page, but not its parts
		} {
			if got := nginx(t, ofNGINX, tt.request); got != tt.nginx {
				t.Errorf("%s, NGINX: %s leads to %q, must to %q", ingress, tt.request, got, tt.nginx)
			}
			if got := traefik(ofTraefik, tt.request, false); got != tt.traefik {
				t.Errorf("%s, Traefik: %s leads to %q, must to %q", ingress, tt.request, got, tt.traefik)
			}
			if got := traefik(ofTraefik, tt.request, true); got != tt.strict {
				t.Errorf("%s, Traefik with strict prefixes: %s leads to %q, must to %q", ingress, tt.request, got, tt.strict)
			}
		}
	}
}

// The Middleware is of no use to another controller, nor where the user makes the route.
func TestOnlyAPathBehindTraefikHasAMiddleware(t *testing.T) {
	for what, webUI := range map[string]v1alpha1.WebUI{
		"NGINX":         {Host: "flink.example.com", Path: "/a", Controller: v1alpha1.IngressControllerNGINX},
		"a whole host":  {Host: "flink.example.com", Path: "/", Controller: v1alpha1.IngressControllerTraefik},
		"no Ingress":    {Host: "flink.example.com", Path: "/a", Controller: v1alpha1.IngressControllerTraefik, Ingress: v1alpha1.WebUIIngressNone},
		"switched off":  {Host: "flink.example.com", Path: "/a", Controller: v1alpha1.IngressControllerTraefik, Enabled: new(bool)},
		"no controller": {Host: "flink.example.com", Path: "/a"},
	} {
		made := files(t, v1alpha1.Metadata{Name: "analytics"}, v1alpha1.FlinkSessionSpec{
			Namespace: "streaming", Cluster: v1alpha1.Cluster{
				FlinkVersion: "1.20.3", WebUI: &webUI,
			}, Environment: &v1alpha1.EnvironmentSpec{OperatorVersion: "1.15"},
		})
		if file, ok := made["middleware.yaml"]; ok {
			t.Errorf("%s: there must be no Middleware: %v", what, file.Object)
		}
	}
}
