package flink

import (
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// TaskManagerMemory is how Flink divides the memory of a TaskManager's process.
type TaskManagerMemory struct {
	FrameworkHeap, TaskHeap, FrameworkOffHeap, TaskOffHeap, Managed, Network, Metaspace, Overhead MemorySize
}

// JobManagerMemory is how Flink divides the memory of a JobManager's process.
type JobManagerMemory struct {
	Heap, OffHeap, Metaspace, Overhead MemorySize
}

// MemoryError says that Flink cannot divide the memory of a process, and so would not start.
type MemoryError struct {
	// Least and Most are the sizes in whole mebibytes that would do, with the same options. Zero is no limit; both zero
	// say that no size would do.
	Least, Most MemorySize

	// Reason has the figures.
	Reason string
}

// Error is the sizes and the reason.
func (e *MemoryError) Error() string { return e.Sizes() + ": " + e.Reason }

// Sizes says what the size must be.
func (e *MemoryError) Sizes() string {
	switch {
	case e.Least == 0 && e.Most == 0:
		return "must be a size that Flink can divide, and with these options there is none"
	case e.Most == 0:
		return fmt.Sprintf("must be at least %s", e.Least)
	case e.Least == 0:
		return fmt.Sprintf("must be at most %s", e.Most)
	}
	return fmt.Sprintf("must be from %s to %s", e.Least, e.Most)
}

// misfit is a size that is too small or too large for the other sizes.
type misfit struct {
	tooLarge bool
	reason   string
}

func tooSmall(format string, args ...any) *misfit {
	return &misfit{reason: fmt.Sprintf(format, args...)}
}

// outside says that a part which is what others leave over is not between its bounds.
func outside(name string, size MemorySize, b bounds) *misfit {
	most := "any size"
	if b.max != maxMemorySize {
		most = b.max.String()
	}
	return &misfit{
		tooLarge: size > b.max,
		reason:   fmt.Sprintf("the sizes that are set leave %s for %s, which must be from %s to %s", size, name, b.min, most),
	}
}

// DivideTaskManagerMemory divides the memory of a TaskManager's process as Flink does when it starts, from the options
// of the configuration under any of their keys. The error is a *MemoryError about the size of the process or an
// *OptionError about one of the options.
func DivideTaskManagerMemory(process MemorySize, configuration map[string]string, v Version) (TaskManagerMemory, error) {
	networkMax := maxMemorySize
	if !v.AtLeast(v117) {
		networkMax = 1 << 30
	}
	c := &memoryConfiguration{values: configuration}
	sizes := TaskManagerMemory{
		FrameworkHeap:    c.size(taskManagerFrameworkHeapSize, 128<<20),
		FrameworkOffHeap: c.size(taskManagerFrameworkOffHeapSize, 128<<20),
		TaskOffHeap:      c.size(taskManagerTaskOffHeapSize, 0),
		Metaspace:        c.size(taskManagerMetaspaceSize, 256<<20),
	}
	network := c.bounds(taskManagerNetwork, 64<<20, networkMax)
	overhead := c.bounds(taskManagerOverhead, 192<<20, 1<<30)
	managed, managedIsSet := c.explicit(taskManagerManagedSize)
	var managedFraction float64
	if !managedIsSet { // else Flink does not look at it
		managedFraction = c.fraction(taskManagerManagedFraction, 0.4)
	}
	taskHeap, taskHeapIsSet := c.explicit(taskManagerTaskHeapSize)
	flink, flinkIsSet := c.explicit(taskManagerFlinkSize)
	if c.err != nil {
		return TaskManagerMemory{}, c.err
	}

	// inFlink divides what Flink itself has; it is the rest of a whole, or the sum of its parts where all are set.
	inFlink := func(flink MemorySize) (TaskManagerMemory, *misfit) {
		m := sizes
		m.Managed = managed
		if !managedIsSet {
			m.Managed = flink.fraction(managedFraction)
		}
		if taskHeapIsSet {
			m.TaskHeap = taskHeap
			m.Network = flink - m.flink()
			if m.Network < 0 {
				m.Network = 0
				return m, tooSmall("%s, and %s is left for them", m.parts(), flink)
			}
			if !network.contain(m.Network) {
				return m, outside("network memory", m.Network, network)
			}
			return m, nil
		}
		m.Network = network.of(flink)
		m.TaskHeap = flink - m.flink()
		if m.TaskHeap < 0 {
			m.TaskHeap = 0
			return m, tooSmall("%s, and %s is left for them", m.parts(), flink)
		}
		return m, nil
	}

	if flinkIsSet {
		if _, bad := inFlink(flink); bad != nil {
			key, value, _ := c.lookup(taskManagerFlinkSize)
			c.fail(key, "must be a size that its parts fill, not %s: %s", diagnostic.Quote(value), bad.reason)
			return TaskManagerMemory{}, c.err
		}
	}

	var m TaskManagerMemory
	err := fit(process, func(process MemorySize) *misfit {
		switch {
		case flinkIsSet:
			m, _ = inFlink(flink)
		case taskHeapIsSet && managedIsSet:
			m = sizes
			m.TaskHeap, m.Managed = taskHeap, managed
			m.Network = network.ofRest(m.flink())
		default:
			m = sizes
			m.Overhead = overhead.of(process)
			flink := process - m.Metaspace - m.Overhead
			if flink < 0 {
				return tooSmall("JVM metaspace takes %s and JVM overhead %s", m.Metaspace, m.Overhead)
			}
			divided, bad := inFlink(flink)
			if bad != nil {
				bad.reason = fmt.Sprintf("JVM metaspace takes %s and JVM overhead %s; %s", m.Metaspace, m.Overhead, bad.reason)
			}
			divided.Overhead = m.Overhead
			m = divided
			return bad
		}
		m.Overhead = process - m.flink() - m.Metaspace
		if !overhead.contain(m.Overhead) {
			return outside("JVM overhead", m.Overhead, overhead)
		}
		return nil
	})
	return m, err
}

// flink is what Flink itself has: the process without the JVM's own.
func (m TaskManagerMemory) flink() MemorySize {
	return m.FrameworkHeap + m.FrameworkOffHeap + m.TaskHeap + m.TaskOffHeap + m.Managed + m.Network
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

// DivideJobManagerMemory divides the memory of a JobManager's process as Flink does when it starts, from the options of
// the configuration under any of their keys. The error is a *MemoryError about the size of the process or an
// *OptionError about one of the options. Where the heap and the total of Flink are set and the off-heap memory is not, it
// is what the heap leaves of the total.
func DivideJobManagerMemory(process MemorySize, configuration map[string]string) (JobManagerMemory, error) {
	c := &memoryConfiguration{values: configuration}
	m := JobManagerMemory{
		OffHeap:   c.size(jobManagerOffHeapSize, 128<<20),
		Metaspace: c.size(jobManagerMetaspaceSize, 256<<20),
	}
	overhead := c.bounds(jobManagerOverhead, 192<<20, 1<<30)
	heap, heapIsSet := c.explicit(jobManagerHeapSize)
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
	if c.err != nil {
		return JobManagerMemory{}, c.err
	}
	err := fit(process, func(process MemorySize) *misfit {
		switch {
		case heapIsSet:
			m.Heap = heap
		case flinkIsSet:
			m.Heap = flink - m.OffHeap
		default:
			m.Overhead = overhead.of(process)
			if m.Heap = process - m.Metaspace - m.Overhead - m.OffHeap; m.Heap <= 0 {
				return tooSmall("JVM metaspace takes %s, JVM overhead %s and off-heap memory %s, and the rest is the heap",
					m.Metaspace, m.Overhead, m.OffHeap)
			}
			return nil
		}
		m.Overhead = process - m.Metaspace - m.Heap - m.OffHeap
		if !overhead.contain(m.Overhead) {
			return outside("JVM overhead", m.Overhead, overhead)
		}
		return nil
	})
	return m, err
}

// mostMebibytes bounds the sizes that fit looks at.
const mostMebibytes = 1 << 30

// fit divides the memory of a process, and where that fails finds the sizes with which it would not: what is too small
// stays so with less, what is too large with more.
func fit(process MemorySize, divide func(process MemorySize) *misfit) error {
	bad := divide(process)
	if bad == nil {
		return nil
	}
	err := &MemoryError{Reason: bad.reason}
	least := search(func(size MemorySize) bool { bad := divide(size); return bad == nil || bad.tooLarge })
	beyond := search(func(size MemorySize) bool { bad := divide(size); return bad != nil && bad.tooLarge })
	if least < beyond {
		err.Least = least
		if beyond <= mostMebibytes*mebibyte {
			err.Most = beyond - mebibyte
		}
	}
	return err
}

// search finds the least size in whole mebibytes for which something holds that then holds for all larger ones too.
func search(holds func(MemorySize) bool) MemorySize {
	low, high := MemorySize(1), MemorySize(mostMebibytes+1)
	for low < high {
		if middle := (low + high) / 2; holds(middle * mebibyte) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low * mebibyte
}
