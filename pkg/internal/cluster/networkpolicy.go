package cluster

import (
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
)

// checkNetworkSettings checks who may come to clusters.
func checkNetworkSettings(c *check.Checker, network *v1alpha1.GuardedNetwork) {
	if !network.On() {
		return
	}
	field := path("guardRails", "networkPolicy")
	c.AddErr(field.Child("operatorNamespace"), check.Optional(network.OperatorNamespace, check.NamespaceName))
	c.AddErr(field.Child("ingressNamespace"), check.Optional(network.IngressNamespace, check.NamespaceName))
	c.AddErr(field.Child("prometheusNamespace"), check.Optional(network.PrometheusNamespace, check.NamespaceName))
	c.Labels(check.Given(check.WithoutNil(network.RESTFrom)), field.Child("restFrom"))
}

// networkPolicy lets nobody come to the pods of the cluster but those who must. Among each other they may use every port: those of
// the exchange of data and of Flink's own metrics are random unless somebody pins them. Both modes have the same labels and ports.
func (r *renderer) networkPolicy(gateway *v1alpha1.SQLGateway) runtime.Object {
	guardRails := r.target.Settings.GuardRails
	if guardRails == nil || !guardRails.NetworkPolicy.On() {
		return nil
	}
	network := guardRails.NetworkPolicy
	var rules []networkingv1.NetworkPolicyIngressRule
	allow := func(from networkingv1.NetworkPolicyPeer, ports ...int32) {
		rules = append(rules, networkingv1.NetworkPolicyIngressRule{From: []networkingv1.NetworkPolicyPeer{from}, Ports: tcp(ports)})
	}
	allow(networkingv1.NetworkPolicyPeer{PodSelector: &metav1.LabelSelector{MatchLabels: r.podLabels()}})
	rest := RestPort(r.cluster)
	if r.need(network.OperatorNamespace != "", "guardRails.networkPolicy.operatorNamespace", "") {
		operators := podsIn(network.OperatorNamespace)
		operators.PodSelector = &metav1.LabelSelector{MatchLabels: map[string]string{"app.kubernetes.io/name": "flink-kubernetes-operator"}}
		allow(operators, rest)
	}
	if r.cluster.WebUI.On() && r.need(network.IngressNamespace != "", "guardRails.networkPolicy.ingressNamespace", "webUI") {
		allow(podsIn(network.IngressNamespace), rest)
	}
	if r.cluster.Metrics.On() && r.need(network.PrometheusNamespace != "", "guardRails.networkPolicy.prometheusNamespace", "metrics") {
		allow(podsIn(network.PrometheusNamespace), *r.cluster.Metrics.Port)
	}
	if gateway.On() {
		allow(networkingv1.NetworkPolicyPeer{PodSelector: &metav1.LabelSelector{MatchLabels: r.sqlGatewayLabels()}}, rest)
	}
	if labels := check.Given(check.WithoutNil(network.RESTFrom)); len(labels) > 0 {
		allow(networkingv1.NetworkPolicyPeer{PodSelector: &metav1.LabelSelector{MatchLabels: labels}}, rest)
	}
	return &networkingv1.NetworkPolicy{
		TypeMeta:   metav1.TypeMeta{APIVersion: "networking.k8s.io/v1", Kind: "NetworkPolicy"},
		ObjectMeta: r.objectMeta(r.target.Metadata.Name),
		Spec: networkingv1.NetworkPolicySpec{
			PodSelector: metav1.LabelSelector{MatchLabels: r.podLabels()},
			PolicyTypes: []networkingv1.PolicyType{networkingv1.PolicyTypeIngress},
			Ingress:     rules,
		},
	}
}

// podsIn are all pods of a namespace.
func podsIn(namespace string) networkingv1.NetworkPolicyPeer {
	return networkingv1.NetworkPolicyPeer{NamespaceSelector: &metav1.LabelSelector{MatchLabels: map[string]string{corev1.LabelMetadataName: namespace}}}
}

// tcp are ports of TCP; nil for every port.
func tcp(numbers []int32) []networkingv1.NetworkPolicyPort {
	protocol := corev1.ProtocolTCP
	var ports []networkingv1.NetworkPolicyPort
	for _, number := range numbers {
		port := intstr.FromInt32(number)
		ports = append(ports, networkingv1.NetworkPolicyPort{Protocol: &protocol, Port: &port})
	}
	return ports
}
