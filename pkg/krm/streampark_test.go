package krm_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/krm"
)

const console = `apiVersion: flinkustomize.dev/v1alpha1
kind: StreamPark
metadata: {name: console}
spec:
  version: 2.1.6
  database: {type: PostgreSQL}
  administrator: {secretName: admin}
  remoteClusters: [{name: analytics, address: "http://analytics-rest:8081", flinkVersion: 1.20.3}]
  environment:
    namespace: streaming
    postgresql: {host: postgresql, secretName: postgresql}
`

func TestAConsoleIsAFunctionConfigToo(t *testing.T) {
	output, results := run(t, resourceList("", console))
	if len(results) > 0 {
		t.Errorf("there must be no results: %v", results)
	}
	l := read(t, output)
	var got []string
	for _, item := range l.Items {
		name, hash, hashed := strings.Cut(item.Metadata.Name, "-register-")
		if hashed && len(hash) == 8 {
			name += "-register"
		}
		got = append(got, item.Kind+" "+name+" in "+item.Metadata.Annotations["internal.config.kubernetes.io/path"])
		if item.Metadata.Namespace != "streaming" {
			t.Errorf("%s must be in the console's namespace, not %q", name, item.Metadata.Namespace)
		}
	}
	const folder = "streampark/console/streaming/"
	if diff := cmp.Diff([]string{
		"Deployment console in " + folder + "deployment.yaml",
		"ConfigMap console-config in " + folder + "configmap.yaml",
		"ConfigMap console-schema in " + folder + "configmap-schema.yaml",
		"ConfigMap console-registration in " + folder + "configmap-registration.yaml",
		"Job console-register in " + folder + "job.yaml",
		"PersistentVolumeClaim console in " + folder + "persistentvolumeclaim.yaml",
		"Service console in " + folder + "service.yaml",
	}, got); diff != "" {
		t.Error(diff)
	}
	again, _ := run(t, output)
	if again != output {
		t.Errorf("its own output must come out as it is:\n%s", cmp.Diff(output, again))
	}
}

// The Job's name says what it does; a Job that is done must not stay beside the next.
func TestTheJobOfAnotherRegistrationIsTakenOut(t *testing.T) {
	output, _ := run(t, resourceList("", console))
	output, _ = run(t, strings.Replace(output, "http://analytics-rest:8081\", flink", "http://analytics-rest:8082\", flink", 1))
	jobs := 0
	for _, item := range read(t, output).Items {
		if item.Kind == "Job" {
			jobs++
		}
	}
	if jobs != 1 || !strings.Contains(output, "analytics-rest:8082") {
		t.Errorf("there must be the new Job alone, not %d", jobs)
	}
}

// A session and a StreamPark of one name stand side by side in other namespaces.
func TestAConsoleLeavesASessionOfItsNameAlone(t *testing.T) {
	made, _ := run(t, resourceList("", session))
	config := strings.NewReplacer("name: console", "name: analytics", "namespace: streaming", "namespace: consoles").Replace(console)
	items, _, _ := strings.Cut(strings.SplitAfter(made, "items:\n")[1], "functionConfig:")
	output, _ := run(t, resourceList(items, config))
	kinds := map[string]int{}
	for _, item := range read(t, output).Items {
		kinds[item.Kind]++
	}
	if kinds["FlinkDeployment"] != 1 || kinds["Deployment"] != 1 {
		t.Errorf("both must be there, not %v", kinds)
	}
}

func TestConsolesThatAFunctionCannotServe(t *testing.T) {
	for _, test := range []struct{ name, config, want string }{
		{"named sessions", console + "  sessions: [analytics]\n",
			"StreamPark console: spec.sessions: must not stand in a functionConfig, for a function sees no FlinkSessions: " +
				"state them in spec.remoteClusters, or use flinkustomize generate [function-config]"},
		{"named environments", console + "  environments: {prod: {}}\n",
			"StreamPark console: spec.environments: must not stand in a functionConfig, for a function sees no Environment documents: " +
				"set what one environment needs in spec.environment, or use flinkustomize generate [function-config]"},
		{"resources", console + "  resources: [a.yaml]\n",
			"StreamPark console: spec.resources: must not stand in a functionConfig, for a function reads no files: " +
				"list them under resources of the kustomization, or use flinkustomize generate [function-config]"},
		{"an unknown field", console + "  replica: 1\n", `StreamPark console: spec.replica: is an unknown field: did you mean "replicas"? [unknown-field]`},
		{"a bad value", strings.Replace(console, "2.1.6", "2.2.0", 1),
			`StreamPark console: spec.version: must be a version of StreamPark from 2.1.2 to 2.1.6, such as 2.1.6, not "2.2.0" [invalid-value]`},
		{"a bad name", strings.Replace(console, "name: console", "name: Console", 1),
			`StreamPark Console: metadata.name: must be a name of lower-case letters, digits and dashes that starts with a letter and ends with a letter or digit, such as streampark, not "Console" [invalid-value]`},
	} {
		t.Run(test.name, func(t *testing.T) {
			output, results, err := krm.Run([]byte(resourceList("", test.config)))
			if err != nil {
				t.Fatal(err)
			}
			var messages []string
			for _, result := range results {
				messages = append(messages, krm.Message(result))
				if result.ResourceRef.Kind != "StreamPark" {
					t.Errorf("a result is about a StreamPark, not a %s", result.ResourceRef.Kind)
				}
			}
			if diff := cmp.Diff(test.want, strings.Join(messages, "\n")); diff != "" {
				t.Error(diff)
			}
			if results.ExitCode() != 1 || len(read(t, string(output)).Items) > 0 {
				t.Errorf("nothing must be made: %d\n%s", results.ExitCode(), output)
			}
		})
	}
}
