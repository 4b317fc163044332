package streampark

import (
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// ownJVMOptions have fields of their own, or cannot work: StreamPark switches the JVM's sight of its container off.
var ownJVMOptions = []string{
	"-Xmx", "-Xms", "-XX:MaxHeapSize", "-XX:InitialHeapSize", "-XX:MaxRAM", "-XX:MinRAM", "-XX:InitialRAM", "-XX:+UseContainerSupport",
}

func (c *checker) size() {
	c.AddErr(path("cpu"), check.Cores(c.spec.CPU))
	c.AddErr(path("cpuLimit"), check.Optional(c.spec.CPULimit, check.Cores))
	if cpu, err := quantity.Parse(c.spec.CPU); err == nil && c.spec.CPULimit != "" {
		if limit, err := quantity.Parse(c.spec.CPULimit); err == nil && limit.Cmp(cpu) < 0 {
			c.Add(path("cpuLimit"), "must be at least spec.cpu, %s, not %s", c.spec.CPU, c.spec.CPULimit)
		}
	}
	memory, err := streampark.ParseSize(c.spec.Memory)
	if err != nil || memory < minimumMemory {
		c.Add(path("memory"), "must be at least 1Gi, in whole Mi or Gi, such as 2Gi, not %s", diagnostic.Quote(c.spec.Memory))
	} else if c.spec.JVMHeap != "" {
		heap, err := streampark.ParseSize(c.spec.JVMHeap)
		if most := memory / 4 * 3; err != nil || heap < minimumHeap || heap > most {
			c.AddAs(diagnostic.RuleMemory, path("jvmHeap"), "must be from 512Mi to %dMi, three quarters of spec.memory, such as 512Mi, not %s", most>>20, diagnostic.Quote(c.spec.JVMHeap))
		}
	}
	if strings.ContainsAny(c.spec.JVMOptions, "\n\r\x00") {
		c.Add(path("jvmOptions"), "must be one line of options")
	}
	if strings.ContainsAny(c.spec.JVMOptions, `"'`) {
		c.Add(path("jvmOptions"), "must not hold quotes, which StreamPark hands to the JVM as they are: an option must not have blanks in it")
	}
	for _, option := range strings.Fields(c.spec.JVMOptions) {
		if slices.ContainsFunc(ownJVMOptions, func(own string) bool { return strings.HasPrefix(option, own) }) {
			c.Add(path("jvmOptions"), "must not hold %s: set spec.jvmHeap", diagnostic.Quote(option))
		}
	}
}
