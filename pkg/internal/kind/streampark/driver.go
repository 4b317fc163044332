package streampark

import (
	pathpkg "path"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/jar"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

func driverPath(file string) string { return streampark.Home + "/lib/" + pathpkg.Base(file) }

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
		const example = "/drivers/mysql-connector-j-8.4.0.jar"
		if c.Require(file.Path != "", at.Child("path"), example) {
			c.AddErr(at.Child("path"), jar.AbsolutePath(file.Path, example))
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
		if c.Require(claim.Path != "", at.Child("path"), "mysql-connector-j-8.4.0.jar") && !jar.IsPath(claim.Path) {
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
		c.AddErr(field.Child("address"), jar.Address(address.Address, example, "use another type"))
	}
	if address.SHA256 == "" {
		if c.Complete {
			c.AddAs(diagnostic.RuleRequiredField, field.Child("sha256"), "must be set to the SHA-256 hash of the jar, which sha256sum prints: a jar that is not checked would run with all that StreamPark may")
		}
	} else {
		c.AddErr(field.Child("sha256"), jar.SHA256(address.SHA256))
	}
	c.AddErr(field.Child("image"), check.Optional(address.Image, check.ImageReference("curlimages/curl:8.10.1")))
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
			r.driverFrom(file.Image, file.Path, jar.Copy(file.Path, driverFolder))
		}
	case v1alpha1.StreamParkDriverURL:
		if from := driver.URL; from != nil && from.Address != "" && from.SHA256 != "" {
			r.driverFrom(from.Image, jar.Name(from.Address), jar.Fetch(from.Address, from.SHA256, driverFolder))
		}
	case v1alpha1.StreamParkDriverVolume:
		if claim := driver.Volume; claim != nil && claim.ClaimName != "" && claim.Path != "" {
			r.mount(claimVolume(driverVolume, claim.ClaimName, true), corev1.VolumeMount{
				MountPath: driverPath(claim.Path), SubPath: claim.Path, ReadOnly: true})
		}
	}
}

// driverFrom runs a command that leaves the jar in the volume.
func (r *renderer) driverFrom(image, file, command string) {
	r.initContainer(corev1.Container{
		Name:         driverVolume,
		Image:        image,
		Command:      []string{"sh", "-c", command},
		VolumeMounts: []corev1.VolumeMount{{Name: driverVolume, MountPath: driverFolder}},
	})
	r.mount(emptyDir(driverVolume), corev1.VolumeMount{MountPath: driverPath(file), SubPath: pathpkg.Base(file), ReadOnly: true})
}
