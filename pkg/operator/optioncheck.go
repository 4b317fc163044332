package operator

import (
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// operatorOnly are options that the operator reads from its own configuration alone; in a FlinkDeployment they do
// nothing, and nothing says so.
var operatorOnly = []string{
	OptionPrefix + "cluster.resource-view.refresh-interval",
	OptionPrefix + "dynamic.namespaces.enabled",
	OptionPrefix + "ingress.manage",
	OptionPrefix + "job.submission.timeout",
	OptionPrefix + "label.selector",
	OptionPrefix + "observer.progress-check.interval",
	OptionPrefix + "reconcile.interval",
	OptionPrefix + "resource.cleanup.timeout",
	OptionPrefix + "resource.deletion.propagation",
	OptionPrefix + "user.artifacts.allowed-schemes",
	OptionPrefix + "user.artifacts.base.dir",
	OptionPrefix + "user.artifacts.disallow-restricted-hosts",
	OptionPrefix + "watched.namespaces",
}

// defaultConfiguration begins options with which the operator's own configuration sets defaults for sessions.
const defaultConfiguration = OptionPrefix + "default-configuration."

// CheckOption says what is wrong with the key of an option of the operator in a FlinkDeployment: the release does not
// know it yet, the operator does not read it there, or it is none but nearly so. Other keys pass.
func CheckOption(key string, r Release) error {
	if strings.HasPrefix(key, autoscalerPrefix) && !r.atLeast(7) {
		return fmt.Errorf("must not be set with operator release %s, which would ignore it: options of the autoscaler have these keys since 1.7; set %s",
			r, OptionPrefix+key)
	}
	if !strings.HasPrefix(key, OptionPrefix) {
		return nil
	}
	if slices.Contains(operatorOnly, key) || strings.HasPrefix(key, defaultConfiguration) {
		return fmt.Errorf("must not be set: the operator reads it from its own configuration alone and ignores it here")
	}
	keys := make([]string, 0, len(options))
	for _, option := range options {
		if option.Key != key {
			keys = append(keys, option.Key)
			continue
		}
		if r.Compare(option.Since) < 0 {
			return fmt.Errorf("must not be set with operator release %s, which would ignore it: the option is there since %s%s",
				r, option.Since, predecessor(key, r))
		}
		return nil
	}
	if near := diagnostic.Suggest(key, append(keys, operatorOnly...)); near != "" {
		return fmt.Errorf("must be the key of an option, and the operator has none of this name: did you mean %s?", diagnostic.Quote(near))
	}
	return nil
}

// predecessor says under which key the release knows an option that was renamed later.
func predecessor(key string, r Release) string {
	for _, option := range options {
		if option.Successor == key && r.Compare(option.Since) >= 0 {
			return "; set " + option.Key
		}
	}
	return ""
}
