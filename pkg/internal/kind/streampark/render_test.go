package streampark_test

import (
	"slices"
	"strings"
	"testing"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
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

// A label of StreamPark's own, as many put on everything, may take the place of one that selects the pod.
func TestTheMonitorFindsTheServiceUnderLabelsOfTheUsers(t *testing.T) {
	change := func(spec *v1alpha1.StreamParkSpec) {
		name := "mine"
		spec.Image = "own:1"
		spec.Metrics = &v1alpha1.StreamParkMetrics{Port: new(int32(9404))}
		spec.Service = &v1alpha1.StreamParkService{Labels: map[string]*string{"app.kubernetes.io/name": &name}}
	}
	service, monitor := rendered[*corev1.Service](t, change)[0], rendered[*monitoringv1.ServiceMonitor](t, change)[0]
	for key, value := range monitor.Spec.Selector.MatchLabels {
		if service.Labels[key] != value {
			t.Errorf("the monitor looks for %s: %s, and the Service has %q", key, value, service.Labels[key])
		}
	}
	if service.Labels["app.kubernetes.io/name"] != "mine" || service.Spec.Selector["app.kubernetes.io/name"] != "streampark" {
		t.Errorf("labels %v, selector %v", service.Labels, service.Spec.Selector)
	}
}

func TestThePolicyOpensWhatInitContainersAndKerberosNeed(t *testing.T) {
	policies := rendered[*networkingv1.NetworkPolicy](t, func(spec *v1alpha1.StreamParkSpec) {
		spec.NetworkPolicy, spec.Kerberos = &v1alpha1.StreamParkNetworkPolicy{EgressPorts: []int32{8020}}, &v1alpha1.StreamParkKerberos{}
		spec.Environment.Kerberos = &v1alpha1.EnvironmentKerberos{Principal: "a@B", KeytabSecretName: "a", KRB5ConfigMapName: "krb5"}
		spec.Database.Driver = &v1alpha1.StreamParkDriver{Type: v1alpha1.StreamParkDriverURL,
			URL: &v1alpha1.StreamParkDriverAddress{Address: "http://nexus:8082/a.jar", SHA256: "0"}}
	})
	var got []string
	for _, rule := range policies[0].Spec.Egress {
		for _, port := range rule.Ports {
			got = append(got, string(*port.Protocol)+" "+port.Port.String())
		}
	}
	want := []string{"UDP 53", "UDP 88", "TCP 53", "TCP 88", "TCP 3306", "TCP 8020", "TCP 8082"}
	if !slices.Equal(got, want) {
		t.Errorf("the ports are %q, want %q", got, want)
	}
}

// H2's console runs SQL for whoever reaches StreamPark's port, so that with H2 only those come there who must.
func TestThePolicyKeepsOtherNamespacesFromH2(t *testing.T) {
	for what, test := range map[string]struct {
		change func(*v1alpha1.StreamParkSpec)
		want   []string
	}{
		"a server": {unchanged, []string{"10000 from anywhere"}},
		"H2":       {toH2, []string{"10000 from here"}},
		"with an agent": {func(spec *v1alpha1.StreamParkSpec) {
			toH2(spec)
			spec.Metrics = &v1alpha1.StreamParkMetrics{Port: new(int32(9404))}
		}, []string{"10000 from here", "9404 from anywhere"}},
		"an Ingress": {func(spec *v1alpha1.StreamParkSpec) {
			toH2(spec)
			spec.Ingress = &v1alpha1.StreamParkIngress{Host: "a.example.com"}
		}, []string{"10000 from anywhere"}},
		"a node's port": {func(spec *v1alpha1.StreamParkSpec) {
			toH2(spec)
			spec.Service = &v1alpha1.StreamParkService{Type: "NodePort"}
		}, []string{"10000 from anywhere"}},
		"the actuator": {func(spec *v1alpha1.StreamParkSpec) { toH2(spec); spec.Metrics = &v1alpha1.StreamParkMetrics{} }, []string{"10000 from anywhere"}},
	} {
		t.Run(what, func(t *testing.T) {
			policy := rendered[*networkingv1.NetworkPolicy](t, func(spec *v1alpha1.StreamParkSpec) {
				spec.NetworkPolicy = &v1alpha1.StreamParkNetworkPolicy{}
				test.change(spec)
			})[0]
			var got []string
			for _, rule := range policy.Spec.Ingress {
				from := " from anywhere"
				if len(rule.From) == 1 && rule.From[0].NamespaceSelector == nil && rule.From[0].PodSelector != nil {
					from = " from here"
				}
				for _, port := range rule.Ports {
					got = append(got, port.Port.String()+from)
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("the policy lets in %q, want %q", got, test.want)
			}
		})
	}
}

// What asks nobody who they are must not be reached from outside, as each version serves it.
func TestTheIngressBlocksWhatAsksNobodyWhoTheyAre(t *testing.T) {
	old := []string{"/doc.html", "/swagger-resources", "/swagger-ui", "/swagger-ui.html", "/user/initTeam", "/v3/api-docs", "/webjars"}
	for version, more := range map[string][]string{"2.1.2": old, "2.1.4": old, "2.1.5": nil, "2.1.6": nil} {
		ingress := rendered[*networkingv1.Ingress](t, func(spec *v1alpha1.StreamParkSpec) {
			spec.Version, spec.Ingress = version, &v1alpha1.StreamParkIngress{Host: "console.example.com"}
		})[0]
		var blocked []string
		for _, path := range ingress.Spec.Rules[0].HTTP.Paths {
			if path.Backend.Service.Name == "console-blocked" {
				blocked = append(blocked, path.Path)
			}
		}
		if want := append([]string{"/actuator", "/h2-console"}, more...); !slices.Equal(blocked, want) {
			t.Errorf("%s blocks %q, want %q", version, blocked, want)
		}
	}
}

// StreamPark opens the catalogs of a job's SQL itself, at the folders that the SQL names. Its own HADOOP_CONF_DIR may be
// one of them, and a user may give it another hive-site.xml than Flink's.
func TestHiveIsMountedWhereARegisteredClusterHasIt(t *testing.T) {
	hive := func(spec *v1alpha1.StreamParkSpec) {
		spec.RemoteClusters[0].Hive = &v1alpha1.Hive{HadoopConfDir: "/opt/hadoop-conf"}
		spec.Environment.Hive = &v1alpha1.EnvironmentHive{MetastoreConfigMapName: "metastore"}
		spec.Environment.HDFS = &v1alpha1.EnvironmentHDFS{ConfigMapName: "hdfs"}
	}
	for what, test := range map[string]struct {
		change func(*v1alpha1.StreamParkSpec)
		want   []string
	}{
		"none":   {unchanged, nil},
		"off":    {func(spec *v1alpha1.StreamParkSpec) { hive(spec); spec.RemoteClusters[0].Hive.Enabled = new(false) }, nil},
		"hive":   {hive, []string{"hdfs at /opt/hadoop-conf", "metastore at /opt/hive-conf"}},
		"hadoop": {func(spec *v1alpha1.StreamParkSpec) { hive(spec); spec.Hadoop = &v1alpha1.StreamParkHadoop{} }, []string{"hdfs at /opt/hadoop-conf", "metastore at /opt/hive-conf"}},
		"two": {func(spec *v1alpha1.StreamParkSpec) {
			hive(spec)
			spec.RemoteClusters = append(spec.RemoteClusters, v1alpha1.StreamParkRemoteCluster{
				Name: "b", Address: "http://b:8081", FlinkVersion: "1.20.3", Hive: &v1alpha1.Hive{ConfDir: "/etc/hive"}})
		}, []string{"metastore at /etc/hive", "hdfs at /opt/hadoop-conf", "metastore at /opt/hive-conf"}},
	} {
		t.Run(what, func(t *testing.T) {
			pod := rendered[*appsv1.Deployment](t, registering(test.change))[0].Spec.Template.Spec
			configMaps := map[string]string{}
			for _, volume := range pod.Volumes {
				if volume.ConfigMap != nil {
					configMaps[volume.Name] = volume.ConfigMap.Name
				}
			}
			var got []string
			for _, mount := range pod.Containers[0].VolumeMounts {
				if name := configMaps[mount.Name]; name == "hdfs" || name == "metastore" {
					got = append(got, name+" at "+mount.MountPath)
				}
			}
			slices.SortFunc(got, func(a, b string) int { return strings.Compare(a[strings.Index(a, "/"):], b[strings.Index(b, "/"):]) })
			if !slices.Equal(got, test.want) {
				t.Errorf("the mounts are %q, want %q", got, test.want)
			}
		})
	}
}
