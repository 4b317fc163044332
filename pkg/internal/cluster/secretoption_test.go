package cluster

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// runSecretConfiguration runs the script of the init container on a file of the configuration, and gives what it makes of the file.
func runSecretConfiguration(t *testing.T, file, content, password string) (string, error) {
	t.Helper()
	from, to := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(from, file), []byte(content), 0o444); err != nil {
		t.Fatal(err)
	}
	container := secretConfiguration([]secretOption{
		{flink.SSLInternalKeystorePassword, "tls", "password"}, {flink.SSLInternalKeyPassword, "tls", "password"},
	})
	if len(container.Env) != 1 {
		t.Fatalf("one key of a Secret must be one variable, not %d", len(container.Env))
	}
	script := strings.NewReplacer(configurationFolder, from, secretConfigurationFolder, to).Replace(container.Command[2])
	command := exec.Command("sh", "-c", script)
	command.Env = append(os.Environ(), container.Env[0].Name+"="+password)
	if said, err := command.CombinedOutput(); err != nil {
		if password != "" && strings.Contains(string(said), password) {
			t.Errorf("what the container says must not hold the password: %s", said)
		}
		return string(said), err
	}
	made, err := os.ReadFile(filepath.Join(to, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(made), nil
}

func TestPasswordsStandBehindTheConfiguration(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("there is no sh here")
	}
	const key = "security.ssl.internal.key-password"
	for _, password := range []string{"changeit", "it's: a $HOME %s `id` {x} & *", "- a"} {
		flat, err := runSecretConfiguration(t, "flink-conf.yaml", "rest.port: 8081", password)
		if err != nil {
			t.Errorf("%q: %v: %s", password, err, flat)
		}
		if !strings.Contains(flat, "rest.port: 8081\n") || !strings.Contains(flat, "\n"+key+": "+password+"\n") {
			t.Errorf("%q: Flink before 2.0 reads lines, not\n%s", password, flat)
		}
	}
	for _, password := range []string{"changeit", "it's: a $HOME %s `id` {x} & * # ", "- a"} {
		nested, err := runSecretConfiguration(t, "config.yaml", "security:\n  ssl:\n    internal:\n      enabled: true", password)
		if err != nil {
			t.Errorf("%q: %v: %s", password, err, nested)
		}
		read := map[string]any{}
		if err := yaml.Unmarshal([]byte(nested), &read); err != nil || read[key] != password || read["security"] == nil {
			t.Errorf("%q: must be YAML, and the password in it: %v\n%s", password, err, nested)
		}
	}
}

// What Flink could not read must stop the pod with a reason, and not give it another password.
func TestPasswordsThatNoFileHoldsStopThePod(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("there is no sh here")
	}
	for file, passwords := range map[string][]string{
		"flink-conf.yaml": {"", "hunter\n2", "hunter2\n", `hunter"2`, `hunter\2`, "hunter#2", " hunter2", "hunter2 "},
		"config.yaml":     {"", "hunter\n2", "hunter2\n", `hunter"2`, `hunter\2`},
	} {
		for _, password := range passwords {
			said, err := runSecretConfiguration(t, file, "rest.port: 8081\n", password)
			if err == nil || !strings.Contains(said, "the value of security.ssl.internal.keystore-password must") {
				t.Errorf("%s: %q must be refused with a reason: %v: %s", file, password, err, said)
			}
		}
	}
}
