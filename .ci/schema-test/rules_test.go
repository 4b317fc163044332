package schematest

import (
	"strings"
	"testing"
)

const (
	sessionHead     = "apiVersion: flinkustomize.dev/v1alpha1\nkind: FlinkSession\nmetadata: {name: analytics}\nspec: "
	parkHead        = "apiVersion: flinkustomize.dev/v1alpha1\nkind: StreamPark\nmetadata: {name: console}\nspec: "
	environmentHead = "apiVersion: flinkustomize.dev/v1alpha1\nkind: Environment\nmetadata: {name: prod}\nspec: "
	presetHead      = "apiVersion: flinkustomize.dev/v1alpha1\nkind: Preset\nmetadata: {name: platform/v1}\nspec: "
	workspaceHead   = "apiVersion: flinkustomize.dev/v1alpha1\nkind: Workspace\nmetadata: {name: flink}\nspec: "
)

func TestValid(t *testing.T) {
	for name, document := range map[string]string{
		"nothing is required in a spec, which an environment may complete": sessionHead + "{}",
		"a number for text":                                  sessionHead + "{jobManager: {cpu: 1, memoryLimitFactor: 1.5}, environment: {operatorVersion: 1.15}}",
		"a number, true and null in a map of text":           sessionHead + "{flinkConfiguration: {a: 1, b: true, c: null, d: text}}",
		"text, a number, true and null for a variable":       sessionHead + "{env: {A: text, B: 1, C: true, D: null}}",
		"a reference to a Secret for a variable":             sessionHead + "{env: {A: {secretName: api, key: token}}}",
		"text and a file for a logging configuration":        sessionHead + "{logConfiguration: {log4j-console.properties: a = b, logback-console.xml: {file: logback.xml}}}",
		"a name among settings inline":                          sessionHead + "{environment: {name: prod}}",
		"any pod template":                                   sessionHead + "{podTemplate: {spec: {containers: [{name: a, $patch: delete}]}}}",
		"a partial spec in an environment":                   sessionHead + "{environments: {prod: {jobManager: {replicas: 2}}, dev: {}}}",
		"a member of a union whose type another level gives": sessionHead + "{highAvailability: {zookeeper: {root: /flink}}}",
		"a member of a union beside its type":                sessionHead + "{highAvailability: {mode: ZooKeeper, zookeeper: {root: /flink}}}",
		"members of several types in a preset":               presetHead + "{description: d, session: {highAvailability: {mode: Kubernetes, zookeeper: {root: /flink}}}}",
		"members of several types in a preset's settings":       presetHead + "{description: d, environment: {s3: {credentials: {type: Instance, secretName: minio}}}}",
		"a partial spec of a console in an environment":      parkHead + "{environments: {prod: {workspace: {size: 50Gi, mountPath: /data}}, dev: {database: {type: H2}}}}",
		"a driver beside its type":                           parkHead + "{database: {type: MySQL, driver: {type: Volume, volume: {claimName: drivers, path: a.jar}}}}",
		"a feature of a console switched off":                parkHead + "{registration: {enabled: false}, schema: {enabled: false}}",
		"a preset of consoles":                               presetHead + "{description: d, streamPark: {version: 2.1.6}}",
		"an environment whose settings stand elsewhere":         strings.TrimSuffix(environmentHead, "spec: "),
		"labels and annotations of YAML's other types":       strings.Replace(sessionHead, "{name: analytics}", "{name: analytics, labels: {a: 1}, annotations: {b: true}}", 1) + "{}",
	} {
		t.Run(name, func(t *testing.T) {
			for _, problem := range problems(t, []byte(document)) {
				t.Error(problem)
			}
		})
	}
}

func TestInvalid(t *testing.T) {
	for name, document := range map[string]string{
		"another apiVersion":                              strings.Replace(sessionHead, "v1alpha1", "v1", 1) + "{}",
		"another kind":                                    strings.Replace(sessionHead, "FlinkSession", "FlinkCluster", 1) + "{}",
		"no kind":                                         strings.Replace(sessionHead, "kind: FlinkSession", "", 1) + "{}",
		"no name":                                         strings.Replace(sessionHead, "name: analytics", "", 1) + "{}",
		"no spec":                                         strings.TrimSuffix(sessionHead, "spec: "),
		"an unknown field beside the spec":                sessionHead + "{}\nstatus: {}",
		"an unknown field":                                sessionHead + "{storage: {bucket: flink}}",
		"an unknown field in an environment":              sessionHead + "{environments: {prod: {storage: {bucket: flink}}}}",
		"a field of the Go name":                          sessionHead + "{JobManager: {}}",
		"an unknown value":                                sessionHead + "{storage: {type: s3}}",
		"an unknown value of Kubernetes":                  sessionHead + "{imagePullPolicy: Sometimes}",
		"an unknown value in a list":                      sessionHead + "{storage: {type: Volume, volume: {accessModes: [RWX]}}}",
		"text for a number":                               sessionHead + "{taskManager: {slots: '4'}}",
		"a fraction for a whole number":                   sessionHead + "{taskManager: {slots: 1.5}}",
		"text for true or false":                          sessionHead + "{checkpoints: {unaligned: 'true'}}",
		"a list for text":                                 sessionHead + "{image: [flink]}",
		"text for a list":                                 sessionHead + "{resources: policy.yaml}",
		"text for a mapping":                              sessionHead + "{hive: on}",
		"null for a field":                                sessionHead + "{storage: null}",
		"null for a label":                                strings.Replace(sessionHead, "{name: analytics}", "{name: analytics, labels: {a: null}}", 1) + "{}",
		"null for an environment":                         sessionHead + "{environments: {prod: null}}",
		"a version that YAML makes a number":              sessionHead + "{flinkVersion: 1.20}",
		"a version without its patch":                     sessionHead + "{flinkVersion: '1.20'}",
		"a time without a unit":                           sessionHead + "{checkpoints: {interval: 30}}",
		"a time in an environment without a unit":         sessionHead + "{environments: {prod: {checkpoints: {interval: '30'}}}}",
		"a memory size that is a fraction":                sessionHead + "{jobManager: {memory: 1.5Gi}}",
		"a memory size with a unit of two meanings":       sessionHead + "{jobManager: {memory: 32G}}",
		"a memory size without a unit":                    sessionHead + "{jobManager: {memory: '2048'}}",
		"a memory size of nothing":                        sessionHead + "{jobManager: {memory: 0g}}",
		"no slots":                                        sessionHead + "{taskManager: {slots: 0}}",
		"a port beyond the last":                          sessionHead + "{metrics: {port: 65536}}",
		"a Secret's name in upper case":                   sessionHead + "{imagePullSecrets: [Registry]}",
		"a name in upper case":                            strings.Replace(sessionHead, "analytics", "Analytics", 1) + "{}",
		"a name that is too long":                         strings.Replace(sessionHead, "analytics", strings.Repeat("a", 46), 1) + "{}",
		"a server without a port":                         environmentHead + "{zookeeper: {quorum: [zookeeper-0]}}",
		"a list for a variable":                           sessionHead + "{env: {A: [1]}}",
		"a reference without its key":                     sessionHead + "{env: {A: {secretName: api}}}",
		"a reference with an unknown field":               sessionHead + "{env: {A: {secretName: api, key: token, name: a}}}",
		"another logging configuration":                   sessionHead + "{logConfiguration: {log4j.properties: a = b}}",
		"a file of a logging configuration that is empty": sessionHead + "{logConfiguration: {log4j-console.properties: {file: ''}}}",
		"text for a pod template":                         sessionHead + "{podTemplate: text}",
		"a member of another type":                        sessionHead + "{highAvailability: {mode: Kubernetes, zookeeper: {}}}",
		"a member of another type of credentials":         environmentHead + "{s3: {credentials: {type: Instance, secretName: minio}}}",
		"environments in an environment":                  sessionHead + "{environments: {prod: {environments: {}}}}",
		"a name among the settings of a document":            environmentHead + "{name: prod}",
		"a name among the settings in an environment":        sessionHead + "{environments: {prod: {environment: {name: prod}}}}",
		"environments in a preset":                        presetHead + "{description: d, session: {environments: {}}}",
		"a preset in a preset":                            presetHead + "{description: d, session: {preset: production/v1}}",
		"a preset without a description":                  presetHead + "{session: {}}",
		"a preset without a version":                      strings.Replace(presetHead, "platform/v1", "platform", 1) + "{description: d}",
		"a preset with labels":                            strings.Replace(presetHead, "name: platform/v1", "name: platform/v1, labels: {}", 1) + "{description: d}",
		"an unknown database":                             parkHead + "{database: {type: Oracle}}",
		"a driver of another database":                    parkHead + "{database: {type: PostgreSQL, driver: {type: Image}}}",
		"an unknown field of an inlined struct":           parkHead + "{workspace: {storage: 50Gi}}",
		"memory of a console in another unit":             parkHead + "{memory: 2G}",
		"a hash in upper case":                            parkHead + "{database: {driver: {url: {sha256: '0A'}}}}",
		"a cluster without an address":                    parkHead + "{remoteClusters: [{name: a, flinkVersion: 1.20.3}]}",
		"environments in an environment of a console":     parkHead + "{environments: {prod: {environments: {}}}}",
		"resources in a preset of consoles":               presetHead + "{description: d, streamPark: {resources: [a.yaml]}}",
		"a console whose name is too long":                strings.Replace(parkHead, "console", strings.Repeat("a", 46), 1) + "{}",
		"a workspace without specs":                       workspaceHead + "{output: deploy}",
	} {
		t.Run(name, func(t *testing.T) {
			if len(problems(t, []byte(document))) == 0 {
				t.Errorf("must be invalid:\n%s", document)
			}
		})
	}
}
