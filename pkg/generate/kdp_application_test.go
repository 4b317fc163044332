package generate_test

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

// kdpApplication is one vector: an application as a user of KDP writes it, what the platform adds, and what comes out. Its
// properties are read strictly, so that each of them is written out in a session.
type kdpApplication[Properties any] struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Metadata   struct {
		Name      string `json:"name"`
		Namespace string `json:"namespace"`
	} `json:"metadata"`
	Spec struct {
		Name       string     `json:"name"`
		Type       string     `json:"type"`
		Properties Properties `json:"properties"`
	} `json:"spec"`

	context  kdpContext
	expected []byte
}

// kdpSession is the application of a session, to be written in several ways.
type kdpSession struct {
	kdpApplication[kdpSessionProperties]
}

type kdpSessionProperties struct {
	Image string `json:"flink17Image"`
	HA    struct {
		Enable    bool   `json:"enable"`
		Type      string `json:"type"`
		ZooKeeper struct {
			Quorum string `json:"quorum"`
			Port   string `json:"port"`
		} `json:"zookeeper"`
		Storage struct {
			Type string `json:"type"`
			HDFS struct {
				ConfigName string `json:"configName"`
			} `json:"hdfs"`
			S3 struct {
				Endpoint  string `json:"endpoint"`
				Bucket    string `json:"bucket"`
				AccessKey string `json:"accesskey"`
				SecretKey string `json:"secretkey"`
			} `json:"s3"`
		} `json:"storage"`
	} `json:"ha"`
	Hive struct {
		Enable         bool   `json:"enable"`
		HMSConfigName  string `json:"hmsConfigName"`
		HDFSConfigName string `json:"hdfsConfigName"`
	} `json:"hive"`
	Metrics struct {
		Enable bool `json:"enable"`
	} `json:"metrics"`
	Extra       map[string]string `json:"extraFlinkConfiguration"`
	JobManager  kdpProcess        `json:"jobManager"`
	TaskManager kdpProcess        `json:"taskManager"`
}

type kdpProcess struct {
	Resources struct {
		CPU    float64 `json:"cpu"`
		Memory string  `json:"memory"`
	} `json:"resources"`
}

type kdpContext struct {
	DockerRegistry        string `json:"dockerRegistry"`
	IngressRootDomain     string `json:"ingressRootDomain"`
	IngressTLSSecretName  string `json:"ingressTLSSecretName"`
	LocalDiskStorageClass string `json:"localDiskStorageClass"` // of StreamPark
}

func readKDPApplication[Properties any](t *testing.T, vector string) kdpApplication[Properties] {
	t.Helper()
	var app kdpApplication[Properties]
	for name, into := range map[string]any{"application.yaml": &app, "context.yaml": &app.context} {
		text, err := os.ReadFile(filepath.Join(vector, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := yaml.UnmarshalStrict(text, into); err != nil {
			t.Fatalf("%s/%s: %v", vector, name, err)
		}
	}
	var err error
	if app.expected, err = os.ReadFile(filepath.Join(vector, "expected.yaml")); err != nil {
		t.Fatal(err)
	}
	return app
}

// onPreset is a session on the preset that fits: what the preset does not say is what the user of KDP chose.
func (a kdpSession) onPreset() *v1alpha1.FlinkSession {
	session := a.session()
	session.Spec.Preset = "kdp/v2"
	if len(a.Spec.Properties.Extra) > 0 {
		session.Spec.Preset = "kdp-extras/v1"
	}
	return session
}

// onPresetWithLiteralExtras takes the extra settings over as they are, whichever they are.
func (a kdpSession) onPresetWithLiteralExtras() *v1alpha1.FlinkSession {
	session := a.session()
	session.Spec.Preset, session.Spec.FlinkConfiguration = "kdp/v2", pointers(a.Spec.Properties.Extra)
	return session
}

// onFirstPreset takes back the extra settings that kdp/v1 mixes in.
func (a kdpSession) onFirstPreset() *v1alpha1.FlinkSession {
	session := a.session()
	session.Spec.Preset = "kdp/v1"
	if len(a.Spec.Properties.Extra) == 0 {
		session.Spec.JobManager.CPULimitFactor = "1"
		session.Spec.TaskManager.CPULimitFactor, session.Spec.TaskManager.Slots = "1", new(int32(1))
		session.Spec.Checkpoints = &v1alpha1.Checkpoints{Enabled: new(false)}
	}
	return session
}

// session is what a user of KDP chose, of what has a typed field.
func (a kdpSession) session() *v1alpha1.FlinkSession {
	p := a.Spec.Properties
	spec := v1alpha1.FlinkSessionSpec{
		Cluster: v1alpha1.Cluster{
			Image:       p.Image,
			JobManager:  &v1alpha1.JobManager{CPU: p.JobManager.cpu(), Memory: p.JobManager.Resources.Memory},
			TaskManager: &v1alpha1.TaskManager{CPU: p.TaskManager.cpu(), Memory: p.TaskManager.Resources.Memory},
			Metrics:     &v1alpha1.Metrics{Enabled: &p.Metrics.Enable},
			Hive:        &v1alpha1.Hive{Enabled: &p.Hive.Enable},
		},
		Environment: a.environment(),
	}
	if p.HA.Enable {
		spec.HighAvailability = &v1alpha1.HighAvailability{Mode: map[string]v1alpha1.HighAvailabilityMode{
			"kubernetes": v1alpha1.HighAvailabilityKubernetes, "zookeeper": v1alpha1.HighAvailabilityZooKeeper,
		}[p.HA.Type]}
		spec.Storage = &v1alpha1.Storage{Type: map[string]v1alpha1.StorageType{"hdfs": v1alpha1.StorageHDFS, "s3": v1alpha1.StorageS3}[p.HA.Storage.Type]}
	}
	return &v1alpha1.FlinkSession{Metadata: v1alpha1.Metadata{Name: a.Metadata.Name}, Spec: spec}
}

func (p kdpProcess) cpu() string {
	if p.Resources.CPU == 0 {
		return ""
	}
	return strconv.FormatFloat(p.Resources.CPU, 'f', -1, 64)
}

// environment is where the session runs, and what of it the user of KDP chose.
func (a kdpSession) environment() *v1alpha1.EnvironmentSpec {
	p := a.Spec.Properties
	environment := &v1alpha1.EnvironmentSpec{
		Namespace:     a.Metadata.Namespace,
		ImageRegistry: a.context.DockerRegistry,
		Ingress:       &v1alpha1.EnvironmentIngress{Domain: a.context.IngressRootDomain, TLSSecretName: a.context.IngressTLSSecretName},
	}
	if p.HA.Enable && p.HA.Type == "zookeeper" {
		environment.ZooKeeper = &v1alpha1.EnvironmentZooKeeper{Quorum: []string{p.HA.ZooKeeper.Quorum + ":" + p.HA.ZooKeeper.Port}}
	}
	if s3 := p.HA.Storage.S3; p.HA.Enable && p.HA.Storage.Type == "s3" {
		environment.S3 = &v1alpha1.EnvironmentS3{Endpoint: s3.Endpoint, Bucket: s3.Bucket, Credentials: &v1alpha1.S3Credentials{SecretName: kdpSecret}}
	}
	if p.HA.Enable && p.HA.Storage.Type == "hdfs" {
		environment.HDFS = &v1alpha1.EnvironmentHDFS{ConfigMapName: p.HA.Storage.HDFS.ConfigName}
	}
	if p.Hive.Enable {
		environment.Hive = &v1alpha1.EnvironmentHive{MetastoreConfigMapName: p.Hive.HMSConfigName}
		environment.HDFS = &v1alpha1.EnvironmentHDFS{ConfigMapName: p.Hive.HDFSConfigName}
	}
	return environment
}

// kdpSecret has the S3 keys that stand in KDP's application.
const kdpSecret = "minio-flink"

// typed is a session without a preset: everything that KDP's form starts with and every property of the application is
// written out, the extra settings as well.
func (a kdpSession) typed(t *testing.T) *v1alpha1.FlinkSession {
	t.Helper()
	session := a.session()
	spec := &session.Spec
	setKDPDefaults(spec)
	spec.ServiceAccount, spec.WebUI = &v1alpha1.ServiceAccount{Name: "flink"}, &v1alpha1.WebUI{}
	spec.Hive.HadoopConfDir = "/opt/hdfs-conf"
	if spec.HighAvailability != nil {
		spec.HighAvailability.Directory = "recovery/{namespace}"
		spec.Checkpoints = &v1alpha1.Checkpoints{Enabled: new(false), Directory: "checkpoints/{namespace}"}
		spec.Savepoints = &v1alpha1.Savepoints{Directory: "savepoints/{namespace}"}
		if spec.HighAvailability.Mode == v1alpha1.HighAvailabilityZooKeeper {
			spec.HighAvailability.ZooKeeper = &v1alpha1.ZooKeeperHighAvailability{Root: "/flink/{namespace}/{name}"}
		}
	}
	if s3 := spec.Environment.S3; s3 != nil {
		spec.Storage.S3 = &v1alpha1.S3Storage{PluginActivation: v1alpha1.PluginActivationImage}
		s3.PathStyleAccess = new(true)
	}
	for _, key := range slices.Sorted(maps.Keys(a.Spec.Properties.Extra)) {
		set, ok := kdpExtras[key]
		if !ok {
			t.Fatalf("%s must have a typed field", key)
		}
		if spec.Checkpoints == nil {
			spec.Checkpoints = &v1alpha1.Checkpoints{}
		}
		spec.Checkpoints.Enabled = nil
		set(spec, a.Spec.Properties.Extra[key])
	}
	return session
}

// setKDPDefaults writes out what KDP's form starts with and what its definition has.
func setKDPDefaults(spec *v1alpha1.FlinkSessionSpec) {
	spec.FlinkVersion = regexp.MustCompile(`-(\d+\.\d+\.\d+)_`).FindStringSubmatch(spec.Image)[1]
	if jobManager := spec.JobManager; jobManager.CPU == "" {
		jobManager.CPU, jobManager.Memory = "0.1", "2048m"
	}
	if taskManager := spec.TaskManager; taskManager.CPU == "" {
		taskManager.CPU, taskManager.Memory = "0.5", "2048m"
	}
	spec.Environment.OperatorVersion = "1.6"
	spec.Environment.Prometheus = &v1alpha1.EnvironmentPrometheus{Labels: pointers(map[string]string{"app": "{name}", "release": "prometheus"})}
}

// kdpExtras are the typed fields of the extra settings.
var kdpExtras = map[string]func(*v1alpha1.FlinkSessionSpec, string){
	"kubernetes.jobmanager.cpu.limit-factor":     func(s *v1alpha1.FlinkSessionSpec, v string) { s.JobManager.CPULimitFactor = v },
	"kubernetes.jobmanager.memory.limit-factor":  func(s *v1alpha1.FlinkSessionSpec, v string) { s.JobManager.MemoryLimitFactor = v },
	"kubernetes.taskmanager.cpu.limit-factor":    func(s *v1alpha1.FlinkSessionSpec, v string) { s.TaskManager.CPULimitFactor = v },
	"kubernetes.taskmanager.memory.limit-factor": func(s *v1alpha1.FlinkSessionSpec, v string) { s.TaskManager.MemoryLimitFactor = v },
	"taskmanager.numberOfTaskSlots":              func(s *v1alpha1.FlinkSessionSpec, v string) { s.TaskManager.Slots = number(v) },
	"state.checkpoints.num-retained":             func(s *v1alpha1.FlinkSessionSpec, v string) { s.Checkpoints.Retained = number(v) },
	"execution.checkpointing.timeout":            func(s *v1alpha1.FlinkSessionSpec, v string) { s.Checkpoints.Timeout = v + "ms" },
	"execution.checkpointing.interval":           func(s *v1alpha1.FlinkSessionSpec, v string) { s.Checkpoints.Interval = v },
	"execution.checkpointing.mode": func(s *v1alpha1.FlinkSessionSpec, v string) {
		s.Checkpoints.Mode = map[string]v1alpha1.CheckpointingMode{"EXACTLY_ONCE": v1alpha1.CheckpointingModeExactlyOnce}[v]
	},
	"execution.checkpointing.externalized-checkpoint-retention": func(s *v1alpha1.FlinkSessionSpec, v string) {
		s.Checkpoints.Retention = map[string]v1alpha1.CheckpointRetention{"RETAIN_ON_CANCELLATION": v1alpha1.CheckpointRetentionRetainOnCancellation}[v]
	},
}

func number(text string) *int32 {
	value, err := strconv.ParseInt(text, 10, 32)
	if err != nil {
		panic(err)
	}
	return new(int32(value))
}

// literal is a session with the configuration and the pod template that KDP makes, as they are, but for the S3 keys, which
// come from a Secret. Only what is no option of Flink has typed fields.
func (a kdpSession) literal(t *testing.T) *v1alpha1.FlinkSession {
	t.Helper()
	session := a.session()
	spec := &session.Spec
	setKDPDefaults(spec)
	spec.ServiceAccount, spec.WebUI = &v1alpha1.ServiceAccount{Name: "flink"}, &v1alpha1.WebUI{}
	spec.HighAvailability, spec.Storage, spec.Hive = nil, nil, nil
	spec.Environment.HDFS, spec.Environment.Hive, spec.Environment.S3, spec.Environment.ZooKeeper = nil, nil, nil, nil

	deployment := objectAt(readKDPObjects(t, a.expected), "FlinkDeployment", "spec")
	options := map[string]string{}
	for key, value := range objectAt(deployment, "flinkConfiguration") {
		options[key] = value.(string)
	}
	if options["s3.access.key"] != "" {
		spec.Env = map[string]*v1alpha1.EnvVar{}
		for option, variable := range map[string]string{"s3.access.key": "AWS_ACCESS_KEY_ID", "s3.secret.key": "AWS_SECRET_ACCESS_KEY"} {
			delete(options, option)
			spec.Env[variable] = &v1alpha1.EnvVar{SecretName: kdpSecret, Key: variable}
		}
	}
	spec.FlinkConfiguration = pointers(options)
	template, err := yaml.Marshal(withoutEmpty(deployment["podTemplate"]))
	if err != nil {
		t.Fatal(err)
	}
	spec.PodTemplate = &v1alpha1.PodTemplate{}
	if err := yaml.Unmarshal(bytes.TrimSpace(template), spec.PodTemplate); err != nil {
		t.Fatal(err)
	}
	return session
}

func pointers(texts map[string]string) map[string]*string {
	all := map[string]*string{}
	for key, text := range texts {
		all[key] = &text
	}
	return all
}
