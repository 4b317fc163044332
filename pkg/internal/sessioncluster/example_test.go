package sessioncluster_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/internal/sessioncluster"
)

func Example() {
	target := &resolve.Target{
		EnvironmentName: "prod", Namespace: "streaming", Complete: true,
		Settings: v1alpha1.EnvironmentSpec{OperatorVersion: "1.15"},
	}
	object := func(kind, name string, spec map[string]any) manifest.Object {
		made, err := manifest.FromTree(map[string]any{
			"apiVersion": "flink.apache.org/v1beta1", "kind": kind, "metadata": map[string]any{"name": name}, "spec": spec,
		})
		if err != nil {
			fmt.Println(err)
		}
		return made
	}
	analytics, _ := sessioncluster.Of(target, object("FlinkDeployment", "analytics", map[string]any{"flinkVersion": "v1_20"}))
	for _, cluster := range []string{"analytics", "anlytics"} {
		job, _ := sessioncluster.JobOf(target, object("FlinkSessionJob", "orders", map[string]any{
			"deploymentName": cluster,
			"job":            map[string]any{"jarURI": "https://repo.example.com/orders.jar", "parallelism": int64(2), "upgradeMode": "last-state"},
		}))
		for _, finding := range job.Check([]sessioncluster.Cluster{analytics}) {
			fmt.Printf("%s: %s [%s]\n", finding.Path, finding.Message, finding.Rule)
		}
	}
	// Output:
	// spec.job.upgradeMode: must not be last-state without a directory for checkpoints: set execution.checkpointing.dir [upgrade-mode]
	// spec.deploymentName: must be a session cluster in environment prod, such as analytics, not "anlytics": did you mean "analytics"? [missing-session]
}
