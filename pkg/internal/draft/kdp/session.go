package kdp

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// session is what an Application of the type flink says, with the defaults of KDP's definition.
type session struct {
	application
	settings map[string]any
	notes    []draft.Note

	image, version          string // as written; the full version of Flink
	flinkVersion            string // of the FlinkDeployment
	serviceAccount          string
	jobManager, taskManager process
	metrics                 bool
	ha                      string // kubernetes, zookeeper, or empty
	quorum, port            string // of zookeeper
	storage                 string // hdfs, s3, or empty
	hdfs                    string // ConfigMap
	s3                      s3
	hive                    bool
	metastore, hadoop       string // ConfigMaps
	extra                   map[string]string
}

type process struct {
	cpu, memory any // as written
}

type s3 struct{ endpoint, bucket, accessKey, secretKey string }

// The defaults of KDP's definition, which preset kdp/v2 has too.
const (
	defaultImage   = "flink/flink:v1.1.0-1.17.1_scala_2.12"
	defaultVersion = "1.17.1"
	defaultMemory  = "2048m"
	defaultAccount = "flink"
)

var defaultCPU = map[string]any{"jobManager": 0.1, "taskManager": 0.5}

var (
	minorVersion = lazyregexp.New(`^v\d+_\d+$`)
	versionInTag = lazyregexp.New(`[-:](\d+\.\d+\.\d+)(_|-|$)`) // of Flink, in the tag of KDP's image
)

// readSession takes the properties. What must not be as it is, is noted.
func readSession(app application, platform context) *session {
	p := app.properties
	s := &session{application: app, image: p.Text("flink17Image"), flinkVersion: "v1_17", serviceAccount: defaultAccount}
	if version := p.Text("flinkVersion"); version != "" {
		s.flinkVersion = version
	}
	if account := p.Text("serviceAccount"); account != "" {
		s.serviceAccount = account
	}
	if s.image == "" {
		p.Refuse("must be set: it is the image of Flink", "flink17Image")
	}
	s.jobManager, s.taskManager = s.process("jobManager"), s.process("taskManager")
	s.metrics = p.Bool(true, "metrics", "enable")
	s.readHighAvailability(platform)
	s.readHive(platform)
	s.readExtra()
	s.readVersion()
	var notes []draft.Note
	s.settings, notes = platform.settingsOf(app)
	s.notes = append(s.notes, notes...)
	return s
}

func (s *session) process(name string) process {
	resources := s.properties.Mapping(name, "resources")
	made := process{number(resources.Take("cpu")), resources.Take("memory")}
	if _, isText := made.memory.(string); made.memory == nil {
		made.memory = defaultMemory
	} else if !isText {
		resources.Refuse("must be text such as 2048m", "memory")
	}
	switch made.cpu.(type) {
	case nil:
		made.cpu = defaultCPU[name]
	case int64, float64:
	default:
		resources.Refuse("must be a number such as 0.5", "cpu")
	}
	s.notes = append(s.notes, resources.Left("is no property that KDP's definition reads: it had no effect")...)
	return made
}

// number is a whole number as such.
func number(value any) any {
	if f, ok := value.(float64); ok && f == float64(int64(f)) {
		return int64(f)
	}
	return value
}

func (s *session) readHighAvailability(platform context) {
	ha := s.properties.Mapping("ha")
	defer func() { s.notes = append(s.notes, ha.Left("had no effect with the other properties of ha")...) }()
	if !ha.Bool(true, "enable") {
		ha.Rest() // what the form fills in, whatever it has
		return
	}
	switch s.ha = ha.Text("type"); s.ha {
	case "zookeeper":
		s.quorum, s.port = ha.Text("zookeeper", "quorum"), ha.Text("zookeeper", "port")
		if found, ok := platform.only("zookeeper"); ok && s.quorum == "" && s.port == "" {
			s.quorum, s.port = found.properties.Text("hostname"), found.properties.Text("port")
		}
		if s.quorum == "" {
			ha.Refuse(missing("zookeeper", "hostname"), "zookeeper", "quorum")
		}
		if s.port == "" {
			ha.Refuse(missing("zookeeper", "port"), "zookeeper", "port")
		}
	case "kubernetes":
		ha.Take("zookeeper")
	default:
		ha.Refuse("must be kubernetes or zookeeper, as KDP turns high availability on unless ha.enable is false", "type")
	}
	switch s.storage = ha.Text("storage", "type"); s.storage {
	case "hdfs":
		if s.hdfs = ha.Text("storage", "hdfs", "configName"); s.hdfs == "" {
			found, _ := platform.only("hdfs")
			s.hdfs = found.name
		}
		if s.hdfs == "" {
			ha.Refuse(missing("hdfs", "its name"), "storage", "hdfs", "configName")
		}
		ha.Take("storage", "s3")
	case "s3":
		f := ha.Mapping("storage", "s3")
		s.s3 = s3{f.Text("endpoint"), f.Text("bucket"), f.Text("accesskey"), f.Text("secretkey")}
		if s.s3.endpoint == "" {
			f.Refuse("must be set", "endpoint")
		}
		if s.s3.bucket == "" {
			f.Refuse("must be set", "bucket")
		}
		s.notes = append(s.notes, f.Left("is no property that KDP's definition reads: it had no effect")...)
		ha.Take("storage", "hdfs")
	default:
		ha.Refuse("must be hdfs or s3", "storage", "type")
	}
}

func (s *session) readHive(platform context) {
	hive := s.properties.Mapping("hive")
	if s.hive = hive.Bool(false, "enable"); !s.hive {
		hive.Rest()
		return
	}
	s.metastore, s.hadoop = hive.Text("hmsConfigName"), hive.Text("hdfsConfigName")
	if found, ok := platform.only("hive-metastore"); ok && s.metastore == "" {
		s.metastore = found.name
	}
	if found, ok := platform.only("hdfs"); ok && s.hadoop == "" {
		s.hadoop = found.name
	}
	if s.metastore == "" {
		hive.Refuse(missing("hive-metastore", "its name"), "hmsConfigName")
	}
	if s.hadoop == "" {
		hive.Refuse(missing("hdfs", "its name"), "hdfsConfigName")
	}
	s.notes = append(s.notes, hive.Left("is no property that KDP's definition reads: it had no effect")...)
}

func (s *session) readExtra() {
	extra := s.properties.Mapping("extraFlinkConfiguration")
	s.extra = map[string]string{}
	for _, key := range extra.Names() {
		if key == "" {
			extra.Refuse("must not have an option without a name")
			return
		}
		s.extra[key] = extra.Text(key)
	}
}

// readVersion finds the release of Flink, of which KDP only says the minor version.
func (s *session) readVersion() {
	minor := strings.ReplaceAll(strings.TrimPrefix(s.flinkVersion, "v"), "_", ".")
	if !minorVersion.MatchString(s.flinkVersion) {
		s.properties.Refuse("must be a version such as v1_17", "flinkVersion")
		return
	}
	if match := versionInTag.FindStringSubmatch(s.image); match != nil && strings.HasPrefix(match[1], minor+".") {
		s.version = match[1]
		return
	}
	if strings.HasPrefix(defaultVersion, minor+".") {
		s.version = defaultVersion
		s.notes = append(s.notes, s.properties.Note(draft.Changed, "does not say in its tag which release of Flink "+minor+" it has: flinkVersion is "+
			defaultVersion+", KDP's; correct it if the image has another one", "flink17Image"))
		return
	}
	s.properties.Refuse("must have the version of Flink in its tag, such as -"+minor+".1_, since flinkVersion is "+s.flinkVersion, "flink17Image")
}

// restarts reports whether the operator must restart the session once it has its new configuration: keys in plain text go.
func (s *session) restarts() bool { return s.storage == "s3" }
