package check

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// What to do instead of writing a credential.
const (
	insteadInVariable  = "refer to a Secret, as {secretName: api, key: token}"
	insteadInPod       = "refer to a Secret with valueFrom.secretKeyRef"
	insteadInArgument  = "refer to a variable, as $(NAME), that the environment takes from a Secret"
	insteadInJVMOption = "mount a Secret with spec.podTemplate, and name its file in the option"
	insteadInLog       = "refer to a variable, as ${env:NAME}, that spec.env takes from a Secret"
	insteadInProperty  = "set a variable in spec.env, with a reference to a Secret"
	insteadInParameter = "name a Secret in the environment, as postgresql.secretName or mysql.secretName"
	insteadInOption    = "leave it to the operator's own configuration, as kubernetes.operator.default-configuration.namespace.<namespace>.<option>"
	insteadInResource  = "use an ExternalSecret or a SealedSecret, or a Secret encrypted with SOPS"
	insteadInDirectory = "name a Secret in the credentials of the environment"
	insteadInLDAP      = "name a Secret in spec.ldap.secretName"
	insteadInDriver    = "serve the jar without a login, or use another type"
	insteadInCluster   = "name an address without one, such as http://analytics-rest.streaming:8081: StreamPark drops it"
	insteadInJob       = "have the job read a variable that spec.env takes from a Secret"
	insteadInSQL       = "have the program that runs the script put a variable in its place, which spec.env takes from a Secret"
	insteadElsewhere   = "put it into a Secret, and refer to it"
)

// insteadOfOption says it for the options of Flink, by the start of the key, where that is not the name of the store.
var insteadOfOption = []struct{ prefix, instead string }{
	{"s3a.", insteadOfKey("s3")},
	{"fs.s3a.encryption.", insteadInOption},
	{"fs.s3a.", insteadOfKey("s3")},
	{"presto.s3.", insteadOfKey("s3")},
	{"security.delegation.token.provider.s3-", insteadOfKey("s3")},
	{"gs.", insteadOfKey("gcs")},
	{"fs.gs.", insteadOfKey("gcs")},
	{"google.cloud.", insteadOfKey("gcs")},
	{"high-availability.zookeeper.", "use spec.kerberos, and zookeeper.sasl in the environment"},
	{"security.ssl.", "use tls of the cluster, which takes passwords from a Secret"},
	{"containerized.", "set the variable in spec.env, with a reference to a Secret"},
	{"env.java.opts", insteadInJVMOption},
	{"env.java.default-opts", insteadInJVMOption},
}

// stores are the settings of an environment that name a Secret with the credentials of a store.
var stores = sync.OnceValue(func() []string {
	var names []string
	for field := range reflect.TypeFor[v1alpha1.EnvironmentStores]().Fields() {
		if _, ok := field.Type.Elem().FieldByName("Credentials"); ok {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			names = append(names, name)
		}
	}
	return names
})

func insteadOfKey(store string) string {
	return "name a Secret in " + store + ".credentials.secretName of the environment"
}

// insteadOfCredential says what to do instead of writing a credential into a field.
func insteadOfCredential(field diagnostic.Path) string {
	names := make([]string, len(field))
	for i, element := range field {
		names[i], _ = element.Name()
	}
	after := func(name string) (string, bool) {
		i := slices.Index(names, name)
		if i < 0 || i+1 >= len(names) {
			return "", false
		}
		return names[i+1], true
	}
	in := func(names ...string) bool {
		return slices.ContainsFunc(names, func(name string) bool { _, ok := after(name); return ok })
	}
	if key, ok := after("flinkConfiguration"); ok {
		for _, o := range insteadOfOption {
			if strings.HasPrefix(key, o.prefix) {
				return o.instead
			}
		}
		for _, store := range stores() {
			if strings.HasPrefix(strings.TrimPrefix(key, "fs."), store+".") {
				return insteadOfKey(store)
			}
		}
		return insteadInOption
	}
	for _, store := range stores() {
		if in(store) {
			return insteadOfKey(store)
		}
	}
	switch last := names[len(names)-1]; {
	case in("labels", "annotations"):
		return insteadElsewhere
	case in("podTemplate") && in("env"):
		return insteadInPod
	case in("job") && in("sql"):
		return insteadInSQL
	case in("job") && !in("podTemplate"):
		return insteadInJob
	case in("command", "args"):
		return insteadInArgument
	case in("podTemplate"):
		return insteadElsewhere
	case in("env"):
		return insteadInVariable
	case in("logConfiguration"):
		return insteadInLog
	case in("configuration"):
		return insteadInProperty
	case in("parameters"):
		return insteadInParameter
	case last == "directory":
		return insteadInDirectory
	case in("ldap"):
		return insteadInLDAP
	case in("driver"):
		return insteadInDriver
	case in("remoteClusters"):
		return insteadInCluster
	case last == "jvmOptions":
		return insteadInJVMOption
	default:
		return insteadElsewhere
	}
}
