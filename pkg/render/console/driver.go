package console

import (
	"fmt"
	"net/url"
	pathpkg "path"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

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

func driverPath(jar string) string { return streampark.Home + "/lib/" + pathpkg.Base(jar) }

// jarOf is the name of the jar at an address that was checked.
func jarOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "driver.jar"
	}
	return pathpkg.Base(u.Path)
}
