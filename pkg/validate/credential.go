package validate

import (
	"regexp"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// credentials refuses credentials in plain text in pod templates and JVM options; spec.env and the configuration have
// checks of their own. All who may read the repository, ConfigMaps or pods could read them. No error repeats a value.
func (c *checker) credentials() {
	c.podCredentials(c.spec.PodTemplate, path("podTemplate"))
	c.jvmCredentials(c.spec.JVMOptions, path("jvmOptions"))
	if jobManager := c.spec.JobManager; jobManager != nil {
		c.podCredentials(jobManager.PodTemplate, path("jobManager", "podTemplate"))
		c.jvmCredentials(jobManager.JVMOptions, path("jobManager", "jvmOptions"))
	}
	if taskManager := c.spec.TaskManager; taskManager != nil {
		c.podCredentials(taskManager.PodTemplate, path("taskManager", "podTemplate"))
		c.jvmCredentials(taskManager.JVMOptions, path("taskManager", "jvmOptions"))
	}
}

func (c *checker) jvmCredentials(options string, field diagnostic.Path) {
	if textCredential(options) {
		c.addAs(diagnostic.RuleCredential, field, "must not hold a credential in plain text: %s", insteadOfJVMOption)
	}
}

// podCredentials checks labels and annotations, and the variables and arguments of all containers, those of sidecars and
// init containers too.
func (c *checker) podCredentials(template *v1alpha1.PodTemplate, field diagnostic.Path) {
	for _, level := range template.Levels() {
		metadata, _ := level["metadata"].(map[string]any)
		for _, name := range []string{"labels", "annotations"} {
			values, _ := metadata[name].(map[string]any)
			c.metadataCredentials(texts(values), field.Child("metadata", name))
		}
		spec, _ := level["spec"].(map[string]any)
		for _, list := range []string{"initContainers", "containers", "ephemeralContainers"} {
			containers, _ := spec[list].([]any)
			for i, element := range containers {
				container, _ := element.(map[string]any)
				c.argumentCredentials(container, field.Child("spec", list).Index(i))
				env, _ := container["env"].([]any)
				for j, element := range env {
					variable, _ := element.(map[string]any)
					name, _ := variable["name"].(string)
					value, _ := variable["value"].(string)
					if variableCredential(name, value) {
						c.addAs(diagnostic.RuleCredential, field.Child("spec", list).Index(i).Child("env").Index(j).Child("value"),
							"must not hold a credential in plain text, as %s seems to: refer to a Secret with valueFrom.secretKeyRef", diagnostic.Quote(name))
					}
				}
			}
		}
	}
}

const (
	insteadOfJVMOption = "mount a Secret with spec.podTemplate, and name its file in the option"
	insteadOfValue     = "leave it to the operator's own configuration, as kubernetes.operator.default-configuration.namespace.<namespace>.<option>"
)

// insteadOfOption says what to do instead of writing a credential into the configuration, by the start of the option's
// key.
var insteadOfOption = []struct{ prefix, instead string }{
	{"s3.", insteadOfKey("s3")},
	{"s3a.", insteadOfKey("s3")},
	{"fs.s3a.", insteadOfKey("s3")},
	{"presto.s3.", insteadOfKey("s3")},
	{"security.delegation.token.provider.s3-", insteadOfKey("s3")},
	{"gs.", insteadOfKey("gcs")},
	{"fs.gs.", insteadOfKey("gcs")},
	{"google.cloud.", insteadOfKey("gcs")},
	{"azure.", insteadOfKey("azure")},
	{"fs.azure.", insteadOfKey("azure")},
	{"fs.oss.", insteadOfKey("oss")},
	{"high-availability.zookeeper.", "use spec.kerberos, and zookeeper.sasl in the environment"},
	{"containerized.", "set the variable in spec.env, with a reference to a Secret"},
	{"env.java.opts", insteadOfJVMOption},
	{"env.java.default-opts", insteadOfJVMOption},
}

func insteadOfKey(store string) string {
	return "name a Secret in " + store + ".credentials.secretName of the environment"
}

// optionCredential tells whether the value of an option is a credential in plain text, and what to do instead.
func optionCredential(key, value string) (instead string, found bool) {
	if customerKey(key, value) {
		return insteadOfValue, true
	}
	if m := containerizedVariable.FindStringSubmatch(key); m != nil {
		found = variableCredential(m[1], value)
	} else {
		found = isSecret(key, value) || azureCredential(key) || textCredential(value) || entryCredential(key, value) ||
			key == "high-availability.zookeeper.client.authorization" && value != ""
	}
	if !found {
		return "", false
	}
	for _, o := range insteadOfOption {
		if strings.HasPrefix(key, o.prefix) {
			return o.instead, true
		}
	}
	return insteadOfValue, true
}

// containerizedVariable is the key of an option that sets an environment variable.
var containerizedVariable = regexp.MustCompile(`^containerized\.[^.]+\.env\.(.+)$`)

// secretNames end the names of what holds a credential, without dots, dashes and underscores. A name that goes on, as
// in secretKeyRef, tokenFile or credentials.provider, says where a credential is.
var secretNames = regexp.MustCompile(`(accesskey|accesskeyid|secret|secretkey|secretaccesskey|token|password|passwd|passphrase|apikey|servicekey|privatekey|storagekey|accountkey|connectionstring|jaasconfig)$`)

var withoutSeparators = strings.NewReplacer(".", "", "-", "", "_", "")

// isSecret tells whether a name is that of a credential. A switch of that name, such as
// security.kerberos.fetch.delegation-token, is none.
func isSecret(name, value string) bool {
	plain := strings.ToLower(withoutSeparators.Replace(name))
	return secretNames.MatchString(plain) && !harmless(value)
}

// reference is a value that Kubernetes takes from another variable of the container.
var reference = regexp.MustCompile(`^\$\([A-Za-z_][A-Za-z0-9_.-]*\)$`)

func harmless(value string) bool {
	return value == "" || strings.EqualFold(value, "true") || strings.EqualFold(value, "false") || reference.MatchString(value)
}

// abbreviated are names of credentials only at the end of a variable's name: PWD is a folder.
var abbreviated = regexp.MustCompile(`(?i)_(pass|pwd|encryption_?key)$`)

// variableCredential tells whether the value of an environment variable is a credential in plain text.
func variableCredential(name, value string) bool {
	return isSecret(name, value) || abbreviated.MatchString(name) && !harmless(value) || textCredential(value)
}

// azureCredential tells whether an option for one storage account, whose name ends the key, holds a credential.
func azureCredential(key string) bool {
	name := strings.TrimPrefix(key, "fs.")
	for _, credential := range []string{"azure.account.key.", "azure.account.oauth2.client.secret.", "azure.account.oauth2.user.password.",
		"azure.account.oauth2.refresh.token.", "azure.sas.fixed.token."} {
		if strings.HasPrefix(name, credential) && !strings.HasPrefix(name, "azure.account.oauth2.refresh.token.endpoint") {
			return true
		}
	}
	return sharedAccessSignature.MatchString(name)
}

// sharedAccessSignature is azure.sas.<container>.<account>.blob.core.windows.net.
var sharedAccessSignature = regexp.MustCompile(`^azure\.sas\..+\.blob\.`)

var aesKey = regexp.MustCompile(`^[A-Za-z0-9+/]{43}=$`)

// customerKey tells whether an option for encryption holds the key itself, and not the name of one that S3 keeps.
func customerKey(key, value string) bool {
	return strings.HasSuffix(key, "encryption.key") && aesKey.MatchString(value)
}

var (
	userInfo       = regexp.MustCompile(`[A-Za-z][A-Za-z0-9+.-]*://[^/\s:@]*:([^/\s@]+)@`)
	systemProperty = regexp.MustCompile(`-D([A-Za-z0-9_.-]+)=(\S*)`)
	parameter      = regexp.MustCompile(`[?&;]([A-Za-z0-9_.-]+)=([^&;\s]*)`)
)

// textCredential finds a credential within a text: a password in an address, or a system property or a parameter of an
// address with the name of one.
func textCredential(text string) bool {
	for _, m := range userInfo.FindAllStringSubmatch(text, -1) {
		if !harmless(m[1]) {
			return true
		}
	}
	for _, pattern := range []*regexp.Regexp{systemProperty, parameter} {
		for _, m := range pattern.FindAllStringSubmatch(text, -1) {
			if isSecret(m[1], strings.Trim(m[2], `"'`)) {
				return true
			}
		}
	}
	return false
}
