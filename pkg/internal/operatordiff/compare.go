package operatordiff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/flatconfiguration"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// Type is the operator's type of a change.
type Type string

// The types, the weakest first.
const (
	None              Type = "NONE" // no field differs
	Ignore            Type = "IGNORE"
	Scale             Type = "SCALE"
	Upgrade           Type = "UPGRADE"
	SavepointRedeploy Type = "SAVEPOINT_REDEPLOY"
)

var strength = map[Type]int{None: 0, Ignore: 1, Scale: 2, Upgrade: 3, SavepointRedeploy: 4}

// Compare is negative, zero or positive when t is weaker than, equal to or stronger than other.
func (t Type) Compare(other Type) int { return cmp.Compare(strength[t], strength[other]) }

// Field is a change of one field.
type Field struct {
	// Name as the operator has it. It looks into job, taskManager and flinkConfiguration only: anything else is a whole,
	// such as jobManager, and the options are flinkConfiguration.KEY.
	Name string
	Type Type
}

// Strongest is the type of the whole change.
func Strongest(fields []Field) Type {
	strongest := None
	for _, f := range fields {
		if f.Type.Compare(strongest) > 0 {
			strongest = f.Type
		}
	}
	return strongest
}

// FlinkDeployment compares two specs, and gives the fields that differ, sorted by name.
func FlinkDeployment(r operator.Release, old, new map[string]any) []Field {
	return comparison{r, new["mode"] == string(v1beta1.ModeStandalone)}.spec(deployment, old, new)
}

// FlinkSessionJob compares two specs of a job in a session that runs standalone or native, as FlinkDeployment does.
func FlinkSessionJob(r operator.Release, standalone bool, old, new map[string]any) []Field {
	return comparison{r, standalone}.spec(sessionJob, old, new)
}

type comparison struct {
	release    operator.Release
	standalone bool
}

func (c comparison) spec(fields []field, old, new map[string]any) []Field {
	changed := append(c.fields("", fields, old, new), c.configuration(old["flinkConfiguration"], new["flinkConfiguration"])...)
	slices.SortFunc(changed, func(a, b Field) int { return strings.Compare(a.Name, b.Name) })
	return changed
}

func (c comparison) fields(prefix string, fields []field, old, new map[string]any) []Field {
	var changed []Field
	for _, f := range fields {
		path := prefix + f.name
		if _, missing := c.release.MissingField(path); missing {
			continue
		}
		was, is := old[f.name], new[f.name]
		if f.removalIgnored && is == nil && since(ignoresRemovedNonces, c.release) {
			continue
		}
		oldFields, wasMapping := was.(map[string]any)
		newFields, isMapping := is.(map[string]any)
		switch {
		case f.fields != nil && wasMapping && isMapping:
			changed = append(changed, c.fields(path+".", f.fields, oldFields, newFields)...)
		case f.fields != nil && was == nil && is == nil:
		case f.fields != nil || !f.equal(c.release, path, was, is):
			changed = append(changed, Field{path, f.typeIn(c)})
		}
	}
	return changed
}

// typeIn is the type of a change of the field.
func (f field) typeIn(c comparison) Type {
	switch {
	case f.changes == "", f.changes == Scale && !c.standalone:
		return Upgrade
	}
	return f.changes
}

// configuration compares by option.
func (c comparison) configuration(old, new any) []Field {
	was, is := flatconfiguration.Values(old), flatconfiguration.Values(new)
	var changed []Field
	add := func(key string) {
		changed = append(changed, Field{"flinkConfiguration." + key, c.optionType(key)})
	}
	for key, value := range is {
		if before, ok := was[key]; !ok || before != value {
			add(key)
		}
	}
	for key := range was {
		if _, ok := is[key]; !ok {
			add(key)
		}
	}
	return changed
}

// optionType is the type of a change of an option: by plain prefixes, so that kubernetes.operatorx is ignored too.
func (c comparison) optionType(key string) Type {
	switch {
	case strings.HasPrefix(key, "kubernetes.operator"), strings.HasPrefix(key, "parallelism.default"),
		strings.HasPrefix(key, "job.autoscaler") && since(ignoresAutoscaler, c.release):
		return Ignore
	case strings.HasPrefix(key, "pipeline.jobvertex-parallelism-overrides") && !c.standalone:
		return Scale
	}
	return Upgrade
}
