package observe

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Prometheus is a real one that runs for a test.
type Prometheus struct{ url string }

// Sample is a series of the answer to a query, with its value now.
type Sample struct {
	Metric map[string]string
	Value  string
}

// interval between two scrapes.
const interval = time.Second

// Start starts a Prometheus that scrapes the targets, with files of rules or none, and waits until rates can be told: until it
// has scraped each several times. The test is skipped where no Prometheus is installed, and fails in CI.
func Start(t *testing.T, targets []Target, ruleFiles ...string) *Prometheus {
	t.Helper()
	program, err := exec.LookPath("prometheus")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("prometheus must be installed, such as Debian's package of that name")
		}
		t.Skip("prometheus is not installed")
	}
	folder := t.TempDir()
	configuration, err := json.Marshal(configurationOf(serve(t, targets), targets, ruleFiles)) // YAML, too
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, "prometheus.yml")
	if err := os.WriteFile(file, configuration, 0o644); err != nil {
		t.Fatal(err)
	}
	address := free(t)
	var log bytes.Buffer
	command := exec.Command(program, "--config.file="+file, "--storage.tsdb.path="+filepath.Join(folder, "data"),
		"--web.listen-address="+address, "--log.level=warn")
	command.Stdout, command.Stderr = &log, &log
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		command.Process.Kill()
		command.Wait()
		if t.Failed() {
			t.Logf("prometheus: %s", log.String())
		}
	})
	p := &Prometheus{"http://" + address}
	p.wait(t, len(targets))
	return p
}

func configurationOf(address string, targets []Target, ruleFiles []string) map[string]any {
	var static []map[string]any
	for i, target := range targets {
		labels := map[string]string{"__metrics_path__": fmt.Sprintf("/%d", i)}
		for name, value := range target.Labels {
			labels[name] = value
		}
		labels["target"] = fmt.Sprint(i) // else two of the same labels are one
		static = append(static, map[string]any{"targets": []string{address}, "labels": labels})
	}
	every := interval.String()
	return map[string]any{
		"global":     map[string]any{"scrape_interval": every, "scrape_timeout": every, "evaluation_interval": every},
		"rule_files": ruleFiles,
		"scrape_configs": []map[string]any{{
			"job_name":       "synthetic",
			"static_configs": static,
		}},
	}
}

// wait waits until every target was scraped four times.
func (p *Prometheus) wait(t *testing.T, targets int) {
	t.Helper()
	var last string
	for deadline := time.Now().Add(2 * time.Minute); time.Now().Before(deadline); time.Sleep(interval / 4) {
		samples, err := p.query("count_over_time(up[1m]) >= 4 and up == 1")
		if err == nil && len(samples) == targets {
			return
		}
		last = fmt.Sprint(samples, err)
	}
	t.Fatalf("prometheus has not scraped its %d targets: %s", targets, last)
}

// Query evaluates an expression now.
func (p *Prometheus) Query(t *testing.T, expression string) []Sample {
	t.Helper()
	samples, err := p.query(expression)
	if err != nil {
		t.Errorf("%s: %v", expression, err)
	}
	return samples
}

func (p *Prometheus) query(expression string) ([]Sample, error) {
	var result struct {
		Result []struct {
			Metric map[string]string
			Value  [2]any
		}
	}
	if err := p.Get("/api/v1/query?query="+url.QueryEscape(expression), &result); err != nil {
		return nil, err
	}
	var samples []Sample
	for _, one := range result.Result {
		samples = append(samples, Sample{one.Metric, fmt.Sprint(one.Value[1])})
	}
	return samples, nil
}

// Get reads the data that a path of the API answers with, such as /api/v1/rules.
func (p *Prometheus) Get(path string, data any) error {
	response, err := http.Get(p.url + path)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	var answer struct {
		Status, Error string
		Data          json.RawMessage
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return fmt.Errorf("%s: %s", response.Status, strings.TrimSpace(string(body)))
	}
	if answer.Status != "success" {
		return fmt.Errorf("%s: %s", answer.Status, answer.Error)
	}
	return json.Unmarshal(answer.Data, data)
}

// free is an address of this machine that nothing listens on.
func free(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}
