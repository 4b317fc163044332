package validate

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Environment checks the facts of an Environment document, whether or not a session uses them.
func Environment(facts v1alpha1.EnvironmentSpec, errorf func(diagnostic.Path, string, ...any) diagnostic.Error) diagnostic.List {
	c := &checker{errorf: errorf}
	if facts.OperatorVersion != "" {
		_, err := operator.ParseRelease(facts.OperatorVersion)
		c.addErr(path("operatorVersion"), err)
	}
	c.environment(facts)
	return c.errs
}

// environment checks facts, each by itself.
func (c *checker) environment(facts v1alpha1.EnvironmentSpec) {
	c.addErr(path("namespace"), optional(facts.Namespace, namespaceName))
	c.addErr(path("imageRegistry"), optional(facts.ImageRegistry, imageRegistry))
	if ingress := facts.Ingress; ingress != nil {
		field := path("ingress")
		c.addErr(field.Child("domain"), optional(ingress.Domain, hostName))
		c.addErr(field.Child("className"), optional(ingress.ClassName, objectName))
		c.addErr(field.Child("tlsSecretName"), optional(ingress.TLSSecretName, objectName))
		c.annotations(given(withoutNil(ingress.Annotations)), field.Child("annotations"))
	}
	if zookeeper := facts.ZooKeeper; zookeeper != nil {
		for i, server := range zookeeper.Quorum {
			c.addErr(path("zookeeper", "quorum").Index(i), hostAndPort(server))
		}
	}
	c.s3Facts(facts.S3)
	if hdfs := facts.HDFS; hdfs != nil {
		c.addErr(path("hdfs", "configMapName"), optional(hdfs.ConfigMapName, objectName))
		c.addErr(path("hdfs", "uri"), optional(hdfs.URI, hdfsURI))
	}
	if hive := facts.Hive; hive != nil {
		c.addErr(path("hive", "metastoreConfigMapName"), optional(hive.MetastoreConfigMapName, objectName))
	}
	if prometheus := facts.Prometheus; prometheus != nil {
		c.labels(given(withoutNil(prometheus.Labels)), path("prometheus", "labels"))
	}
	if account := facts.ServiceAccount; account != nil {
		c.addErr(path("serviceAccount", "name"), objectName(account.Name))
		c.annotations(given(withoutNil(account.Annotations)), path("serviceAccount", "annotations"))
	}
}

// withoutNil leaves out the entries that a document removes, before it is merged.
func withoutNil(values map[string]*string) map[string]*string {
	kept := make(map[string]*string, len(values))
	for key, value := range values {
		if value != nil {
			kept[key] = value
		}
	}
	return kept
}

var bucketPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)

func (c *checker) s3Facts(s3 *v1alpha1.EnvironmentS3) {
	if s3 == nil {
		return
	}
	field := path("s3")
	if s3.Bucket != "" && !bucketPattern.MatchString(s3.Bucket) {
		c.add(field.Child("bucket"), "must be the name of a bucket: 3 to 63 lower-case letters, digits, dots and dashes, not %s", diagnostic.Quote(s3.Bucket))
	}
	c.addErr(field.Child("endpoint"), optional(s3.Endpoint, endpoint))
	credentials := s3.Credentials
	if credentials == nil {
		return
	}
	field = field.Child("credentials")
	if credentials.SecretName == "" {
		c.add(field.Child("secretName"), "must be set to the name of a Secret, such as minio-flink")
	} else {
		c.addErr(field.Child("secretName"), objectName(credentials.SecretName))
	}
	c.addErr(field.Child("accessKeyIDKey"), optional(credentials.AccessKeyIDKey, secretKey))
	c.addErr(field.Child("secretAccessKeyKey"), optional(credentials.SecretAccessKeyKey, secretKey))
}

func secretKey(value string) error {
	return explain(value, "a key of a Secret, such as AWS_ACCESS_KEY_ID", validation.IsConfigMapKey(value))
}

func endpoint(value string) error {
	u, err := url.Parse(value)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" ||
		strings.ContainsFunc(value, unprintable) {
		return fmt.Errorf("must be the address of a store, such as http://minio:9000, not %s", diagnostic.Quote(value))
	}
	if u.User != nil {
		return fmt.Errorf("must not hold a user name or password: name a Secret in credentials.secretName")
	}
	return nil
}

func hdfsURI(value string) error {
	u, err := url.Parse(value)
	if err != nil || u.Scheme != "hdfs" || u.Path == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" ||
		strings.ContainsFunc(value, unprintable) {
		return fmt.Errorf("must be a folder in HDFS, such as hdfs:///flink or hdfs://nameservice1/flink, not %s", diagnostic.Quote(value))
	}
	return nil
}

var registryPattern = regexp.MustCompile(`^[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$`)

func imageRegistry(value string) error {
	if !registryPattern.MatchString(value) {
		return fmt.Errorf("must be a registry and perhaps a path, such as registry.example.com/kdp, not %q", value)
	}
	return nil
}

var hostAndPortPattern = regexp.MustCompile(`^(.+):([0-9]+)$`)

func hostAndPort(value string) error {
	m := hostAndPortPattern.FindStringSubmatch(value)
	if m == nil || hostName(m[1]) != nil || portText(m[2]) != nil {
		return fmt.Errorf("must be host:port, such as zookeeper-0.zookeeper:2181, not %q", value)
	}
	return nil
}
