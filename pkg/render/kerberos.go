package render

import (
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

const (
	keytabVolume = "kerberos-keytab"
	keytabFolder = "/etc/security/keytabs"
	krb5Volume   = "kerberos-krb5-conf"
	krb5File     = "krb5.conf"
)

// zooKeeperLoginContext is the JAAS context with which Flink logs in to ZooKeeper.
const zooKeeperLoginContext = "Client"

// kerberos logs every process in with a keytab.
//
// Left to itself, Flink mounts a Secret and a ConfigMap that it makes of files in the operator's pod, and references
// both even where the files are not there. So its decorator is off, and the pod template mounts what exists.
func (r *renderer) kerberos() {
	kerberos, facts := r.cluster.Kerberos, r.target.Facts.Kerberos
	if !kerberos.On() {
		return
	}
	field := path("kerberos")
	r.configuration.set(flink.KerberosMountDecoratorEnabled, "false", field)
	r.configuration.setIf(flink.KerberosLoginContexts, strings.Join(r.loginContexts(), ","), field.Child("loginContexts"))
	principal := r.need(facts != nil && facts.Principal != "", path("kerberos", "principal"), field)
	keytab := r.need(facts != nil && facts.KeytabSecretName != "", path("kerberos", "keytabSecretName"), field)
	if principal {
		r.configuration.set(flink.KerberosLoginPrincipal, facts.Principal, field)
	}
	if keytab {
		r.configuration.set(flink.KerberosLoginKeytab, keytabFolder+"/"+facts.KeytabKey, field)
		r.mount(secretVolume(keytabVolume, facts.KeytabSecretName, facts.KeytabKey),
			corev1.VolumeMount{MountPath: keytabFolder, ReadOnly: true}, field)
	}
	if facts != nil && facts.KRB5ConfigMapName != "" {
		r.mount(configMapVolume(krb5Volume, facts.KRB5ConfigMapName),
			corev1.VolumeMount{MountPath: "/etc/" + krb5File, SubPath: krb5File, ReadOnly: true}, field)
	}
}

// loginContexts are those of the user, after the one that ZooKeeper with SASL needs.
func (r *renderer) loginContexts() []string {
	contexts := r.cluster.Kerberos.LoginContexts
	if r.zooKeeperSASL() && !slices.Contains(contexts, zooKeeperLoginContext) {
		return append([]string{zooKeeperLoginContext}, contexts...)
	}
	return contexts
}

// zooKeeperSASL tells whether high availability logs in to ZooKeeper.
func (r *renderer) zooKeeperSASL() bool {
	facts := r.target.Facts.ZooKeeper
	return r.cluster.HighAvailability.Mode == v1alpha1.HighAvailabilityZooKeeper && facts != nil && facts.SASL.On()
}
