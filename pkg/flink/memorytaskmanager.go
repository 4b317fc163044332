package flink

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// TaskManagerMemory is how Flink divides the memory of a TaskManager's process.
type TaskManagerMemory struct {
	FrameworkHeap, TaskHeap, FrameworkOffHeap, TaskOffHeap, Managed, Network, Metaspace, Overhead MemorySize
}

// TotalFlink is what Flink itself has: the process without what the JVM takes for its own.
func (m TaskManagerMemory) TotalFlink() MemorySize {
	return m.FrameworkHeap + m.FrameworkOffHeap + m.TaskHeap + m.TaskOffHeap + m.Managed + m.Network
}

// TotalProcess is the memory of the process, which its container asks for.
func (m TaskManagerMemory) TotalProcess() MemorySize {
	return m.TotalFlink() + m.Metaspace + m.Overhead
}

// Components are the lines of the memory configuration that a TaskManager logs when it starts.
func (m TaskManagerMemory) Components() []MemoryComponent {
	heap, direct := m.FrameworkHeap+m.TaskHeap, m.FrameworkOffHeap+m.TaskOffHeap+m.Network
	return []MemoryComponent{
		{0, "Total Process Memory", m.TotalProcess()},
		{1, "Total Flink Memory", m.TotalFlink()},
		{2, "Total JVM Heap Memory", heap},
		{3, "Framework", m.FrameworkHeap},
		{3, "Task", m.TaskHeap},
		{2, "Total Off-heap Memory", m.Managed + direct},
		{3, "Managed", m.Managed},
		{3, "Total JVM Direct Memory", direct},
		{4, "Framework", m.FrameworkOffHeap},
		{4, "Task", m.TaskOffHeap},
		{4, "Network", m.Network},
		{1, "JVM Metaspace", m.Metaspace},
		{1, "JVM Overhead", m.Overhead},
	}
}

// parts names the parts that take anything of what Flink has.
func (m TaskManagerMemory) parts() string {
	var parts []string
	for _, part := range []struct {
		name string
		size MemorySize
	}{
		{"framework heap", m.FrameworkHeap},
		{"framework off-heap", m.FrameworkOffHeap},
		{"task heap", m.TaskHeap},
		{"task off-heap", m.TaskOffHeap},
		{"managed memory", m.Managed},
		{"network memory", m.Network},
	} {
		if part.size > 0 {
			parts = append(parts, part.name+" "+part.size.String())
		}
	}
	return strings.Join(parts, ", ") + " are needed"
}

// taskManagerOptions are the options that divide the memory of a TaskManager.
type taskManagerOptions struct {
	sizes                                                 TaskManagerMemory // those that no other size changes
	network, overhead                                     bounds
	managed, taskHeap, flink, process                     MemorySize
	managedIsSet, taskHeapIsSet, flinkIsSet, processIsSet bool
	managedFraction                                       float64
}

// DivideTaskManagerMemory divides the memory of a TaskManager's process as Flink does when it starts, from the options
// of the configuration under any of their keys. The process has the size that is given, or else that of
// taskmanager.memory.process.size, or else that which its parts make up. The error is a *MemoryError about the size of
// the process or an *OptionError about one of the options.
//
// Before 2.0, a number of buffers (taskmanager.network.numberOfBuffers) sizes network memory where nothing else does.
// The heap of the time before Flink's memory model (taskmanager.heap.size, taskmanager.heap.mb) is refused: it would be
// the total of Flink in standalone mode and that of the process in native mode.
func DivideTaskManagerMemory(process MemorySize, configuration map[string]string, v Version) (TaskManagerMemory, error) {
	o, err := readTaskManagerOptions(process, configuration, v)
	if err != nil {
		return TaskManagerMemory{}, err
	}
	var m TaskManagerMemory
	flinkIsKnown := true
	switch {
	case o.flinkIsSet:
		m, _ = o.divideFlink(o.flink)
	case o.taskHeapIsSet && o.managedIsSet:
		m = o.sizes
		m.TaskHeap, m.Managed = o.taskHeap, o.managed
		m.Network = o.network.ofRest(m.TotalFlink())
	default:
		flinkIsKnown = false
	}
	if !o.processIsSet {
		m.Overhead = o.overhead.ofRest(m.TotalFlink() + m.Metaspace)
		return m, nil
	}
	err = fit(o.process, func(process MemorySize) *misfit {
		if flinkIsKnown {
			m.Overhead = process - m.TotalFlink() - m.Metaspace
			if !o.overhead.contain(m.Overhead) {
				return outside("JVM overhead", m.Overhead, o.overhead)
			}
			return nil
		}
		overhead := o.overhead.of(process)
		flink := process - o.sizes.Metaspace - overhead
		if flink < 0 {
			return tooSmall("JVM metaspace takes %s and JVM overhead %s", o.sizes.Metaspace, overhead)
		}
		divided, bad := o.divideFlink(flink)
		if bad != nil {
			bad.reason = "JVM metaspace takes " + o.sizes.Metaspace.String() + " and JVM overhead " + overhead.String() + "; " + bad.reason
		}
		divided.Overhead = overhead
		m = divided
		return bad
	})
	return m, err
}

func readTaskManagerOptions(process MemorySize, configuration map[string]string, v Version) (*taskManagerOptions, error) {
	networkMax := maxMemorySize
	if !v.AtLeast(v117) {
		networkMax = 1 << 30
	}
	c := memoryConfigurationOf("taskmanager.", configuration)
	o := &taskManagerOptions{sizes: TaskManagerMemory{
		FrameworkHeap:    c.size(taskManagerFrameworkHeapSize, 128<<20),
		FrameworkOffHeap: c.size(taskManagerFrameworkOffHeapSize, 128<<20),
		TaskOffHeap:      c.size(taskManagerTaskOffHeapSize, 0),
		Metaspace:        c.size(taskManagerMetaspaceSize, 256<<20),
	}}
	o.network = c.bounds(taskManagerNetwork, 64<<20, networkMax)
	if !v.AtLeast(v200) {
		c.refuseLegacyHeap()
		if size, ok := c.legacyNetwork(); ok {
			o.network = bounds{min: size, max: size}
		}
	}
	o.overhead = c.bounds(taskManagerOverhead, 192<<20, 1<<30)
	o.managed, o.managedIsSet = c.explicit(taskManagerManagedSize)
	if !o.managedIsSet { // else Flink does not look at it
		o.managedFraction = c.fraction(taskManagerManagedFraction, fourTenths)
	}
	o.taskHeap, o.taskHeapIsSet = c.explicit(taskManagerTaskHeapSize)
	o.flink, o.flinkIsSet = c.explicit(taskManagerFlinkSize)
	o.process, o.processIsSet = c.process(process, taskManagerProcessSize)
	switch {
	case o.flinkIsSet && c.err == nil:
		if _, bad := o.divideFlink(o.flink); bad != nil {
			key, value, _ := c.lookup(taskManagerFlinkSize)
			c.fail(key, "must be a size that its parts fill, not %s: %s", diagnostic.Quote(value), bad.reason)
		}
	case !o.flinkIsSet && !o.processIsSet && !(o.taskHeapIsSet && o.managedIsSet):
		c.fail(taskManagerProcessSize.keys()[0], "must be set, or %s, or both %s and %s: a TaskManager has no size of its own",
			taskManagerFlinkSize.keys()[0], taskManagerTaskHeapSize.keys()[0], taskManagerManagedSize.keys()[0])
	}
	return o, c.err
}

// divideFlink divides what Flink itself has. Task heap is what the other parts leave, or where it is set network memory is.
func (o *taskManagerOptions) divideFlink(flink MemorySize) (TaskManagerMemory, *misfit) {
	m := o.sizes
	m.Managed = o.managed
	if !o.managedIsSet {
		m.Managed = flink.fraction(o.managedFraction)
	}
	if o.taskHeapIsSet {
		m.TaskHeap = o.taskHeap
		m.Network = flink - m.TotalFlink()
		if m.Network < 0 {
			m.Network = 0
			return m, tooSmall("%s, and %s is left for them", m.parts(), flink)
		}
		if !o.network.contain(m.Network) {
			return m, outside("network memory", m.Network, o.network)
		}
		return m, nil
	}
	m.Network = o.network.of(flink)
	m.TaskHeap = flink - m.TotalFlink()
	if m.TaskHeap < 0 {
		m.TaskHeap = 0
		return m, tooSmall("%s, and %s is left for them", m.parts(), flink)
	}
	return m, nil
}
