package lint

import "encoding/json"

// cpu of a container must not be negative, which that of a standalone TaskManager is where nothing is set.
func (c *checker) cpu() {
	for _, process := range []string{"jobManager", "taskManager"} {
		field := c.field(process, "resource", "cpu")
		_, _, set := c.effective.first("kubernetes.taskmanager.cpu.amount", "kubernetes.taskmanager.cpu", "taskmanager.cpu.cores")
		if process == "taskManager" && c.mode() == "standalone" && !c.has(process, "resource", "cpu") && !set {
			c.report(field, "must be set in mode standalone, in which the operator asks for -1 otherwise")
		}
		if cpu, ok := realNumber(c.get(process, "resource", "cpu")); ok && cpu < 0 {
			c.report(field, "must not be negative, not %v", cpu)
		}
	}
}

// realNumber is a number of any kind.
func realNumber(value any) (float64, bool) {
	switch n := value.(type) {
	case float64:
		return n, true
	case json.Number:
		f, err := n.Float64()
		return f, err == nil
	}
	n, ok := wholeNumber(value)
	return float64(n), ok
}
