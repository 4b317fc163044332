package render

import (
	"maps"
	"slices"
	"strconv"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// configuration collects flinkConfiguration: options that typed fields set, then the user's own.
type configuration struct {
	// reader is the earliest Flink that reads the options: the cluster's or the operator's.
	reader flink.Version

	values map[string]string          // by key
	fields map[string]diagnostic.Path // by key: the typed field that sets it
}

// set sets an option for a typed field, under the key that every reader knows.
func (c *configuration) set(option flink.Option, value string, field diagnostic.Path) {
	if c.values == nil {
		c.values, c.fields = map[string]string{}, map[string]diagnostic.Path{}
	}
	key := option.Key(c.reader)
	c.values[key], c.fields[key] = value, field
}

// setIf sets an option unless its value is empty.
func (c *configuration) setIf(option flink.Option, value string, field diagnostic.Path) {
	if value != "" {
		c.set(option, value, field)
	}
}

// setNumber sets an option unless its value is nil.
func (r *renderer) setNumber(option flink.Option, value *int32, field diagnostic.Path) {
	if value != nil {
		r.configuration.set(option, strconv.Itoa(int(*value)), field)
	}
}

// setSwitch sets an option unless its value is nil.
func (r *renderer) setSwitch(option flink.Option, value *bool, field diagnostic.Path) {
	if value != nil {
		r.configuration.set(option, strconv.FormatBool(*value), field)
	}
}

// flinkConfiguration is the whole configuration. The user's own options join what typed fields set; one that says
// something else is an error, under any of its keys.
func (r *renderer) flinkConfiguration() map[string]string {
	all := maps.Clone(r.configuration.values)
	if all == nil {
		all = map[string]string{}
	}
	own := map[string]string{} // the user's, by the newest key of the option
	for _, key := range slices.Sorted(maps.Keys(r.session.Spec.FlinkConfiguration)) {
		value := *r.session.Spec.FlinkConfiguration[key]
		option, known := flink.Lookup(key)
		written := key
		if known {
			written = option.Key(r.configuration.reader)
		}
		if typed, ok := r.configuration.values[written]; ok {
			if typed != value {
				r.errorOption(key, "must not be set to %s: spec.%s sets %s to %s", diagnostic.Quote(value),
					r.configuration.fields[written], written, diagnostic.Quote(typed))
			}
			continue
		}
		if other, double := own[written]; double {
			r.errorOption(key, "must not be set beside %s: both are keys of one option", other)
			continue
		}
		own[written] = key
		all[key] = value
	}
	r.checkOverlap(all)
	return all
}

// checkOverlap refuses a key that is a prefix of another where the operator would refuse to write the configuration.
func (r *renderer) checkOverlap(all map[string]string) {
	if !r.release.RefusesOverlappingKeys(r.flinkVersion.Major) {
		return
	}
	for _, pair := range operator.OverlappingKeys(slices.Sorted(maps.Keys(all))) {
		key, other := pair[0], pair[1]
		if _, users := r.session.Spec.FlinkConfiguration[key]; !users {
			key, other = other, key
		}
		r.errorOption(key, "must not be set beside %s: the operator cannot write a key and one below it for Flink %s",
			other, r.flinkVersion)
	}
}

func (r *renderer) errorOption(key, format string, args ...any) {
	r.errs = append(r.errs, r.session.Errorf(path("flinkConfiguration", key), format, args...))
}
