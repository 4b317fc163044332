package lint

import (
	"maps"
	"reflect"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

var apiVersion = v1beta1.GroupVersion.String()

// kind is one of the operator's kinds.
type kind struct {
	since   operator.Release // whose CRDs have it; zero for all
	of      reflect.Type     // of its documents
	prepare func(*checker, clusters)
	rules   []rule
}

// kinds are the operator's kinds by name.
var kinds = map[string]*kind{
	v1beta1.KindFlinkDeployment:          {of: reflect.TypeFor[v1beta1.FlinkDeployment](), prepare: prepareCluster, rules: deploymentRules},
	v1beta1.KindFlinkSessionJob:          {of: reflect.TypeFor[v1beta1.FlinkSessionJob](), prepare: prepareSessionJob, rules: sessionJobRules},
	v1beta1.KindFlinkStateSnapshot:       {of: reflect.TypeFor[v1beta1.FlinkStateSnapshot](), prepare: prepareNothing, rules: stateSnapshotRules, since: operator.MustParseRelease("1.10")},
	v1beta1.KindFlinkBlueGreenDeployment: {of: reflect.TypeFor[v1beta1.FlinkBlueGreenDeployment](), prepare: prepareNothing, rules: blueGreenRules, since: operator.MustParseRelease("1.14")},
}

func kindNames() []string { return slices.Sorted(maps.Keys(kinds)) }
