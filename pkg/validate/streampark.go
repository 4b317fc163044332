package validate

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/decode"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// StreamParkName checks the name, labels and annotations of a StreamPark.
func StreamParkName(metadata v1alpha1.Metadata, errorf func(diagnostic.Path, string, ...any) diagnostic.Error) diagnostic.List {
	c := &checker{errorf: errorf}
	c.addErr(path("name"), operator.ValidName(metadata.Name)) // no rule of the operator's here, but names of other objects grow from it too
	c.labels(metadata.Labels, path("labels"))
	c.annotations(metadata.Annotations, path("annotations"))
	return c.errs
}

// StreamPark checks the values of a console as one target sees them. What is required must be there only when the console
// is complete.
func StreamPark(p *resolve.StreamPark) diagnostic.List {
	c := &parkChecker{&checker{errorf: p.Errorf, complete: p.Complete}, p, p.Spec}
	c.metadata(&p.Target, p.Spec.Namespace)
	c.version()
	c.pull(c.spec.ImagePullPolicy, c.spec.ImagePullSecrets)
	c.replicas()
	c.size()
	c.timeZone()
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
	c.command()
	c.env()
	c.configuration()
	c.podTemplate()
	c.environments(p.Spec.Environments != nil)
	facts := &checker{errorf: p.FactErrorf}
	facts.inlineName(&p.Target)
	facts.environment(p.Facts)
	return append(c.errs, facts.errs...)
}

// parkChecker collects the errors of one console.
type parkChecker struct {
	*checker
	park *resolve.StreamPark
	spec v1alpha1.StreamParkSpec
}

func (c *parkChecker) version() {
	if c.require(c.spec.Version != "", path("version"), streampark.Recommended.String()) {
		_, err := streampark.ParseVersion(c.spec.Version, isTrue(c.spec.ForceVersion))
		c.addErr(path("version"), err)
	}
	c.addErr(path("image"), optional(c.spec.Image, imageReference("apache/streampark:"+streampark.Recommended.String())))
	if version, tagged := officialTag(c.spec.Image); tagged && c.park.Version != 0 && version != c.park.Version.String() {
		c.add(path("image"), "must be an image of StreamPark %s, which spec.version says, not of %s: %s", c.park.Version, version, diagnostic.Quote(c.spec.Image))
	}
	c.addErr(path("registration", "image"), imageReference("python:3.13-alpine")(c.spec.Registration.Image))
	c.addErr(path("schema", "clientImage"), optional(c.spec.Schema.ClientImage, imageReference("mysql:8.4")))
}

var officialParkImage = regexp.MustCompile(`^(?:docker\.io/)?apache/streampark:v?([0-9]+\.[0-9]+\.[0-9]+)$`)

// officialTag is the version that the tag of an official image names.
func officialTag(image string) (string, bool) {
	m := officialParkImage.FindStringSubmatch(image)
	if m == nil {
		return "", false
	}
	return m[1], true
}

// imageReference checks any image.
func imageReference(example string) func(string) error {
	return func(image string) error {
		switch {
		case imagePattern.MatchString(image):
			return nil
		case hasUser(image):
			return fmt.Errorf("must be an image reference without a user and a password, such as %s: name a Secret in spec.imagePullSecrets", example)
		}
		return fmt.Errorf("must be an image reference, such as %s, not %q", example, image)
	}
}

func (c *parkChecker) replicas() {
	if replicas := *c.spec.Replicas; replicas != 1 {
		c.add(path("replicas"), "must be 1, not %d: every process of StreamPark 2.1 watches all jobs and writes their state, and refuses the logins of another", replicas)
	}
}

// minimumMemory and minimumHeap are what StreamPark starts with.
const (
	minimumMemory = 1 << 30
	minimumHeap   = 512 << 20
)

// ownJVMOptions have fields of their own, or cannot work: StreamPark switches the JVM's sight of its container off.
var ownJVMOptions = []string{"-Xmx", "-Xms", "-XX:MaxRAMPercentage", "-XX:InitialRAMPercentage", "-XX:+UseContainerSupport"}

func (c *parkChecker) size() {
	c.addErr(path("cpu"), cores(c.spec.CPU))
	c.addErr(path("cpuLimit"), optional(c.spec.CPULimit, cores))
	if cpu, err := decode.ParseQuantity(c.spec.CPU); err == nil && c.spec.CPULimit != "" {
		if limit, err := decode.ParseQuantity(c.spec.CPULimit); err == nil && limit.Cmp(cpu) < 0 {
			c.add(path("cpuLimit"), "must be at least spec.cpu, %s, not %s", c.spec.CPU, c.spec.CPULimit)
		}
	}
	memory, err := streampark.ParseSize(c.spec.Memory)
	if err != nil || memory < minimumMemory {
		c.add(path("memory"), "must be at least 1Gi, in whole Mi or Gi, such as 2Gi, not %s", diagnostic.Quote(c.spec.Memory))
	} else if c.spec.JVMHeap != "" {
		heap, err := streampark.ParseSize(c.spec.JVMHeap)
		if most := memory / 4 * 3; err != nil || heap < minimumHeap || heap > most {
			c.add(path("jvmHeap"), "must be from 512Mi to %dMi, three quarters of spec.memory, such as 512Mi, not %s", most>>20, diagnostic.Quote(c.spec.JVMHeap))
		}
	}
	if strings.ContainsAny(c.spec.JVMOptions, "\n\r\x00") {
		c.add(path("jvmOptions"), "must be one line of options")
	}
	c.jvmCredentials(c.spec.JVMOptions, path("jvmOptions"))
	for _, option := range strings.Fields(c.spec.JVMOptions) {
		if slices.ContainsFunc(ownJVMOptions, func(own string) bool { return strings.HasPrefix(option, own) }) {
			c.add(path("jvmOptions"), "must not hold %s: set spec.jvmHeap", diagnostic.Quote(option))
		}
	}
}

var timeZonePattern = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9][A-Za-z0-9_+-]*){0,2}$`)

func (c *parkChecker) timeZone() {
	if zone := c.spec.TimeZone; !timeZonePattern.MatchString(zone) {
		c.add(path("timeZone"), "must be the name of a time zone, such as Europe/Berlin, not %s", diagnostic.Quote(zone))
	}
}

func (c *parkChecker) volumes() {
	c.parkVolume(c.spec.Workspace.StreamParkVolume, path("workspace"))
	field, mount := path("workspace", "mountPath"), c.spec.Workspace.MountPath
	if err := mountPath(mount); err != nil {
		c.addErr(field, err)
	} else if mount == streampark.Home || slices.ContainsFunc(streampark.Folders, func(own string) bool {
		return mount == streampark.Home+"/"+own || strings.HasPrefix(mount, streampark.Home+"/"+own+"/")
	}) {
		c.add(field, "must not be %s, which is StreamPark's own: it empties folders of its workspace when it starts", mount)
	}
	if c.spec.Temp != nil {
		c.parkVolume(c.spec.Temp.StreamParkVolume, path("temp"))
		if claim := c.spec.Temp.ClaimName; claim != "" && claim == c.spec.Workspace.ClaimName {
			c.add(path("temp", "claimName"), "must not be %q, which is that of the workspace", claim)
		}
	}
}

func (c *parkChecker) parkVolume(volume v1alpha1.StreamParkVolume, field diagnostic.Path) {
	if volume.ClaimName != "" {
		c.addErr(field.Child("claimName"), objectName(volume.ClaimName))
		for _, emitted := range []struct {
			name  string
			there bool
		}{
			{"size", volume.Size != ""},
			{"storageClassName", volume.StorageClassName != ""},
			{"accessModes", volume.AccessModes != nil},
		} {
			if emitted.there {
				c.add(field.Child(emitted.name), "must not be set: the claim %q exists already, and what it asks for cannot be changed here", volume.ClaimName)
			}
		}
		return
	}
	c.addErr(field.Child("size"), storageSize(volume.Size))
	c.addErr(field.Child("storageClassName"), optional(volume.StorageClassName, objectName))
	for i, mode := range volume.AccessModes {
		oneOf(c.checker, mode, field.Child("accessModes").Index(i), corev1.ReadWriteOnce, corev1.ReadWriteOncePod, corev1.ReadWriteMany)
	}
}

func (c *parkChecker) remoteClusters() {
	for i, remote := range c.spec.RemoteClusters {
		field := path("remoteClusters").Index(i)
		if remote.Name == "" || len(remote.Name) > 128 || strings.ContainsFunc(remote.Name, func(r rune) bool { return r != ' ' && unprintable(r) }) {
			c.add(field.Child("name"), "must be a name of at most 128 characters, such as analytics, not %s", diagnostic.Quote(remote.Name))
		}
		c.addErr(field.Child("address"), restAddress(remote.Address))
		version, err := flink.ParseVersion(remote.FlinkVersion)
		c.addErr(field.Child("flinkVersion"), err)
		if err == nil {
			c.addErr(field.Child("image"), imageOfVersion(remote.Image, version))
		}
	}
}

// restAddress checks the address of Flink's REST interface. StreamPark takes host and port from it, so that it drops a path
// and asks port -1 where there is none, and it speaks no TLS to Flink.
func restAddress(value string) error {
	u, err := url.Parse(value)
	switch {
	case err == nil && u.User != nil || err != nil && hasUser(value):
		return fmt.Errorf("must not hold a user name or password, which StreamPark drops, but be an address such as http://analytics-rest.streaming:8081")
	case strings.ContainsAny(value, "?#"):
		return fmt.Errorf("must not hold a query or a fragment, but be an address such as http://analytics-rest.streaming:8081")
	case err != nil || u.Scheme != "http" || u.Port() == "" || !reachable(u) || u.Path != "" || strings.ContainsFunc(value, unprintable):
		return fmt.Errorf("must be an address with http, a host and a port, such as http://analytics-rest.streaming:8081, not %s", diagnostic.Quote(value))
	}
	return nil
}

// user refuses root, which needs no field, and fractions of nothing.
func (c *parkChecker) user() {
	if user := c.spec.RunAsUser; user != nil && (*user < 1 || *user > 1<<31-1) {
		c.add(path("runAsUser"), "must be the number of a user other than root, such as 1000, not %d", *user)
	}
}

func (c *parkChecker) selectorLabels() {
	c.labels(expanded(given(c.spec.SelectorLabels)), path("selectorLabels"))
}
