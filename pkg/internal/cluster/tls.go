package cluster

import (
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

func setTLSDefaults(tls *v1alpha1.TLS) {
	if !tls.On() {
		return
	}
	if tls.Internal != nil {
		setTLSStoreDefaults(tls.Internal)
	}
	if tls.REST != nil {
		setTLSStoreDefaults(&tls.REST.TLSStores)
	}
}

func setTLSStoreDefaults(stores *v1alpha1.TLSStores) {
	resolve.SetDefault(&stores.KeystoreKey, "keystore.jks")
	resolve.SetDefault(&stores.TruststoreKey, "truststore.jks")
	resolve.SetDefault(&stores.PasswordSecretName, stores.SecretName)
	resolve.SetDefault(&stores.PasswordKey, "password")
	resolve.SetDefault(&stores.TruststorePasswordKey, stores.PasswordKey)
}

// restTLS is what encrypts the REST interface of a cluster; nil where nothing does, and while its Secret is not known.
func restTLS(cluster *v1alpha1.Cluster) *v1alpha1.RESTTLS {
	if !cluster.TLS.On() || cluster.TLS.REST == nil || cluster.TLS.REST.SecretName == "" {
		return nil
	}
	return cluster.TLS.REST
}

// internalTLS is what encrypts the connections between the processes of a cluster, likewise.
func internalTLS(cluster *v1alpha1.Cluster) *v1alpha1.TLSStores {
	if !cluster.TLS.On() || cluster.TLS.Internal == nil || cluster.TLS.Internal.SecretName == "" {
		return nil
	}
	return cluster.TLS.Internal
}

func (c *checker) tls() {
	tls, field := c.cluster.TLS, path("tls")
	if !tls.On() {
		return
	}
	if tls.Internal == nil && tls.REST == nil && c.Complete {
		c.AddAs(diagnostic.RuleRequiredField, field, "must say what is encrypted: internal, rest, or both")
	}
	if tls.Internal != nil {
		c.tlsStores(tls.Internal, field.Child("internal"))
	}
	if tls.REST == nil {
		return
	}
	c.tlsStores(&tls.REST.TLSStores, field.Child("rest"))
	if !c.release.TrustsREST() {
		c.AddAs(diagnostic.RuleUnsupportedVersion, field.Child("rest"), "must not be set with operator release %s: it reads the password of a truststore from the "+
			"configuration of the FlinkDeployment alone, in plain text; release 1.8 is the first that has a truststore of its own", c.release)
	}
	c.encryptedWebUI(tls.REST)
}

func (c *checker) tlsStores(stores *v1alpha1.TLSStores, field diagnostic.Path) {
	if c.Require(stores.SecretName != "", field.Child("secretName"), c.name+"-tls") {
		c.AddErr(field.Child("secretName"), check.SecretName(stores.SecretName))
	}
	if stores.PasswordSecretName != stores.SecretName {
		c.AddErr(field.Child("passwordSecretName"), check.SecretName(stores.PasswordSecretName))
	}
	for _, key := range []struct{ name, value string }{
		{"keystoreKey", stores.KeystoreKey}, {"truststoreKey", stores.TruststoreKey}, {"passwordKey", stores.PasswordKey}, {"truststorePasswordKey", stores.TruststorePasswordKey},
	} {
		if key.name != "truststorePasswordKey" || key.value != stores.PasswordKey {
			c.AddErr(field.Child(key.name), check.SecretKey(key.value))
		}
	}
	if stores.KeystoreKey == stores.TruststoreKey {
		c.AddAs(diagnostic.RuleConflictingFields, field.Child("truststoreKey"), "must be another key than keystoreKey: the truststore has certificates alone")
	}
}

const (
	nginxBackendProtocol = "nginx.ingress.kubernetes.io/backend-protocol"
	nginxBackendSecret   = "nginx.ingress.kubernetes.io/proxy-ssl-secret"
)

// encryptedWebUI demands an Ingress that speaks HTTPS to the web UI: an Ingress controller that is not told to speaks HTTP, which
// nobody answers.
func (c *checker) encryptedWebUI(rest *v1alpha1.RESTTLS) {
	webUI, field := c.cluster.WebUI, path("webUI", "controller")
	if !webUI.On() || webUI.Ingress == v1alpha1.WebUIIngressNone || !c.Complete {
		return
	}
	said := func(key string) bool {
		return webUI.Annotations[key] != nil || c.ingressAnnotations[key] != nil
	}
	switch {
	case webUI.Controller == v1alpha1.IngressControllerTraefik:
		c.AddAs(diagnostic.RuleConflictingFields, field, "must not be Traefik with spec.tls.rest: Traefik speaks HTTPS to the web UI by a ServersTransport that trusts its certificate; "+
			"make an IngressRoute with one among spec.resources, and set spec.webUI.ingress to None")
	case webUI.Controller == "":
		c.AddAs(diagnostic.RuleRequiredField, field, "must be set to NGINX with spec.tls.rest, or ingress.controller of the environment for its own className, so that the Ingress speaks HTTPS "+
			"to the web UI; for another controller set spec.webUI.ingress to None, and make an Ingress among spec.resources")
	case check.IsTrue(rest.ClientAuthentication) && !said(nginxBackendSecret):
		c.AddAs(diagnostic.RuleRequiredField, path("webUI", "annotations"), "must have %s with spec.tls.rest.clientAuthentication, such as NAMESPACE/SECRET, with the certificate "+
			"that NGINX shows to Flink", nginxBackendSecret)
	}
}

const (
	tlsFolder = "/etc/flink-tls"

	internalTLSVolume = "tls-internal"
	restTLSVolume     = "tls-rest"
)

// tls encrypts what the user wants encrypted. The options name files; their passwords are no part of what is emitted.
func (r *renderer) tls() {
	var passwords []secretOption
	if stores := internalTLS(r.cluster); stores != nil {
		passwords = append(passwords,
			secretOption{flink.SSLInternalKeystorePassword, stores.PasswordSecretName, stores.PasswordKey},
			secretOption{flink.SSLInternalKeyPassword, stores.PasswordSecretName, stores.PasswordKey},
			secretOption{flink.SSLInternalTruststorePassword, stores.PasswordSecretName, stores.TruststorePasswordKey})
		const at = "tls.internal"
		r.configuration.set(flink.SSLInternalEnabled, "true", at)
		keystore, truststore := r.tlsStores(internalTLSVolume, "internal", stores, at)
		r.configuration.set(flink.SSLInternalKeystore, keystore, at)
		r.configuration.set(flink.SSLInternalTruststore, truststore, at)
	}
	if rest := restTLS(r.cluster); rest != nil {
		passwords = append(passwords, restPasswords(rest)...)
		const at = "tls.rest"
		r.configuration.set(flink.SSLRestEnabled, "true", at)
		keystore, truststore := r.tlsStores(restTLSVolume, "rest", &rest.TLSStores, at)
		r.configuration.set(flink.SSLRestKeystore, keystore, at)
		r.configuration.set(flink.SSLRestTruststore, truststore, at)
		r.setSwitch(flink.SSLRestAuthenticationEnabled, rest.ClientAuthentication, "tls.rest.clientAuthentication")
	}
	r.secretOptions(passwords, path("tls"))
}

// tlsStores mounts keystore and truststore, and says where.
func (r *renderer) tlsStores(volume, folder string, stores *v1alpha1.TLSStores, field string) (keystore, truststore string) {
	at := tlsFolder + "/" + folder
	r.mount(tlsVolume(volume, stores), corev1.VolumeMount{MountPath: at, ReadOnly: true}, fieldNamed(field))
	return at + "/" + stores.KeystoreKey, at + "/" + stores.TruststoreKey
}

// tlsVolume holds keystore and truststore, and no other key of their Secret.
func tlsVolume(name string, stores *v1alpha1.TLSStores) corev1.Volume {
	volume := secretVolume(name, stores.SecretName, stores.KeystoreKey)
	if stores.TruststoreKey != stores.KeystoreKey {
		volume.Secret.Items = append(volume.Secret.Items, corev1.KeyToPath{Key: stores.TruststoreKey, Path: stores.TruststoreKey})
	}
	return volume
}

// restPasswords are the options of Flink with the passwords of the stores of the REST interface.
func restPasswords(rest *v1alpha1.RESTTLS) []secretOption {
	return []secretOption{
		{flink.SSLRestKeystorePassword, rest.PasswordSecretName, rest.PasswordKey},
		{flink.SSLRestKeyPassword, rest.PasswordSecretName, rest.PasswordKey},
		{flink.SSLRestTruststorePassword, rest.PasswordSecretName, rest.TruststorePasswordKey},
	}
}

// restProbe is the startup probe of a JobManager that answers HTTPS. The operator's own speaks HTTP, which Flink answers with a
// redirect whatever state it is in. The kubelet has no certificate to show where Flink asks for one.
func (r *renderer) restProbe() *corev1.Probe {
	rest := restTLS(r.cluster)
	if rest == nil {
		return nil
	}
	const forever = 1<<31 - 1 // as the operator's
	return &corev1.Probe{PeriodSeconds: 1, FailureThreshold: forever, ProbeHandler: httpsProbe(restPortName, "/config", check.IsTrue(rest.ClientAuthentication))}
}

// httpsProbe asks for a page by HTTPS; where the server asks for a certificate, for a connection alone.
func httpsProbe(port, page string, clientAuthentication bool) corev1.ProbeHandler {
	if clientAuthentication {
		return corev1.ProbeHandler{TCPSocket: &corev1.TCPSocketAction{Port: intstr.FromString(port)}}
	}
	return corev1.ProbeHandler{HTTPGet: &corev1.HTTPGetAction{Path: page, Port: intstr.FromString(port), Scheme: corev1.URISchemeHTTPS}}
}

// restScheme is that of the addresses of the REST interface.
func restScheme(cluster *v1alpha1.Cluster) string {
	if restTLS(cluster) != nil || saysTrue(cluster, flink.SSLRestEnabled) {
		return "https"
	}
	return "http"
}

// saysTrue reports whether the user's own configuration has an option that is true.
func saysTrue(cluster *v1alpha1.Cluster, option flink.Option) bool {
	for key := range option.EachKey {
		if value := cluster.FlinkConfiguration[key]; value != nil && strings.EqualFold(strings.TrimSpace(*value), "true") {
			return true
		}
	}
	return false
}
