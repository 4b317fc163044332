package podtemplate

import (
	"reflect"
	"slices"

	corev1 "k8s.io/api/core/v1"
)

// FollowMain gives the init containers that we emit the securityContext of the main container, as it is once the user's
// templates are in it: a namespace that enforces a Pod Security Standard looks at every container of a pod. What an init
// container's own securityContext says stays. Rights that the main container adds to what every container has (privileged,
// capabilities, unmasked /proc) are not handed on, since none of ours needs them.
func FollowMain(pod *corev1.PodSpec, main string, emitted []corev1.Container) {
	at := slices.IndexFunc(pod.Containers, func(c corev1.Container) bool { return c.Name == main })
	if at < 0 || pod.Containers[at].SecurityContext == nil {
		return
	}
	handedOn := withoutAddedRights(pod.Containers[at].SecurityContext)
	for i := range pod.InitContainers {
		container := &pod.InitContainers[i]
		if slices.ContainsFunc(emitted, func(c corev1.Container) bool { return c.Name == container.Name }) {
			container.SecurityContext = over(container.SecurityContext, handedOn)
		}
	}
}

func withoutAddedRights(context *corev1.SecurityContext) *corev1.SecurityContext {
	context = context.DeepCopy()
	context.ProcMount = nil
	if context.Privileged != nil && *context.Privileged {
		context.Privileged = nil
	}
	if capabilities := context.Capabilities; capabilities != nil {
		capabilities.Add = nil
		if len(capabilities.Drop) == 0 {
			context.Capabilities = nil
		}
	}
	return context
}

// over lays a container's own fields over lower ones; nil when none is left.
func over(own, lower *corev1.SecurityContext) *corev1.SecurityContext {
	merged := lower.DeepCopy()
	if own != nil {
		from, to := reflect.ValueOf(own).Elem(), reflect.ValueOf(merged).Elem()
		for i := range from.NumField() { // all are pointers
			if !from.Field(i).IsNil() {
				to.Field(i).Set(from.Field(i))
			}
		}
	}
	if reflect.ValueOf(merged).Elem().IsZero() {
		return nil
	}
	return merged
}
