package flink

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// Options that size the parts of a process. Their names are the same in all versions.
var (
	taskManagerProcessSize          = option("taskmanager.memory.process.size")
	taskManagerFlinkSize            = option("taskmanager.memory.flink.size")
	taskManagerFrameworkHeapSize    = option("taskmanager.memory.framework.heap.size")
	taskManagerFrameworkOffHeapSize = option("taskmanager.memory.framework.off-heap.size")
	taskManagerTaskHeapSize         = option("taskmanager.memory.task.heap.size")
	taskManagerTaskOffHeapSize      = option("taskmanager.memory.task.off-heap.size")
	taskManagerManagedSize          = option("taskmanager.memory.managed.size")
	taskManagerManagedFraction      = option("taskmanager.memory.managed.fraction")
	taskManagerNetwork              = sizeRange{
		min:      option("taskmanager.memory.network.min"),
		max:      option("taskmanager.memory.network.max"),
		fraction: option("taskmanager.memory.network.fraction"),
	}
	taskManagerMetaspaceSize = option("taskmanager.memory.jvm-metaspace.size")
	taskManagerOverhead      = sizeRange{
		min:      option("taskmanager.memory.jvm-overhead.min"),
		max:      option("taskmanager.memory.jvm-overhead.max"),
		fraction: option("taskmanager.memory.jvm-overhead.fraction"),
	}
	jobManagerProcessSize   = option("jobmanager.memory.process.size")
	jobManagerFlinkSize     = option("jobmanager.memory.flink.size")
	jobManagerHeapSize      = option("jobmanager.memory.heap.size")
	jobManagerOffHeapSize   = option("jobmanager.memory.off-heap.size")
	jobManagerMetaspaceSize = option("jobmanager.memory.jvm-metaspace.size")
	jobManagerOverhead      = sizeRange{
		min:      option("jobmanager.memory.jvm-overhead.min"),
		max:      option("jobmanager.memory.jvm-overhead.max"),
		fraction: option("jobmanager.memory.jvm-overhead.fraction"),
	}
)

// sizeRange are the three options of a part that is a fraction of the whole between two sizes.
type sizeRange struct {
	min, max, fraction Option
}

// OptionError is about the value of one option.
type OptionError struct {
	// Key of the option.
	Key string

	// Message says what must hold.
	Message string
}

// Error is the key and the message.
func (e *OptionError) Error() string { return e.Key + ": " + e.Message }

// memoryConfiguration reads the options that size the parts of a process. The first value that cannot be read, or that
// contradicts another one, stays in err.
type memoryConfiguration struct {
	values map[string]string
	err    error
}

// memoryConfigurationOf is a configuration for the options of one role, all of whose keys begin alike. Most clusters set none
// of them, and then none is looked for.
func memoryConfigurationOf(role string, configuration map[string]string) *memoryConfiguration {
	for key := range configuration {
		if strings.HasPrefix(key, role) {
			return &memoryConfiguration{values: configuration}
		}
	}
	return &memoryConfiguration{}
}

func (c *memoryConfiguration) fail(key, format string, args ...any) {
	if c.err == nil {
		c.err = &OptionError{Key: key, Message: fmt.Sprintf(format, args...)}
	}
}

// lookup finds an option under the newest of its keys that is set.
func (c *memoryConfiguration) lookup(o Option) (key, value string, ok bool) {
	if len(c.values) > 0 {
		for _, key := range o.keys() {
			if value, ok := c.values[key]; ok {
				return key, value, true
			}
		}
	}
	return o.key, "", false
}

// process is the size of a process, and whether there is one: what is given goes before what the option says.
func (c *memoryConfiguration) process(given MemorySize, o Option) (MemorySize, bool) {
	if given != 0 {
		return given, true // in whose place the option is set
	}
	return c.explicit(o)
}

// explicit is the size of a part, and whether it is set.
func (c *memoryConfiguration) explicit(o Option) (MemorySize, bool) {
	size, ok := c.limit(o)
	if ok && size >= hugeMemorySize {
		key, value, _ := c.lookup(o)
		c.fail(key, "must be less than 1024tb, not %s", diagnostic.Quote(value))
	}
	return size, ok
}

// limit is a size that bounds a part, and whether it is set. It may be as large as people write "no limit".
func (c *memoryConfiguration) limit(o Option) (MemorySize, bool) {
	key, value, ok := c.lookup(o)
	if !ok {
		return 0, false
	}
	if err := TypeMemorySize.Check(value, Version{}); err != nil {
		c.fail(key, "%v", err)
		return 0, true
	}
	return parseMemorySize(value), true
}

// size is a size, or its default.
func (c *memoryConfiguration) size(o Option, otherwise MemorySize) MemorySize {
	if size, ok := c.explicit(o); ok {
		return size
	}
	return otherwise
}

// fraction is a number from 0 to less than 1, or its default. Flink keeps it as a Float, which shows in the last bytes.
func (c *memoryConfiguration) fraction(o Option, otherwise float64) float64 {
	key, value, ok := c.lookup(o)
	if !ok {
		return otherwise
	}
	if err := TypeFloat.Check(value, Version{}); err != nil {
		c.fail(key, "%v", err)
		return 0
	}
	f, _ := strconv.ParseFloat(strings.TrimRight(value, "fFdD"), 32)
	if f < 0 || f >= 1 {
		c.fail(key, "must be a number from 0 to less than 1, such as 0.4, not %s", diagnostic.Quote(value))
	}
	return f
}

// bounds are a part between two sizes.
type bounds struct {
	min, max MemorySize
	fraction float64
}

// bounds are those of a part whose fraction is 0.1 by default.
func (c *memoryConfiguration) bounds(r sizeRange, least, most MemorySize) bounds {
	b := bounds{c.size(r.min, least), most, c.fraction(r.fraction, tenth)}
	if most, ok := c.limit(r.max); ok {
		b.max = most
	}
	if b.min > b.max {
		if key, value, ok := c.lookup(r.min); ok {
			c.fail(key, "must be at most %s, which %s is, not %s", b.max, r.max.keys()[0], diagnostic.Quote(value))
		} else {
			key, value, _ := c.lookup(r.max)
			c.fail(key, "must be at least %s, which %s is, not %s", b.min, r.min.keys()[0], diagnostic.Quote(value))
		}
	}
	return b
}

func (b bounds) of(base MemorySize) MemorySize { return b.clamp(base.fraction(b.fraction)) }

// ofRest is the part that makes up the fraction of a whole of which all other parts are known.
func (b bounds) ofRest(others MemorySize) MemorySize {
	return b.clamp(others.fraction(b.fraction / (1 - b.fraction)))
}

func (b bounds) clamp(size MemorySize) MemorySize { return max(b.min, min(b.max, size)) }

func (b bounds) contain(size MemorySize) bool { return b.min <= size && size <= b.max }
