package podtemplate_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/internal/podtemplate"
)

func TestInitContainersFollowTheMainContainer(t *testing.T) {
	yes, no, flink, nobody := true, false, int64(9999), int64(65534)
	unmasked := corev1.UnmaskedProcMount
	all := []corev1.Capability{"ALL"}
	type context = corev1.SecurityContext
	for what, test := range map[string]struct{ main, own, want *context }{
		"nothing to follow": {nil, nil, nil},
		"its own stays where the main container has none": {nil, &context{RunAsUser: &nobody}, &context{RunAsUser: &nobody}},
		"all of the main container's": {
			main: &context{RunAsUser: &flink, AllowPrivilegeEscalation: &no, Capabilities: &corev1.Capabilities{Drop: all}},
			want: &context{RunAsUser: &flink, AllowPrivilegeEscalation: &no, Capabilities: &corev1.Capabilities{Drop: all}},
		},
		"its own field wins, and none of it is mixed": {
			main: &context{RunAsUser: &flink, RunAsNonRoot: &yes, SeccompProfile: &corev1.SeccompProfile{Type: "Localhost", LocalhostProfile: new(string)}},
			own:  &context{RunAsUser: &nobody, SeccompProfile: &corev1.SeccompProfile{Type: "RuntimeDefault"}},
			want: &context{RunAsUser: &nobody, RunAsNonRoot: &yes, SeccompProfile: &corev1.SeccompProfile{Type: "RuntimeDefault"}},
		},
		"added rights are not handed on": {
			main: &context{Privileged: &yes, ProcMount: &unmasked, Capabilities: &corev1.Capabilities{Add: []corev1.Capability{"SYS_PTRACE"}}},
			want: nil,
		},
		"dropped capabilities are, beside added ones": {
			main: &context{Privileged: &no, Capabilities: &corev1.Capabilities{Add: []corev1.Capability{"NET_BIND_SERVICE"}, Drop: all}},
			want: &context{Privileged: &no, Capabilities: &corev1.Capabilities{Drop: all}},
		},
	} {
		pod := corev1.PodSpec{
			InitContainers: []corev1.Container{{Name: "plugin", SecurityContext: test.own}, {Name: "users"}},
			Containers:     []corev1.Container{{Name: "sidecar"}, {Name: "main", SecurityContext: test.main}},
		}
		main := test.main.DeepCopy()
		podtemplate.FollowMain(&pod, "main", []corev1.Container{{Name: "plugin"}})
		if diff := cmp.Diff(test.want, pod.InitContainers[0].SecurityContext); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
		if diff := cmp.Diff(main, pod.Containers[1].SecurityContext); diff != "" {
			t.Errorf("%s: the main container changed: %s", what, diff)
		}
		if pod.InitContainers[1].SecurityContext != nil || pod.Containers[0].SecurityContext != nil {
			t.Errorf("%s: a container of the user's own changed", what)
		}
	}
}
