package streampark_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/streampark"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// hostile would run touch, were it not one word.
const hostile = `/x'; touch PWNED; "$(touch PWNED)" ` + "`touch PWNED`" + ` '.jar`

// Whatever stands in a spec is one word of the commands of init containers, even what validation would have refused.
func TestInitContainersRunNothingThatASpecSays(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*v1alpha1.StreamParkSpec)
		want   []string // the calls, each with its arguments
	}{
		"a path in an image": {
			func(spec *v1alpha1.StreamParkSpec) {
				spec.Database.Driver = &v1alpha1.StreamParkDriver{Type: v1alpha1.StreamParkDriverInitContainer,
					InitContainer: &v1alpha1.StreamParkDriverImageFile{Image: "drivers:1", Path: hostile}}
			},
			[]string{"cp|" + hostile + "|/mysql-driver/"},
		},
		"an address and a hash": {
			func(spec *v1alpha1.StreamParkSpec) {
				spec.Database.Driver = &v1alpha1.StreamParkDriver{Type: v1alpha1.StreamParkDriverURL,
					URL: &v1alpha1.StreamParkDriverAddress{Image: "curl:1", Address: "https://h" + hostile, SHA256: "0'; touch PWNED; '"}}
			},
			[]string{"curl|--fail|--silent|--show-error|--location|--output|" + strings.TrimPrefix(hostile, "/") + "|https://h" + hostile, "sha256sum|-c|-"},
		},
		"an image with Flink": {
			func(spec *v1alpha1.StreamParkSpec) {
				spec.RemoteClusters = []v1alpha1.StreamParkRemoteCluster{{
					Name: "a", Address: "http://a:8081", FlinkVersion: "1.20.3", Image: "a$(touch PWNED)/b;touch PWNED:1.20.3"}}
			},
			[]string{
				"rm|-rf|/flink-homes/a--touch-PWNED--b-touch-PWNED-1.20",
				"cp|-RH|/opt/flink|/flink-homes/a--touch-PWNED--b-touch-PWNED-1.20",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			calls := []string{}
			for _, container := range initContainers(t, test.change) {
				if len(container.Command) == 3 && container.Command[1] == "-c" && container.Name != "schema-sql" {
					calls = append(calls, run(t, container.Command)...)
				}
			}
			if diff := cmp.Diff(test.want, calls); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func initContainers(t *testing.T, change func(*v1alpha1.StreamParkSpec)) []corev1.Container {
	t.Helper()
	return rendered[*appsv1.Deployment](t, change)[0].Spec.Template.Spec.InitContainers
}

// rendered are the objects of one type of a StreamPark that was changed.
func rendered[T runtime.Object](t *testing.T, change func(*v1alpha1.StreamParkSpec)) []T {
	t.Helper()
	park := &v1alpha1.StreamPark{
		Metadata: v1alpha1.Metadata{Name: "console"},
		Spec: v1alpha1.StreamParkSpec{
			Namespace: "streaming", Version: "2.1.6",
			Database:      &v1alpha1.StreamParkDatabase{Type: v1alpha1.StreamParkDatabaseMySQL},
			Administrator: &v1alpha1.StreamParkAdministrator{SecretName: "admin"},
			Environment:   &v1alpha1.EnvironmentSpec{MySQL: &v1alpha1.EnvironmentDatabase{Host: "mysql", SecretName: "mysql"}},
		},
	}
	change(&park.Spec)
	targets, errs := streampark.ResolveAll(resolve.Source[v1alpha1.StreamPark]{Object: park}, nil, nil, []cluster.Registration{})
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	files, errs := streampark.Render(targets.Base)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	var objects []T
	for _, file := range files {
		if typed, ok := file.Object.(T); ok {
			objects = append(objects, typed)
		}
	}
	return objects
}

// run runs a command with programs that only say how they are called, and checks that nothing else was run.
func run(t *testing.T, command []string) []string {
	t.Helper()
	dir := t.TempDir()
	bin := filepath.Join(dir, "bin")
	if err := os.Mkdir(bin, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"cp", "curl", "sha256sum", "rm"} {
		script := "#!/bin/sh\nprintf '%s' \"" + name + "\" >> \"$CALLS\"\nfor a; do printf '|%s' \"$a\" >> \"$CALLS\"; done\necho >> \"$CALLS\"\n"
		if err := os.WriteFile(filepath.Join(bin, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	calls := filepath.Join(dir, "calls")
	// The folder of a volume is there in a pod only.
	shell := exec.Command(command[0], "-c", strings.Replace(command[2], "cd /mysql-driver", "cd .", 1))
	shell.Dir = dir
	shell.Env = []string{"PATH=" + bin + ":/usr/bin:/bin", "CALLS=" + calls}
	if out, err := shell.CombinedOutput(); err != nil {
		t.Fatalf("%s\n%v\n%s", command[2], err, out)
	}
	if _, err := os.Stat(filepath.Join(dir, "PWNED")); err == nil {
		t.Errorf("what a spec says was run: %s", command[2])
	}
	text, err := os.ReadFile(calls)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(text)), "\n")
}
