package lint

import (
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/flatconfiguration"
)

// configuration is a configuration of Flink by flat keys.
type configuration map[string]setting

// setting is the value of an option, and where it stands.
type setting struct {
	value string
	path  diagnostic.Path
}

// readConfiguration is a flinkConfiguration as the operator reads it.
func readConfiguration(value any, path diagnostic.Path) configuration {
	c := configuration{}
	flatconfiguration.Walk(value, path, func(key, text string, at diagnostic.Path) { c[key] = setting{text, at} })
	return c
}

// over is the configuration with the settings of another one over it.
func (c configuration) over(under configuration) configuration {
	merged := maps.Clone(under)
	maps.Copy(merged, c)
	return merged
}

// values are the values by key, without where they stand.
func (c configuration) values() map[string]string {
	values := make(map[string]string, len(c))
	for key, s := range c {
		values[key] = s.value
	}
	return values
}

// first finds the first of some keys that is set.
func (c configuration) first(keys ...string) (key string, s setting, ok bool) {
	for _, key := range keys {
		if s, ok := c[key]; ok {
			return key, s, true
		}
	}
	return "", setting{}, false
}

// keysOf are the keys of an option that the operator reads, with the library of Flink in it: the newest first.
func (c *checker) keysOf(option flink.Option) []string {
	bundled := c.bundledFlink()
	return slices.DeleteFunc(option.Keys(), func(key string) bool { return !option.ReadBy(bundled, key) })
}

// keyOf is the key of an option to write: both the operator and the Flink of the image read it.
func (c *checker) keyOf(option flink.Option) string {
	v := c.bundledFlink()
	if !c.flink.IsZero() {
		v = v.Earlier(c.flink)
	}
	return option.Key(v)
}

// bundledFlink is the version of Flink's library in the operator.
func (c *checker) bundledFlink() flink.Version {
	v, _ := flink.ParseVersion(c.release.BundledFlink()) // there is one in all that are known
	return v
}

// option finds an option in what the operator's checks read.
func (c *checker) option(option flink.Option) (key string, s setting, ok bool) {
	return c.effective.first(c.keysOf(option)...)
}

// place is where something about an option is said: its own setting, or flinkConfiguration.
func (c *checker) place(s setting) diagnostic.Path {
	if s.path != nil {
		return s.path
	}
	return c.field("flinkConfiguration")
}
