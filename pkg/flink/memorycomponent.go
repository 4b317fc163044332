package flink

import (
	"fmt"
	"strings"
)

// MemoryComponent is one line of the memory configuration that a process of Flink logs when it starts, such as
// "Total Flink Memory: 1.250gb (1342177280 bytes)".
type MemoryComponent struct {
	// Depth is how many components the line is a part of: 0 for the whole process.
	Depth int

	// Name is that of Flink's log. It is unique only together with the lines that it is a part of.
	Name string

	Size MemorySize
}

// FormatMemoryComponents are the lines of components as Flink logs them: indented by their depth, with aligned sizes.
func FormatMemoryComponents(components []MemoryComponent) string {
	width := 0
	for _, c := range components {
		width = max(width, 2*c.Depth+len(c.Name))
	}
	var b strings.Builder
	for _, c := range components {
		label := strings.Repeat("  ", c.Depth) + c.Name + ":"
		fmt.Fprintf(&b, "%-*s %s\n", width+1, label, c.Size.Human())
	}
	return b.String()
}

// Human is the size as Flink logs it: in the largest unit of which there is more than one, and in bytes.
func (m MemorySize) Human() string {
	for _, unit := range []struct {
		name     string
		exponent int
	}{{"tb", 40}, {"gb", 30}, {"mb", 20}, {"kb", 10}} {
		if one := MemorySize(1) << unit.exponent; m > one {
			thousandths := m/one*1000 + (m%one*1000+one/2)/one // half a thousandth up, as Java rounds
			return fmt.Sprintf("%d.%03d%s (%d bytes)", thousandths/1000, thousandths%1000, unit.name, m)
		}
	}
	return fmt.Sprintf("%d bytes", m)
}
