package flinkoperator

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// checkTarget checks the values of an operator.
func checkTarget(o *Target) diagnostic.Findings {
	c := &check.Checker{Errorf: o.Errorf, Complete: o.Complete}
	if c.Require(o.Spec.OperatorVersion != "", path("operatorVersion"), operator.Latest().String()+".0") {
		_, err := operator.ParseRelease(o.Spec.OperatorVersion)
		c.AddErr(path("operatorVersion"), err)
	}
	c.AddErr(path("namespace"), check.NamespaceName(o.Spec.Namespace))
	checkDelivery(c, &o.Spec)
	checkChart(c, &o.Spec)
	checkWatched(c, o)
	checkPods(c, &o.Spec)
	checkConfiguration(c, o)
	checkMetrics(c, &o.Spec)
	return c.Findings
}

// checkDelivery checks that one tool installs the operator.
func checkDelivery(c *check.Checker, spec *v1alpha1.FlinkOperatorSpec) {
	switch {
	case spec.Flux == nil && spec.ArgoCD == nil:
		c.AddAs(diagnostic.RuleRequiredField, path("flux"), "must be set, or spec.argoCD: one of them installs the operator")
	case spec.Flux != nil && spec.ArgoCD != nil:
		c.AddAs(diagnostic.RuleConflictingFields, path("argoCD"), "must not be set beside spec.flux: both would install the operator, and undo what the other does")
	}
	if flux := spec.Flux; flux != nil {
		c.AddErr(path("flux", "interval"), fluxDuration(flux.Interval))
	}
	if argo := spec.ArgoCD; argo != nil {
		field := path("argoCD")
		c.AddErr(field.Child("namespace"), check.NamespaceName(argo.Namespace))
		c.AddErr(field.Child("project"), check.ObjectName(argo.Project))
		if argo.ClusterName != "" && argo.Server != "" {
			c.AddAs(diagnostic.RuleConflictingFields, field.Child("clusterName"), "must not be set beside spec.argoCD.server: each says which cluster it is")
		}
		c.AddErr(field.Child("server"), check.Optional(argo.Server, address(ownCluster, "https")))
		c.AddErr(field.Child("crdRepository"), address("https://git.example.com/flink-kubernetes-operator.git", "https", "http", "ssh")(argo.CRDRepository))
	}
}

var fluxDurationPattern = lazyregexp.Remembering(`^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$`)

func fluxDuration(value string) error {
	if !fluxDurationPattern.MatchString(value) {
		return fmt.Errorf("must be a length of time as Flux reads it, such as 10m or 1h30m, not %s", diagnostic.Quote(value))
	}
	return nil
}

// address checks a URL with one of some schemes, which must not hold a credential.
func address(example string, schemes ...string) func(string) error {
	return func(value string) error {
		u, err := url.Parse(value)
		switch {
		case err == nil && u.User != nil && u.Scheme != "ssh", check.HasUser(value) && err != nil:
			return fmt.Errorf("must be an address without a user and a password, such as %s", example)
		case err != nil || u.Host == "" || !slices.Contains(schemes, u.Scheme):
			return fmt.Errorf("must be an address that begins with %s://, such as %s, not %s", strings.Join(schemes, ":// or "), example, diagnostic.Quote(value))
		}
		return nil
	}
}

func checkChart(c *check.Checker, spec *v1alpha1.FlinkOperatorSpec) {
	chart, field := spec.Chart, path("chart")
	if chart == nil {
		return
	}
	c.AddErr(field.Child("repository"), check.Optional(chart.Repository, address("oci://registry.example.com/charts", "https", "http", "oci")))
	if strings.HasSuffix(strings.TrimRight(chart.Repository, "/"), "/"+chartName) && strings.HasPrefix(chart.Repository, "oci://") {
		c.Add(field.Child("repository"), "must not end in the name of the chart, which is added to it: leave /%s out", chartName)
	}
	c.AddErr(field.Child("secretName"), check.Optional(chart.SecretName, check.SecretName))
	c.Member(chart.SecretName != "" && spec.ArgoCD != nil, field.Child("secretName"), "argoCD", "flux")
}

// checkWatched checks that the operator watches something, since none means all to the chart.
func checkWatched(c *check.Checker, o *Target) {
	all := *o.Spec.WatchAllNamespaces
	for i, name := range o.Spec.WatchNamespaces {
		field := path("watchNamespaces").Index(i)
		c.AddErr(field, check.NamespaceName(name))
		if all {
			c.AddAs(diagnostic.RuleConflictingFields, field, "must not be set beside spec.watchAllNamespaces, which it is part of")
		}
	}
	if o.operated != nil && !all && len(o.watched()) == 0 {
		c.AddAs(diagnostic.RuleRequiredField, path("watchNamespaces"), "must be set: nothing of Flink runs in an environment whose spec.cluster is %s, "+
			"and without a namespace the chart would watch them all; or set spec.watchAllNamespaces to true", diagnostic.Quote(o.Metadata.Name))
	}
}

// checkPods checks what the pods of the operator are.
func checkPods(c *check.Checker, spec *v1alpha1.FlinkOperatorSpec) {
	c.AddErr(path("image"), check.Optional(spec.Image, check.ImageReference("registry.example.com/flink-kubernetes-operator:1.15.0")))
	c.ObjectNames(spec.ImagePullSecrets, path("imagePullSecrets"))
	if replicas := *spec.Replicas; replicas < 1 || replicas > 9 {
		c.Add(path("replicas"), "must be from 1 to 9, not %d: one leads, and the others stand by", replicas)
	}
	c.AddErr(path("cpu"), check.Optional(spec.CPU, check.Cores))
	c.AddErr(path("memory"), check.Optional(spec.Memory, memory))
	c.AddErr(path("priorityClassName"), check.Optional(spec.PriorityClassName, check.ObjectName))
	if webhook, field := spec.Webhook, path("webhook"); webhook.On() {
		c.AddErr(field.Child("cpu"), check.Optional(webhook.CPU, check.Cores))
		c.AddErr(field.Child("memory"), check.Optional(webhook.Memory, memory))
		c.AddErr(field.Child("keystoreSecretName"), check.Optional(webhook.KeystoreSecretName, check.SecretName))
		c.AddErr(field.Child("keystoreSecretKey"), check.Optional(webhook.KeystoreSecretKey, check.SecretKey))
		if webhook.KeystoreSecretKey != "" && webhook.KeystoreSecretName == "" {
			c.Add(field.Child("keystoreSecretKey"), "must not be set without keystoreSecretName")
		}
	}
}

var memoryPattern = lazyregexp.Remembering(`^[0-9]{1,9}[MG]i$`)

func memory(value string) error {
	size, err := quantity.Parse(value)
	if err != nil || !memoryPattern.MatchString(value) || size.Sign() <= 0 {
		return fmt.Errorf("must be a size above zero in Mi or Gi, such as 1Gi, not %s", diagnostic.Quote(value))
	}
	return nil
}

// setByChart are options that the chart adds to the configuration, and the field that has it do so.
var setByChart = map[string]string{
	"kubernetes.operator.watched.namespaces":   "spec.watchNamespaces sets it",
	"kubernetes.operator.health.probe.enabled": "the chart sets it, for the probes of the pod",
	"kubernetes.operator.health.probe.port":    "the chart sets it, for the probes of the pod",
}

func checkMetrics(c *check.Checker, spec *v1alpha1.FlinkOperatorSpec) {
	metrics := spec.Metrics
	if !metrics.On() {
		return
	}
	if *metrics.PodMonitor && remote(spec) {
		c.Add(path("metrics", "podMonitor"), "must be false: Argo CD's Applications, beside which it would stand, are in another cluster than the operator; put one among the resources of a spec of that cluster")
	}
	if len(metrics.Labels) > 0 && !*metrics.PodMonitor {
		c.Add(path("metrics", "labels"), "must not be set without a PodMonitor, whose labels they are")
	}
	c.Port(*metrics.Port, path("metrics", "port"))
	if *metrics.Port == healthPort {
		c.Add(path("metrics", "port"), "must not be %d, on which the operator answers the probes of its pod", healthPort)
	}
	c.Labels(maps.Clone(metrics.Labels), path("metrics", "labels"))
}

// healthPort is that of the chart's value operatorHealth.port, in releases 1.6 to 1.15.
const healthPort = 8085
