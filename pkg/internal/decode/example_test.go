package decode_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
)

func ExampleDocuments() {
	documents, err := decode.Documents("apps/analytics.yaml", []byte(`kind: FlinkSession
metadata: {name: analytics}
spec:
  flinkVersion: 1.20
  jobManager: {repliccas: 2}
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	var session struct {
		Kind     string `json:"kind"`
		Metadata struct {
			Name string `json:"name"`
		} `json:"metadata"`
		Spec struct {
			FlinkVersion string `json:"flinkVersion"`
			JobManager   struct {
				Replicas *int32 `json:"replicas"`
			} `json:"jobManager"`
		} `json:"spec"`
	}
	for _, d := range documents {
		if err := d.Decode(&session).Err(); err != nil {
			fmt.Println(err)
		}
	}
	version := diagnostic.Path{}.Child("spec", "flinkVersion")
	position, _, _ := documents[0].Locate(version)
	fmt.Printf("%s: %s: %q\n", position, version, session.Spec.FlinkVersion)
	// Output:
	// apps/analytics.yaml:5:16: spec.jobManager.repliccas: is an unknown field: did you mean "replicas"?
	// apps/analytics.yaml:4:17: spec.flinkVersion: "1.20"
}
