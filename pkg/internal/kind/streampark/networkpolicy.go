package streampark

import (
	"net/url"
	"slices"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// portOf is the port of an address, or else that of its scheme.
func portOf(address string, ofScheme map[string]int32) []int32 {
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	if port, err := strconv.ParseInt(u.Port(), 10, 32); err == nil {
		return []int32{int32(port)}
	}
	if port, ok := ofScheme[u.Scheme]; ok {
		return []int32{port}
	}
	return nil
}

func ports(protocol corev1.Protocol, numbers ...int32) []networkingv1.NetworkPolicyPort {
	var list []networkingv1.NetworkPolicyPort
	for _, number := range numbers {
		port := intstr.FromInt32(number)
		list = append(list, networkingv1.NetworkPolicyPort{Protocol: &protocol, Port: &port})
	}
	return list
}

func (c *checker) networkPolicy() {
	if policy := c.spec.NetworkPolicy; policy.On() {
		for i, port := range policy.EgressPorts {
			c.Port(port, path("networkPolicy", "egressPorts").Index(i))
		}
	}
}

// networkPolicy closes what nobody needs of StreamPark's pod, and lets it reach what it needs, by port: where a database
// or an Ingress controller stands, it cannot know.
func (r *renderer) networkPolicy() runtime.Object {
	if !r.spec.NetworkPolicy.On() {
		return nil
	}
	return &networkingv1.NetworkPolicy{
		TypeMeta:   metav1.TypeMeta{APIVersion: "networking.k8s.io/v1", Kind: "NetworkPolicy"},
		ObjectMeta: r.objectMeta(r.name()),
		Spec: networkingv1.NetworkPolicySpec{
			PodSelector: metav1.LabelSelector{MatchLabels: r.selector()},
			PolicyTypes: []networkingv1.PolicyType{networkingv1.PolicyTypeIngress, networkingv1.PolicyTypeEgress},
			Ingress:     r.ingressRules(),
			Egress: []networkingv1.NetworkPolicyEgressRule{
				{Ports: append(ports(corev1.ProtocolUDP, r.datagramPorts()...), ports(corev1.ProtocolTCP, r.datagramPorts()...)...)},
				{Ports: ports(corev1.ProtocolTCP, r.egressPorts()...)},
			},
		},
	}
}

// ingressRules let anybody come to StreamPark and to a Java agent with metrics, or, with H2, whose console runs SQL behind
// StreamPark's port, as few as can be.
func (r *renderer) ingressRules() []networkingv1.NetworkPolicyIngressRule {
	open := []int32{streampark.Port}
	if agent := r.agentPort(); agent != 0 {
		open = append(open, agent)
	}
	if r.databaseType() != v1alpha1.StreamParkDatabaseH2 || r.servesOtherNamespaces() {
		return []networkingv1.NetworkPolicyIngressRule{{Ports: ports(corev1.ProtocolTCP, open...)}}
	}
	rules := []networkingv1.NetworkPolicyIngressRule{{
		From:  []networkingv1.NetworkPolicyPeer{{PodSelector: &metav1.LabelSelector{}}},
		Ports: ports(corev1.ProtocolTCP, streampark.Port),
	}}
	if others := open[1:]; len(others) > 0 {
		rules = append(rules, networkingv1.NetworkPolicyIngressRule{Ports: ports(corev1.ProtocolTCP, others...)})
	}
	return rules
}

// servesOtherNamespaces reports whether an Ingress controller, Prometheus or somebody outside of the cluster must come to
// StreamPark's port, wherever they are.
func (r *renderer) servesOtherNamespaces() bool {
	return r.spec.Ingress.On() || r.spec.Service.Type != v1alpha1.StreamParkServiceClusterIP || r.spec.Metrics.On() && r.agentPort() == 0
}

// kubernetesPorts are those that the modes of Kubernetes need: the one behind the Service of its API, which is what most
// networks look at, and that of the Flink clusters that StreamPark starts.
var kubernetesPorts = []int32{6443, 8081}

// datagramPorts are those of DNS and Kerberos, which answer by UDP and, where an answer is long, by TCP.
func (r *renderer) datagramPorts() []int32 {
	if r.spec.Kerberos.On() {
		return []int32{53, 88}
	}
	return []int32{53}
}

// egressPorts are sorted: those of the database, of LDAP, of the driver's address, of the registered sessions, of
// Kubernetes, and the user's.
func (r *renderer) egressPorts() []int32 {
	open := slices.Clone(r.spec.NetworkPolicy.EgressPorts)
	switch settings := r.target.DatabaseServer(); {
	case settings != nil && settings.Port != nil:
		open = append(open, *settings.Port)
	case r.mysql():
		open = append(open, 3306)
	case r.hasServer():
		open = append(open, 5432)
	}
	if r.spec.Kubernetes.On() {
		open = append(open, kubernetesPorts...)
	}
	if r.spec.LDAP.On() {
		open = append(open, portOf(r.spec.LDAP.URL, map[string]int32{"ldap": 389, "ldaps": 636})...)
	}
	if r.mysql() && r.spec.Database.Driver != nil && r.spec.Database.Driver.URL != nil {
		open = append(open, portOf(r.spec.Database.Driver.URL.Address, map[string]int32{"http": 80, "https": 443})...)
	}
	for _, cluster := range r.target.Clusters {
		open = append(open, portOf(cluster.Address, nil)...)
	}
	slices.Sort(open)
	return slices.Compact(open)
}
