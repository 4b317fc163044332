package flink

import (
	"math/bits"
	"strconv"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// Options of the time before Flink's memory model; all were removed in Flink 2.0.
var (
	jobManagerHeap            = option("jobmanager.heap.size")
	jobManagerHeapMebibytes   = option("jobmanager.heap.mb")
	taskManagerHeap           = option("taskmanager.heap.size")
	taskManagerHeapMebibytes  = option("taskmanager.heap.mb")
	taskManagerNetworkBuffers = option("taskmanager.network.numberOfBuffers")
	taskManagerSegmentSize    = option("taskmanager.memory.segment-size")
	leastSegmentSize          = MemorySize(4 << 10)
	defaultSegmentSize        = MemorySize(32 << 10)
)

// legacyHeap is the heap of a JobManager, and whether one of its old options is set. Flink has read them as its heap since
// it has more than one kind of memory.
func (c *memoryConfiguration) legacyHeap() (MemorySize, bool) {
	if size, ok := c.explicit(jobManagerHeap); ok {
		return size, true
	}
	mebibytes, ok := c.count(jobManagerHeapMebibytes)
	return MemorySize(mebibytes) << 20, ok
}

// refuseLegacyHeap says of the old options of a TaskManager what to set instead.
func (c *memoryConfiguration) refuseLegacyHeap() {
	for _, o := range []Option{taskManagerHeap, taskManagerHeapMebibytes} {
		if key, _, ok := c.lookup(o); ok {
			c.fail(key, "must not be set beside the memory of the process: Flink takes it for the total of Flink in standalone mode and ignores it in native mode; set %s",
				taskManagerFlinkSize.keys()[0])
		}
	}
}

// legacyNetwork is what a number of network buffers takes, and whether it counts: only where no newer option is set.
func (c *memoryConfiguration) legacyNetwork() (MemorySize, bool) {
	for _, o := range []Option{taskManagerNetwork.min, taskManagerNetwork.max, taskManagerNetwork.fraction} {
		if _, _, ok := c.lookup(o); ok {
			return 0, false
		}
	}
	buffers, ok := c.count(taskManagerNetworkBuffers)
	if !ok {
		return 0, false
	}
	segment := c.size(taskManagerSegmentSize, defaultSegmentSize)
	if segment < leastSegmentSize || bits.OnesCount64(uint64(segment)) != 1 || segment > 1<<30 {
		key, value, _ := c.lookup(taskManagerSegmentSize)
		c.fail(key, "must be a power of two from 4kb to 1gb, not %s", diagnostic.Quote(value))
	}
	return MemorySize(buffers) * segment, true
}

// count is a whole number that is not negative, and whether it is set.
func (c *memoryConfiguration) count(o Option) (int64, bool) {
	key, value, ok := c.lookup(o)
	if !ok {
		return 0, false
	}
	n, err := strconv.ParseInt(value, 10, 32)
	if err != nil || n < 0 {
		c.fail(key, "must be a whole number from 0 to 2147483647, not %s", diagnostic.Quote(value))
	}
	return n, true
}
