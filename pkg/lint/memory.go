package lint

import (
	"errors"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// process is JobManager or TaskManager as far as its memory goes.
type process struct {
	field  string // of spec
	prefix string // of its options
	divide func(flink.MemorySize, map[string]string, flink.Version) error
}

var processes = []process{
	{"jobManager", "jobmanager.memory.", func(size flink.MemorySize, values map[string]string, v flink.Version) error {
		_, err := flink.DivideJobManagerMemory(size, values, v)
		return err
	}},
	{"taskManager", "taskmanager.memory.", func(size flink.MemorySize, values map[string]string, v flink.Version) error {
		_, err := flink.DivideTaskManagerMemory(size, values, v)
		return err
	}},
}

// memoryIsSet demands a size of each process, in its field or by options from which Flink derives it.
func (c *checker) memoryIsSet() {
	values := c.effective.values()
	for _, p := range processes {
		if c.has(p.field, "resource", "memory") {
			continue
		}
		if err := c.deriveMemory(p, values); err != nil {
			c.report(c.field(p.field, "resource", "memory"), "must be set, such as 2048m: %v", err)
		}
	}
}

var errNoSize = errors.New("no option tells the size either")

// deriveMemory divides the memory of a process as its options alone say.
func (c *checker) deriveMemory(p process, values map[string]string) error {
	if value, ok := values[p.prefix+"process.size"]; ok {
		size, err := flink.ParseMemorySize(value)
		if err != nil {
			return err
		}
		return p.divide(size, values, c.flink)
	}
	if !derivesMemory(p, values) {
		return errNoSize
	}
	err := p.divide(1<<30, values, c.flink)
	var misfit *flink.MemoryError
	if errors.As(err, &misfit) && (misfit.Least != 0 || misfit.Most != 0) {
		return nil // some other size would do, which Flink chooses
	}
	return err
}

// derivesMemory reports whether options other than the size of the process tell it.
func derivesMemory(p process, values map[string]string) bool {
	has := func(name string) bool { _, ok := values[p.prefix+name]; return ok }
	return has("flink.size") || has("heap.size") || has("task.heap.size") && has("managed.size")
}

// memoryIsASize reads the sizes as the operator does.
func (c *checker) memoryIsASize() {
	for _, p := range processes {
		if memory, ok := c.text(p.field, "resource", "memory"); ok {
			if _, err := operator.ReadMemory(memory, c.release); err != nil {
				c.report(c.field(p.field, "resource", "memory"), "%v", err)
			}
		}
	}
}

// memoryDivides has Flink's processes find their parts in what they get.
func (c *checker) memoryDivides() {
	values := c.effective.values()
	for _, p := range processes {
		field := c.field(p.field, "resource", "memory")
		memory, ok := c.text(p.field, "resource", "memory")
		if !ok {
			continue // memoryIsSet has divided it
		}
		bytes, err := operator.ReadMemory(memory, c.release)
		if err != nil {
			continue
		}
		err = p.divide(flink.MemorySize(bytes), values, c.flink)
		var option *flink.OptionError
		var misfit *flink.MemoryError
		switch {
		case errors.As(err, &option):
			c.report(c.place(c.effective[option.Key]), "%s", option.Message)
		case errors.As(err, &misfit):
			c.report(field, "%s, not %s: %s", misfit.Sizes(), diagnostic.Quote(memory), misfit.Reason)
		}
	}
}

// memoryUnit is one that Flink and Kubernetes read alike.
func (c *checker) memoryUnit() {
	for _, p := range processes {
		memory, ok := c.text(p.field, "resource", "memory")
		if _, err := operator.ReadMemory(memory, c.release); !ok || err != nil {
			continue
		}
		if _, err := operator.ParseMemory(memory, c.release); err != nil && !c.hasErrorAt(c.field(p.field, "resource", "memory")) {
			c.report(c.field(p.field, "resource", "memory"), "%v", err)
		}
	}
}
