package alertrule

import (
	"cmp"
	"reflect"
	"strconv"
	"time"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/flinkustomize/flinkustomize/pkg/alert"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// Cluster is a Flink cluster as its alerts see it.
type Cluster struct {
	Target *resolve.Target
	Alerts *v1alpha1.Alerts // with defaults

	// Names are those of its FlinkDeployments: one, or the two of a blue-green deployment.
	Names []string

	// TaskManagers and Jobs are how many must be there; zero for any number.
	TaskManagers, Jobs int32

	// Checkpoints says how often checkpoints are taken; zero where that is not known.
	Checkpoints Checkpoints

	FlinkVersion flink.Version
}

// Checkpoints are the times of checkpointing.
type Checkpoints struct {
	Interval, Timeout, MinPause time.Duration
}

// leastAge is the least time in which a checkpoint is expected, whatever the interval.
const leastAge = 10 * time.Minute

// age is the time in which a checkpoint completes if all is well: one that takes all of its timeout, after the longest wait for
// its start. It is of whole minutes, and of three intervals at least, so that one that fails does not matter.
func (c Checkpoints) age() time.Duration {
	longest := max(leastAge, 3*c.Interval, c.Timeout+max(c.Interval, c.MinPause))
	return (longest + time.Minute - 1).Truncate(time.Minute)
}

// shared reports whether the environment emits alerts for all of its clusters: only an Environment document does.
func (c Cluster) shared() bool {
	return c.Target.Environment != nil && c.Target.Environment.Alerts.On()
}

func (c Cluster) settings() settings {
	s := settings{environment: c.Target.Settings.Alerts, app: c.Alerts}
	if c.Checkpoints.Interval > 0 {
		s.computed = map[string]int64{"checkpointAge": c.Checkpoints.age().Milliseconds()}
	}
	return s
}

func (c Cluster) values() map[string]string {
	label, pods := c.label(), c.pods()
	values := map[string]string{
		"namespace": c.Target.Namespace,
		"app":       c.Target.Metadata.Name,
		"flink":     matcher("namespace", c.Target.Namespace) + ", " + matcher("app", label),
		"pods":      matcher("namespace", c.Target.Namespace) + ", " + mainContainer + ", " + matcher("pod", pods),
	}
	if n := c.TaskManagers; n > 0 {
		values["taskManagers"] = strconv.Itoa(int(n))
	}
	if n := c.Jobs; n > 0 {
		values["jobs"] = strconv.Itoa(int(n))
	}
	if c.Checkpoints.Interval > 0 {
		values["timeout"] = prometheusTime(c.Checkpoints.Timeout)
		values["timeoutSeconds"] = seconds(c.Checkpoints.Timeout)
		values["duration"] = prometheusTime(max(time.Minute, 3*c.Checkpoints.Interval))
	}
	return values
}

// label is a regular expression of the label app of the cluster's series.
func (c Cluster) label() string { return alternatives(c.Names) }

// pods is a regular expression of the names of the cluster's pods: those of a Deployment, and TaskManagers in either mode.
func (c Cluster) pods() string {
	return alternatives(c.Names) + "-([a-z0-9]+-[a-z0-9]{5}|taskmanager-.+)"
}

func alternatives(names []string) string {
	all := names[0]
	for _, name := range names[1:] {
		all += "|" + name
	}
	if len(names) > 1 {
		return "(" + all + ")"
	}
	return all
}

// Rule is what the cluster has beside it; nil for nothing.
func (c Cluster) Rule() *monitoringv1.PrometheusRule {
	rules, _ := c.rules()
	meta := metav1.ObjectMeta{
		Name:        c.Target.Metadata.Name,
		Labels:      labels(c.Target.Metadata.Labels, &c.Target.Settings, c.Target.Metadata.Name, c.Target.Namespace),
		Annotations: c.Target.Metadata.Annotations,
	}
	return object(meta, monitoringv1.RuleGroup{Name: c.Target.Metadata.Name, Rules: rules})
}

// App is the cluster as the alerts of its environment see it.
func (c Cluster) App() App {
	_, own := c.rules()
	return App{Environment: c.Target.EnvironmentName, Namespace: c.Target.Namespace, Label: c.label(), Pods: c.pods(), Own: own}
}

// rules are those of the cluster, and the names of those that it has otherwise than its environment, or not at all.
func (c Cluster) rules() (rules []monitoringv1.Rule, own []string) {
	s, values, on := c.settings(), c.values(), c.Alerts.On()
	for _, a := range alert.All() {
		if !isOfCluster(a) {
			continue
		}
		rule, there := s.rule(a, c.expression(a), values)
		there = there && on
		if !a.Computed && c.shared() {
			common, inEnvironment := settings{environment: c.Target.Environment.Alerts}.rule(a, a.Expression, values)
			if there == inEnvironment && reflect.DeepEqual(rule, common) {
				continue
			}
			if inEnvironment {
				own = append(own, a.Name)
			}
		}
		if there {
			rules = append(rules, rule)
		}
	}
	return rules, own
}

// allCollectors is the first Flink with metrics of all garbage collectors together that was measured: 1.17.2 has none.
var allCollectors = flink.Version{Major: 1, Minor: 20}

func (c Cluster) expression(a alert.Alert) string {
	if c.FlinkVersion.AtLeast(allCollectors) {
		return a.Expression
	}
	return cmp.Or(a.Earlier, a.Expression)
}
