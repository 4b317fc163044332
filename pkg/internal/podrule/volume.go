package podrule

import (
	"path"
	"reflect"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

func (c *checker) allVolumes(at *place) {
	for i := range c.spec.Volumes {
		volume, at := &c.spec.Volumes[i], at.Index(i)
		c.label(at.Child("name"), volume.Name)
		if volume.Name != "" && hasVolume(c.spec.Volumes[:i], volume.Name) {
			c.add(at.Child("name"), "must be the name of one volume, and %s is the name of another too", diagnostic.Quote(volume.Name))
		}
		c.volume(volume, at)
	}
}

func hasVolume(volumes []corev1.Volume, name string) bool {
	for i := range volumes {
		if volumes[i].Name == name {
			return true
		}
	}
	return false
}

// usualSource reports whether a volume has one source, of the kinds that most have. Others are looked at by reflection.
func usualSource(source corev1.VolumeSource) bool {
	switch {
	case source.ConfigMap != nil:
		source.ConfigMap = nil
	case source.Secret != nil:
		source.Secret = nil
	case source.EmptyDir != nil:
		source.EmptyDir = nil
	}
	return source == corev1.VolumeSource{}
}

// oneSource refuses several sources. A volume without one is an emptyDir.
func (c *checker) oneSource(source *corev1.VolumeSource, at *place) {
	var sources []string
	value := reflect.ValueOf(source).Elem()
	for i := range value.NumField() {
		if !value.Field(i).IsNil() {
			name, _, _ := strings.Cut(value.Type().Field(i).Tag.Get("json"), ",")
			sources = append(sources, name)
		}
	}
	if len(sources) > 1 {
		c.add(at, "must have one source, not both %s", strings.Join(sources, " and "))
	}
}

func (c *checker) volume(volume *corev1.Volume, at *place) {
	if !usualSource(volume.VolumeSource) {
		c.oneSource(&volume.VolumeSource, at)
	}
	if s := volume.HostPath; s != nil {
		if s.Path == "" || climbs(s.Path) {
			c.add(at.Child("hostPath", "path"), "must be a path without .., not %s", diagnostic.Quote(s.Path))
		}
		if s.Type != nil {
			c.oneOf(at.Child("hostPath", "type"), string(*s.Type), "DirectoryOrCreate", "Directory", "FileOrCreate", "File", "Socket", "CharDevice", "BlockDevice")
		}
	}
	if s := volume.EmptyDir; s != nil && s.SizeLimit != nil && s.SizeLimit.Sign() < 0 {
		c.add(at.Child("emptyDir", "sizeLimit"), "must be at least 0, not %s", s.SizeLimit)
	}
	if s := volume.Secret; s != nil {
		if s.SecretName == "" {
			c.add(at.Child("secret", "secretName"), "must be set")
		}
		c.mode(at.Child("secret", "defaultMode"), s.DefaultMode)
		c.items(s.Items, at.Child("secret", "items"))
	}
	if s := volume.ConfigMap; s != nil {
		if s.Name == "" {
			c.add(at.Child("configMap", "name"), "must be set")
		}
		c.mode(at.Child("configMap", "defaultMode"), s.DefaultMode)
		c.items(s.Items, at.Child("configMap", "items"))
	}
	if s := volume.PersistentVolumeClaim; s != nil && s.ClaimName == "" {
		c.add(at.Child("persistentVolumeClaim", "claimName"), "must be set")
	}
	if s := volume.DownwardAPI; s != nil {
		c.mode(at.Child("downwardAPI", "defaultMode"), s.DefaultMode)
		c.downward(s.Items, at.Child("downwardAPI", "items"))
	}
	if s := volume.NFS; s != nil {
		if s.Server == "" {
			c.add(at.Child("nfs", "server"), "must be set")
		}
		if !path.IsAbs(s.Path) {
			c.add(at.Child("nfs", "path"), "must be an absolute path, not %s", diagnostic.Quote(s.Path))
		}
	}
	if s := volume.CSI; s != nil && s.Driver == "" {
		c.add(at.Child("csi", "driver"), "must be set")
	}
	if s := volume.Image; s != nil {
		if s.Reference == "" {
			c.add(at.Child("image", "reference"), "must be set")
		}
		c.oneOf(at.Child("image", "pullPolicy"), string(s.PullPolicy), "Always", "IfNotPresent", "Never")
	}
	if s := volume.Ephemeral; s != nil {
		if s.VolumeClaimTemplate == nil {
			c.add(at.Child("ephemeral", "volumeClaimTemplate"), "must be set")
		} else {
			c.claim(&s.VolumeClaimTemplate.Spec, at.Child("ephemeral", "volumeClaimTemplate", "spec"))
		}
	}
	if s := volume.Projected; s != nil {
		c.projected(s, at.Child("projected"))
	}
}

func (c *checker) claim(claim *corev1.PersistentVolumeClaimSpec, at *place) {
	if len(claim.AccessModes) == 0 {
		c.add(at.Child("accessModes"), "must have at least one mode")
	}
	for i, mode := range claim.AccessModes {
		c.oneOf(at.Child("accessModes").Index(i), string(mode), "ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod")
		if mode == corev1.ReadWriteOncePod && len(claim.AccessModes) > 1 {
			c.add(at.Child("accessModes"), "must not have another mode beside ReadWriteOncePod")
		}
	}
	storage, ok := claim.Resources.Requests[corev1.ResourceStorage]
	switch {
	case !ok:
		c.add(at.Child("resources", "requests", "storage"), "must be set")
	case storage.Sign() <= 0:
		c.add(at.Child("resources", "requests", "storage"), "must be more than 0, not %s", storage.String())
	}
}

func (c *checker) mode(at *place, mode *int32) {
	if mode != nil && (*mode < 0 || *mode > 0o777) {
		c.add(at, "must be from 0 to 0777 (511), not %d", *mode)
	}
}

func (c *checker) items(items []corev1.KeyToPath, at *place) {
	for i, item := range items {
		at := at.Index(i)
		if item.Key == "" {
			c.add(at.Child("key"), "must be set")
		}
		c.file(at.Child("path"), item.Path)
		c.mode(at.Child("mode"), item.Mode)
	}
}

// file refuses what cannot be the path of a file in a volume that Kubernetes fills.
func (c *checker) file(at *place, p string) {
	switch {
	case p == "":
		c.add(at, "must be set")
	case path.IsAbs(p) || climbs(p) || strings.HasPrefix(p, ".."):
		c.add(at, "must be a path below the volume that does not start with .., not %s", diagnostic.Quote(p))
	}
}

func (c *checker) downward(files []corev1.DownwardAPIVolumeFile, at *place) {
	for i, file := range files {
		at := at.Index(i)
		c.file(at.Child("path"), file.Path)
		c.mode(at.Child("mode"), file.Mode)
		c.exactlyOne(at, member{"fieldRef", file.FieldRef != nil}, member{"resourceFieldRef", file.ResourceFieldRef != nil})
		if file.FieldRef != nil {
			c.fieldRef(file.FieldRef, at.Child("fieldRef"), fieldsOfVolume)
		}
		if file.ResourceFieldRef != nil {
			c.resourceRef(file.ResourceFieldRef, at.Child("resourceFieldRef"), true)
		}
	}
}

func (c *checker) projected(volume *corev1.ProjectedVolumeSource, at *place) {
	c.mode(at.Child("defaultMode"), volume.DefaultMode)
	files := map[string]bool{}
	file := func(at *place, p string) {
		if p != "" && files[p] {
			c.add(at, "must be the path of one file in the volume, and another one is at %s too", diagnostic.Quote(p))
		}
		files[p] = true
	}
	for i, source := range volume.Sources {
		at := at.Child("sources").Index(i)
		var members []member
		if source.ClusterTrustBundle != nil {
			members = append(members, member{"clusterTrustBundle", true})
		}
		members = append(members, member{"configMap", source.ConfigMap != nil}, member{"downwardAPI", source.DownwardAPI != nil})
		if source.PodCertificate != nil {
			members = append(members, member{"podCertificate", true})
		}
		c.exactlyOne(at, append(members, member{"secret", source.Secret != nil}, member{"serviceAccountToken", source.ServiceAccountToken != nil})...)
		if s := source.Secret; s != nil {
			if s.Name == "" {
				c.add(at.Child("secret", "name"), "must be set")
			}
			c.items(s.Items, at.Child("secret", "items"))
			for i, item := range s.Items {
				file(at.Child("secret", "items").Index(i).Child("path"), item.Path)
			}
		}
		if s := source.ConfigMap; s != nil {
			if s.Name == "" {
				c.add(at.Child("configMap", "name"), "must be set")
			}
			c.items(s.Items, at.Child("configMap", "items"))
			for i, item := range s.Items {
				file(at.Child("configMap", "items").Index(i).Child("path"), item.Path)
			}
		}
		if s := source.DownwardAPI; s != nil {
			c.downward(s.Items, at.Child("downwardAPI", "items"))
			for i, item := range s.Items {
				file(at.Child("downwardAPI", "items").Index(i).Child("path"), item.Path)
			}
		}
		if s := source.ServiceAccountToken; s != nil {
			at := at.Child("serviceAccountToken")
			c.file(at.Child("path"), s.Path)
			file(at.Child("path"), s.Path)
			if s.ExpirationSeconds != nil && (*s.ExpirationSeconds < 600 || *s.ExpirationSeconds > 1<<32) {
				c.add(at.Child("expirationSeconds"), "must be from 600 to %d, not %d", int64(1)<<32, *s.ExpirationSeconds)
			}
		}
	}
}
