package schema_test

import (
	"encoding/json"
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/schema"
)

func ExampleOfKind() {
	text, _ := schema.OfKind("FlinkSession")
	var session struct {
		Defs map[string]struct {
			Properties map[string]struct{ Enum []string }
		} `json:"$defs"`
	}
	if err := json.Unmarshal(text, &session); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(session.Defs["HighAvailability"].Properties["mode"].Enum)
	// Output: [None Kubernetes ZooKeeper]
}
