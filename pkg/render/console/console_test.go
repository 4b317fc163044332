package console_test

import (
	"slices"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

// With a user of its own the pod fits the restricted Pod Security Standard.
func TestContainersOfAnotherUserThanRootHaveNoCapabilities(t *testing.T) {
	deployments := rendered[*appsv1.Deployment](t, registering(func(spec *v1alpha1.StreamParkSpec) {
		spec.RunAsUser = new(int64(1000))
	}))
	pod := deployments[0].Spec.Template.Spec
	if !*pod.SecurityContext.RunAsNonRoot || pod.SecurityContext.SeccompProfile.Type != corev1.SeccompProfileTypeRuntimeDefault {
		t.Errorf("the pod must not run as root, and under the default profile of seccomp: %v", pod.SecurityContext)
	}
	for _, container := range append(pod.InitContainers, pod.Containers...) {
		context := container.SecurityContext
		if *context.AllowPrivilegeEscalation || context.Capabilities == nil || len(context.Capabilities.Drop) != 1 || context.Capabilities.Drop[0] != "ALL" {
			t.Errorf("%s must drop all capabilities: %v", container.Name, context)
		}
	}
}

// Without a stated exposure the actuator shows health alone, and the ServiceMonitor would get 404.
func TestTheActuatorShowsWhatPrometheusScrapes(t *testing.T) {
	const property = "include: health,prometheus"
	for what, test := range map[string]struct {
		metrics v1alpha1.StreamParkMetrics
		want    bool
	}{
		"of the actuator": {v1alpha1.StreamParkMetrics{}, true},
		"of an agent":     {v1alpha1.StreamParkMetrics{Port: new(int32(9404))}, false},
		"off":             {v1alpha1.StreamParkMetrics{Enabled: new(false)}, false},
	} {
		t.Run(what, func(t *testing.T) {
			got := false
			for _, configMap := range rendered[*corev1.ConfigMap](t, func(spec *v1alpha1.StreamParkSpec) {
				spec.Version, spec.Metrics = "2.1.5", &test.metrics
			}) {
				got = got || strings.Contains(configMap.Data["config.yaml"], property)
			}
			if got != test.want {
				t.Errorf("%s is there: %t, want %t", property, got, test.want)
			}
		})
	}
	for _, variable := range rendered[*appsv1.Deployment](t, func(spec *v1alpha1.StreamParkSpec) {
		spec.Version, spec.Metrics = "2.1.3", &v1alpha1.StreamParkMetrics{}
	})[0].Spec.Template.Spec.Containers[0].Env {
		if variable.Name == "MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE" && variable.Value == "health,prometheus" {
			return
		}
	}
	t.Error("StreamPark 2.1.3 must be told by a variable")
}

// The policy must let the modes of Kubernetes reach what they cannot do without.
func TestThePolicyOpensThePortsOfKubernetes(t *testing.T) {
	policies := rendered[*networkingv1.NetworkPolicy](t, func(spec *v1alpha1.StreamParkSpec) {
		spec.NetworkPolicy, spec.Kubernetes = &v1alpha1.StreamParkNetworkPolicy{}, &v1alpha1.StreamParkKubernetes{}
	})
	var got []int
	for _, port := range policies[0].Spec.Egress[1].Ports {
		got = append(got, port.Port.IntValue())
	}
	if want := []int{443, 3306, 6443, 8081}; !slices.Equal(got, want) {
		t.Errorf("the ports are %v, want %v", got, want)
	}
}
