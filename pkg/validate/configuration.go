package validate

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

var optionKey = regexp.MustCompile(`^[A-Za-z0-9$_][A-Za-z0-9$_*/-]*(\.[A-Za-z0-9$_*/-]+)*$`)

// flinkConfiguration checks the user's own options: keys that the operator refuses or overrides silently, values that
// a configuration file cannot hold, and credentials.
func (c *checker) flinkConfiguration() {
	for _, key := range slices.Sorted(maps.Keys(c.spec.FlinkConfiguration)) {
		field, value := path("flinkConfiguration", key), *c.spec.FlinkConfiguration[key]
		overridden, isOverridden := operator.FindOverriddenKey(key)
		switch {
		case !optionKey.MatchString(key):
			c.add(field, "must have a key of letters, digits, dots and dashes")
		case slices.Contains(operator.ForbiddenKeys(), key):
			c.add(field, "must not be set: the operator sets it and refuses a FlinkDeployment that does")
		case isOverridden && !overridden.ApplicationOnly:
			c.add(field, "must not be set: the operator overrides it with the FlinkDeployment's %s%s", overridden.Field, insteadOf(overridden.Field))
		case isCredential(key):
			c.add(field, "must not be set: a credential in the configuration can be read by all who may read ConfigMaps; "+
				"name a Secret in the environment, such as spec.s3.credentials.secretName")
		case strings.ContainsAny(value, "\n\r\x00"):
			c.add(field, "must be one line of text, not %s", diagnostic.Quote(value))
		}
	}
}

// specFields are the fields of a FlinkSession that set fields of the FlinkDeployment.
var specFields = map[string]string{
	"spec.image":                       "spec.image",
	"spec.flinkVersion":                "spec.flinkVersion",
	"spec.serviceAccount":              "spec.serviceAccount.name",
	"spec.jobManager.replicas":         "spec.jobManager.replicas",
	"spec.jobManager.resource.cpu":     "spec.jobManager.cpu",
	"spec.jobManager.resource.memory":  "spec.jobManager.memory",
	"spec.jobManager.podTemplate":      "spec.jobManager.podTemplate",
	"spec.taskManager.resource.cpu":    "spec.taskManager.cpu",
	"spec.taskManager.resource.memory": "spec.taskManager.memory",
	"spec.taskManager.podTemplate":     "spec.taskManager.podTemplate",
}

func insteadOf(field string) string {
	if own, ok := specFields[field]; ok {
		return "; set " + own
	}
	return ""
}

// credentialKeys are the options whose values are credentials, without dots, dashes and underscores.
var credentialKeys = regexp.MustCompile(`(accesskey|accesskeyid|secretkey|secretaccesskey|accesskeysecret|sessiontoken|password|passwd|apikey|servicekey|jaasconfig)$|^fsazureaccount(key|oauth2clientsecret)`)

// isCredential tells whether the value of an option is a credential. An option that names where one is, such as a
// provider class, is none.
func isCredential(key string) bool {
	plain := strings.ToLower(strings.NewReplacer(".", "", "-", "", "_", "").Replace(key))
	return credentialKeys.MatchString(plain)
}

func portText(value string) error {
	if port, err := strconv.ParseUint(value, 10, 16); err != nil || port == 0 {
		return fmt.Errorf("must be a port from 1 to 65535, not %q", value)
	}
	return nil
}
