package impact

import (
	"net/url"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/flatconfiguration"
)

// configuration is a flinkConfiguration by flat keys.
type configuration map[string]string

func configurationOf(spec map[string]any) configuration {
	return flatconfiguration.Values(spec["flinkConfiguration"])
}

// option is the value of an option under any of its keys, the newest first; empty where it is not set.
func (c configuration) option(o flink.Option) string {
	for key := range o.EachKey {
		if value, ok := c[key]; ok {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// isOn reads an option of the operator, of which there may be several spellings.
func (c configuration) isOn(otherwise bool, keys ...string) bool {
	for _, key := range keys {
		if value, ok := c[key]; ok {
			return strings.EqualFold(strings.TrimSpace(value), "true")
		}
	}
	return otherwise
}

// highAvailability is where the metadata of a cluster is kept.
type highAvailability struct {
	mode       string // kubernetes, zookeeper, the name of a class, or empty for none
	quorum     string
	root       string
	storageDir string
}

func (c configuration) highAvailability() highAvailability {
	mode := flink.HighAvailability(c.option(flink.HighAvailabilityType))
	if mode == flink.HighAvailabilityNone {
		mode = ""
	}
	ha := highAvailability{mode: mode, storageDir: strings.TrimRight(c.option(flink.HighAvailabilityStorageDir), "/")}
	if mode == flink.HighAvailabilityZooKeeper {
		ha.quorum = quorum(c.option(flink.HighAvailabilityZooKeeperQuorum))
		if ha.root = strings.Trim(c.option(flink.HighAvailabilityZooKeeperPathRoot), "/"); ha.root == "" {
			ha.root = "flink"
		}
	}
	return ha
}

// quorum is the same for the same servers in another order.
func quorum(servers string) string {
	all := strings.FieldsFunc(servers, func(r rune) bool { return r == ',' || r == ' ' })
	slices.Sort(all)
	return strings.Join(all, ",")
}

// samePlace reports whether the pointers of one are found by the other.
func (h highAvailability) samePlace(other highAvailability) bool {
	return h.mode == other.mode && h.quorum == other.quorum && h.root == other.root
}

// name of the kind of high availability, as people write it.
func (h highAvailability) name() string {
	switch h.mode {
	case "":
		return "none"
	case "kubernetes":
		return "Kubernetes"
	case "zookeeper":
		return "ZooKeeper"
	}
	return h.mode
}

// bucket is the store of a directory, such as s3://flink; empty for a directory without one.
func bucket(directory string) string {
	u, err := url.Parse(directory)
	if err != nil || u.Host == "" {
		return ""
	}
	return strings.ToLower(u.Scheme) + "://" + u.Host
}

// stateDirectories are what a cluster keeps its state in, beside of the metadata of high availability.
var stateDirectories = []struct {
	option flink.Option
	what   string
}{
	{flink.CheckpointingDir, "checkpoints"},
	{flink.SavepointDir, "savepoints"},
}

// hasKey reports whether a key is one of the option's.
func hasKey(o flink.Option, key string) bool { return slices.Contains(o.Keys(), key) }

// isStoreOption reports whether a key says where a file system finds its store, or how it is let in.
func isStoreOption(key string) bool {
	for _, prefix := range []string{"s3.", "s3a.", "presto.s3.", "fs.s3a.", "fs.s3.", "fs.oss.", "fs.azure.", "fs.gs.", "gs."} {
		if strings.HasPrefix(key, prefix) {
			for _, word := range []string{"endpoint", "key", "secret", "token", "credential", "bucket", "region", "account", "role", "path-style", "path.style"} {
				if strings.Contains(key, word) {
					return true
				}
			}
		}
	}
	return false
}

// minorVersion is the Flink version of a spec, such as 1.20; empty where it has none.
func minorVersion(spec map[string]any) string {
	text, ok := strings.CutPrefix(textAt(spec, "flinkVersion"), "v")
	if !ok {
		return ""
	}
	return strings.ReplaceAll(text, "_", ".")
}

// flinkVersionOf is the Flink version of a spec; zero where it has none.
func flinkVersionOf(spec map[string]any) flink.Version {
	v, err := flink.ParseVersion(minorVersion(spec) + ".0")
	if err != nil {
		return flink.Version{}
	}
	return v
}
