package dashboard

import (
	"maps"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
)

// Objects deliver the dashboards of an environment. Those of one name stay one file in Grafana: their names have no hash of
// kustomize's, their keys, which are names of files in the sidecar's folder, are nobody else's, and Flux leaves them as they are.
func Objects(environment *v1alpha1.Environment, dashboards []Dashboard) []object.File {
	var files []object.File
	for _, d := range dashboards {
		name, key := d.Name+"-dashboard", d.Name+"-"+environment.Spec.Namespace+"-"+environment.Metadata.Name+".json"
		files = append(files, object.File{Name: "configmap-" + d.Name + ".yaml", Object: configMap(environment, name, key, d.JSON)})
		if environment.Spec.Grafana.Delivery == v1alpha1.GrafanaDashboard {
			files = append(files, object.File{Name: "grafanadashboard-" + d.Name + ".yaml", Object: custom(environment, d.Name, configMapKey{name, key})})
		}
	}
	return files
}

// noSubstitution keeps Flux from looking for variables in the text, where $ is Grafana's.
var noSubstitution = map[string]string{"kustomize.toolkit.fluxcd.io/substitute": "disabled"}

// configMap holds the JSON of a dashboard. Its labels are for a sidecar, if one is to find it.
func configMap(environment *v1alpha1.Environment, name, key, json string) *corev1.ConfigMap {
	grafana := environment.Spec.Grafana
	labels, annotations := environment.Metadata.Labels, maps.Clone(noSubstitution)
	maps.Copy(annotations, environment.Metadata.Annotations)
	if grafana.Delivery != v1alpha1.GrafanaDashboard {
		labels = object.With(labels, sidecarLabels(grafana))
		if grafana.Folder != "" {
			annotations[folderAnnotation(grafana)] = grafana.Folder
		}
	}
	return &corev1.ConfigMap{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "ConfigMap"},
		ObjectMeta: metav1.ObjectMeta{Name: name, Labels: labels, Annotations: annotations},
		Data:       map[string]string{key: json},
	}
}

// custom has the Grafana Operator import a dashboard from its ConfigMap.
func custom(environment *v1alpha1.Environment, name string, from configMapKey) *grafanaDashboard {
	grafana := environment.Spec.Grafana
	return &grafanaDashboard{
		TypeMeta: metav1.TypeMeta{APIVersion: "grafana.integreatly.org/v1beta1", Kind: "GrafanaDashboard"},
		ObjectMeta: metav1.ObjectMeta{Name: name, Labels: object.With(environment.Metadata.Labels, check.WithoutNil(grafana.Labels)),
			Annotations: environment.Metadata.Annotations},
		Spec: grafanaDashboardSpec{
			InstanceSelector:          metav1.LabelSelector{MatchLabels: check.Given(check.WithoutNil(grafana.InstanceSelector))},
			AllowCrossNamespaceImport: grafana.AllowCrossNamespaceImport != nil && *grafana.AllowCrossNamespaceImport,
			Folder:                    grafana.Folder,
			ConfigMapRef:              from,
		},
	}
}

// sidecarLabels are those by which a sidecar finds a ConfigMap: the one of Grafana's charts, unless others are given.
func sidecarLabels(grafana *v1alpha1.EnvironmentGrafana) map[string]*string {
	if given := check.WithoutNil(grafana.Labels); len(given) > 0 {
		return given
	}
	return map[string]*string{"grafana_dashboard": new("1")}
}

func folderAnnotation(grafana *v1alpha1.EnvironmentGrafana) string {
	if grafana.FolderAnnotation != "" {
		return grafana.FolderAnnotation
	}
	return "grafana_folder"
}
