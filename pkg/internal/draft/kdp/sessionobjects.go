package kdp

import (
	"maps"

	"github.com/flinkustomize/flinkustomize/pkg/internal/credential"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

const mainContainer = "flink-main-container"

// withheld stands in the objects of KDP for what no one may repeat.
const withheld = "(not repeated)"

type tree = map[string]any
type list = []any

// objects are what KDP makes of the Application, with its traits: what runs. Keys in plain text are withheld.
func (s *session) objects() []manifest.Object {
	main := tree{"name": mainContainer, "volumeMounts": list{}}
	volumes := list{}
	if s.metrics {
		main["ports"] = list{tree{"name": "metrics", "containerPort": int64(9249), "protocol": "TCP"}}
	}
	if s.hive {
		main["volumeMounts"], volumes = hiveMounts(), s.hiveVolumes()
	}
	registry, _ := s.settings["imageRegistry"].(string)
	if registry != "" {
		registry += "/"
	}
	all := []tree{
		{"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkDeployment", "metadata": s.metadata(s.name), "spec": tree{
			"image": registry + s.image, "flinkVersion": s.flinkVersion, "serviceAccount": s.serviceAccount,
			"flinkConfiguration": s.configuration(),
			"jobManager":         tree{"resource": tree{"cpu": s.jobManager.cpu, "memory": s.jobManager.memory}},
			"taskManager":        tree{"resource": tree{"cpu": s.taskManager.cpu, "memory": s.taskManager.memory}},
			"podTemplate":        tree{"spec": tree{"affinity": tree{}, "containers": list{main}, "volumes": volumes}},
		}},
		s.monitor("PodMonitor", "podMetricsEndpoints", tree{"port": "metrics", "path": "/"}),
		s.ingress(s.settings, s.name+"-rest", 8081),
		{"apiVersion": "v1", "kind": "ServiceAccount", "metadata": s.metadata(defaultAccount)},
		{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": s.metadata("flink-role"), "rules": list{
			tree{"apiGroups": list{"*"}, "resources": list{"pods", "services", "configmaps"},
				"verbs": list{"get", "watch", "list", "create", "update", "patch", "delete"}},
			tree{"apiGroups": list{"apps"}, "resources": list{"deployments", "deployments/finalizers"}, "verbs": list{"*"}},
		}},
		{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": s.metadata("flink-rolebinding"),
			"roleRef":  tree{"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "flink-role"},
			"subjects": list{tree{"kind": "ServiceAccount", "name": defaultAccount, "namespace": s.namespace}}},
	}
	return objectsOf(all)
}

// objectsOf are the objects of trees, each of which has all that an object must have.
func objectsOf(trees []tree) []manifest.Object {
	var objects []manifest.Object
	for _, tree := range trees {
		if object, err := manifest.FromTree(tree); err == nil && tree != nil {
			objects = append(objects, object)
		}
	}
	return objects
}

func (s *session) configuration() tree {
	options := tree{}
	if s.metrics && s.flinkVersion == "v1_17" {
		options["metrics.reporter.prom.factory.class"] = "org.apache.flink.metrics.prometheus.PrometheusReporterFactory"
		options["metrics.reporter.prom.port"] = "9249"
	}
	if s.ha != "" {
		options["high-availability.type"] = s.ha
		options["state.backend"] = "filesystem"
		root := "hdfs:///flink"
		if s.storage == "s3" {
			root = "s3://" + s.s3.bucket
			maps.Copy(options, tree{"s3.endpoint": s.s3.endpoint, "s3.path.style.access": "true", "s3.access.key": withheld, "s3.secret.key": withheld})
		} else {
			options["kubernetes.hadoop.conf.config-map.name"] = s.hdfs
		}
		options["high-availability.storageDir"] = root + "/recovery/" + s.namespace
		options["state.checkpoints.dir"] = root + "/checkpoints/" + s.namespace
		options["state.savepoints.dir"] = root + "/savepoints/" + s.namespace
	}
	if s.ha == "zookeeper" {
		options["high-availability.zookeeper.quorum"] = s.quorum + ":" + s.port
		options["high-availability.zookeeper.path.root"] = "/flink/" + s.namespace + "/" + s.name
	}
	for key, value := range s.extra {
		options[key] = value
		if credential.Entry(key, value) != "" {
			options[key] = withheld
		}
	}
	return options
}

func hiveMounts() list {
	return list{tree{"name": "flink-hms-config", "mountPath": "/opt/hive-conf"}, tree{"name": "flink-hms-hdfs-config", "mountPath": "/opt/hdfs-conf"}}
}

func (s *session) hiveVolumes() list {
	return list{tree{"name": "flink-hms-config", "configMap": tree{"name": s.metastore}}, tree{"name": "flink-hms-hdfs-config", "configMap": tree{"name": s.hadoop}}}
}
