package streampark_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

// The commands that copy run as a user other than root too, in folders as kubelet makes them for a volume: root's, and
// open to all. What they copy must be readable by the user of the next container.
func TestFilesAreCopiedByAnyUser(t *testing.T) {
	image, volume := t.TempDir(), filepath.Join(t.TempDir(), "volume")
	for _, file := range []string{"streampark/script/schema/mysql-schema.sql", "flink/lib/flink-dist-1.20.3.jar"} {
		path := filepath.Join(image, file)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("content"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("flink", filepath.Join(image, "current")); err != nil { // as images link their releases
		t.Fatal(err)
	}
	if err := os.Mkdir(volume, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, open := range []string{filepath.Dir(image), filepath.Dir(filepath.Dir(volume)), image, filepath.Dir(volume)} {
		if err := os.Chmod(open, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(volume, 0o777|os.ModeSetgid); err != nil {
		t.Fatal(err)
	}
	inPlace := strings.NewReplacer("/streampark/script", filepath.Join(image, "streampark/script"), "/opt/flink", filepath.Join(image, "current"),
		"/sql", volume, "/flink-homes", volume)
	containers := initContainers(t, func(spec *v1alpha1.StreamParkSpec) {
		spec.RunAsUser = new(int64(1000))
		spec.RemoteClusters = []v1alpha1.StreamParkRemoteCluster{{Name: "a", Address: "http://a:8081", FlinkVersion: "1.20.3"}}
	})
	copied := 0
	for range 2 { // a pod may be stopped half-way, and start again
		for _, container := range containers {
			if len(container.Command) != 3 || !strings.Contains(container.Command[2], "cp -R") {
				continue
			}
			command := exec.Command("sh", "-c", inPlace.Replace(container.Command[2]))
			command.Env = []string{"PATH=" + os.Getenv("PATH")}
			if os.Getuid() == 0 {
				command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 1000, Gid: 1000}}
			}
			if text, err := command.CombinedOutput(); err != nil {
				t.Fatalf("%s: %v\n%s", container.Name, err, text)
			}
			copied++
		}
	}
	if copied != 4 {
		t.Errorf("%d commands copy, want 2 in each run", copied)
	}
	for _, file := range []string{"schema/mysql-schema.sql", "flink-1.20/lib/flink-dist-1.20.3.jar"} {
		info, err := os.Stat(filepath.Join(volume, file))
		if err != nil {
			t.Error(err)
		} else if info.Mode().Perm()&0o004 == 0 {
			t.Errorf("%s must be readable by all: %s", file, info.Mode())
		}
	}
}
