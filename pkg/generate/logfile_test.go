package generate_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
)

// logging is a session with a logging configuration in a file.
func logging(file string) *v1alpha1.FlinkSession {
	return &v1alpha1.FlinkSession{
		Metadata: v1alpha1.Metadata{Name: "analytics"},
		Spec: v1alpha1.FlinkSessionSpec{
			Namespace: "streaming",
			Cluster: v1alpha1.Cluster{
				FlinkVersion:     "1.20.3",
				JobManager:       &v1alpha1.JobManager{Memory: "2Gi"},
				TaskManager:      &v1alpha1.TaskManager{CPU: "2", Memory: "8Gi"},
				LogConfiguration: map[string]*v1alpha1.TextFile{"log4j-console.properties": {File: file}},
			},
			Environment: &v1alpha1.EnvironmentSpec{OperatorVersion: "1.15"},
		},
	}
}

func TestLogFilesGiveTheSameTreeWhicheverWayLinesEnd(t *testing.T) {
	trees := map[string]string{}
	for name, content := range map[string]string{"unix": "rootLogger.level = INFO\n", "windows": "rootLogger.level = INFO\r\n"} {
		session := logging("log/log4j.properties")
		result, err := generate.Specs(generate.Input{
			Specs: []v1alpha1.Spec{session},
			Files: fstest.MapFS{"log/log4j.properties": {Data: []byte(content)}},
		})
		if err != nil {
			t.Fatal(err)
		}
		deployment, _ := result.Tree.File("flink/analytics/base/flinkdeployment.yaml")
		trees[name] = string(deployment)
		if session.Spec.LogConfiguration["log4j-console.properties"].Content != "" {
			t.Error("the caller's session was changed")
		}
	}
	if trees["unix"] != trees["windows"] || !strings.Contains(trees["unix"], "rootLogger.level = INFO\n") {
		t.Errorf("the trees must be the same:\n%s\n%s", trees["unix"], trees["windows"])
	}
}

func TestLogFilesMustBeText(t *testing.T) {
	for name, tt := range map[string]struct {
		data []byte
		want string
	}{
		"empty":     {nil, "must not be empty"},
		"no UTF-8":  {[]byte{0xff, 0xfe, 'a'}, "must be UTF-8 text"},
		"NUL":       {[]byte("a\x00b"), "must be UTF-8 text"},
		"too large": {make([]byte, 200<<10), "must be at most 128 KiB, not 200"},
	} {
		t.Run(name, func(t *testing.T) {
			if name == "too large" {
				for i := range tt.data {
					tt.data[i] = '#'
				}
			}
			_, err := generate.Specs(generate.Input{
				Specs: []v1alpha1.Spec{logging("log4j.properties")},
				Files: fstest.MapFS{"log4j.properties": {Data: tt.data}},
			})
			want := "FlinkSession analytics: spec.logConfiguration[log4j-console.properties].file: " + tt.want
			if err == nil || err.Error() != want {
				t.Errorf("the error must be %q, not %v", want, err)
			}
		})
	}
}
