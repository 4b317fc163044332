package explain

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// places say where an option of the operator may be set.
var places = map[operator.Reader]string{
	operator.ReaderResource:  "Set it in flinkConfiguration of a spec, a FlinkDeployment or a FlinkSessionJob, or in the operator's own configuration.",
	operator.ReaderOperator:  "Set it in the operator's own configuration, defaultConfiguration among the values of its Helm chart: in a spec or a FlinkDeployment it does nothing.",
	operator.ReaderBlueGreen: "Set it in spec.configuration of a FlinkBlueGreenDeployment: elsewhere it does nothing.",
}

// operatorOptions are the options that a key of the operator belongs to.
func operatorOptions(key string) []Option {
	found, ok := operator.FindOption(key)
	for range operator.Options() { // no chain is longer
		last := found.Changes
		if !ok || last[len(last)-1].Successor == "" {
			break
		}
		found, ok = operator.FindOption(last[len(last)-1].Successor)
	}
	if !ok {
		return nil
	}
	members := []operator.Option{found}
	for i := 0; i < len(members); i++ {
		for _, option := range operator.Options() {
			isSpelling := slices.ContainsFunc(option.Changes, func(c operator.OptionChange) bool { return c.Successor == members[i].Key })
			isKnown := slices.ContainsFunc(members, func(o operator.Option) bool { return o.Key == option.Key })
			if isSpelling && !isKnown {
				members = append(members, option)
			}
		}
	}
	o := Option{Key: found.Key, Of: "operator", Notes: []string{places[found.Reader]}}
	keys := make([]string, len(members))
	for i, member := range members {
		keys[i] = member.Key
	}
	var rows []OptionVersions
	for _, release := range operator.Releases() {
		rows = append(rows, inRelease(members, release))
	}
	o.Versions = inRows(rows)
	bounds := operator.Bounds(found.Key)
	for i, bound := range bounds {
		text := bound.Must
		if i > 0 {
			text += ", since release " + bound.Since.String()
		}
		o.Bounds = append(o.Bounds, text+", while the autoscaler is on")
	}
	o.Fields = settingFields(key, keys)
	o.readers(keys)
	return []Option{o}
}

// inRelease is what a release makes of the keys of an option.
func inRelease(members []operator.Option, release operator.Release) OptionVersions {
	row := OptionVersions{First: release.String(), Last: release.String()}
	for _, member := range members {
		at, ok := known(member, release)
		switch {
		case !ok:
		case at.Successor == "" && row.Key == "":
			row.Key = member.Key
			row.setType(at.Type)
			if at.HasDefault {
				row.Default = &at.Default
			}
			if at.Since == release && at.Perhaps != release {
				row.Perhaps = at.Perhaps.String()
			}
		case at.Successor != "" && at.Successor == row.Key:
			row.Spellings = append(row.Spellings, member.Key)
		}
	}
	return row
}

// known is what a key is in a release. Where it may have become another spelling of an option that the release may not have, it is
// what it was before: that works in either case.
func known(o operator.Option, release operator.Release) (operator.OptionChange, bool) {
	at, ok := o.At(release)
	if !ok || at.Successor == "" {
		return at, ok
	}
	successor, _ := operator.FindOption(at.Successor)
	if _, there := successor.At(release); there {
		return at, true
	}
	for i, change := range o.Changes {
		if change == at && i > 0 {
			return o.Changes[i-1], true
		}
	}
	return at, true
}
