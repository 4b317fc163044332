package validate

import (
	"fmt"
	"net/url"
	pathpkg "path"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/api/decode"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// StreamParkName checks the name, labels and annotations of a StreamPark.
func StreamParkName(metadata v1alpha1.Metadata, errorf func(diagnostic.Path, string, ...any) diagnostic.Finding) diagnostic.Findings {
	c := &checker{errorf: errorf}
	c.addErr(path("name"), parkName(metadata.Name))
	c.labels(metadata.Labels, path("labels"))
	c.annotations(metadata.Annotations, path("annotations"))
	return c.errs
}

// parkName checks a name from which others grow: that of a Job has 18 characters more, of at most 63.
func parkName(value string) error {
	const most = 45
	if len(value) > most {
		return fmt.Errorf("must be a name of at most %d characters, not %d as in %s", most, len(value), diagnostic.Quote(value))
	}
	return explain(value, "a name of lower-case letters, digits and dashes that starts with a letter and ends with a letter or digit, such as streampark",
		validation.IsDNS1035Label(value))
}

// StreamPark checks the values of a console as one target sees them. What is required must be there only when the console
// is complete.
func StreamPark(p *resolve.StreamPark) diagnostic.Findings {
	c := &parkChecker{&checker{errorf: p.Errorf, complete: p.Complete}, p, p.Spec}
	c.metadata(&p.Target, p.Spec.Namespace)
	c.version()
	c.pull(c.spec.ImagePullPolicy, c.spec.ImagePullSecrets)
	c.replicas()
	c.size()
	c.addErr(path("timeZone"), streampark.CheckTimeZone(c.spec.TimeZone))
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
	if c.park.Version != 0 {
		c.addErr(path("image"), imageOfPark(c.spec.Image, c.park.Version))
	}
	c.addErr(path("registration", "image"), imageReference("python:3.13-alpine")(c.spec.Registration.Image))
	c.addErr(path("schema", "clientImage"), optional(c.spec.Schema.ClientImage, imageReference("mysql:8.4")))
}

// officialParkImage tells an image of the StreamPark project, its tag, and whether it has a digest.
var officialParkImage = lazyregexp.New(`^(?:docker\.io/)?apache/streampark(?::([A-Za-z0-9_.-]+))?(@|$)`)

// imageOfPark checks that an official image is that of a version, and says so: what its other tags hold changes.
func imageOfPark(image string, version streampark.Version) error {
	m := officialParkImage.FindStringSubmatch(image)
	if m == nil {
		return nil
	}
	tag, digest := versionInTag.FindString(m[1]), m[2] != ""
	switch {
	case tag != "" && tag != version.String():
		return fmt.Errorf("must be an image of StreamPark %s, which spec.version says, not of %s: %s", version, tag, diagnostic.Quote(image))
	case tag == "" && !digest:
		return fmt.Errorf("must have a tag with the version that spec.version says, such as %s, or a digest, not %s", version.Image(), diagnostic.Quote(image))
	}
	return nil
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
var ownJVMOptions = []string{
	"-Xmx", "-Xms", "-XX:MaxHeapSize", "-XX:InitialHeapSize", "-XX:MaxRAM", "-XX:MinRAM", "-XX:InitialRAM", "-XX:+UseContainerSupport",
}

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
			c.addAs(diagnostic.RuleMemory, path("jvmHeap"), "must be from 512Mi to %dMi, three quarters of spec.memory, such as 512Mi, not %s", most>>20, diagnostic.Quote(c.spec.JVMHeap))
		}
	}
	if strings.ContainsAny(c.spec.JVMOptions, "\n\r\x00") {
		c.add(path("jvmOptions"), "must be one line of options")
	}
	if strings.ContainsAny(c.spec.JVMOptions, `"'`) {
		c.add(path("jvmOptions"), "must not hold quotes, which StreamPark hands to the JVM as they are: an option must not have blanks in it")
	}
	for _, option := range strings.Fields(c.spec.JVMOptions) {
		if slices.ContainsFunc(ownJVMOptions, func(own string) bool { return strings.HasPrefix(option, own) }) {
			c.add(path("jvmOptions"), "must not hold %s: set spec.jvmHeap", diagnostic.Quote(option))
		}
	}
}

func (c *parkChecker) volumes() {
	c.parkVolume(c.spec.Workspace.StreamParkVolume, path("workspace"))
	c.addErr(path("workspace", "mountPath"), workspacePath(c.spec.Workspace.MountPath))
	if c.spec.Temp == nil {
		return
	}
	c.parkVolume(c.spec.Temp.StreamParkVolume, path("temp"))
	if claim := c.park.TempClaim(); claim == c.park.WorkspaceClaim() {
		c.add(path("temp", "claimName"), "must not be %q, which is that of the workspace", claim)
	}
}

// workspacePath checks where StreamPark writes, and empties folders when it starts.
func workspacePath(value string) error {
	const example = "/opt/streampark_workspace"
	switch {
	case !strings.HasPrefix(value, "/") || strings.ContainsFunc(value, unprintable) || strings.Contains(value, ":") || pathpkg.Clean(value) != value:
		return fmt.Errorf(`must be an absolute path without empty parts, "." and "..", such as %s, not %s`, example, diagnostic.Quote(value))
	case value == "/" || slices.Contains(occupied, value):
		return fmt.Errorf("must not be %s, where other files are, but a folder of its own, such as %s", value, example)
	case value == streampark.Home || slices.ContainsFunc(streampark.Folders, func(own string) bool {
		return value == streampark.Home+"/"+own || strings.HasPrefix(value, streampark.Home+"/"+own+"/")
	}):
		return fmt.Errorf("must not be %s, which is StreamPark's own: it empties folders of its workspace when it starts; choose another, such as %s", value, example)
	}
	return nil
}

func (c *parkChecker) parkVolume(volume v1alpha1.StreamParkVolume, field diagnostic.Path) {
	if volume.ClaimName != "" {
		c.existingClaim(volume.ClaimName, field, volume.Size, volume.StorageClassName, volume.AccessModes)
		return
	}
	c.addErr(field.Child("size"), storageSize(volume.Size))
	c.addErr(field.Child("storageClassName"), optional(volume.StorageClassName, objectName))
	for i, mode := range volume.AccessModes {
		oneOf(c.checker, mode, field.Child("accessModes").Index(i), corev1.ReadWriteOnce, corev1.ReadWriteOncePod, corev1.ReadWriteMany)
	}
	c.readWriteOncePod(volume.AccessModes, field.Child("accessModes"))
}

func (c *parkChecker) remoteClusters() {
	if !c.spec.Registration.On() {
		for _, unused := range []struct {
			field string
			there bool
		}{{"sessions", len(c.spec.Sessions) > 0}, {"remoteClusters", len(c.spec.RemoteClusters) > 0}} {
			if unused.there {
				c.add(path(unused.field), "must not be set while spec.registration is off: nothing would be registered")
			}
		}
	}
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
		if remote.Hive.On() {
			c.addErr(field.Child("hive", "confDir"), optional(remote.Hive.ConfDir, mountPath))
			c.addErr(field.Child("hive", "hadoopConfDir"), optional(remote.Hive.HadoopConfDir, mountPath))
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

// selectorLabels are checked as they will be: {name} is known, and nothing else may stand there.
func (c *parkChecker) selectorLabels() {
	labels := given(c.spec.SelectorLabels)
	for key, value := range labels {
		labels[key] = strings.ReplaceAll(value, "{name}", c.park.Metadata.Name)
	}
	c.labels(labels, path("selectorLabels"))
}
