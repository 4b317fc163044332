package streampark

import (
	"fmt"
	"net/url"
	pathpkg "path"
	"slices"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

func driverPath(jar string) string { return streampark.Home + "/lib/" + pathpkg.Base(jar) }

// jarOf is the name of the jar at an address that was checked.
func jarOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "driver.jar"
	}
	return pathpkg.Base(u.Path)
}

func (c *checker) driver(driver *v1alpha1.StreamParkDriver, field diagnostic.Path) {
	if driver == nil || driver.Type == "" {
		if c.Complete {
			c.AddAs(diagnostic.RuleRequiredField, field, "must say where the driver of MySQL comes from, such as {type: Image}: the official image has none")
		}
		return
	}
	check.OneOf(c.Checker, driver.Type, field.Child("type"), v1alpha1.StreamParkDriverImage, v1alpha1.StreamParkDriverInitContainer,
		v1alpha1.StreamParkDriverURL, v1alpha1.StreamParkDriverVolume)
	for _, m := range []struct {
		name  string
		owner v1alpha1.StreamParkDriverType
		there bool
	}{
		{"initContainer", v1alpha1.StreamParkDriverInitContainer, driver.InitContainer != nil},
		{"url", v1alpha1.StreamParkDriverURL, driver.URL != nil},
		{"volume", v1alpha1.StreamParkDriverVolume, driver.Volume != nil},
	} {
		if m.owner != driver.Type {
			c.Member(m.there, field.Child(m.name), "type "+string(driver.Type), "type "+string(m.owner))
		}
	}
	switch driver.Type {
	case v1alpha1.StreamParkDriverImage:
		if officialImage.MatchString(c.spec.Image) && c.Complete {
			c.Add(field.Child("type"), "must not be Image with the official image %s, which has no driver of MySQL: set spec.image, or another type", diagnostic.Quote(c.spec.Image))
		}
	case v1alpha1.StreamParkDriverInitContainer:
		file := driver.InitContainer
		if file == nil {
			file = &v1alpha1.StreamParkDriverImageFile{}
		}
		at := field.Child("initContainer")
		if c.Require(file.Image != "", at.Child("image"), "registry.example.com/drivers:1") {
			c.AddErr(at.Child("image"), check.ImageReference("registry.example.com/drivers:1")(file.Image))
		}
		if c.Require(file.Path != "", at.Child("path"), "/drivers/mysql-connector-j-8.4.0.jar") && !(strings.HasPrefix(file.Path, "/") && jarPath(file.Path[1:])) {
			c.Add(at.Child("path"), "must be the absolute path of a jar, such as /drivers/mysql-connector-j-8.4.0.jar, not %s", diagnostic.Quote(file.Path))
		}
	case v1alpha1.StreamParkDriverURL:
		c.driverAddress(driver.URL, field.Child("url"))
	case v1alpha1.StreamParkDriverVolume:
		claim := driver.Volume
		if claim == nil {
			claim = &v1alpha1.StreamParkDriverClaim{}
		}
		at := field.Child("volume")
		if c.Require(claim.ClaimName != "", at.Child("claimName"), "drivers") {
			c.AddErr(at.Child("claimName"), check.ObjectName(claim.ClaimName))
		}
		if c.Require(claim.Path != "", at.Child("path"), "mysql-connector-j-8.4.0.jar") && !jarPath(claim.Path) {
			c.Add(at.Child("path"), "must be the path of a jar on the volume, such as mysql-connector-j-8.4.0.jar, not %s", diagnostic.Quote(claim.Path))
		}
	}
}

func (c *checker) driverAddress(address *v1alpha1.StreamParkDriverAddress, field diagnostic.Path) {
	if address == nil {
		address = &v1alpha1.StreamParkDriverAddress{}
	}
	const example = "https://repository.example.com/mysql-connector-j-8.4.0.jar"
	if c.Require(address.Address != "", field.Child("address"), example) {
		c.AddErr(field.Child("address"), jarAddress(address.Address, example))
	}
	if address.SHA256 == "" {
		if c.Complete {
			c.AddAs(diagnostic.RuleRequiredField, field.Child("sha256"), "must be set to the SHA-256 hash of the jar, which sha256sum prints: a jar that is not checked would run with all that StreamPark may")
		}
	} else if !sha256Pattern.MatchString(address.SHA256) {
		c.Add(field.Child("sha256"), "must be the SHA-256 hash of the jar, 64 hexadecimal digits in lower case, not %s", diagnostic.Quote(address.SHA256))
	}
	c.AddErr(field.Child("image"), check.Optional(address.Image, check.ImageReference("curlimages/curl:8.10.1")))
}

func jarPath(value string) bool {
	return jarPathPattern.MatchString(value) && !slices.ContainsFunc(strings.Split(value, "/"), func(part string) bool { return part == "." || part == ".." })
}

// jarAddress checks where a jar is fetched. What an address holds behind a question mark may be a credential, and is not
// repeated.
func jarAddress(value, example string) error {
	u, err := url.Parse(value)
	switch {
	case err == nil && u.User != nil || err != nil && check.HasUser(value):
		return fmt.Errorf("must not hold a user name or password: serve the jar to whoever knows its hash, or use another type")
	case strings.ContainsAny(value, "?#"):
		return fmt.Errorf("must not hold a query or a fragment, but be the address of a jar alone, such as %s", example)
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || !reachable(u) || !jarPath(strings.TrimPrefix(u.Path, "/")):
		return fmt.Errorf("must be the address of a jar, such as %s, not %s", example, diagnostic.Quote(value))
	}
	return nil
}

// driverVolume is the name of the volume with the driver of MySQL, and of the init container that fills it.
const driverVolume = "mysql-driver"

// driverFolder is where the init container sees the volume.
const driverFolder = "/mysql-driver"

// driver puts the driver of MySQL into StreamPark's class path, as one file: a volume over the whole folder would hide
// StreamPark itself.
func (r *renderer) driver() {
	if !r.mysql() || r.spec.Database.Driver == nil {
		return
	}
	switch driver := r.spec.Database.Driver; driver.Type {
	case v1alpha1.StreamParkDriverInitContainer:
		if file := driver.InitContainer; file != nil && file.Image != "" && file.Path != "" {
			r.driverFrom(file.Image, file.Path, fmt.Sprintf("cp %s %s/", quoted(file.Path), driverFolder))
		}
	case v1alpha1.StreamParkDriverURL:
		if from := driver.URL; from != nil && from.Address != "" && from.SHA256 != "" {
			jar := jarOf(from.Address)
			r.driverFrom(from.Image, jar, fmt.Sprintf("cd %s && curl --fail --silent --show-error --location --output %s %s && echo %s | sha256sum -c -",
				driverFolder, quoted(jar), quoted(from.Address), quoted(from.SHA256+"  "+jar)))
		}
	case v1alpha1.StreamParkDriverVolume:
		if claim := driver.Volume; claim != nil && claim.ClaimName != "" && claim.Path != "" {
			r.mount(claimVolume(driverVolume, claim.ClaimName, true), corev1.VolumeMount{
				MountPath: driverPath(claim.Path), SubPath: claim.Path, ReadOnly: true})
		}
	}
}

// driverFrom runs a command that leaves the jar in the volume.
func (r *renderer) driverFrom(image, jar, command string) {
	r.initContainer(corev1.Container{
		Name:         driverVolume,
		Image:        image,
		Command:      []string{"sh", "-c", command},
		VolumeMounts: []corev1.VolumeMount{{Name: driverVolume, MountPath: driverFolder}},
	})
	r.mount(emptyDir(driverVolume), corev1.VolumeMount{MountPath: driverPath(jar), SubPath: pathpkg.Base(jar), ReadOnly: true})
}

// reachable reports whether an address has a host, and a port if any.
func reachable(u *url.URL) bool {
	host := u.Hostname()
	if check.HostName(strings.ToLower(host)) != nil && len(validation.IsValidIP(nil, host)) > 0 {
		return false
	}
	port, err := strconv.Atoi(u.Port())
	return u.Port() == "" || err == nil && port >= 1 && port <= 65535
}
