package podrule

import (
	"path"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

func (c *checker) container(container *corev1.Container, at *place, init bool) {
	switch image := container.Image; {
	case image == "":
		c.add(at.Child("image"), "must be set")
	case strings.TrimSpace(image) != image:
		c.add(at.Child("image"), "must be an image without spaces around it, not %s", diagnostic.Quote(image))
	}
	c.oneOf(at.Child("imagePullPolicy"), string(container.ImagePullPolicy), "Always", "IfNotPresent", "Never")
	c.oneOf(at.Child("terminationMessagePolicy"), string(container.TerminationMessagePolicy), "File", "FallbackToLogsOnError")
	c.ports(container.Ports, at.Child("ports"))
	c.env(container, at)
	c.mounts(container, at)
	c.resources(&container.Resources, at.Child("resources"))
	c.security(container.SecurityContext, at.Child("securityContext"))
	runsOnce := init && !sidecar(container)
	if init && container.RestartPolicy != nil && *container.RestartPolicy == "" {
		c.add(at.Child("restartPolicy"), "must be Always, or not be set")
	}
	if container.RestartPolicy != nil {
		c.oneOf(at.Child("restartPolicy"), string(*container.RestartPolicy), "Always", "OnFailure", "Never")
	}
	for _, p := range []struct {
		field string
		probe *corev1.Probe
	}{{"livenessProbe", container.LivenessProbe}, {"readinessProbe", container.ReadinessProbe}, {"startupProbe", container.StartupProbe}} {
		if p.probe == nil {
			continue
		}
		if runsOnce {
			c.add(at.Child(p.field), "must not be set for an init container, which runs once")
			continue
		}
		c.probe(p.probe, at.Child(p.field), p.field)
	}
	if container.Lifecycle != nil {
		if runsOnce {
			c.add(at.Child("lifecycle"), "must not be set for an init container, which runs once")
			return
		}
		c.lifecycle(container.Lifecycle.PostStart, at.Child("lifecycle", "postStart"))
		c.lifecycle(container.Lifecycle.PreStop, at.Child("lifecycle", "preStop"))
	}
}

func (c *checker) ports(ports []corev1.ContainerPort, at *place) {
	for i := range ports {
		port, at := &ports[i], at.Index(i)
		if port.Name != "" {
			if !plain(port.Name, longestPort) && len(validation.IsValidPortName(port.Name)) > 0 {
				c.add(at.Child("name"), "must be %s, not %s", aPortName, diagnostic.Quote(port.Name))
			}
			if slices.ContainsFunc(ports[:i], func(earlier corev1.ContainerPort) bool { return earlier.Name == port.Name }) {
				c.add(at.Child("name"), "must be the name of one port of the container, and %s is the name of another too", diagnostic.Quote(port.Name))
			}
		}
		c.port(at.Child("containerPort"), int64(port.ContainerPort))
		if port.HostPort != 0 {
			c.port(at.Child("hostPort"), int64(port.HostPort))
		}
		c.oneOf(at.Child("protocol"), string(port.Protocol), "TCP", "UDP", "SCTP")
	}
}

func (c *checker) port(at *place, port int64) {
	if port < 1 || port > 65535 {
		c.add(at, "must be a port from 1 to 65535, not %d", port)
	}
}

func (c *checker) mounts(container *corev1.Container, at *place) {
	paths := map[string]bool{}
	for i, mount := range container.VolumeMounts {
		at := at.Child("volumeMounts").Index(i)
		switch {
		case mount.Name == "":
			c.add(at.Child("name"), "must be set")
		case !hasVolume(c.spec.Volumes, mount.Name):
			c.add(at.Child("name"), "must be the name of a volume of the pod, and there is no %s", diagnostic.Quote(mount.Name))
		}
		switch {
		case mount.MountPath == "":
			c.add(at.Child("mountPath"), "must be set")
		case paths[mount.MountPath]:
			c.add(at.Child("mountPath"), "must be the path of one volume in the container, and another one is mounted at %s too", diagnostic.Quote(mount.MountPath))
		}
		paths[mount.MountPath] = true
		if mount.SubPath != "" && mount.SubPathExpr != "" {
			c.add(at.Child("subPathExpr"), "must not be set beside subPath")
		}
		c.below(at.Child("subPath"), mount.SubPath)
		c.below(at.Child("subPathExpr"), mount.SubPathExpr)
		if mount.MountPropagation != nil {
			c.oneOf(at.Child("mountPropagation"), string(*mount.MountPropagation), "None", "HostToContainer", "Bidirectional")
			privileged := container.SecurityContext != nil && container.SecurityContext.Privileged != nil && *container.SecurityContext.Privileged
			if *mount.MountPropagation == corev1.MountPropagationBidirectional && !privileged {
				c.add(at.Child("mountPropagation"), "must not be Bidirectional in a container that is not privileged")
			}
		}
		if mount.RecursiveReadOnly != nil {
			c.oneOf(at.Child("recursiveReadOnly"), string(*mount.RecursiveReadOnly), "Disabled", "IfPossible", "Enabled")
			if *mount.RecursiveReadOnly != corev1.RecursiveReadOnlyDisabled && !mount.ReadOnly {
				c.add(at.Child("recursiveReadOnly"), "must be Disabled where readOnly is not true")
			}
			if *mount.RecursiveReadOnly != corev1.RecursiveReadOnlyDisabled && mount.MountPropagation != nil && *mount.MountPropagation != corev1.MountPropagationNone {
				c.add(at.Child("recursiveReadOnly"), "must be Disabled where mountPropagation is not None")
			}
		}
	}
	for i, device := range container.VolumeDevices {
		at := at.Child("volumeDevices").Index(i)
		if !hasVolume(c.spec.Volumes, device.Name) {
			c.add(at.Child("name"), "must be the name of a volume of the pod, and there is no %s", diagnostic.Quote(device.Name))
		}
		switch {
		case device.DevicePath == "":
			c.add(at.Child("devicePath"), "must be set")
		case paths[device.DevicePath]:
			c.add(at.Child("devicePath"), "must be the path of one volume in the container, and another one is at %s too", diagnostic.Quote(device.DevicePath))
		}
		paths[device.DevicePath] = true
	}
}

// below refuses a path that leads out of a volume.
func (c *checker) below(at *place, p string) {
	if path.IsAbs(p) || climbs(p) {
		c.add(at, "must be a path below the volume, without .., not %s", diagnostic.Quote(p))
	}
}

func climbs(p string) bool {
	for part := range strings.SplitSeq(p, "/") {
		if part == ".." {
			return true
		}
	}
	return false
}

func (c *checker) probe(probe *corev1.Probe, at *place, field string) {
	c.exactlyOne(at, member{"exec", probe.Exec != nil}, member{"grpc", probe.GRPC != nil}, member{"httpGet", probe.HTTPGet != nil}, member{"tcpSocket", probe.TCPSocket != nil})
	c.handler(probe.Exec, probe.HTTPGet, probe.TCPSocket, probe.GRPC, nil, at)
	for _, n := range []struct {
		field string
		value int32
	}{
		{"initialDelaySeconds", probe.InitialDelaySeconds}, {"timeoutSeconds", probe.TimeoutSeconds}, {"periodSeconds", probe.PeriodSeconds},
		{"successThreshold", probe.SuccessThreshold}, {"failureThreshold", probe.FailureThreshold},
	} {
		c.atLeast(at.Child(n.field), int64(n.value), 0)
	}
	if field != "readinessProbe" && probe.SuccessThreshold > 1 {
		c.add(at.Child("successThreshold"), "must be 1, not %d", probe.SuccessThreshold)
	}
	if seconds := probe.TerminationGracePeriodSeconds; seconds != nil {
		if field == "readinessProbe" {
			c.add(at.Child("terminationGracePeriodSeconds"), "must not be set for a readiness probe")
		} else {
			c.atLeast(at.Child("terminationGracePeriodSeconds"), *seconds, 1)
		}
	}
}

func (c *checker) lifecycle(handler *corev1.LifecycleHandler, at *place) {
	if handler != nil {
		c.exactlyOne(at, member{"exec", handler.Exec != nil}, member{"httpGet", handler.HTTPGet != nil}, member{"sleep", handler.Sleep != nil}, member{"tcpSocket", handler.TCPSocket != nil})
		c.handler(handler.Exec, handler.HTTPGet, handler.TCPSocket, nil, handler.Sleep, at)
	}
}

// handler checks what a probe or a hook does, of which there are some kinds.
func (c *checker) handler(exec *corev1.ExecAction, get *corev1.HTTPGetAction, tcp *corev1.TCPSocketAction, grpc *corev1.GRPCAction,
	sleep *corev1.SleepAction, at *place,
) {
	if exec != nil && len(exec.Command) == 0 {
		c.add(at.Child("exec", "command"), "must be set")
	}
	if get != nil {
		c.portOrName(at.Child("httpGet", "port"), get.Port)
		c.oneOf(at.Child("httpGet", "scheme"), string(get.Scheme), "HTTP", "HTTPS")
		for i, header := range get.HTTPHeaders {
			if len(validation.IsHTTPHeaderName(header.Name)) > 0 {
				c.add(at.Child("httpGet", "httpHeaders").Index(i).Child("name"), "must be the name of an HTTP header, not %s", diagnostic.Quote(header.Name))
			}
		}
	}
	if tcp != nil {
		c.portOrName(at.Child("tcpSocket", "port"), tcp.Port)
	}
	if grpc != nil {
		c.port(at.Child("grpc", "port"), int64(grpc.Port))
	}
	if sleep != nil {
		most := int64(30)
		if c.spec.TerminationGracePeriodSeconds != nil {
			most = *c.spec.TerminationGracePeriodSeconds
		}
		if sleep.Seconds < 0 || sleep.Seconds > most {
			c.add(at.Child("sleep", "seconds"), "must be from 0 to %d, the grace period of the pod, not %d", most, sleep.Seconds)
		}
	}
}

func (c *checker) portOrName(at *place, port intstr.IntOrString) {
	if port.Type == intstr.Int {
		c.port(at, int64(port.IntVal))
	} else if !plain(port.StrVal, longestPort) && len(validation.IsValidPortName(port.StrVal)) > 0 {
		c.add(at, "must be a port from 1 to 65535, or %s, not %s", aPortName, diagnostic.Quote(port.StrVal))
	}
}
