package v1beta1_test

import (
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

func Example() {
	cpu := 1.0
	session := v1beta1.FlinkDeployment{
		TypeMeta:   metav1.TypeMeta{APIVersion: v1beta1.GroupVersion.String(), Kind: v1beta1.KindFlinkDeployment},
		ObjectMeta: metav1.ObjectMeta{Name: "analytics"},
		Spec: v1beta1.FlinkDeploymentSpec{
			Image:              "flink:1.20.3-scala_2.12-java17",
			FlinkVersion:       "v1_20",
			ServiceAccount:     "flink",
			FlinkConfiguration: map[string]string{"taskmanager.numberOfTaskSlots": "4"},
			JobManager:         &v1beta1.JobManagerSpec{Resource: &v1beta1.Resource{CPU: &cpu, Memory: "2Gi"}},
			TaskManager:        &v1beta1.TaskManagerSpec{Resource: &v1beta1.Resource{CPU: &cpu, Memory: "4Gi"}},
		},
	}
	manifest, err := yaml.Marshal(session)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(string(manifest))
	// Output:
	// apiVersion: flink.apache.org/v1beta1
	// kind: FlinkDeployment
	// metadata:
	//   name: analytics
	// spec:
	//   flinkConfiguration:
	//     taskmanager.numberOfTaskSlots: "4"
	//   flinkVersion: v1_20
	//   image: flink:1.20.3-scala_2.12-java17
	//   jobManager:
	//     resource:
	//       cpu: 1
	//       memory: 2Gi
	//   serviceAccount: flink
	//   taskManager:
	//     resource:
	//       cpu: 1
	//       memory: 4Gi
}
