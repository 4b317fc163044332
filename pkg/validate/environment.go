package validate

import (
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Environment checks the settings of an Environment document, whether or not a session uses them.
func Environment(facts v1alpha1.EnvironmentSpec, errorf func(diagnostic.Path, string, ...any) diagnostic.Finding) diagnostic.Findings {
	c := &checker{errorf: errorf}
	if facts.Name != "" {
		c.add(path("name"), whyNoInlineName)
	}
	if facts.OperatorVersion != "" {
		_, err := operator.ParseRelease(facts.OperatorVersion)
		c.addErr(path("operatorVersion"), err)
	}
	c.environment(facts)
	return c.errs
}

// environment checks settings, each by itself.
func (c *checker) environment(facts v1alpha1.EnvironmentSpec) {
	c.addErr(path("namespace"), optional(facts.Namespace, namespaceName))
	c.addErr(path("imageRegistry"), optional(facts.ImageRegistry, imageRegistry))
	c.objectNames(facts.ImagePullSecrets, path("imagePullSecrets"))
	if ingress := facts.Ingress; ingress != nil {
		field := path("ingress")
		c.addErr(field.Child("domain"), optional(ingress.Domain, dnsName))
		c.ingressController(ingress.Controller, field.Child("controller"))
		c.addErr(field.Child("className"), optional(ingress.ClassName, objectName))
		c.addErr(field.Child("tlsSecretName"), optional(ingress.TLSSecretName, secretName))
		c.annotations(given(withoutNil(ingress.Annotations)), field.Child("annotations"))
	}
	c.zooKeeperFacts(facts.ZooKeeper)
	c.s3Facts(facts.S3)
	c.gcsFacts(facts.GCS)
	c.azureFacts(facts.Azure)
	c.ossFacts(facts.OSS)
	if volume := facts.Volume; volume != nil {
		c.addErr(path("volume", "storageClassName"), optional(volume.StorageClassName, objectName))
	}
	c.databaseFacts(facts.MySQL, path("mysql"))
	c.databaseFacts(facts.PostgreSQL, path("postgresql"))
	c.hdfsFacts(facts.HDFS)
	c.kerberosFacts(facts.Kerberos)
	if hive := facts.Hive; hive != nil {
		c.addErr(path("hive", "metastoreConfigMapName"), optional(hive.MetastoreConfigMapName, objectName))
		c.addErr(path("hive", "hadoopConfigMapName"), optional(hive.HadoopConfigMapName, objectName))
	}
	if prometheus := facts.Prometheus; prometheus != nil {
		c.labels(expanded(given(withoutNil(prometheus.Labels))), path("prometheus", "labels"))
	}
	if account := facts.ServiceAccount; account != nil {
		c.addErr(path("serviceAccount", "name"), objectName(account.Name))
		c.annotations(given(withoutNil(account.Annotations)), path("serviceAccount", "annotations"))
	}
}

// sampleLabel puts something valid in the place of what is filled in later.
var sampleLabel = strings.NewReplacer("{namespace}", "n", "{name}", "s")

// expanded are labels with short names in place of {namespace} and {name}, which are names of objects.
func expanded(labels map[string]string) map[string]string {
	for key, label := range labels {
		labels[key] = sampleLabel.Replace(label)
	}
	return labels
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

var registryPattern = lazyregexp.New(`^[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$`)

func imageRegistry(value string) error {
	if hasUser(value) {
		return fmt.Errorf("must be a registry without a user and a password, such as registry.example.com/kdp: name a Secret in imagePullSecrets")
	}
	if !registryPattern.MatchString(value) {
		return fmt.Errorf("must be a registry and perhaps a path, such as registry.example.com/kdp, not %q", value)
	}
	return nil
}
