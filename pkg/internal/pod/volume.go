package pod

import (
	"path"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// mounts are the volumes of Hadoop, Kerberos and of Flink's configuration, with the variables that go with them.
func (m *maker) mounts(p *Pod) {
	const hadoop = "kubernetes.hadoop.conf.config-map.name"
	if name := strings.TrimSpace(m.options[hadoop]); name != "" && (m.standalone() || m.options.boolean("kubernetes.decorator.hadoop-conf-mount.enabled", true)) {
		p.addVolume(configMap("hadoop-config-volume", name), hadoop)
		p.addMount(corev1.VolumeMount{Name: "hadoop-config-volume", MountPath: "/opt/hadoop/conf"}, hadoop)
		p.addEnv(corev1.EnvVar{Name: "HADOOP_CONF_DIR", Value: "/opt/hadoop/conf"}, hadoop)
	}
	if m.standalone() || m.options.boolean("kubernetes.decorator.kerberos-mount.enabled", true) {
		m.kerberos(p)
	}
	p.addVolume(m.configuration, "")
	p.addMount(corev1.VolumeMount{Name: "flink-config-volume", MountPath: m.value("kubernetes.flink.conf.dir", "/opt/flink/conf")}, "")
}

func (m *maker) kerberos(p *Pod) {
	const keytab, krb5 = "security.kerberos.login.keytab", "security.kerberos.krb5-conf.path"
	if strings.TrimSpace(m.options[keytab]) != "" && strings.TrimSpace(m.options["security.kerberos.login.principal"]) != "" {
		p.addVolume(secret("kerberos-keytab-volume", "kerberos-keytab-"+m.name), keytab)
		p.addMount(corev1.VolumeMount{Name: "kerberos-keytab-volume", MountPath: "/opt/kerberos/kerberos-keytab"}, keytab)
	}
	if file := strings.TrimSpace(m.options[krb5]); file != "" {
		volume := configMap("kerberos-krb5conf-volume", "kerberos-krb5conf-"+m.name, "krb5.conf")
		volume.ConfigMap.Items[0].Key = path.Base(file)
		p.addVolume(volume, krb5)
		p.addMount(corev1.VolumeMount{Name: "kerberos-krb5conf-volume", MountPath: "/etc/krb5.conf", SubPath: "krb5.conf"}, krb5)
	}
}

func (m *maker) configurationFile() string {
	if m.version.AtLeast(flink.Version{Major: 2}) {
		return "config.yaml"
	}
	return "flink-conf.yaml"
}

func emptyDir(name string) corev1.Volume {
	return corev1.Volume{Name: name, VolumeSource: corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}}}
}

func secret(name, of string) corev1.Volume {
	return corev1.Volume{Name: name, VolumeSource: corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{SecretName: of}}}
}

func configMap(name, of string, files ...string) corev1.Volume {
	source := &corev1.ConfigMapVolumeSource{LocalObjectReference: corev1.LocalObjectReference{Name: of}, Items: make([]corev1.KeyToPath, len(files))}
	for i, file := range files {
		source.Items[i] = corev1.KeyToPath{Key: file, Path: file}
	}
	return corev1.Volume{Name: name, VolumeSource: corev1.VolumeSource{ConfigMap: source}}
}
