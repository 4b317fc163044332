package console

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
	facts := r.park.Facts.HDFS
	if !r.spec.Hadoop.On() || !r.need(facts != nil && facts.ConfigMapName != "", path("hdfs", "configMapName"), path("hadoop")) {
		return
	}
	r.mount(configMapVolume(hadoopVolume, facts.ConfigMapName), corev1.VolumeMount{MountPath: hadoopFolder, ReadOnly: true})
	r.setEnv("HADOOP_CONF_DIR", hadoopFolder)
	if facts.User == "" {
		return
	}
	if r.spec.Kerberos.On() {
		if r.park.Complete {
			r.errs = append(r.errs, r.park.FactErrorf(path("hdfs", "user"), "must not be set with spec.kerberos, whose principal is the user"))
		}
		return
	}
	r.setEnv("HADOOP_USER_NAME", facts.User)
}

// kerberos logs StreamPark in to Hadoop with a keytab.
func (r *renderer) kerberos() {
	facts, field := r.park.Facts.Kerberos, path("kerberos")
	if !r.spec.Kerberos.On() {
		return
	}
	principal := r.need(facts != nil && facts.Principal != "", path("kerberos", "principal"), field)
	keytab := r.need(facts != nil && facts.KeytabSecretName != "", path("kerberos", "keytabSecretName"), field)
	// The official image has no krb5.conf that anybody knows of.
	krb5 := r.need(facts != nil && facts.KRB5ConfigMapName != "" || r.spec.Image != r.version.Image(), path("kerberos", "krb5ConfigMapName"), field)
	if !principal || !keytab || !krb5 {
		return
	}
	volume := corev1.Volume{Name: keytabVolume, VolumeSource: corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{
		SecretName:  facts.KeytabSecretName,
		DefaultMode: &ownerReads, // Kubernetes lets the group of fsGroup read it too
		Items:       []corev1.KeyToPath{{Key: facts.KeytabKey, Path: facts.KeytabKey}},
	}}}
	r.mount(volume, corev1.VolumeMount{MountPath: keytabFolder, ReadOnly: true})
	if facts.KRB5ConfigMapName != "" {
		r.mount(configMapVolume(krb5Volume, facts.KRB5ConfigMapName), corev1.VolumeMount{MountPath: "/etc/" + krb5File, SubPath: krb5File, ReadOnly: true})
	}
	p := properties{
		"security.kerberos.login.enable":    true,
		"security.kerberos.login.debug":     false,
		"security.kerberos.login.principal": facts.Principal,
		"security.kerberos.login.keytab":    keytabFolder + "/" + facts.KeytabKey,
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

// ldap asks a directory for users. Name and password of the user that searches come from a Secret.
func (r *renderer) ldap() {
	ldap := r.spec.LDAP
	if !ldap.On() {
		return
	}
	for name, value := range map[string]any{
		"ldap.enable":                  true,
		"ldap.urls":                    ldap.URL,
		"ldap.base-dn":                 ldap.BaseDN,
		"ldap.user.identity-attribute": ldap.UserIdentityAttribute,
		"ldap.user.email-attribute":    ldap.UserEmailAttribute,
	} {
		if value != "" {
			r.properties[name] = value
		}
	}
	if ldap.SecretName != "" {
		r.main().Env = append(r.main().Env,
			secretEnv("LDAP_USERNAME", ldap.SecretName, ldap.UserKey),
			secretEnv("LDAP_PASSWORD", ldap.SecretName, ldap.PasswordKey))
	}
}
