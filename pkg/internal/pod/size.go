package pod

import (
	"maps"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// size gives the Flink process its resources: those of the spec, and of no template. The size that nothing says is left out.
func (m *maker) size(p *Pod, size *v1beta1.Resource, role *role, cpu float64) {
	if size == nil {
		size = &v1beta1.Resource{}
	}
	cpu = m.options.number(cpu, role.cpuAmount, role.cpu)
	if size.CPU != nil {
		cpu = *size.CPU
	}
	if role == taskManagerRole && !m.standalone() {
		cpu = m.options.number(cpu, "taskmanager.cpu.cores")
	}
	factor := max(m.options.number(1, role.cpuLimitFactor), 1)
	request := quantityOf(cpu)
	limit := request
	if factor > 1 {
		limit = quantityOf(cpu * factor)
	}
	p.setResource(corev1.ResourceCPU, request, limit)
	delete(p.main().Resources.Requests, corev1.ResourceMemory)
	delete(p.main().Resources.Limits, corev1.ResourceMemory)
	if process := m.process(size.Memory, role); process > 0 {
		mebibytes := int64(process) >> 20
		factor := max(m.options.number(1, role.memoryLimitFactor), 1)
		p.setResource(corev1.ResourceMemory, *resource.NewQuantity(mebibytes<<20, resource.BinarySI),
			*resource.NewQuantity(int64(float64(mebibytes)*factor)<<20, resource.BinarySI))
	}
}

// process is the memory of a process: what the spec says, which Flink divides, or else what the options add up to. It is zero
// where it cannot be told.
func (m *maker) process(memory string, role *role) flink.MemorySize {
	if memory != "" {
		size, _ := operator.ParseMemory(memory, m.release) // zero for what is no size
		return flink.MemorySize(size)
	}
	if role == jobManagerRole {
		if divided, err := flink.DivideJobManagerMemory(0, m.options, m.version); err == nil {
			return divided.TotalProcess()
		}
	} else if divided, err := flink.DivideTaskManagerMemory(0, m.options, m.version); err == nil {
		return divided.TotalProcess()
	}
	return 0
}

func quantityOf(n float64) resource.Quantity {
	q, err := quantity.Parse(strconv.FormatFloat(n, 'f', -1, 64))
	if err != nil {
		return resource.Quantity{}
	}
	return q
}

func (p *Pod) setResource(name corev1.ResourceName, request, limit resource.Quantity) {
	resources := &p.main().Resources
	if !p.limited && limit.Cmp(request) != 0 {
		p.limited, resources.Limits = true, maps.Clone(resources.Limits)
	}
	resources.Requests[name], resources.Limits[name] = request, limit
	field := string(name)
	if name == corev1.ResourceEphemeralStorage {
		field = "ephemeralStorage"
	}
	for _, list := range []string{"requests", "limits"} {
		p.take([]string{"spec", p.Role, "resource", field}, "resources", list, string(name))
	}
}
