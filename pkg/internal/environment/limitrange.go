package environment

import (
	"fmt"
	"maps"
	"slices"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// containerResources are those that a LimitRange bounds.
var containerResources = []string{"cpu", "memory", "ephemeral-storage"}

func checkLimitRange(c *check.Checker, containers *v1alpha1.GuardedContainers) {
	if !containers.On() {
		return
	}
	field := path("guardRails", "limitRange")
	lists := map[string]map[string]*string{"default": containers.Default, "defaultRequest": containers.DefaultRequest, "max": containers.Max, "min": containers.Min}
	count := 0
	for _, name := range slices.Sorted(maps.Keys(lists)) {
		values := check.WithoutNil(lists[name])
		count += len(values)
		for _, key := range slices.Sorted(maps.Keys(values)) {
			at := field.Child(name, key)
			if !slices.Contains(containerResources, key) {
				c.Add(at, "must not be set: a LimitRange bounds cpu, memory and ephemeral-storage of containers")
				continue
			}
			c.AddErr(at, size(*values[key]))
		}
	}
	if count == 0 {
		c.AddAs(diagnostic.RuleRequiredField, field.Child("default"), "must be set, or defaultRequest, max or min: the range bounds nothing")
	}
	// Kubernetes refuses a LimitRange whose values are not in this order, and whose defaults are not within its bounds.
	order := []struct {
		name   string
		values corev1.ResourceList
	}{{"min", quantities(containers.Min)}, {"defaultRequest", quantities(containers.DefaultRequest)}, {"default", quantities(containers.Default)}, {"max", quantities(containers.Max)}}
	for i, lower := range order {
		for _, higher := range order[i+1:] {
			for _, key := range containerResources {
				low, hasLow := lower.values[corev1.ResourceName(key)]
				high, hasHigh := higher.values[corev1.ResourceName(key)]
				if hasLow && hasHigh && low.Cmp(high) > 0 {
					c.AddAs(diagnostic.RuleConflictingFields, field.Child(higher.name, key), "must be at least %s, which %s is, not %s", low.String(), lower.name, high.String())
				}
			}
		}
	}
}

func size(value string) error {
	parsed, err := quantity.Parse(value)
	if err != nil || parsed.Sign() < 0 {
		return fmt.Errorf("must be a quantity of Kubernetes, such as 500m or 2Gi, not %s", diagnostic.Quote(value))
	}
	return nil
}

// quantities are values that were checked.
func quantities(values map[string]*string) corev1.ResourceList {
	list := corev1.ResourceList{}
	for key, value := range check.WithoutNil(values) {
		if parsed, err := quantity.Parse(*value); err == nil {
			list[corev1.ResourceName(key)] = parsed
		}
	}
	return list
}

// limitRange is that of the environment; nil for none.
func limitRange(settings *v1alpha1.EnvironmentSpec) *v1alpha1.GuardedContainers {
	if settings.GuardRails == nil || !settings.GuardRails.LimitRange.On() {
		return nil
	}
	return settings.GuardRails.LimitRange
}

// limitRangeFiles are the LimitRange of an environment, and the containers of its apps that it would refuse.
func limitRangeFiles(e resolve.Source[v1alpha1.Environment], apps []App) ([]object.File, diagnostic.Findings) {
	containers := limitRange(&e.Object.Spec)
	if containers == nil {
		return nil, nil
	}
	var errs diagnostic.Findings
	highest, lowest := quantities(containers.Max), quantities(containers.Min)
	field := path("guardRails", "limitRange")
	for _, use := range usesIn(e, apps) {
		for _, key := range containerResources {
			name := corev1.ResourceName(key)
			for _, container := range slices.Concat(use.inits, use.containers) {
				limit, hasLimit := container.Resources.Limits[name]
				request, hasRequest := container.Resources.Requests[name]
				if high, ok := highest[name]; ok && hasLimit && limit.Cmp(high) > 0 {
					errs = append(errs, tooSmall(e, field.Child("max", key), limit, high, fmt.Sprintf("container %s of %s (%s) has that limit, so that its pods are refused", container.Name, use.folder, use.role)))
				}
				if low, ok := lowest[name]; ok && hasRequest && request.Cmp(low) < 0 {
					errs = append(errs, e.SpecErrorf(field.Child("min", key), "must be at most %s, not %s: container %s of %s (%s) asks for that, so that its pods are refused",
						request.String(), low.String(), container.Name, use.folder, use.role).Under(diagnostic.RuleQuota))
				}
			}
		}
	}
	item := corev1.LimitRangeItem{Type: corev1.LimitTypeContainer}
	for _, list := range []struct {
		to   *corev1.ResourceList
		from map[string]*string
	}{{&item.Default, containers.Default}, {&item.DefaultRequest, containers.DefaultRequest}, {&item.Max, containers.Max}, {&item.Min, containers.Min}} {
		if len(list.from) > 0 {
			*list.to = quantities(list.from)
		}
	}
	return []object.File{{Name: "limitrange.yaml", Object: &corev1.LimitRange{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "LimitRange"},
		ObjectMeta: metav1.ObjectMeta{Name: guardedName, Labels: e.Object.Metadata.Labels, Annotations: e.Object.Metadata.Annotations},
		Spec:       corev1.LimitRangeSpec{Limits: []corev1.LimitRangeItem{item}},
	}}}, errs
}

// guardedName is that of the objects of which a namespace has one.
const guardedName = "flink"

// tooSmall says of a bound what it must be, and by how much it is too small.
func tooSmall(e resolve.Source[v1alpha1.Environment], field diagnostic.Path, needed, given resource.Quantity, why string) diagnostic.Finding {
	missing := needed.DeepCopy()
	missing.Sub(given)
	return e.SpecErrorf(field, "must be at least %s, not %s, which is %s too small: %s", needed.String(), given.String(), missing.String(), why).Under(diagnostic.RuleQuota)
}
