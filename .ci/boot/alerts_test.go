package boot

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"
)

// alertRules are those of a session and of its environment, in one reviewed workspace.
var alertRules = []string{
	"../../golden/alerts-own/tree/flink/analytics/overlays/prod/prometheusrule.yaml",
	"../../golden/alerts-own/tree/environments/prod/shared/prometheusrule.yaml",
}

// TestAlertsFireForARealFlink: a Prometheus that scrapes a session as its PodMonitor has it takes all alerts and evaluates them
// without an error; the loss of a TaskManager, and then of the JobManager, makes those fire that are about it.
func TestAlertsFireForARealFlink(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("prometheus"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("prometheus must be installed, such as Debian's package of that name")
		}
		t.Skip("prometheus is not installed")
	}
	d := rendered[deployment](t, "FlinkDeployment", "../../examples/quickstart/deploy/flink/analytics/overlays/staging")
	job := rendered[sessionJob](t, "FlinkSessionJob", "../../golden/session-job-environments/tree/jobs/orders/base")
	c := newCluster(t, d, "1.20.0")
	jar := jar(t, c.flink)
	c.install(jar, job.Spec.Job.JarURI)
	c.startFlink(jobManager, "jobmanager-1")
	c.startTaskManagers(2*d.slots(t), "taskmanager") // the session says that it must have two
	if err := c.submit(job, jar, jobID, nil); err != nil {
		t.Fatal(err)
	}
	c.wait("the job", func() error { return c.isRunning(jobID) })

	p := c.startPrometheus("streaming-prod")
	c.wait("all rules, evaluated", p.hasEvaluated)
	for _, alert := range []string{"FlinkTaskManagersMissing", "FlinkJobManagerMissing", "FlinkJobNotRunning", "FlinkCheckpointsFailing"} {
		if err := p.fires(alert); err == nil {
			t.Errorf("%s must not fire while all is well", alert)
		}
	}
	c.kill("taskmanager-2")
	c.wait("FlinkTaskManagersMissing", func() error { return p.fires("FlinkTaskManagersMissing") })
	c.kill("jobmanager-1")
	c.wait("FlinkJobManagerMissing", func() error { return p.fires("FlinkJobManagerMissing") })
}

// prometheus scrapes a cluster.
type prometheus struct {
	url, namespace, app string
	rules               int
}

var waits = regexp.MustCompile(`(?m)^(\s+for): .*$`)

// startPrometheus scrapes all processes with the labels that the session's PodMonitor gives them. Alerts wait for two seconds and not
// as long as they say.
func (c *cluster) startPrometheus(namespace string) prometheus {
	c.t.Helper()
	folder := filepath.Join(c.folder, "prometheus")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		c.t.Fatal(err)
	}
	p := prometheus{namespace: namespace, app: c.deployment.Metadata.Name}
	var files []string
	for i, path := range alertRules {
		text, err := os.ReadFile(path)
		if err != nil {
			c.t.Fatal(err)
		}
		var object struct {
			Spec struct {
				Groups []map[string]any `json:"groups"`
			}
		}
		if err := yaml.Unmarshal(waits.ReplaceAll(text, []byte("$1: 2s")), &object); err != nil {
			c.t.Fatal(err)
		}
		for _, group := range object.Spec.Groups {
			p.rules += len(group["rules"].([]any))
		}
		c.writeYAML(filepath.Join(folder, fmt.Sprintf("rules-%d.yaml", i)), map[string]any{"groups": object.Spec.Groups})
		files = append(files, fmt.Sprintf("rules-%d.yaml", i))
	}
	var targets []map[string]any
	for name, url := range c.metrics {
		component, _, _ := strings.Cut(name, "-")
		targets = append(targets, map[string]any{
			"targets": []string{strings.TrimPrefix(url, "http://")},
			"labels":  map[string]string{"namespace": namespace, "pod": p.app + "-" + name, "app": p.app, "component": component},
		})
	}
	c.writeYAML(filepath.Join(folder, "prometheus.yml"), map[string]any{
		"global":         map[string]string{"scrape_interval": "1s", "scrape_timeout": "1s", "evaluation_interval": "1s"},
		"rule_files":     files,
		"scrape_configs": []map[string]any{{"job_name": namespace + "/" + p.app, "static_configs": targets}},
	})
	port := freePorts(c.t, 1)[0]
	p.url = "http://127.0.0.1:" + port
	c.running["prometheus"] = start(c.t, "prometheus", folder, nil, "prometheus", "--config.file=prometheus.yml",
		"--storage.tsdb.path=data", "--web.listen-address=127.0.0.1:"+port, "--log.level=warn")
	return p
}

func (c *cluster) writeYAML(path string, content any) {
	c.t.Helper()
	text, err := yaml.Marshal(content)
	if err == nil {
		err = os.WriteFile(path, text, 0o644)
	}
	if err != nil {
		c.t.Fatal(err)
	}
}

// get reads the data of an answer.
func (p prometheus) get(path string, data any) error {
	text, err := request(http.MethodGet, p.url+path, "", nil)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, &struct{ Data any }{data})
}

// hasEvaluated reports as an error that rules are not there, were not evaluated with samples of every process, or could not be.
func (p prometheus) hasEvaluated() error {
	var targets struct {
		ActiveTargets []struct{ Health, LastError string }
	}
	if err := p.get("/api/v1/targets", &targets); err != nil {
		return err
	}
	for _, target := range targets.ActiveTargets {
		if target.Health != "up" {
			return fmt.Errorf("a target is %s: %s", target.Health, target.LastError)
		}
	}
	var loaded struct {
		Groups []struct {
			Rules []struct{ Name, Health, LastError string }
		}
	}
	if err := p.get("/api/v1/rules", &loaded); err != nil {
		return err
	}
	evaluated := 0
	for _, group := range loaded.Groups {
		for _, rule := range group.Rules {
			if rule.Health != "ok" {
				return fmt.Errorf("%s is %s: %s", rule.Name, rule.Health, rule.LastError)
			}
			evaluated++
		}
	}
	if evaluated != p.rules {
		return fmt.Errorf("Prometheus has %d rules, not %d", evaluated, p.rules)
	}
	return nil
}

// fires reports as an error that an alert does not fire for the session, or without all of its text.
func (p prometheus) fires(alert string) error {
	var answer struct {
		Alerts []struct {
			State               string
			Labels, Annotations map[string]string
		}
	}
	if err := p.get("/api/v1/alerts", &answer); err != nil {
		return err
	}
	for _, a := range answer.Alerts {
		if a.State != "firing" || a.Labels["alertname"] != alert || a.Labels["namespace"] != p.namespace || a.Labels["app"] != p.app {
			continue
		}
		texts := []string{a.Labels["severity"], a.Annotations["summary"], a.Annotations["description"], a.Annotations["runbook_url"]}
		if slices.Contains(texts, "") || strings.Contains(strings.Join(texts, " "), "error expanding") {
			return fmt.Errorf("%s says %q", alert, texts)
		}
		return nil
	}
	return fmt.Errorf("%s does not fire", alert)
}
