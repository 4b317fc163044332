package kustomization_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
)

const consoleService = `
apiVersion: v1
kind: Service
metadata: {name: console}
spec: {ports: [{name: http, port: 10000}]}
`

// registration is a Job with a variable of a name.
func registration(variable string) string {
	return fmt.Sprintf(`
apiVersion: batch/v1
kind: Job
metadata: {name: console-register}
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - {name: registration, image: "python:3", env: [{name: %s, value: console}, {name: OTHER, value: other}]}
`, variable)
}

// consoleApp has a Service in its base, and a Job in one of its overlays alone.
func consoleApp(t *testing.T, job string) kustomization.App {
	t.Helper()
	variant := func(namespace string, more ...kustomization.File) kustomization.Variant {
		return kustomization.Variant{Namespace: namespace, Files: append([]kustomization.File{file(t, "service.yaml", consoleService)}, more...)}
	}
	return kustomization.App{
		Path: "streampark/console", From: "StreamPark console", Base: variant(""),
		Overlays: []kustomization.Overlay{
			{Name: "dev", Variant: variant("dev")},
			{Name: "prod", Variant: variant("prod", file(t, "job.yaml", job))},
		},
	}
}

func TestTheConfigurationOfTheJobStandsWhereTheJobIs(t *testing.T) {
	for name, test := range map[string]struct {
		job  string
		want []string // folders
	}{
		"a Job that names the Service": {registration("STREAMPARK_HOST"), []string{"overlays/prod/"}},
		"another Job":                  {registration("HOST"), nil},
	} {
		t.Run(name, func(t *testing.T) {
			app := consoleApp(t, test.job)
			folder, err := kustomization.Build(app)
			if err != nil {
				t.Fatal(err)
			}
			if err := kustomization.Verify(folder, app); err != nil {
				t.Error(err)
			}
			var got []string
			for path := range folder.All() {
				if dir, ok := strings.CutSuffix(path, "kustomizeconfig.yaml"); ok {
					got = append(got, dir)
				}
			}
			if fmt.Sprint(got) != fmt.Sprint(test.want) {
				t.Errorf("the configuration is in %v, want %v", got, test.want)
			}
		})
	}
}

// What kustomize is taught about the Job of StreamPark would reach every Job: a variable of the user's that has the name of
// a Service as its value may mean something else.
func TestJobsOfTheUserAreLeftAlone(t *testing.T) {
	app := session(t, baseSession)
	folder, err := kustomization.Build(app)
	if err != nil {
		t.Fatal(err)
	}
	files := disk(t, folder)
	write(t, files, "/top/job.yaml", strings.ReplaceAll(registration("DATABASE"), "value: console", "value: analytics-webui"))
	write(t, files, "/top/kustomization.yaml", "namePrefix: new-\nnamespace: streaming-prod\nresources: [job.yaml, ../flink/analytics/overlays/prod]\nsortOptions: {order: fifo}\n")
	objects, err := kustomize(t, files, "/top")
	if err != nil {
		t.Fatal(err)
	}
	values := at(find(t, objects, "Job").Tree(), "spec/template/spec/containers/env/value")
	if fmt.Sprint(values) != "[analytics-webui other]" {
		t.Errorf("the Job's variables must be as they were: %v", values)
	}
}

func TestTheJobFollowsTheNameOfTheService(t *testing.T) {
	folder, err := kustomization.Build(consoleApp(t, registration("STREAMPARK_HOST")))
	if err != nil {
		t.Fatal(err)
	}
	files := disk(t, folder)
	write(t, files, "/top/kustomization.yaml", "namePrefix: new-\nresources: [../streampark/console/overlays/prod]\n")
	objects, err := kustomize(t, files, "/top")
	if err != nil {
		t.Fatal(err)
	}
	values := at(find(t, objects, "Job").Tree(), "spec/template/spec/containers/env/value")
	if fmt.Sprint(values) != "[new-console other]" {
		t.Errorf("the Job must name the Service new-console, and leave the other variable alone: %v", values)
	}
}

// The gateway reaches its session by a Service that the operator names after it, and clients by the name of its own.
func TestTheSQLGatewayFollowsTheNamesOfItsSessionAndService(t *testing.T) {
	app := session(t, baseSession)
	gateway := file(t, "deployment-sql-gateway.yaml", `
apiVersion: apps/v1
kind: Deployment
metadata: {name: analytics-sql-gateway}
spec:
  selector: {matchLabels: {app: analytics-sql-gateway}}
  template:
    metadata: {labels: {app: analytics-sql-gateway}}
    spec:
      containers:
      - name: sql-gateway
        image: flink:1.20.3
        env: [{name: FLINK_SESSION, value: analytics}, {name: SQL_GATEWAY, value: analytics-sql-gateway}, {name: OTHER, value: other}]
`)
	service := file(t, "service-sql-gateway.yaml", `
apiVersion: v1
kind: Service
metadata: {name: analytics-sql-gateway}
spec: {selector: {app: analytics-sql-gateway}, ports: [{name: rest, port: 8083}]}
`)
	app.Base.Files = append(app.Base.Files, gateway, service)
	for i := range app.Overlays {
		app.Overlays[i].Files = append(app.Overlays[i].Files, gateway, service)
	}
	folder, err := kustomization.Build(app)
	if err != nil {
		t.Fatal(err)
	}
	files := disk(t, folder)
	write(t, files, "/top/kustomization.yaml", "namePrefix: new-\nresources: [../flink/analytics/overlays/prod]\nsortOptions: {order: fifo}\n")
	objects, err := kustomize(t, files, "/top")
	if err != nil {
		t.Fatal(err)
	}
	values := at(find(t, objects, "Deployment").Tree(), "spec/template/spec/containers/env/value")
	if fmt.Sprint(values) != "[new-analytics new-analytics-sql-gateway other]" {
		t.Errorf("the gateway must name its session and its Service as they are named: %v", values)
	}
}
