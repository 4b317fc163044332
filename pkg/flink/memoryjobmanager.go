package flink

import "github.com/flinkustomize/flinkustomize/pkg/diagnostic"

// JobManagerMemory is how Flink divides the memory of a JobManager's process.
type JobManagerMemory struct {
	Heap, OffHeap, Metaspace, Overhead MemorySize
}

// TotalFlink is what Flink itself has: the process without what the JVM takes for its own.
func (m JobManagerMemory) TotalFlink() MemorySize { return m.Heap + m.OffHeap }

// TotalProcess is the memory of the process, which its container asks for.
func (m JobManagerMemory) TotalProcess() MemorySize { return m.TotalFlink() + m.Metaspace + m.Overhead }

// Components are the lines of the memory configuration that a JobManager logs when it starts.
func (m JobManagerMemory) Components() []MemoryComponent {
	return []MemoryComponent{
		{0, "Total Process Memory", m.TotalProcess()},
		{1, "Total Flink Memory", m.TotalFlink()},
		{2, "JVM Heap", m.Heap},
		{2, "Off-heap", m.OffHeap},
		{1, "JVM Metaspace", m.Metaspace},
		{1, "JVM Overhead", m.Overhead},
	}
}

// DivideJobManagerMemory divides the memory of a JobManager's process as Flink does when it starts, from the options of
// the configuration under any of their keys. The process has the size that is given, or else that of
// jobmanager.memory.process.size, or else that which its parts make up. The error is a *MemoryError about the size of
// the process or an *OptionError about one of the options.
//
// Where the heap and the total of Flink are set and the off-heap memory is not, it is what the heap leaves of the total.
// Before 2.0, Flink takes the heap of the time before its memory model, jobmanager.heap.size or jobmanager.heap.mb, for
// jobmanager.memory.heap.size.
func DivideJobManagerMemory(process MemorySize, configuration map[string]string, v Version) (JobManagerMemory, error) {
	c := memoryConfigurationOf("jobmanager.", configuration)
	m := JobManagerMemory{
		OffHeap:   c.size(jobManagerOffHeapSize, 128<<20),
		Metaspace: c.size(jobManagerMetaspaceSize, 256<<20),
	}
	overhead := c.bounds(jobManagerOverhead, 192<<20, 1<<30)
	heap, heapIsSet := c.explicit(jobManagerHeapSize)
	if !heapIsSet && !v.AtLeast(v200) {
		heap, heapIsSet = c.legacyHeap()
	}
	flink, flinkIsSet := c.explicit(jobManagerFlinkSize)
	_, offHeapIsSet := c.explicit(jobManagerOffHeapSize)
	switch key, value, _ := c.lookup(jobManagerFlinkSize); {
	case !flinkIsSet:
	case heapIsSet && offHeapIsSet:
		if flink != heap+m.OffHeap {
			c.fail(key, "must be %s, the sum of the heap, %s, and the off-heap memory, %s, not %s", heap+m.OffHeap, heap, m.OffHeap, diagnostic.Quote(value))
		}
	case heapIsSet:
		if m.OffHeap = flink - heap; m.OffHeap < 0 {
			c.fail(key, "must be at least the heap, %s, not %s", heap, diagnostic.Quote(value))
		}
	case flink <= m.OffHeap:
		c.fail(key, "must be more than the off-heap memory, %s, not %s", m.OffHeap, diagnostic.Quote(value))
	}
	process, processIsSet := c.process(process, jobManagerProcessSize)
	if !processIsSet && !flinkIsSet && !heapIsSet {
		c.fail(jobManagerProcessSize.keys()[0], "must be set, or %s, or %s: a JobManager has no size of its own",
			jobManagerFlinkSize.keys()[0], jobManagerHeapSize.keys()[0])
	}
	if c.err != nil {
		return JobManagerMemory{}, c.err
	}
	switch {
	case heapIsSet:
		m.Heap = heap
	case flinkIsSet:
		m.Heap = flink - m.OffHeap
	}
	if !processIsSet {
		m.Overhead = overhead.ofRest(m.TotalFlink() + m.Metaspace)
		return m, nil
	}
	err := fit(process, func(process MemorySize) *misfit {
		if heapIsSet || flinkIsSet {
			m.Overhead = process - m.Metaspace - m.TotalFlink()
			if !overhead.contain(m.Overhead) {
				return outside("JVM overhead", m.Overhead, overhead)
			}
			return nil
		}
		m.Overhead = overhead.of(process)
		if m.Heap = process - m.Metaspace - m.Overhead - m.OffHeap; m.Heap <= 0 {
			return tooSmall("JVM metaspace takes %s, JVM overhead %s and off-heap memory %s, and the rest is the heap",
				m.Metaspace, m.Overhead, m.OffHeap)
		}
		return nil
	})
	return m, err
}
