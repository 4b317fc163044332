package streampark

import (
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
)

// TestEachFolderOfHiveIsChosenOnce: a ConfigMap that only sessions of other namespaces mount may be absent, and two
// ConfigMaps cannot be in one folder.
func TestEachFolderOfHiveIsChosenOnce(t *testing.T) {
	mounting := func(name, namespace, configMap string) cluster.Registration {
		settings := &v1alpha1.EnvironmentSpec{Hive: &v1alpha1.EnvironmentHive{MetastoreConfigMapName: configMap}}
		return cluster.Registration{Name: name, Namespace: namespace, Hive: cluster.HiveMounts(&v1alpha1.Hive{}, settings)}
	}
	for name, test := range map[string]struct {
		clusters []cluster.Registration
		want     []cluster.HiveMount
		err      string
	}{
		"none":           {clusters: []cluster.Registration{{Name: "a"}}},
		"here":           {clusters: []cluster.Registration{mounting("a", "here", "m")}, want: []cluster.HiveMount{{Folder: "/opt/hive-conf", ConfigMap: "m"}}},
		"elsewhere":      {clusters: []cluster.Registration{mounting("a", "there", "m")}, want: []cluster.HiveMount{{Folder: "/opt/hive-conf", ConfigMap: "m", Optional: true}}},
		"both":           {clusters: []cluster.Registration{mounting("a", "there", "m"), mounting("b", "here", "m")}, want: []cluster.HiveMount{{Folder: "/opt/hive-conf", ConfigMap: "m"}}},
		"two ConfigMaps": {clusters: []cluster.Registration{mounting("a", "here", "m"), mounting("b", "here", "n")}, err: "must not register two clusters whose hive mounts two ConfigMaps at /opt/hive-conf, m and n"},
	} {
		t.Run(name, func(t *testing.T) {
			p := &Target{Clusters: test.clusters}
			p.Namespace = "here"
			errs := p.addHive()
			if test.err != "" {
				if len(errs) != 1 || !strings.Contains(errs[0].Error(), test.err) {
					t.Errorf("the errors are %v, want %s", errs, test.err)
				}
				return
			}
			if len(errs) > 0 || !slices.Equal(p.Hive, test.want) {
				t.Errorf("%v, errors %v, want %v", p.Hive, errs, test.want)
			}
		})
	}
}
