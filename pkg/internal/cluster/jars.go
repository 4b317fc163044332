package cluster

import (
	"fmt"
	pathpkg "path"
	"slices"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/jar"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

func setJarDefaults(cluster *v1alpha1.Cluster) {
	cluster.Jars = slices.Clone(cluster.Jars) // levels share what they give
	for i := range cluster.Jars {
		resolve.SetDefault(&cluster.Jars[i].Folder, v1alpha1.JarFolderLib)
	}
}

const (
	exampleJarURL  = "https://repository.example.com/udf-1.4.0.jar"
	exampleJarPath = "/jars/udf-1.4.0.jar"
)

func (c *checker) jars() {
	fields := map[string]diagnostic.Path{} // of jars, by the name of their file
	for i, j := range c.cluster.Jars {
		field := path("jars").Index(i)
		switch {
		case j.URL != "" && j.Image != "":
			c.AddAs(diagnostic.RuleUnionMember, field.Child("image"), "must not be set beside url: a jar comes from one of them")
		case j.URL != "":
			c.jarOfURL(j, field)
		case j.Image != "":
			c.jarOfImage(j, field)
		case j.Path != "" && j.SHA256 == "":
			c.Require(false, field.Child("image"), "registry.example.com/jars:1")
		default:
			c.AddAs(diagnostic.RuleRequiredField, field, "must say where the jar comes from: url and sha256, or image and path")
		}
		check.OneOf(c.Checker, j.Folder, field.Child("folder"), v1alpha1.JarFolderLib, v1alpha1.JarFolderUsrLib)
		name := jarName(j)
		if name == "" {
			continue
		}
		if other, ok := fields[name]; ok {
			c.AddAs(diagnostic.RuleDuplicateName, field, "must have another name than the jar of spec.%s, %s", other, diagnostic.Quote(name))
			continue
		}
		fields[name] = field
	}
}

func (c *checker) jarOfURL(j v1alpha1.Jar, field diagnostic.Path) {
	c.AddErr(field.Child("url"), jar.Address(j.URL, exampleJarURL, "take it from an image"))
	if j.SHA256 == "" {
		c.AddAs(diagnostic.RuleRequiredField, field.Child("sha256"), "must be set to the SHA-256 hash of the jar, which sha256sum prints: a jar that is not checked would run with all that Flink may")
	} else {
		c.AddErr(field.Child("sha256"), jar.SHA256(j.SHA256))
	}
	if j.Path != "" {
		c.AddAs(diagnostic.RuleUnionMember, field.Child("path"), "must not be set beside url: it is the path of a jar in an image")
	}
}

func (c *checker) jarOfImage(j v1alpha1.Jar, field diagnostic.Path) {
	c.AddErr(field.Child("image"), check.ImageReference("registry.example.com/jars:1")(j.Image))
	if c.Require(j.Path != "", field.Child("path"), exampleJarPath) {
		c.AddErr(field.Child("path"), jar.AbsolutePath(j.Path, exampleJarPath))
	}
	if j.SHA256 != "" {
		c.AddAs(diagnostic.RuleUnionMember, field.Child("sha256"), "must not be set beside image: write the digest of the image, as in registry.example.com/jars@sha256:...")
	}
}

// jarName is the name of the file of a jar; empty while it is not known.
func jarName(j v1alpha1.Jar) string {
	if j.URL != "" {
		return jar.Name(j.URL)
	}
	if j.Path != "" {
		return pathpkg.Base(j.Path)
	}
	return ""
}

const (
	// jarsVolume is the name of the volume with the jars, and begins those of the init containers that fill it.
	jarsVolume = "flink-jars"

	// jarsFolder is where the init containers see it.
	jarsFolder = "/flink-jars"
)

var jarFolders = map[v1alpha1.JarFolder]string{v1alpha1.JarFolderLib: "/opt/flink/lib", v1alpha1.JarFolderUsrLib: "/opt/flink/usrlib"}

// jars puts jars into Flink's folders, each as one file: a volume over the whole folder would hide what the image has there.
func (r *renderer) jars() {
	for i, j := range r.cluster.Jars {
		name, folder := jarName(j), jarFolders[j.Folder]
		container := corev1.Container{
			Name:         fmt.Sprintf("%s-%d", jarsVolume, i+1),
			Resources:    corev1.ResourceRequirements{Requests: pluginResources, Limits: pluginResources}, // as a plugin, for its reason
			VolumeMounts: []corev1.VolumeMount{{Name: jarsVolume, MountPath: jarsFolder}},
		}
		switch {
		case name == "" || folder == "" || j.URL != "" && j.Image != "":
			continue
		case j.URL != "" && j.SHA256 != "":
			container.Image = r.cluster.Image
			container.Command = []string{"sh", "-c", jar.Fetch(j.URL, j.SHA256, jarsFolder)}
		case j.Image != "" && j.Path != "":
			container.Image = j.Image
			container.Command = []string{"sh", "-c", jar.Copy(j.Path, jarsFolder)}
		default:
			continue
		}
		r.pod.Spec.InitContainers = append(r.pod.Spec.InitContainers, container)
		main := r.mainContainer()
		main.VolumeMounts = append(main.VolumeMounts, corev1.VolumeMount{Name: jarsVolume, MountPath: folder + "/" + name, SubPath: name, ReadOnly: true})
	}
	if slices.ContainsFunc(r.pod.Spec.InitContainers, fillsJars) {
		r.pod.Spec.Volumes = append(r.pod.Spec.Volumes, corev1.Volume{Name: jarsVolume, VolumeSource: corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}}})
	}
}

// fillsJars reports whether a container puts a jar into the volume.
func fillsJars(container corev1.Container) bool {
	return slices.ContainsFunc(container.VolumeMounts, func(m corev1.VolumeMount) bool { return m.Name == jarsVolume })
}
