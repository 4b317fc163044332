package impact

import (
	"fmt"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// spelling says why the operator takes for different what means the same; empty where the meaning differs.
func (d *specDiff) spelling(l leaf) string {
	if len(l.names) == 2 && l.names[0] == "flinkConfiguration" {
		return d.optionSpelling(l)
	}
	switch {
	case l.below("mode") && modeOf(d.old) == modeOf(d.new):
		return "native is the default, but to the operator it differs from an absent mode"
	case l.last() == "memory" && len(l.names) == 3:
		old, errOld := operator.ReadMemory(asText(l.old), d.release)
		new, errNew := operator.ReadMemory(asText(l.new), d.release)
		if errOld == nil && errNew == nil && old == new {
			return "both are the same size, but the operator compares text"
		}
	case isEmptyObject(l.old) && l.new == nil, isEmptyObject(l.new) && l.old == nil:
		return "an empty object means nothing, but to the operator it differs from an absent one"
	case isDefault(l):
		return "this is the default of Kubernetes, but to the operator it differs from an absent field"
	case inAnotherOrder(l.old, l.new):
		return "only the order differs, but the operator compares it"
	}
	return ""
}

func (d *specDiff) optionSpelling(l leaf) string {
	key := l.names[1]
	old, wasSet := d.was[key]
	new, isSet := d.is[key]
	if wasSet && isSet {
		if flink.Equal(key, old, new) {
			return "both values mean the same to Flink, but the operator compares text"
		}
		return ""
	}
	for _, other := range flink.Spellings(key)[1:] {
		before, wasOther := d.was[other]
		after, isOther := d.is[other]
		switch {
		case wasSet && isOther && !wasOther && flink.Equal(key, old, after):
			return fmt.Sprintf("the option has the same value under its other key %s, but the operator compares keys", other)
		case isSet && wasOther && !isOther && flink.Equal(key, before, new):
			return fmt.Sprintf("the option had the same value under its other key %s, but the operator compares keys", other)
		}
	}
	return ""
}

func modeOf(spec map[string]any) string {
	if mode := textAt(spec, "mode"); mode != "" {
		return mode
	}
	return string(v1beta1.ModeNative)
}

func asText(value any) string { return fmt.Sprint(value) }

func isEmptyObject(value any) bool {
	m, ok := value.(map[string]any)
	return ok && len(m) == 0
}

// podDefaults are what Kubernetes fills in, by the name of the field: written or left out, a pod is the same.
var podDefaults = map[string]any{
	"protocol": "TCP", "optional": false, "defaultMode": int64(420), "readOnly": false, "terminationMessagePath": "/dev/termination-log",
	"terminationMessagePolicy": "File", "restartPolicy": "Always", "dnsPolicy": "ClusterFirst", "schedulerName": "default-scheduler",
	"enableServiceLinks": true, "hostNetwork": false, "hostPID": false, "hostIPC": false, "stdin": false, "tty": false,
}

// isDefault reports whether one side is absent and the other one a default of Kubernetes' in a pod.
func isDefault(l leaf) bool {
	value := l.old
	if value == nil {
		value = l.new
	} else if l.new != nil {
		return false
	}
	normal, ok := podDefaults[l.last()]
	if !ok || !slices.Contains(l.names, "podTemplate") {
		return false
	}
	if n, isNumber := wholeNumber(value); isNumber {
		return manifest.Equal(n, normal)
	}
	return manifest.Equal(value, normal)
}

// inAnotherOrder reports whether two lists have the same elements.
func inAnotherOrder(old, new any) bool {
	a, wasList := old.([]any)
	b, isList := new.([]any)
	if !wasList || !isList || len(a) != len(b) || len(a) > 1000 {
		return false
	}
	rest := slices.Clone(b)
	for _, element := range a {
		i := slices.IndexFunc(rest, func(other any) bool { return manifest.Equal(element, other) })
		if i < 0 {
			return false
		}
		rest = slices.Delete(rest, i, i+1)
	}
	return true
}
