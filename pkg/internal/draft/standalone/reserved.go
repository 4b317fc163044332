package standalone

import (
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
)

// operators are options that the operator sets itself, each with what it sets (operator 1.15, FlinkConfigBuilder and the standalone
// module).
var operators = map[string]string{
	"jobmanager.rpc.address":       "the Service of the JobManager, or with high availability the address of the leader",
	"rest.address":                 "the Service of the JobManager",
	"jobmanager.bind-host":         "all addresses of the pod",
	"taskmanager.bind-host":        "all addresses of the pod",
	"rest.bind-address":            "all addresses of the pod",
	"taskmanager.host":             "the address of the pod",
	"query.server.port":            "nothing: Flink reads queryable-state.server.ports",
	"kubernetes.cluster-id":        "the name of the FlinkDeployment",
	"high-availability.cluster-id": "the name of the FlinkDeployment",
	"kubernetes.namespace":         "the namespace of the FlinkDeployment",
	"kubernetes.service-account":   "spec.serviceAccount",
	"execution.target":             "the mode of the FlinkDeployment",
	"blob.server.port":             "6124",
	"taskmanager.rpc.port":         "6122",
}

// defaults are options with the value that they have without being said.
var defaults = map[string]string{"jobmanager.rpc.port": "6123", "rest.port": "8081"}

// withoutReserved takes the operator's own options out, and says of each what it is now.
func withoutReserved(options map[string]string, f *reader.Fields) (kept map[string]string, notes []draft.Note) {
	kept = map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(options)) {
		value := options[key]
		switch sets, reserved := operators[key]; {
		case reserved && sets == value, defaults[key] == value:
			notes = append(notes, f.Note(draft.Kept, key+" is "+value+" without being said"))
		case reserved:
			notes = append(notes, f.Note(draft.NotKept, key+" is set by the operator: to "+sets))
		default:
			kept[key] = value
		}
	}
	return kept, notes
}
