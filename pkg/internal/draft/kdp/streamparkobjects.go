package kdp

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// objects are what KDP makes of the Application, with its traits: what runs. The log collector is left out.
func (s *park) objects() []manifest.Object {
	registry, _ := s.settings["imageRegistry"].(string)
	if registry != "" {
		registry += "/"
	}
	probe := func(more tree) tree {
		more["httpGet"] = tree{"path": "/actuator/health/livenessState", "port": int64(10000), "scheme": "HTTP"}
		return more
	}
	from := func(name, kind, object, key string) tree {
		return tree{"name": name, "valueFrom": tree{kind: tree{"name": object, "key": key}}}
	}
	container := tree{
		"name": s.name, "image": registry + s.image,
		"resources": tree{"requests": resources(s.requests), "limits": resources(s.limits)},
		"env": list{
			tree{"name": "TZ", "value": "Asia/Shanghai"},
			tree{"name": "SPRING_PROFILES_ACTIVE", "value": "mysql"},
			from("MYSQL_HOST", "configMapKeyRef", s.setting, "MYSQL_HOST"),
			from("MYSQL_PORT", "configMapKeyRef", s.setting, "MYSQL_PORT"),
			tree{"name": "SPRING_DATASOURCE_URL", "value": "jdbc:mysql://$(MYSQL_HOST):$(MYSQL_PORT)/" +
				strings.ReplaceAll(s.namespace+"_streampark", "-", "_") + "?useUnicode=true&characterEncoding=utf8&serverTimezone=GMT%2B8"},
			from("SPRING_DATASOURCE_PASSWORD", "secretKeyRef", s.secret, "MYSQL_PASSWORD"),
			from("SPRING_DATASOURCE_USERNAME", "secretKeyRef", s.secret, "MYSQL_USER"),
		},
		"livenessProbe": probe(tree{"periodSeconds": int64(30), "failureThreshold": int64(3), "timeoutSeconds": int64(3), "successThreshold": int64(1)}),
		"startupProbe":  probe(tree{"periodSeconds": int64(10), "failureThreshold": int64(30)}),
		"volumeMounts": list{tree{"name": "logs", "mountPath": "/streampark/logs"}, tree{"name": "data", "mountPath": "/streampark/streampark_workspace"},
			tree{"name": "data-temp", "mountPath": "/streampark/temp"}},
	}
	pod := tree{
		"containers": list{container}, "restartPolicy": "Always",
		"volumes": list{tree{"name": "logs", "emptyDir": tree{}},
			tree{"name": "data", "persistentVolumeClaim": tree{"claimName": s.name}},
			tree{"name": "data-temp", "persistentVolumeClaim": tree{"claimName": s.name + "-temp"}}},
	}
	if len(s.pullSecrets) > 0 {
		var secrets list
		for _, name := range s.pullSecrets {
			secrets = append(secrets, tree{"name": name})
		}
		pod["imagePullSecrets"] = secrets
	}
	deployment := s.metadata(s.name)
	deployment["labels"] = tree{"app": s.name, "app.core.bdos/type": "system"}
	deployment["annotations"] = tree{"app.core.bdos/catalog": "flink"}
	service := s.metadata(s.name + "-svc")
	service["labels"] = tree{"app": s.name}
	return objectsOf([]tree{
		{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": deployment, "spec": tree{
			"replicas": s.replicas,
			"selector": tree{"matchLabels": tree{"app": s.name, "app.oam.dev/component": s.name}},
			"template": tree{"metadata": tree{"labels": tree{"app": s.name, "app.oam.dev/component": "streampark"}}, "spec": pod},
		}},
		s.claim(s.name), s.claim(s.name + "-temp"),
		s.monitor("ServiceMonitor", "endpoints", tree{"port": "port-tcp-10000", "path": "/actuator/prometheus"}),
		s.ingress(s.settings, s.name+"-svc", 10000),
		{"apiVersion": "v1", "kind": "Service", "metadata": service, "spec": tree{"type": "ClusterIP", "selector": tree{"app": s.name},
			"ports": list{tree{"name": "port-tcp-10000", "port": int64(10000), "targetPort": int64(10000), "protocol": "TCP"}}}},
	})
}

func resources(of map[string]string) tree { return tree{"cpu": of["cpu"], "memory": of["memory"]} }

// claim is what the trait bdos-pvc makes, without the volumeMode that is Kubernetes' default.
func (s *park) claim(name string) tree {
	spec := tree{"accessModes": list{"ReadWriteOnce"}, "resources": tree{"requests": tree{"storage": "5Gi"}}}
	if s.localDisk != "" {
		spec["storageClassName"] = s.localDisk
	}
	return tree{"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": s.metadata(name), "spec": spec}
}
