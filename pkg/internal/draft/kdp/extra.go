package kdp

import (
	"fmt"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	"maps"
	"slices"
	"strconv"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/credential"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// shipped are the extra options of the session that KDP ships, which preset kdp-extras/v1 has.
var shipped = map[string]string{
	"kubernetes.jobmanager.cpu.limit-factor":                    "10.0",
	"kubernetes.jobmanager.memory.limit-factor":                 "1.0",
	"kubernetes.taskmanager.cpu.limit-factor":                   "2.0",
	"kubernetes.taskmanager.memory.limit-factor":                "1.0",
	"taskmanager.numberOfTaskSlots":                             "2",
	"state.checkpoints.num-retained":                            "3",
	"execution.checkpointing.timeout":                           "1200000",
	"execution.checkpointing.mode":                              "EXACTLY_ONCE",
	"execution.checkpointing.interval":                          "10s",
	"execution.checkpointing.externalized-checkpoint-retention": "RETAIN_ON_CANCELLATION",
}

// timeout is the one of them that the preset has in other words.
const timeout = "execution.checkpointing.timeout"

// typed are fields for the options that KDP ships, which render the same text again: by option, the way to the field, and the
// field's values where they are other than the option's.
var typed = map[string]struct {
	way    []string
	values map[string]string
}{
	"kubernetes.jobmanager.cpu.limit-factor":     {way: []string{"jobManager", "cpuLimitFactor"}},
	"kubernetes.jobmanager.memory.limit-factor":  {way: []string{"jobManager", "memoryLimitFactor"}},
	"kubernetes.taskmanager.cpu.limit-factor":    {way: []string{"taskManager", "cpuLimitFactor"}},
	"kubernetes.taskmanager.memory.limit-factor": {way: []string{"taskManager", "memoryLimitFactor"}},
	"taskmanager.numberOfTaskSlots":              {way: []string{"taskManager", "slots"}},
	"state.checkpoints.num-retained":             {way: []string{"checkpoints", "retained"}},
	"execution.checkpointing.interval":           {way: []string{"checkpoints", "interval"}},
	"execution.checkpointing.mode": {[]string{"checkpoints", "mode"},
		map[string]string{"EXACTLY_ONCE": "ExactlyOnce", "AT_LEAST_ONCE": "AtLeastOnce"}},
	"execution.checkpointing.externalized-checkpoint-retention": {[]string{"checkpoints", "retention"},
		map[string]string{"RETAIN_ON_CANCELLATION": "RetainOnCancellation", "DELETE_ON_CANCELLATION": "DeleteOnCancellation"}},
}

// Values that their fields take, and write as they are.
var (
	count    = lazyregexp.New(`^[1-9][0-9]{0,8}$`)
	duration = lazyregexp.New(`^[1-9][0-9]{0,8}(ms|s|min|h|d)$`)
	factor   = lazyregexp.New(`^[1-9][0-9]{0,3}\.[0-9]{1,3}$`)
)

// extraConfiguration are the options of extraFlinkConfiguration: by the preset that has them, by fields, or as they are.
func (s *session) extraConfiguration(d *draft.Draft) {
	preset := s.isShipped()
	if preset {
		d.Spec["preset"] = "kdp-extras/v1"
		if !s.restarts() {
			reader.Put(d.Spec, map[string]any{asOption(timeout): strconv.Quote(shipped[timeout])}, "asWritten")
			d.Comments["asWritten"] = "The preset's 20min, in KDP's words: any others restart the session."
		}
	}
	for _, key := range slices.Sorted(maps.Keys(s.extra)) {
		value := s.extra[key]
		switch kind := credential.Entry(key, value); {
		case kind != "":
			d.Notes = append(d.Notes, s.properties.Note(draft.NotKept, fmt.Sprintf("is %s in plain text: put it into a Secret, and name that where the spec has a field for it "+
				"(environment s3.credentials, tls, kerberos), or in env", kind), "extraFlinkConfiguration", key))
		case preset && shipped[key] == value:
		case setTyped(d.Spec, key, value):
		default:
			reader.Put(d.Spec, map[string]any{key: value}, "flinkConfiguration")
			if key == timeout && count.MatchString(value) {
				d.Comments[diagnostic.Path{}.Child("flinkConfiguration", key).String()] = "Milliseconds, as KDP has them: another spelling restarts the session."
			}
		}
	}
}

// asOption is the path of an option in the FlinkDeployment.
func asOption(key string) string { return "flinkConfiguration[" + key + "]" }

// setTyped sets the field of an option, and reports whether it has one for the value.
func setTyped(spec map[string]any, key, value string) bool {
	field, ok := typed[key]
	if !ok {
		return false
	}
	var set any = value
	switch name := field.way[1]; {
	case field.values != nil:
		if set, ok = field.values[value]; !ok {
			return false
		}
	case name == "interval":
		ok = duration.MatchString(value)
	case name == "slots" || name == "retained":
		n, err := strconv.ParseInt(value, 10, 32)
		set, ok = n, err == nil && count.MatchString(value)
	default:
		ok = factor.MatchString(value)
	}
	if ok {
		reader.Put(spec, map[string]any{field.way[1]: set}, field.way[0])
	}
	return ok
}

// isShipped reports whether the options are those that KDP ships, and maybe others.
func (s *session) isShipped() bool {
	for key, value := range shipped {
		if s.extra[key] != value {
			return false
		}
	}
	return true
}
