package cluster

import (
	"fmt"
	"slices"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/pod"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podtemplate"
	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

const (
	// sqlGatewayContainer is the main container of a SQL Gateway.
	sqlGatewayContainer = "sql-gateway"

	sqlGatewayPort     = 8083 // Flink's default of sql-gateway.endpoint.rest.port
	sqlGatewayPortName = "rest"
)

// SetSQLGatewayDefaults fills what no level has set.
func SetSQLGatewayDefaults(gateway *v1alpha1.SQLGateway) {
	if gateway.On() {
		resolve.SetDefault(&gateway.CPU, "500m")
		resolve.SetDefault(&gateway.Memory, "2Gi")
	}
}

// sqlGatewaySince is the first Flink whose SQL client talks to a gateway, too: that of 1.16 was the first at all.
var sqlGatewaySince = flink.Version{Major: 1, Minor: 17}

func (c *checker) sqlGateway(gateway *v1alpha1.SQLGateway) {
	field := path("sqlGateway")
	if !gateway.On() {
		return
	}
	if c.olderThan(sqlGatewaySince) {
		c.AddAs(diagnostic.RuleUnsupportedVersion, field, "needs Flink %s or later, not %s: set spec.flinkVersion, or leave it out", sqlGatewaySince.MinorString(), c.flinkVersion)
	}
	c.AddErr(field.Child("cpu"), check.Optional(gateway.CPU, check.Cores))
	c.AddErr(field.Child("memory"), check.Optional(gateway.Memory, ephemeralStorage))
	for _, key := range resolve.SortedKeys(gateway.Configuration) {
		at, value := field.Child("configuration", key), *gateway.Configuration[key]
		switch {
		case !optionKey.MatchString(key):
			c.AddAs(diagnostic.RuleOption, at, "must have a key of letters, digits, dots and dashes")
		case strings.ContainsAny(value, "\n\r\x00"):
			c.AddAs(diagnostic.RuleOption, at, "must be one line of text, not %s", diagnostic.Quote(value))
		case slices.Contains(sqlGatewayOwn, key):
			c.AddAs(diagnostic.RuleOption, at, "must not be set: it is how the gateway is reached, and how it reaches the session")
		default:
			c.AddErrAs(diagnostic.RuleOption, at, flink.CheckOption(key, value, c.flinkVersion))
		}
	}
	for _, level := range gateway.PodTemplate.Levels() {
		for _, o := range sqlGatewayOverrides {
			if o.Given(level) {
				c.AddAs(diagnostic.RulePodTemplate, field.Child("podTemplate").Child(o.Path...), "must not be set: %s", o.Instead)
			}
		}
	}
}

// sqlGatewayOwn are options that tie the gateway to its Service and its session.
var sqlGatewayOwn = []string{
	"execution.target", "rest.address", "rest.port", "sql-gateway.endpoint.type", "sql-gateway.endpoint.rest.address", "sql-gateway.endpoint.rest.bind-address",
	"sql-gateway.endpoint.rest.port", "sql-gateway.endpoint.rest.bind-port",
}

var sqlGatewayOverrides = []check.Override{
	{Path: []string{"metadata", "name"}, Instead: "the Deployment names its pods"},
	{Path: []string{"metadata", "namespace"}, Instead: "set spec.namespace"},
	{Path: []string{"spec", "hostNetwork"}, Instead: "the gateway would take a port of the node"},
	{Path: []string{"spec", "restartPolicy"}, Instead: "pods of a Deployment always restart"},
	{Path: []string{"spec", "serviceAccount"}, Instead: "the gateway needs no rights in Kubernetes"},
}

func (r *renderer) sqlGatewayName() string { return r.target.Metadata.Name + "-sql-gateway" }

// sqlGatewayLabels select the gateway's pod. No selector of the session's own finds it, and no tool rewrites these labels.
func (r *renderer) sqlGatewayLabels() map[string]string {
	return map[string]string{"app": r.sqlGatewayName(), "component": "sql-gateway"}
}

func (r *renderer) sqlGatewayService(gateway *v1alpha1.SQLGateway) runtime.Object {
	if !gateway.On() {
		return nil
	}
	return &corev1.Service{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Service"},
		ObjectMeta: r.objectMeta(r.sqlGatewayName()),
		Spec: corev1.ServiceSpec{
			Selector: r.sqlGatewayLabels(),
			Ports:    []corev1.ServicePort{{Name: sqlGatewayPortName, Port: sqlGatewayPort, TargetPort: intstr.FromString(sqlGatewayPortName)}},
		},
	}
}

// sqlGatewayDeployment runs the image's own script. A new pod starts when the old one is gone: what clients have opened is in the
// memory of one.
func (r *renderer) sqlGatewayDeployment(gateway *v1alpha1.SQLGateway) runtime.Object {
	if !gateway.On() {
		return nil
	}
	field := path("sqlGateway", "podTemplate")
	template := r.sqlGatewayPod(gateway)
	needed := template.DeepCopy()
	needed.Spec.SecurityContext, needed.Spec.Containers[0].SecurityContext = nil, nil // a user's own image may run as another user
	merged, err := podtemplate.Merge(podtemplate.Tree(template), gateway.PodTemplate, needed, "the SQL Gateway")
	if err != nil {
		r.errs = append(r.errs, r.target.Errorf(field, "%v", err).Under(diagnostic.RulePodTemplate))
	}
	typed, err := podtemplate.Typed(merged)
	if err != nil {
		r.errs = append(r.errs, r.target.Errorf(field, "%v", err).Under(diagnostic.RulePodTemplate))
		return nil
	}
	r.finish(&typed.Spec, sqlGatewayContainer, template.Spec.InitContainers)
	return &appsv1.Deployment{
		TypeMeta:   metav1.TypeMeta{APIVersion: "apps/v1", Kind: "Deployment"},
		ObjectMeta: r.objectMeta(r.sqlGatewayName()),
		Spec: appsv1.DeploymentSpec{
			Replicas: new(int32(1)),
			Strategy: appsv1.DeploymentStrategy{Type: appsv1.RecreateDeploymentStrategyType},
			Selector: &metav1.LabelSelector{MatchLabels: r.sqlGatewayLabels()},
			Template: *typed,
		},
	}
}

func (r *renderer) sqlGatewayPod(gateway *v1alpha1.SQLGateway) *corev1.PodTemplateSpec {
	main := corev1.Container{
		Name:            sqlGatewayContainer,
		Image:           r.cluster.Image,
		ImagePullPolicy: r.cluster.ImagePullPolicy,
		Args:            append([]string{"/opt/flink/bin/sql-gateway.sh", "start-foreground"}, r.sqlGatewayOptions(gateway)...),
		Env: []corev1.EnvVar{
			{Name: "FLINK_SESSION", Value: r.target.Metadata.Name},
			{Name: "SQL_GATEWAY", Value: r.sqlGatewayName()},
			{Name: "JVM_ARGS", Value: "-XX:MaxRAMPercentage=70"},
		},
		Ports:           []corev1.ContainerPort{{Name: sqlGatewayPortName, ContainerPort: sqlGatewayPort}},
		SecurityContext: &corev1.SecurityContext{AllowPrivilegeEscalation: new(false), Capabilities: &corev1.Capabilities{Drop: []corev1.Capability{"ALL"}}},
	}
	main.Resources = sqlGatewayResources(gateway)
	main.StartupProbe = r.sqlGatewayProbe(5, 60)
	main.LivenessProbe = r.sqlGatewayProbe(30, 3)
	main.ReadinessProbe = r.sqlGatewayProbe(10, 3)
	template := &corev1.PodTemplateSpec{
		ObjectMeta: metav1.ObjectMeta{Labels: r.sqlGatewayLabels()},
		Spec: corev1.PodSpec{
			AutomountServiceAccountToken: new(false),
			EnableServiceLinks:           new(false), // a Service named flink or sql-gateway would set variables that scripts read
			ImagePullSecrets:             r.pod.Spec.ImagePullSecrets,
			SecurityContext: &corev1.PodSecurityContext{RunAsNonRoot: new(true), RunAsUser: new(flinkUser), RunAsGroup: new(flinkUser), FSGroup: new(flinkUser),
				SeccompProfile: &corev1.SeccompProfile{Type: corev1.SeccompProfileTypeRuntimeDefault}},
			Containers: []corev1.Container{main},
		},
	}
	r.sqlGatewayMounts(&template.Spec)
	return template
}

// flinkUser is the user that the official image makes for Flink.
const flinkUser int64 = 9999

func sqlGatewayResources(gateway *v1alpha1.SQLGateway) corev1.ResourceRequirements {
	requests, limits := corev1.ResourceList{}, corev1.ResourceList{}
	if cpu, err := quantity.Parse(gateway.CPU); err == nil {
		requests[corev1.ResourceCPU] = cpu
	}
	if memory, err := quantity.Parse(gateway.Memory); err == nil {
		requests[corev1.ResourceMemory], limits[corev1.ResourceMemory] = memory, memory
	}
	return corev1.ResourceRequirements{Requests: requests, Limits: limits}
}

// sqlGatewayProbe asks what the gateway is, which needs no session.
func (r *renderer) sqlGatewayProbe(period, failures int32) *corev1.Probe {
	const page = "/v1/info"
	probe := &corev1.Probe{PeriodSeconds: period, TimeoutSeconds: 5, FailureThreshold: failures}
	if rest := restTLS(r.cluster); rest != nil {
		probe.ProbeHandler = httpsProbe(sqlGatewayPortName, page, check.IsTrue(rest.ClientAuthentication))
	} else {
		probe.HTTPGet = &corev1.HTTPGetAction{Path: page, Port: intstr.FromString(sqlGatewayPortName)}
	}
	return probe
}

// ofJobs begin the options that a job takes from whoever submits it, and not from the cluster that runs it.
var ofJobs = []string{"execution.", "pipeline.", "table.", "restart-strategy", "parallelism.default"}

// sqlGatewayOptions are the arguments of the gateway. It knows nothing of the session but its address. Where a job keeps its state, the
// session says.
func (r *renderer) sqlGatewayOptions(gateway *v1alpha1.SQLGateway) []string {
	options := map[string]string{}
	for key, value := range r.wholeConfiguration {
		ofJob := slices.ContainsFunc(ofJobs, func(prefix string) bool { return strings.HasPrefix(key, prefix) })
		if ofJob && !strings.HasSuffix(key, "dir") && !slices.Contains(sqlGatewayOwn, key) {
			options[key] = value
		}
	}
	if rest := restTLS(r.cluster); rest != nil {
		for _, option := range []flink.Option{flink.SSLRestEnabled, flink.SSLRestKeystore, flink.SSLRestTruststore, flink.SSLRestAuthenticationEnabled} {
			if value, ok := r.wholeConfiguration[option.Keys()[0]]; ok {
				options[option.Keys()[0]] = value
			}
		}
	}
	for key, value := range gateway.Configuration {
		options[key] = *value
	}
	for key, value := range options {
		options[key] = strings.ReplaceAll(value, "$(", "$$(") // or Kubernetes would take it for a variable
	}
	options["execution.target"] = "remote"
	options["rest.address"] = "$(FLINK_SESSION)-rest"
	options["rest.port"] = fmt.Sprint(RestPort(r.cluster))
	options["sql-gateway.endpoint.rest.address"] = "$(SQL_GATEWAY)"
	options["sql-gateway.endpoint.rest.bind-address"] = "0.0.0.0"
	arguments := make([]string, 0, len(options))
	for _, key := range resolve.SortedKeys(options) {
		arguments = append(arguments, "-D"+key+"="+options[key])
	}
	return arguments
}

// sqlGatewayMounts gives the gateway the session's jars, with which it plans what the session runs, the configuration of the catalogs
// that its statements open, and what it needs to speak to a session that answers HTTPS alone.
func (r *renderer) sqlGatewayMounts(spec *corev1.PodSpec) {
	main := &spec.Containers[0]
	mount := func(volume corev1.Volume, mount corev1.VolumeMount) {
		mount.Name = volume.Name
		spec.Volumes, main.VolumeMounts = append(spec.Volumes, volume), append(main.VolumeMounts, mount)
	}
	if rest := restTLS(r.cluster); rest != nil {
		container := secretConfiguration(restPasswords(rest))
		container.Image, container.ImagePullPolicy = r.cluster.Image, r.cluster.ImagePullPolicy
		container.Command[2] = strings.ReplaceAll(container.Command[2], configurationFolder, "/opt/flink/conf") // the image's own
		spec.InitContainers = append(spec.InitContainers, container)
		mount(tlsVolume(restTLSVolume, &rest.TLSStores), corev1.VolumeMount{MountPath: tlsFolder + "/rest", ReadOnly: true})
		mount(secretConfigurationMemory(), corev1.VolumeMount{MountPath: secretConfigurationFolder})
		main.Env = append(main.Env, corev1.EnvVar{Name: flinkConfDir, Value: secretConfigurationFolder})
	}
	for _, container := range r.pod.Spec.InitContainers {
		if fillsJars(container) {
			spec.InitContainers = append(spec.InitContainers, container)
		}
	}
	for _, volume := range r.pod.Spec.Volumes {
		if volume.Name == jarsVolume {
			spec.Volumes = append(spec.Volumes, volume)
		}
	}
	if processes := r.pod.Spec.Containers; len(processes) > 0 {
		for _, m := range processes[0].VolumeMounts {
			if m.Name == jarsVolume {
				main.VolumeMounts = append(main.VolumeMounts, m)
			}
		}
	}
	for i, hive := range HiveMounts(r.cluster.Hive, &r.target.Settings) {
		mount(configMapVolume(fmt.Sprintf("hive-%d", i+1), hive.ConfigMap), corev1.VolumeMount{MountPath: hive.Folder, ReadOnly: true})
		if hive.Hadoop {
			main.Env = append(main.Env, corev1.EnvVar{Name: hadoopConfDir, Value: hive.Folder})
		}
	}
}

// checkSQLGateway says what is wrong with the pod of a gateway, at the fields of the spec.
func checkSQLGateway(s *Target, deployment *appsv1.Deployment, known diagnostic.Findings) diagnostic.Findings {
	templates := []podtemplate.Given{{At: path("sqlGateway", "podTemplate"), Template: s.SQLGateway.PodTemplate}}
	var found diagnostic.Findings
	for _, f := range pod.CheckTemplate(&deployment.Spec.Template, path("spec", "template")) {
		field, exact := podtemplate.FieldOf(templates, &deployment.Spec.Template, f.Path[2:])
		if field == nil {
			field = path("sqlGateway")
		}
		found = append(found, podtemplate.Finding(&s.Target, f, field, exact, known)...)
	}
	return found
}
