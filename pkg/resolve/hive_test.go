package resolve

import (
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

// TestEachFolderOfHiveIsChosenOnce: a ConfigMap that only sessions of other namespaces mount may be absent, and two
// ConfigMaps cannot be in one folder.
func TestEachFolderOfHiveIsChosenOnce(t *testing.T) {
	cluster := func(name, namespace, configMap string) Cluster {
		facts := &v1alpha1.EnvironmentSpec{Hive: &v1alpha1.EnvironmentHive{MetastoreConfigMapName: configMap}}
		return Cluster{Name: name, namespace: namespace, Hive: hiveMounts(&v1alpha1.Hive{}, facts)}
	}
	for name, test := range map[string]struct {
		clusters []Cluster
		want     []HiveMount
		err      string
	}{
		"none":           {clusters: []Cluster{{Name: "a"}}},
		"here":           {clusters: []Cluster{cluster("a", "here", "m")}, want: []HiveMount{{Folder: "/opt/hive-conf", ConfigMap: "m"}}},
		"elsewhere":      {clusters: []Cluster{cluster("a", "there", "m")}, want: []HiveMount{{Folder: "/opt/hive-conf", ConfigMap: "m", Optional: true}}},
		"both":           {clusters: []Cluster{cluster("a", "there", "m"), cluster("b", "here", "m")}, want: []HiveMount{{Folder: "/opt/hive-conf", ConfigMap: "m"}}},
		"two ConfigMaps": {clusters: []Cluster{cluster("a", "here", "m"), cluster("b", "here", "n")}, err: "must not register two clusters whose hive mounts two ConfigMaps at /opt/hive-conf, m and n"},
	} {
		t.Run(name, func(t *testing.T) {
			p := &StreamPark{Clusters: test.clusters}
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
