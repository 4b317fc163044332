package v1alpha1_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

func TestEnvVarIsTextOrAReference(t *testing.T) {
	for _, tt := range []struct {
		json, written string
		want          v1alpha1.EnvVar
	}{
		{`"Europe/Berlin"`, `"Europe/Berlin"`, v1alpha1.EnvVar{Value: "Europe/Berlin"}},
		{`""`, `""`, v1alpha1.EnvVar{}},
		{`1.10`, `"1.10"`, v1alpha1.EnvVar{Value: "1.10"}},
		{`true`, `"true"`, v1alpha1.EnvVar{Value: "true"}},
		{`{"secretName":"api","key":"token"}`, `{"key":"token","secretName":"api"}`, v1alpha1.EnvVar{SecretName: "api", Key: "token"}},
		{`{"configMapName":"app","key":"region"}`, `{"configMapName":"app","key":"region"}`, v1alpha1.EnvVar{ConfigMapName: "app", Key: "region"}},
		{`{"fieldPath":"status.hostIP"}`, `{"fieldPath":"status.hostIP"}`, v1alpha1.EnvVar{FieldPath: "status.hostIP"}},
		{`{"resource":"limits.memory"}`, `{"resource":"limits.memory"}`, v1alpha1.EnvVar{Resource: "limits.memory"}},
	} {
		var got v1alpha1.EnvVar
		if err := json.Unmarshal([]byte(tt.json), &got); err != nil {
			t.Errorf("%s: %v", tt.json, err)
			continue
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.json, diff)
		}
		written, err := json.Marshal(got)
		if err != nil || string(written) != tt.written {
			t.Errorf("%s is written as %s (error %v)", tt.json, written, err)
		}
	}
}

func TestEnvVarErrorsHoldNoValue(t *testing.T) {
	for _, text := range []string{
		`["hunter2"]`, `{"value":"hunter2"}`, `{"secretName":"api"}`, `{"secretName":"api","key":["hunter2"]}`, `{"secretName":"","key":"hunter2"}`,
		`{"secretName":"api","key":"hunter2","fieldPath":"status.hostIP"}`, `{"configMapName":"app","secretName":"api","key":"hunter2"}`,
		`{"fieldPath":"status.hostIP","key":"hunter2"}`, `{"key":"hunter2"}`, `{}`,
	} {
		var got v1alpha1.EnvVar
		err := json.Unmarshal([]byte(text), &got)
		if err == nil || !strings.HasPrefix(err.Error(), "must be text, or a reference such as {secretName: api, key: token}") || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: the error must say what must hold, and not the value: %v", text, err)
		}
	}
}

func TestLogFileIsTextOrAFile(t *testing.T) {
	for text, want := range map[string]v1alpha1.TextFile{
		`"rootLogger.level = INFO\n"`: {Content: "rootLogger.level = INFO\n"},
		`{"file":"log4j.properties"}`: {File: "log4j.properties"},
	} {
		var got v1alpha1.TextFile
		if err := json.Unmarshal([]byte(text), &got); err != nil || got != want {
			t.Errorf("%s is read as %+v (error %v)", text, got, err)
		}
		if written, err := json.Marshal(got); err != nil || string(written) != text {
			t.Errorf("%s is written as %s (error %v)", text, written, err)
		}
	}
}
