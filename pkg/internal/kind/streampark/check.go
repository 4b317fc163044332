package streampark

import (
	"fmt"

	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/environment"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// checkName checks the name, labels and annotations of a StreamPark.
func checkName(metadata v1alpha1.Metadata, errorf func(diagnostic.Path, string, ...any) diagnostic.Finding) diagnostic.Findings {
	c := &check.Checker{Errorf: errorf}
	c.AddErr(path("name"), checkedName(metadata.Name))
	c.Labels(metadata.Labels, path("labels"))
	c.Annotations(metadata.Annotations, path("annotations"))
	return c.Findings
}

// checkedName checks a name from which others grow: that of a Job has 18 characters more, of at most 63.
func checkedName(value string) error {
	const most = 45
	if len(value) > most {
		return fmt.Errorf("must be a name of at most %d characters, not %d as in %s", most, len(value), diagnostic.Quote(value))
	}
	return check.Explain(value, "a name of lower-case letters, digits and dashes that starts with a letter and ends with a letter or digit, such as streampark",
		validation.IsDNS1035Label)
}

// checkTarget checks the values of a StreamPark as one target sees them. What is required must be there only when StreamPark
// is complete.
func checkTarget(p *Target) diagnostic.Findings {
	c := &checker{&check.Checker{Errorf: p.Errorf, Complete: p.Complete}, p, p.Spec}
	c.Common(&p.Target)
	c.version()
	c.Pull(c.spec.ImagePullPolicy, c.spec.ImagePullSecrets)
	c.replicas()
	c.size()
	c.AddErr(path("timeZone"), streampark.CheckTimeZone(c.spec.TimeZone))
	c.volumes()
	c.service()
	c.ingress()
	c.database()
	c.administrator()
	c.remoteClusters()
	c.ldap()
	c.kubernetes()
	c.networkPolicy()
	c.metrics()
	c.user()
	c.selectorLabels()
	c.env()
	c.configuration()
	c.podTemplate()
	return append(c.Findings, environment.CheckInline(&p.Target)...)
}

// checker collects the errors of one StreamPark.
type checker struct {
	*check.Checker
	target *Target
	spec   v1alpha1.StreamParkSpec
}

func (c *checker) version() {
	if c.Require(c.spec.Version != "", path("version"), streampark.Recommended.String()) {
		_, err := streampark.ParseVersion(c.spec.Version, check.IsTrue(c.spec.ForceVersion))
		c.AddErr(path("version"), err)
	}
	c.AddErr(path("image"), check.Optional(c.spec.Image, check.ImageReference("apache/streampark:"+streampark.Recommended.String())))
	if c.target.Version != 0 {
		c.AddErr(path("image"), imageOfVersion(c.spec.Image, c.target.Version))
	}
	c.AddErr(path("registration", "image"), check.ImageReference("python:3.13-alpine")(c.spec.Registration.Image))
	c.AddErr(path("schema", "clientImage"), check.Optional(c.spec.Schema.ClientImage, check.ImageReference("mysql:8.4")))
}

// officialImage tells an image of the StreamPark project, its tag, and whether it has a digest.
var officialImage = lazyregexp.New(`^(?:docker\.io/)?apache/streampark(?::([A-Za-z0-9_.-]+))?(@|$)`)

// imageOfVersion checks that an official image is that of a version, and says so: what its other tags hold changes.
func imageOfVersion(image string, version streampark.Version) error {
	m := officialImage.FindStringSubmatch(image)
	if m == nil {
		return nil
	}
	tag, digest := cluster.VersionInTag.FindString(m[1]), m[2] != ""
	switch {
	case tag != "" && tag != version.String():
		return fmt.Errorf("must be an image of StreamPark %s, which spec.version says, not of %s: %s", version, tag, diagnostic.Quote(image))
	case tag == "" && !digest:
		return fmt.Errorf("must have a tag with the version that spec.version says, such as %s, or a digest, not %s", version.Image(), diagnostic.Quote(image))
	}
	return nil
}

func (c *checker) replicas() {
	if replicas := *c.spec.Replicas; replicas != 1 {
		c.Add(path("replicas"), "must be 1, not %d: every process of StreamPark 2.1 watches all jobs and writes their state, and refuses the logins of another", replicas)
	}
}

// minimumMemory and minimumHeap are what StreamPark starts with.
const (
	minimumMemory = 1 << 30
	minimumHeap   = 512 << 20
)
