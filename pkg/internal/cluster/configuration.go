package cluster

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// configuration collects flinkConfiguration: options that typed fields set, then the user's own.
type configuration struct {
	// reader is the earlier of the Flinks that read the options: the cluster's and the operator's own library.
	reader flink.Version

	settings []setting // as they were set: a few dozen, of each key one
}

// setting is an option that a typed field, such as checkpoints.interval, sets.
type setting struct {
	key, value, field string
}

// fieldNamed is the path of a field with a name such as checkpoints.interval; nil for none. Names are what the renderer hands
// round, since a path is only needed in an error.
func fieldNamed(name string) diagnostic.Path {
	if name == "" {
		return nil
	}
	return path(strings.Split(name, ".")...)
}

// set sets an option for a typed field, under the key that every reader knows.
func (c *configuration) set(option flink.Option, value, field string) {
	c.setKey(option.Key(c.reader), value, field)
}

// setKey sets an option for a typed field, under a key that it has in every version.
func (c *configuration) setKey(key, value, field string) {
	if earlier := c.find(key); earlier != nil {
		earlier.value, earlier.field = value, field
		return
	}
	if c.settings == nil {
		c.settings = make([]setting, 0, 24) // most clusters need no more
	}
	c.settings = append(c.settings, setting{key, value, field})
}

// find is what a typed field sets under a key, or nil.
func (c *configuration) find(key string) *setting {
	for i := range c.settings {
		if c.settings[i].key == key {
			return &c.settings[i]
		}
	}
	return nil
}

// sets reports whether a typed field sets a key.
func (c *configuration) sets(key string) bool { return c.find(key) != nil }

// setIf sets an option unless its value is empty.
func (c *configuration) setIf(option flink.Option, value, field string) {
	if value != "" {
		c.set(option, value, field)
	}
}

var optionKey = lazyregexp.Remembering(`^[A-Za-z0-9$_][A-Za-z0-9$_*/-]*(\.[A-Za-z0-9$_*/-]+)*$`)

// OptionForm checks that a configuration of Flink can hold an option.
func OptionForm(key, value string) error {
	switch {
	case !optionKey.MatchString(key):
		return errors.New("must have a key of letters, digits, dots and dashes")
	case strings.ContainsAny(value, "\n\r\x00"):
		return fmt.Errorf("must be one line of text, not %s", diagnostic.Quote(value))
	}
	return nil
}

// flinkConfiguration checks the user's own options: keys that the operator refuses or overrides silently, values that
// a configuration file cannot hold, and what Flink or the operator would ignore or fail to read.
func (c *checker) flinkConfiguration() {
	for _, key := range resolve.SortedKeys(c.cluster.FlinkConfiguration) {
		field, value := path("flinkConfiguration", key), *c.cluster.FlinkConfiguration[key]
		overridden, isOverridden := operator.FindOverriddenKey(key)
		switch {
		case OptionForm(key, value) != nil:
			c.AddErrAs(diagnostic.RuleOption, field, OptionForm(key, value))
		case slices.Contains(operator.ForbiddenKeys(), key):
			c.AddAs(diagnostic.RuleOption, field, "must not be set: the operator sets it and refuses a FlinkDeployment that does")
		case isOverridden && (!overridden.ApplicationOnly || c.application) && !c.leftToOption(overridden.Field):
			c.AddAs(diagnostic.RuleOption, field, "must not be set: the operator overrides it with the FlinkDeployment's %s%s", overridden.Field, insteadOf(overridden.Field))
		case slices.Contains(clusterIDKeys, key):
			c.AddAs(diagnostic.RuleOption, field, "must not be set: it is a deprecated key of high-availability.cluster-id, which the operator sets")
		case slices.Contains(podTemplateFileKeys, key):
			c.AddAs(diagnostic.RulePodTemplate, field, "must not be set: the operator would look for the file in its own pod; set spec.podTemplate")
		case key == "scheduler-mode" && strings.EqualFold(value, "reactive") && !(c.application && c.cluster.Mode == v1alpha1.ModeStandalone):
			c.AddAs(diagnostic.RuleOption, field, "must not be %s: %s does not start in reactive mode, which is for standalone application clusters", diagnostic.Quote(value), c.noun())
		default:
			c.option(key, value, field)
			c.readByOperator(key, field)
			if strings.HasPrefix(key, "env.java.opts") {
				c.jvmOptions(value, field)
			}
		}
	}
}

// option checks an option against what the session's Flink and the operator read.
func (c *checker) option(key, value string, field diagnostic.Path) {
	flinkErr, operatorErr := flink.CheckOption(key, value, c.flinkVersion), operator.CheckOption(key, value, c.release)
	c.AddErr(field, flinkErr)
	c.AddErr(field, operatorErr)
	switch {
	case flinkErr != nil || operatorErr != nil:
	case flink.IsUnknown(key):
		c.AddAs(diagnostic.RuleUnknownOption, field, "is read by no known version of Flink, and does nothing unless a program of yours reads it")
	case c.renamed(key) != nil:
		successors := strings.Join(c.renamed(key), " and ")
		c.AddAs(diagnostic.RuleRenamedOption, field, "is a deprecated key, which Flink %s still reads: set %s", c.flinkVersion, successors)
	case operator.IsUnknown(key):
		c.AddAs(diagnostic.RuleUnknownOption, field, "is read by no known release of the operator, and does nothing unless a plugin of yours reads it")
	}
}

// renamed are the keys that took the place of a deprecated one, where the operator's own Flink reads them too.
func (c *checker) renamed(key string) []string {
	library, err := flink.ParseVersion(c.release.BundledFlink())
	if err != nil || c.flinkVersion.IsZero() {
		return nil
	}
	return flink.Renamed(key, c.flinkVersion.Earlier(library))
}

// clusterIDKeys are earlier keys of an option that the operator sets; it refuses only the present one.
var clusterIDKeys = []string{"high-availability.zookeeper.path.namespace", "recovery.zookeeper.path.namespace"}

// podTemplateFileKeys are those of the file for both roles; that for each is overridden by a field.
var podTemplateFileKeys = []string{"kubernetes.pod-template-file", "kubernetes.pod-template-file.default"}

// specFields are the fields of a spec that set fields of the FlinkDeployment.
var specFields = map[string]string{
	"spec.image":                       "spec.image",
	"spec.imagePullPolicy":             "spec.imagePullPolicy",
	"spec.flinkVersion":                "spec.flinkVersion",
	"spec.mode":                        "spec.mode",
	"spec.serviceAccount":              "spec.serviceAccount.name",
	"spec.jobManager.replicas":         "spec.jobManager.replicas",
	"spec.jobManager.resource.cpu":     "spec.jobManager.cpu",
	"spec.jobManager.resource.memory":  "spec.jobManager.memory",
	"spec.jobManager.podTemplate":      "spec.jobManager.podTemplate",
	"spec.taskManager.resource.cpu":    "spec.taskManager.cpu",
	"spec.taskManager.resource.memory": "spec.taskManager.memory",
	"spec.taskManager.podTemplate":     "spec.taskManager.podTemplate",
	"spec.taskManager.replicas":        "spec.taskManager.replicas",
	"spec.job.jarURI":                  "spec.job.jarURI",
	"spec.job.entryClass":              "spec.job.entryClass",
	"spec.job.args":                    "spec.job.args",
	"spec.job.parallelism":             "spec.job.parallelism",
	"spec.job.initialSavepointPath":    "spec.job.initialSavepointPath",
}

// SpecField is the field of a spec that sets a field of the FlinkDeployment, such as spec.jobManager.memory for
// spec.jobManager.resource.memory; empty where none does.
func SpecField(field string) string { return specFields[field] }

func insteadOf(field string) string {
	if own := SpecField(field); own != "" {
		return "; set " + own
	}
	return ""
}

func portText(value string) error {
	if port, err := strconv.ParseUint(value, 10, 16); err != nil || port == 0 {
		return fmt.Errorf("must be a port from 1 to 65535, not %q", value)
	}
	return nil
}

// setNumber sets an option unless its value is nil.
func (r *renderer) setNumber(option flink.Option, value *int32, field string) {
	if value != nil {
		r.configuration.set(option, strconv.Itoa(int(*value)), field)
	}
}

// setSwitch sets an option unless its value is nil.
func (r *renderer) setSwitch(option flink.Option, value *bool, field string) {
	if value != nil {
		r.configuration.set(option, strconv.FormatBool(*value), field)
	}
}

// flinkConfiguration is the whole configuration. The user's own options join what typed fields set; one that Flink
// takes for something else is an error, under any of its keys, and so is one under two of them.
func (r *renderer) flinkConfiguration() map[string]string {
	all := make(map[string]string, len(r.configuration.settings)+len(r.cluster.FlinkConfiguration))
	for _, s := range r.configuration.settings {
		all[s.key] = s.value
	}
	own := map[string]bool{} // the user's keys
	for _, key := range resolve.SortedKeys(r.cluster.FlinkConfiguration) {
		value := *r.cluster.FlinkConfiguration[key]
		spellings := flink.Spellings(key)
		if i := slices.IndexFunc(spellings, r.configuration.sets); i >= 0 {
			if typed := r.configuration.find(spellings[i]); !flink.Equal(typed.key, typed.value, value) {
				r.errorOption(diagnostic.RuleConflictingOption, key, "must not be set to %s: spec.%s sets %s to %s", diagnostic.Quote(value),
					typed.field, typed.key, diagnostic.Quote(typed.value))
			}
			continue
		}
		if i := slices.IndexFunc(spellings, func(k string) bool { return own[k] }); i >= 0 {
			r.errorOption(diagnostic.RuleConflictingOption, key, "must not be set beside %s: both are keys of one option", spellings[i])
			continue
		}
		own[key] = true
		all[key] = value
	}
	r.checkOverlap(all)
	r.checkComments(all)
	return all
}

// checkComments refuses a value that Flink would cut off: up to 1.20 the operator writes a file in which the reader
// takes what follows a # for a comment, quotes or not. Options of the operator do not reach the file.
func (r *renderer) checkComments(all map[string]string) {
	if r.flinkVersion.Major >= 2 {
		return
	}
	var cut []string
	for key, value := range all {
		if strings.Contains(value, "#") && !operator.Keeps(key) {
			cut = append(cut, key)
		}
	}
	slices.Sort(cut)
	for _, key := range cut {
		field := path("flinkConfiguration", key)
		if typed := r.configuration.find(key); typed != nil {
			field = fieldNamed(typed.field)
		}
		r.errs = append(r.errs, r.target.Errorf(field, "must not hold a #: Flink %s takes what follows it for a comment", r.flinkVersion).Under(diagnostic.RuleOption))
	}
}

// checkOverlap refuses a key that is a prefix of another where the operator would refuse to write the configuration.
func (r *renderer) checkOverlap(all map[string]string) {
	if !r.release.RefusesOverlappingKeys(r.flinkVersion.Major) {
		return
	}
	for _, pair := range operator.OverlappingKeys(resolve.SortedKeys(all)) {
		key, other := pair[0], pair[1]
		if _, users := r.cluster.FlinkConfiguration[key]; !users {
			key, other = other, key
		}
		r.errorOption(diagnostic.RuleConflictingOption, key, "must not be set beside %s: the operator cannot write a key and one below it for Flink %s",
			other, r.flinkVersion)
	}
}

func (r *renderer) errorOption(rule diagnostic.Rule, key, format string, args ...any) {
	r.errs = append(r.errs, r.target.Errorf(path("flinkConfiguration", key), format, args...).Under(rule))
}
