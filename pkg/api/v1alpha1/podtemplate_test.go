package v1alpha1_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

func ExampleNewPodTemplate() {
	template, err := v1alpha1.NewPodTemplate(corev1.PodTemplateSpec{
		Spec: corev1.PodSpec{NodeSelector: map[string]string{"disk": "nvme"}},
	})
	if err != nil {
		panic(err)
	}
	text, err := json.Marshal(template)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(text))
	// Output:
	// {"metadata":{},"spec":{"nodeSelector":{"disk":"nvme"}}}
}

func TestAPodTemplateKeepsDirectivesNullsAndWholeNumbers(t *testing.T) {
	const text = `{"spec":{"containers":[{"$patch":"delete","name":"a"}],"hostname":null,"priority":9007199254740993}}`
	var template v1alpha1.PodTemplate
	if err := json.Unmarshal([]byte(text), &template); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(template)
	if err != nil || string(again) != text {
		t.Errorf("got %s, %v", again, err)
	}
}

func TestAPodTemplateThatIsNoneIsNotRepeatedInTheError(t *testing.T) {
	for _, text := range []string{`"hunter2"`, `["hunter2"]`, `17`} {
		var template v1alpha1.PodTemplate
		if err := json.Unmarshal([]byte(text), &template); err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: error is %v", text, err)
		}
	}
}

func TestMergedPodTemplatesLeaveTheirSourcesAlone(t *testing.T) {
	var lower, upper v1alpha1.PodTemplate
	for template, text := range map[*v1alpha1.PodTemplate]string{&lower: `{"spec":{"hostname":"a"}}`, &upper: `{"spec":{"hostname":"b"}}`} {
		if err := json.Unmarshal([]byte(text), template); err != nil {
			t.Fatal(err)
		}
	}
	merged := upper.MergeOver(&lower)
	if n := len(merged.Levels()); n != 2 || len(lower.Levels()) != 1 || len(upper.Levels()) != 1 {
		t.Errorf("levels: %d merged, %d lower, %d upper", n, len(lower.Levels()), len(upper.Levels()))
	}
	if got := fmt.Sprint(merged.Levels()); got != "[map[spec:map[hostname:a]] map[spec:map[hostname:b]]]" {
		t.Errorf("the lower level must come first: %s", got)
	}
}
