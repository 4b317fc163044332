package boot

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/yaml"
)

// deployment is what is read of a FlinkDeployment.
type deployment struct {
	Metadata struct{ Name string }
	Spec     struct {
		Image              string
		FlinkVersion       string
		FlinkConfiguration map[string]string
		JobManager         struct{ Resource struct{ Memory string } }
		TaskManager        struct{ Resource struct{ Memory string } }
		Job                *job // of an application; a session has none
		PodTemplate        struct {
			Spec struct {
				InitContainers []container
				Containers     []container
			}
		}
	}
}

type container struct {
	Name    string
	Command []string
	Env     []struct {
		Name      string
		Value     string
		ValueFrom struct {
			SecretKeyRef struct{ Name, Key string }
		}
	}
	VolumeMounts []struct{ Name, MountPath string }
}

// job is what is read of spec.job, of an application and of a FlinkSessionJob.
type job struct {
	JarURI                string
	EntryClass            string
	Args                  []string
	Parallelism           int
	UpgradeMode           string
	AllowNonRestoredState *bool
}

// rendered is the one object of a kind that a kustomization of the reviewed trees gives, built as a cluster would get it.
func rendered[T any](t *testing.T, kind, kustomization string) T {
	t.Helper()
	options := krusty.MakeDefaultOptions()
	options.Reorder = krusty.ReorderOptionUnspecified // as the kustomization says
	built, err := krusty.MakeKustomizer(options).Run(filesys.MakeFsOnDisk(), kustomization)
	if err != nil {
		t.Fatal(err)
	}
	var found []T
	for _, object := range built.Resources() {
		if object.GetKind() != kind {
			continue
		}
		var one T
		if err := yaml.Unmarshal([]byte(object.MustYaml()), &one); err != nil {
			t.Fatal(err)
		}
		found = append(found, one)
	}
	if len(found) != 1 {
		t.Fatalf("%s must have one %s, not %d", kustomization, kind, len(found))
	}
	return found[0]
}

var imageVersion = regexp.MustCompile(`flink:(\d+\.\d+\.\d+)`)

// anyRelease is one of each version, for an image of the user's own, whose name does not tell it.
var anyRelease = map[string]string{"v1_20": "1.20.3"}

// flink is the release that the image has.
func (d deployment) flink(t *testing.T) string {
	t.Helper()
	if match := imageVersion.FindStringSubmatch(d.Spec.Image); match != nil {
		return match[1]
	}
	release, found := anyRelease[d.Spec.FlinkVersion]
	if !found {
		t.Fatalf("no release of Flink in the image %q, and none is known here for %s", d.Spec.Image, d.Spec.FlinkVersion)
	}
	return release
}

// slots is how many tasks of a job a TaskManager has room for.
func (d deployment) slots(t *testing.T) int {
	t.Helper()
	slots, err := strconv.Atoi(d.Spec.FlinkConfiguration["taskmanager.numberOfTaskSlots"])
	if err != nil {
		t.Fatal(err)
	}
	return slots
}

var pluginCopy = regexp.MustCompile(`^cp /opt/flink/opt/(flink-s3-fs-(?:hadoop|presto))-\*\.jar /flink-plugin/$`)

// plugin is the plugin that the rendered init container copies, and the folder below plugins that the main container has it in.
func (d deployment) plugin(t *testing.T) (artifact, folder string) {
	t.Helper()
	for _, c := range d.Spec.PodTemplate.Spec.InitContainers {
		if match := pluginCopy.FindStringSubmatch(c.Command[len(c.Command)-1]); match != nil {
			artifact = match[1]
		}
	}
	for _, mount := range d.mainContainer(t).VolumeMounts {
		if mount.Name == "flink-plugin" {
			folder = strings.TrimPrefix(mount.MountPath, "/opt/flink/plugins/")
		}
	}
	if artifact == "" || folder == "" || strings.Contains(folder, "/") {
		t.Fatalf("the pod template copies the plugin %q to the folder %q", artifact, folder)
	}
	return artifact, folder
}

func (d deployment) mainContainer(t *testing.T) container {
	t.Helper()
	for _, c := range d.Spec.PodTemplate.Spec.Containers {
		if c.Name == "flink-main-container" {
			return c
		}
	}
	t.Fatal("the pod template has no flink-main-container")
	return container{}
}

// environment is that of the rendered main container. Its credentials are whatever the object store here takes.
func (d deployment) environment(t *testing.T, secrets map[string]string) []string {
	t.Helper()
	var environment []string
	for _, variable := range d.mainContainer(t).Env {
		value := variable.Value
		if ref := variable.ValueFrom.SecretKeyRef; ref.Key != "" {
			var known bool
			if value, known = secrets[ref.Key]; !known {
				t.Fatalf("the secret %s has no key %s here", ref.Name, ref.Key)
			}
		}
		environment = append(environment, variable.Name+"="+value)
	}
	return environment
}

// processSize is an amount of memory as Flink reads it: the operator takes quantities of Kubernetes too.
func processSize(t *testing.T, memory string) string {
	t.Helper()
	if number, found := strings.CutSuffix(memory, "Gi"); found {
		return number + "gb"
	}
	if !regexp.MustCompile(`^\d+[mg]$`).MatchString(memory) {
		t.Fatalf("the amount of memory %q is not known here", memory)
	}
	return memory
}
