package podrule

import (
	"slices"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

func (c *checker) pod(spec *corev1.PodSpec, at *place, controller Controller) {
	c.spec = spec
	c.allVolumes(at.Child("volumes"))
	c.allContainers(at)
	c.oneOf(at.Child("restartPolicy"), string(spec.RestartPolicy), "Always", "OnFailure", "Never")
	if controller == Deployment {
		if spec.RestartPolicy == corev1.RestartPolicyNever || spec.RestartPolicy == corev1.RestartPolicyOnFailure {
			c.add(at.Child("restartPolicy"), "must be Always in a Deployment, not %s", diagnostic.Quote(string(spec.RestartPolicy)))
		}
		if spec.ActiveDeadlineSeconds != nil {
			c.add(at.Child("activeDeadlineSeconds"), "must not be set in a Deployment")
		}
	} else if spec.ActiveDeadlineSeconds != nil {
		c.atLeast(at.Child("activeDeadlineSeconds"), *spec.ActiveDeadlineSeconds, 1)
	}
	c.optionalSubdomain(at.Child("serviceAccountName"), spec.ServiceAccountName)
	c.optionalSubdomain(at.Child("priorityClassName"), spec.PriorityClassName)
	c.optionalSubdomain(at.Child("nodeName"), spec.NodeName)
	if spec.RuntimeClassName != nil {
		c.subdomain(at.Child("runtimeClassName"), *spec.RuntimeClassName)
	}
	if spec.Hostname != "" {
		c.label(at.Child("hostname"), spec.Hostname)
	}
	if spec.Subdomain != "" {
		c.label(at.Child("subdomain"), spec.Subdomain)
	}
	if spec.PreemptionPolicy != nil {
		c.oneOf(at.Child("preemptionPolicy"), string(*spec.PreemptionPolicy), "PreemptLowerPriority", "Never")
	}
	if spec.ShareProcessNamespace != nil && *spec.ShareProcessNamespace && spec.HostPID {
		c.add(at.Child("shareProcessNamespace"), "must not be true together with hostPID")
	}
	for i, gate := range spec.ReadinessGates {
		c.qualified(at.Child("readinessGates").Index(i).Child("conditionType"), string(gate.ConditionType))
	}
	c.dns(at)
	for i, alias := range spec.HostAliases {
		alias, at := alias, at.Child("hostAliases").Index(i)
		c.ip(at.Child("ip"), alias.IP)
		for i, name := range alias.Hostnames {
			c.subdomain(at.Child("hostnames").Index(i), name)
		}
	}
	c.labels(spec.NodeSelector, at.Child("nodeSelector"))
	c.affinity(at.Child("affinity"))
	c.tolerations(at.Child("tolerations"))
	c.spread(at.Child("topologySpreadConstraints"))
	c.podSecurity(at.Child("securityContext"))
}

func (c *checker) ip(at *place, ip string) {
	if len(validation.IsValidIPForLegacyField(nil, ip, true, nil)) > 0 {
		c.add(at, "must be an IP address, not %s", diagnostic.Quote(ip))
	}
}

func (c *checker) dns(at *place) {
	spec := c.spec
	c.oneOf(at.Child("dnsPolicy"), string(spec.DNSPolicy), "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None")
	config := spec.DNSConfig
	at = at.Child("dnsConfig")
	if spec.DNSPolicy == corev1.DNSNone && (config == nil || len(config.Nameservers) == 0) {
		c.add(at.Child("nameservers"), "must have at least one name server where dnsPolicy is None")
	}
	if config == nil {
		return
	}
	if n := len(config.Nameservers); n > 3 {
		c.add(at.Child("nameservers"), "must have at most 3 name servers, not %d", n)
	}
	for i, server := range config.Nameservers {
		c.ip(at.Child("nameservers").Index(i), server)
	}
	if n := len(config.Searches); n > 32 {
		c.add(at.Child("searches"), "must have at most 32 domains, not %d", n)
	}
	for i, option := range config.Options {
		if option.Name == "" {
			c.add(at.Child("options").Index(i).Child("name"), "must be set")
		}
	}
}

// allContainers checks init containers and containers, whose names are unique together.
func (c *checker) allContainers(at *place) {
	names := map[string]bool{}
	ports := map[hostPort]bool{}
	if len(c.spec.Containers) == 0 {
		c.add(at.Child("containers"), "must have at least one container")
	}
	if len(c.spec.EphemeralContainers) > 0 {
		c.add(at.Child("ephemeralContainers"), "must not be set: only a running pod gets ephemeral containers")
	}
	for _, list := range []struct {
		field      string
		containers []corev1.Container
	}{{"initContainers", c.spec.InitContainers}, {"containers", c.spec.Containers}} {
		for i := range list.containers {
			container, at := &list.containers[i], at.Child(list.field).Index(i)
			c.label(at.Child("name"), container.Name)
			if names[container.Name] && container.Name != "" {
				c.add(at.Child("name"), "must be the name of one container, and %s is the name of another too", diagnostic.Quote(container.Name))
			}
			names[container.Name] = true
			c.container(container, at, list.field == "initContainers")
			if sidecar(container) || list.field == "containers" {
				c.hostPorts(container, at.Child("ports"), ports)
			}
		}
	}
}

// sidecar reports whether an init container runs beside the containers.
func sidecar(container *corev1.Container) bool {
	return container.RestartPolicy != nil && *container.RestartPolicy == corev1.ContainerRestartPolicyAlways
}

// hostPort is what only one container of a pod can have of its node.
type hostPort struct {
	protocol, ip string
	port         int32
}

// hostPorts refuses what two containers want of the node. With the network of the node every port is one of it.
func (c *checker) hostPorts(container *corev1.Container, at *place, taken map[hostPort]bool) {
	for i, port := range container.Ports {
		p := hostPort{string(port.Protocol), port.HostIP, port.HostPort}
		if p.protocol == "" {
			p.protocol = "TCP"
		}
		if c.spec.HostNetwork && p.port == 0 {
			p.port = port.ContainerPort
		}
		if p.port == 0 {
			continue
		}
		if c.spec.HostNetwork && p.port != port.ContainerPort {
			c.add(at.Index(i).Child("hostPort"), "must be the containerPort, %d, where the pod has the network of its node, not %d", port.ContainerPort, p.port)
		}
		if taken[p] {
			c.add(at.Index(i), "must be another port of the node than %d, which another port of the pod takes", p.port)
		}
		taken[p] = true
	}
}

func repeated[T comparable](values []T) (index int, ok bool) {
	for i, value := range values {
		if slices.Contains(values[:i], value) {
			return i, true
		}
	}
	return 0, false
}
