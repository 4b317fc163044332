package cluster

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/runtime"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/pod"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// asWritten are the fields of spec.asWritten as they stand in the rendered object. One that would say something else than
// the object does, or nothing new, is a finding, and is left out.
func (r *renderer) asWritten(deployment *v1beta1.FlinkDeployment, rendered runtime.Object) []object.Written {
	if len(r.cluster.AsWritten) == 0 {
		return nil
	}
	plain, err := manifest.From(deployment)
	if err != nil {
		return nil // the object has no name, which is what was found
	}
	var all []object.Written
	for _, key := range resolve.SortedKeys(r.cluster.AsWritten) {
		field := path("asWritten", key)
		w, err := parseWritten(key, *r.cluster.AsWritten[key])
		if err == nil {
			err = r.allowsWritten(w, plain)
		}
		switch {
		case errors.Is(err, errWrittenAlready):
			r.errs = append(r.errs, r.target.Errorf(field, "%v", err).Under(diagnostic.RuleWrittenAlready))
		case err != nil:
			r.errs = append(r.errs, r.target.Errorf(field, "%v", err).Under(diagnostic.RuleAsWritten))
		default:
			plain = plain.With(append([]any{"spec"}, w.Path...), w.Value)
			w.Path = append(writtenRoot(rendered, w.Path[0]), w.Path...)
			all = append(all, w)
		}
	}
	return all
}

// writtenRoot is where the spec of a FlinkDeployment stands in a rendered object, for one of its fields.
func writtenRoot(rendered runtime.Object, field any) []any {
	if _, ok := rendered.(*v1beta1.FlinkBlueGreenDeployment); ok && field != "ingress" {
		return []any{"spec", "template", "spec"}
	}
	return []any{"spec"}
}

// parseWritten reads a path, such as podTemplate.spec.volumes[0] or flinkConfiguration[rest.port], and a value.
func parseWritten(key, text string) (object.Written, error) {
	var w object.Written
	for rest := key; rest != ""; {
		end := strings.IndexAny(rest, ".[")
		switch {
		case rest[0] == '[':
			name, after, closed := strings.Cut(rest[1:], "]")
			if !closed || name == "" {
				return w, fmt.Errorf("must be a path with a name or a number between brackets, as in podTemplate.spec.volumes[0], not %s", diagnostic.Quote(key))
			}
			if i, err := strconv.ParseUint(name, 10, 16); err == nil {
				w.Path = append(w.Path, int(i))
			} else {
				w.Path = append(w.Path, name)
			}
			rest = strings.TrimPrefix(after, ".")
		case end < 0:
			w.Path, rest = append(w.Path, rest), ""
		case end == 0:
			return w, fmt.Errorf("must be the path of a field, as in podTemplate.spec, not %s", diagnostic.Quote(key))
		default:
			w.Path = append(w.Path, rest[:end])
			if rest = rest[end:]; rest[0] == '.' {
				rest = rest[1:]
			}
		}
	}
	if len(w.Path) == 0 {
		return w, errors.New("must be the path of a field, as in podTemplate.spec")
	}
	if _, isName := w.Path[0].(string); !isName {
		return w, fmt.Errorf("must begin with a field of the FlinkDeployment's spec, not %s", diagnostic.Quote(key))
	}
	w.Value = writtenValue(text)
	return w, nil
}

// writtenValue reads a value as YAML; what is none, or none of a Kubernetes object, such as {{name}}.example.com, is text.
func writtenValue(text string) any {
	var value any
	if err := yaml.Unmarshal([]byte(text), &value); err != nil || value == nil {
		return text
	}
	carrier, err := manifest.FromTree(map[string]any{"apiVersion": "v1", "kind": "Value", "metadata": map[string]any{"name": "value"}, "value": value})
	if err != nil {
		return text
	}
	return carrier.Tree()["value"]
}

var errWrittenAlready = errors.New("does nothing: this is what is written anyway")

// allowsWritten reports whether a field that is laid over a FlinkDeployment says nothing else than that does, or something
// that the spec has no other field for. The error says what must hold.
func (r *renderer) allowsWritten(w object.Written, plain manifest.Object) error {
	was, there := plain.At(append([]any{"spec"}, w.Path...))
	if there && manifest.Equal(was, w.Value) {
		return errWrittenAlready
	}
	names := namesOf(w.Path)
	switch top := names[0]; {
	case len(names) == 1 && top == "mode":
		if w.Value == string(v1beta1.ModeNative) && r.cluster.Mode != v1alpha1.ModeStandalone {
			return nil
		}
		return errors.New("must be native, and that only in mode Native: set spec.mode")
	case top == "ingress":
		if r.operatorIngress() == nil {
			return nil
		}
		return errors.New("must not be set beside spec.webUI.ingress Operator, which makes it")
	case top == "flinkConfiguration" && len(names) == 2:
		return r.allowsWrittenOption(names[1], w.Value, plain)
	case top == "job" && len(names) == 2 && names[1] == "autoscalerResetNonce":
		if _, isNumber := w.Value.(int64); r.job == nil || !isNumber {
			return errors.New("must be a whole number, in an application")
		}
		if since, missing := r.release.MissingField("job.autoscalerResetNonce"); missing {
			return fmt.Errorf("must not be set with operator release %s, which does not have it before %s", r.release, since)
		}
		return nil
	case strings.HasSuffix(strings.Join(names, "."), "Manager.resource.memory"):
		return r.sameSize(was, w.Value)
	case slices.Equal(names, []string{"taskManager", "replicas"}):
		if n, isNumber := w.Value.(int64); isNumber && n > 0 && r.job == nil && r.cluster.Mode != v1alpha1.ModeStandalone {
			return nil // the JobManager starts TaskManagers as jobs need them
		}
		return errors.New("must not be set where it counts: set spec.taskManager.replicas")
	case slices.Contains(names, "podTemplate"):
		return r.allowsWrittenPod(names[slices.Index(names, "podTemplate")+1:], w, plain, there)
	case isZero(w.Value) && !isScalar(w.Value) && !there && slices.Contains([]string{"podTemplate", "jobManager", "taskManager", "logConfiguration", "flinkConfiguration"}, top) && len(names) <= 2:
		return nil
	case slices.Equal(names, []string{"job", "parallelism"}) && w.Value == int64(0) && !there:
		return nil // the operator's default
	}
	if own := SpecField("spec." + strings.Join(names, ".")); own != "" {
		return fmt.Errorf("must not be set here: set %s", own)
	}
	return errors.New("must be a field that says nothing else than what is rendered, such as mode: native or podTemplate.metadata: \"{}\"")
}

// namesOf is a path without its numbers.
func namesOf(path []any) []string {
	var names []string
	for _, step := range path {
		if name, ok := step.(string); ok {
			names = append(names, name)
		}
	}
	return names
}

func isScalar(value any) bool {
	switch value.(type) {
	case map[string]any, []any:
		return false
	}
	return true
}

// isZero reports whether Kubernetes' types do not tell a value from an absent one.
func isZero(value any) bool {
	switch v := value.(type) {
	case []any:
		return len(v) == 0
	case string, bool, int64, float64:
		return v == "" || v == false || v == int64(0)
	case map[string]any:
		for _, child := range v {
			if !isZero(child) {
				return false
			}
		}
		return true
	}
	return false
}

// sameSize refuses another memory size.
func (r *renderer) sameSize(was, is any) error {
	old, errOld := operator.ReadMemory(fmt.Sprint(was), r.release)
	if size, err := operator.ReadMemory(fmt.Sprint(is), r.release); errOld == nil && err == nil && size == old {
		return nil
	}
	return fmt.Errorf("must be the size that is set, %s, in another spelling, not %s", diagnostic.Quote(fmt.Sprint(was)), diagnostic.Quote(fmt.Sprint(is)))
}

// allowsWrittenOption allows another spelling of an option that is set, and one that the operator replaces.
func (r *renderer) allowsWrittenOption(key string, value any, plain manifest.Object) error {
	text, isText := value.(string)
	if !isText {
		text = fmt.Sprint(value)
	}
	if err := OptionForm(key, text); err != nil {
		return err
	}
	if slices.Contains(operator.ForbiddenKeys(), key) || slices.Contains(podTemplateFileKeys, key) {
		return errors.New("must not be set: the operator refuses it, or takes it for something else")
	}
	configuration, _ := plain.Tree()["spec"].(map[string]any)["flinkConfiguration"].(map[string]any)
	for _, spelling := range flink.Spellings(key) {
		if was, ok := configuration[spelling].(string); ok {
			if flink.Equal(key, was, text) {
				return nil
			}
			return fmt.Errorf("must mean what %s is set to, %s, not %s", spelling, diagnostic.Quote(was), diagnostic.Quote(text))
		}
	}
	if overridden, ok := operator.FindOverriddenKey(key); ok && (!overridden.ApplicationOnly || r.job != nil) {
		var at []any
		for name := range strings.SplitSeq(overridden.Field, ".") {
			at = append(at, name)
		}
		if _, given := plain.At(at); given {
			return nil
		}
	}
	if slices.ContainsFunc(flink.Describe(key), func(e *flink.Entry) bool { return e.At(r.flinkVersion).Presence == flink.Absent }) {
		return nil // another version reads it
	}
	return errors.New("must be another spelling of an option that is set, or one that does nothing: set spec.flinkConfiguration")
}

// allowsWrittenPod allows in a pod template what Kubernetes' types leave out, and what Flink and the operator replace.
func (r *renderer) allowsWrittenPod(names []string, w object.Written, plain manifest.Object, there bool) error {
	if isZero(w.Value) && !there && r.hasParent(w, plain) {
		return nil
	}
	replaced := func(overrides []check.Override, names []string) bool {
		return slices.ContainsFunc(overrides, func(o check.Override) bool {
			return len(names) >= len(o.Path) && slices.Equal(o.Path, names[:len(o.Path)])
		})
	}
	if replaced(podOverrides, names) {
		return nil
	}
	if len(names) > 2 && names[0] == "spec" && names[1] == "containers" {
		at := slices.Index(w.Path, any("containers"))
		if name, _ := plain.At(append(append([]any{"spec"}, w.Path[:at+2]...), "name")); name == pod.MainContainer && replaced(containerOverridesWithDisk, names[2:]) {
			return nil
		}
	}
	return errors.New("must be empty or false and so say nothing, or be replaced by Flink and the operator: else set spec.podTemplate")
}

// hasParent reports whether what the field stands in is there, or would be a mapping and no element of a list.
func (r *renderer) hasParent(w object.Written, plain manifest.Object) bool {
	for i, step := range w.Path {
		if _, isNumber := step.(int); isNumber {
			if _, there := plain.At(append([]any{"spec"}, w.Path[:i+1]...)); !there {
				return false
			}
		}
	}
	return true
}
