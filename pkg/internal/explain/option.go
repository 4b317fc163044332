package explain

import (
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Option is what is known of an option of Flink or of the operator.
type Option struct {
	// Key in the newest version that has it.
	Key string `json:"key"`

	// Of is Flink or operator.
	Of string `json:"of"`

	// Versions of Flink, or releases of the operator, the oldest first, those in a row for which all is the same in one.
	Versions []OptionVersions `json:"versions"`

	// Names are the values that the newest Flink takes, where it reads every other one as the name of a class.
	Names []string `json:"names,omitempty"`

	// Bounds say what the value must be beside of its type.
	Bounds []string `json:"bounds,omitempty"`

	// Fields of specs that set it, such as FlinkSession.spec.taskManager.slots.
	Fields []string `json:"fields,omitempty"`

	// Notes are what else is to be known: where it may be set, and who overrides it.
	Notes []string `json:"notes,omitempty"`
}

// OptionVersions is what an option is in some versions in a row.
type OptionVersions struct {
	// First and Last of the versions. The oldest version known stands for earlier ones too.
	First string `json:"first"`
	Last  string `json:"last"`

	// Perhaps is the first version that may have it, where only some were looked at.
	Perhaps string `json:"perhaps,omitempty"`

	// Key to write; empty where the versions do not read the option, or are not known to.
	Key     string `json:"key,omitempty"`
	Unknown bool   `json:"unknown,omitempty"`

	Type       string   `json:"type,omitempty"`
	Values     []string `json:"values,omitempty"` // of type Enum
	Default    *string  `json:"default,omitempty"`
	Deprecated bool     `json:"deprecated,omitempty"`

	// Spellings are other keys that the versions read.
	Spellings []string `json:"spellings,omitempty"`
}

// same reports whether all is the same but for the versions.
func (v OptionVersions) same(other OptionVersions) bool {
	sameDefault := v.Default == other.Default || v.Default != nil && other.Default != nil && *v.Default == *other.Default
	return sameDefault && v.Key == other.Key && v.Unknown == other.Unknown && v.Type == other.Type && v.Deprecated == other.Deprecated &&
		slices.Equal(v.Values, other.Values) && slices.Equal(v.Spellings, other.Spellings)
}

// setType sets a type; an enum has its values beside it.
func (v *OptionVersions) setType(t flink.Type) {
	v.Type = string(t)
	if values, ok := strings.CutPrefix(v.Type, "Enum("); ok {
		v.Type, v.Values = "Enum", strings.Split(strings.TrimSuffix(values, ")"), "|")
	}
}

// inRows puts versions in a row together for which all is the same, and leaves out those before the first that has the option.
func inRows(versions []OptionVersions) []OptionVersions {
	var rows []OptionVersions
	for _, v := range versions {
		switch last := len(rows) - 1; {
		case last < 0 && v.Key == "" && !v.Unknown:
		case last >= 0 && rows[last].same(v):
			rows[last].Last = v.Last
		default:
			rows = append(rows, v)
		}
	}
	return rows
}

func optionsOf(key string) []Option {
	if own := operatorOptions(key); own != nil {
		return own
	}
	return flinkOptions(key)
}

// readers says who else has a say in an option.
func (o *Option) readers(keys []string) {
	for _, key := range keys {
		if slices.Contains(operator.ForbiddenKeys(), key) {
			o.Notes = append(o.Notes, "The operator sets "+key+" itself, and refuses a FlinkDeployment that does.")
		}
		overridden, ok := operator.FindOverriddenKey(key)
		if !ok {
			continue
		}
		note := "The operator overrides " + key + " with " + overridden.Field + " of a FlinkDeployment"
		if overridden.ApplicationOnly {
			note += " that runs an application"
		}
		o.Notes = append(o.Notes, note+".")
		if field := cluster.SpecField(overridden.Field); field != "" {
			o.Fields = append(o.Fields, v1alpha1.KindFlinkApplication+"."+field)
			if !overridden.ApplicationOnly {
				o.Fields = append(o.Fields, v1alpha1.KindFlinkSession+"."+field)
			}
		}
	}
	slices.Sort(o.Fields)
	o.Fields, o.Notes = slices.Compact(o.Fields), slices.Compact(o.Notes)
}
