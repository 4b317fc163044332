package operator

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/internal/pod"
)

// hive takes the volumes with the configuration of Hive's metastore, and of Hadoop for its catalogs.
func (a *app) hive(r *rendering) {
	const metastore, hadoop = "hive-conf", "hadoop-conf"
	configMap, folder := a.mounted(metastore)
	if configMap == nil {
		return
	}
	hive := map[string]any{}
	if folder != "/opt/hive-conf" {
		hive["confDir"] = folder
	}
	spec := a.withoutVolume(a.Spec, metastore)
	settings := changed(a.Settings, configMap, "hive", "metastoreConfigMapName")
	if _, folder := a.mounted(hadoop); folder != nil {
		hive["hadoopConfDir"] = folder
		spec = a.withoutVolume(spec, hadoop)
	}
	if name := a.option("kubernetes.hadoop.conf.config-map.name"); name != "" {
		settings = changed(settings, name, "hdfs", "configMapName")
	}
	if user, ok := a.variable("HADOOP_USER_NAME").(string); ok {
		settings = changed(settings, user, "hdfs", "user")
		spec = changed(spec, nil, "env", "HADOOP_USER_NAME")
	}
	if a.tryWith(settings, changed(spec, hive, "hive"), r) {
		a.try(changed(a.Spec, nil, "podTemplate"), r)
	}
}

// mounted is the ConfigMap that a volume of the common template is, and the folder at which the Flink process has it; nil for none.
func (a *app) mounted(volume string) (configMap, folder any) {
	volumes, _ := a.at("podTemplate", "spec", "volumes")
	configMap, _ = get(asMap(called(volumes, volume)), "configMap.name")
	containers, _ := a.at("podTemplate", "spec", "containers")
	folder, _ = get(asMap(called(asMap(called(containers, pod.MainContainer))["volumeMounts"], volume)), "mountPath")
	return configMap, folder
}

// called is the element of a list that has a name; nil for none.
func called(list any, name string) any {
	elements, _ := list.([]any)
	if i := slices.IndexFunc(elements, func(e any) bool { return asMap(e)["name"] == name }); i >= 0 {
		return elements[i]
	}
	return nil
}

// withoutVolume is a spec whose common template has neither a volume nor the mount of it in the Flink process.
func (a *app) withoutVolume(spec map[string]any, volume string) map[string]any {
	without := func(list []any) any {
		rest := slices.DeleteFunc(slices.Clone(list), func(e any) bool { return asMap(e)["name"] == volume })
		if len(rest) == 0 {
			return nil
		}
		return rest
	}
	value, _ := at(spec, "podTemplate", "spec", "volumes")
	volumes, _ := value.([]any)
	spec = changed(spec, without(volumes), "podTemplate", "spec", "volumes")
	value, _ = at(spec, "podTemplate", "spec", "containers")
	containers, _ := value.([]any)
	for i, container := range containers {
		if mounts, ok := asMap(container)["volumeMounts"].([]any); ok && asMap(container)["name"] == pod.MainContainer {
			spec = changed(spec, without(mounts), "podTemplate", "spec", "containers", i, "volumeMounts")
		}
	}
	return spec
}
