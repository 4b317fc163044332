package cluster

import (
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// DefaultKeytabKey is the key of the Secret that holds the keytab.
const DefaultKeytabKey = "flink.keytab"

func setKerberosDefaults(settings *v1alpha1.EnvironmentSpec) {
	if settings.Kerberos != nil {
		resolve.SetDefault(&settings.Kerberos.KeytabKey, DefaultKeytabKey)
	}
}

var (
	principalPattern    = lazyregexp.New(`^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)?@[A-Za-z0-9.-]+$`)
	loginContextPattern = lazyregexp.New(`^[A-Za-z][A-Za-z0-9_]*$`)
)

func (c *checker) kerberos() {
	kerberos, field := c.cluster.Kerberos, path("kerberos")
	if !kerberos.On() {
		return
	}
	if since, ok := flink.KerberosMountDecoratorEnabled.Since(); ok && c.olderThan(since) {
		c.AddAs(diagnostic.RuleUnsupportedVersion, field, "must not be on with Flink %s: it cannot be kept from mounting a keytab that the operator does not have before %s",
			c.flinkVersion, since.MinorString())
	}
	for i, context := range kerberos.LoginContexts {
		if !loginContextPattern.MatchString(context) {
			c.Add(field.Child("loginContexts").Index(i), "must be the name of a JAAS context, such as KafkaClient, not %s", diagnostic.Quote(context))
		}
	}
}

func checkKerberosSettings(c *check.Checker, kerberos *v1alpha1.EnvironmentKerberos) {
	if kerberos == nil {
		return
	}
	field := path("kerberos")
	switch principal := kerberos.Principal; {
	case principal == "":
	case !principalPattern.MatchString(principal):
		c.Add(field.Child("principal"), "must be a principal with its realm, such as flink@EXAMPLE.COM, not %s", diagnostic.Quote(principal))
	case strings.Contains(principal, "/_HOST@"):
		c.Add(field.Child("principal"), "must be a principal of the keytab, such as flink@EXAMPLE.COM, not %s: Flink does not replace _HOST with a host",
			diagnostic.Quote(principal))
	}
	c.AddErr(field.Child("keytabSecretName"), check.Optional(kerberos.KeytabSecretName, check.SecretName))
	c.AddErr(field.Child("keytabKey"), check.Optional(kerberos.KeytabKey, check.SecretKey))
	c.AddErr(field.Child("krb5ConfigMapName"), check.Optional(kerberos.KRB5ConfigMapName, check.ObjectName))
}

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
	kerberos, settings := r.cluster.Kerberos, r.target.Settings.Kerberos
	if !kerberos.On() {
		return
	}
	const field = "kerberos"
	r.configuration.set(flink.KerberosMountDecoratorEnabled, "false", field)
	r.configuration.setIf(flink.KerberosLoginContexts, strings.Join(r.loginContexts(), ","), "kerberos.loginContexts")
	principal := r.need(settings != nil && settings.Principal != "", "kerberos.principal", field)
	keytab := r.need(settings != nil && settings.KeytabSecretName != "", "kerberos.keytabSecretName", field)
	if principal {
		r.configuration.set(flink.KerberosLoginPrincipal, settings.Principal, field)
	}
	if keytab {
		r.configuration.set(flink.KerberosLoginKeytab, keytabFolder+"/"+settings.KeytabKey, field)
		r.mount(secretVolume(keytabVolume, settings.KeytabSecretName, settings.KeytabKey),
			corev1.VolumeMount{MountPath: keytabFolder, ReadOnly: true}, path(field))
	}
	if settings != nil && settings.KRB5ConfigMapName != "" {
		r.mount(configMapVolume(krb5Volume, settings.KRB5ConfigMapName),
			corev1.VolumeMount{MountPath: "/etc/" + krb5File, SubPath: krb5File, ReadOnly: true}, path(field))
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

// zooKeeperSASL reports whether high availability logs in to ZooKeeper.
func (r *renderer) zooKeeperSASL() bool {
	settings := r.target.Settings.ZooKeeper
	return r.cluster.HighAvailability.Mode == v1alpha1.HighAvailabilityZooKeeper && settings != nil && settings.SASL.On()
}
