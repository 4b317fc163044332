package streampark

import (
	corev1 "k8s.io/api/core/v1"
)

const (
	hadoopVolume = "hadoop-conf"
	hadoopFolder = "/opt/hadoop-conf"

	keytabVolume = "kerberos-keytab"
	keytabFolder = "/etc/security/keytabs"
	krb5Volume   = "kerberos-krb5-conf"
	krb5File     = "krb5.conf"
)

var ownerReads int32 = 0o400

// hadoop mounts core-site.xml and hdfs-site.xml, which StreamPark reads from HADOOP_CONF_DIR.
func (r *renderer) hadoop() {
	settings := r.target.Settings.HDFS
	if !r.spec.Hadoop.On() || !r.need(settings != nil && settings.ConfigMapName != "", path("hdfs", "configMapName"), path("hadoop")) {
		return
	}
	r.mount(configMapVolume(hadoopVolume, settings.ConfigMapName), corev1.VolumeMount{MountPath: hadoopFolder, ReadOnly: true})
	r.setEnv("HADOOP_CONF_DIR", hadoopFolder)
	if settings.User == "" {
		return
	}
	if r.spec.Kerberos.On() {
		if r.target.Complete {
			r.errs = append(r.errs, r.target.SettingErrorf(path("hdfs", "user"), "must not be set with spec.kerberos, whose principal is the user"))
		}
		return
	}
	r.setEnv("HADOOP_USER_NAME", settings.User)
}

// kerberos logs StreamPark in to Hadoop with a keytab.
func (r *renderer) kerberos() {
	settings, field := r.target.Settings.Kerberos, path("kerberos")
	if !r.spec.Kerberos.On() {
		return
	}
	principal := r.need(settings != nil && settings.Principal != "", path("kerberos", "principal"), field)
	keytab := r.need(settings != nil && settings.KeytabSecretName != "", path("kerberos", "keytabSecretName"), field)
	// The official image has no krb5.conf that anybody knows of.
	krb5 := r.need(settings != nil && settings.KRB5ConfigMapName != "" || r.spec.Image != r.version.Image(), path("kerberos", "krb5ConfigMapName"), field)
	if !principal || !keytab || !krb5 {
		return
	}
	volume := corev1.Volume{Name: keytabVolume, VolumeSource: corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{
		SecretName:  settings.KeytabSecretName,
		DefaultMode: &ownerReads, // Kubernetes lets the group of fsGroup read it too
		Items:       []corev1.KeyToPath{{Key: settings.KeytabKey, Path: settings.KeytabKey}},
	}}}
	r.mount(volume, corev1.VolumeMount{MountPath: keytabFolder, ReadOnly: true})
	if settings.KRB5ConfigMapName != "" {
		r.mount(configMapVolume(krb5Volume, settings.KRB5ConfigMapName), corev1.VolumeMount{MountPath: "/etc/" + krb5File, SubPath: krb5File, ReadOnly: true})
	}
	p := properties{
		"security.kerberos.login.enable":    true,
		"security.kerberos.login.debug":     false,
		"security.kerberos.login.principal": settings.Principal,
		"security.kerberos.login.keytab":    keytabFolder + "/" + settings.KeytabKey,
		"security.kerberos.login.krb5":      "/etc/" + krb5File,
		"security.kerberos.ttl":             "2h",
	}
	if r.version.ConfigFile() {
		for name, value := range p {
			r.properties[name] = value
		}
		return
	}
	r.kerberosOf = p.yaml() // a file of its own, which environment variables do not reach
}
