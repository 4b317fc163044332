package registration_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/streampark/registration"
)

func Example() {
	state := registration.State{
		FlinkHomes: []registration.FlinkHome{{
			Name: "flink-1.20.3-scala_2.12-java17",
			Path: "/streampark/flink/flink-1.20.3-scala_2.12-java17",
		}},
		Clusters: []registration.Cluster{{
			Name:        "analytics",
			Address:     "http://analytics-rest.streaming:8081",
			FlinkHome:   "flink-1.20.3-scala_2.12-java17",
			Description: "Flink session analytics",
		}},
	}
	fmt.Print(state.JSON())
	// Output:
	// {
	//   "flinkHomes": [
	//     {
	//       "name": "flink-1.20.3-scala_2.12-java17",
	//       "path": "/streampark/flink/flink-1.20.3-scala_2.12-java17"
	//     }
	//   ],
	//   "clusters": [
	//     {
	//       "name": "analytics",
	//       "address": "http://analytics-rest.streaming:8081",
	//       "flinkHome": "flink-1.20.3-scala_2.12-java17",
	//       "description": "Flink session analytics"
	//     }
	//   ]
	// }
}
