package standalone

import (
	"math/big"
	"strconv"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
)

// resource is spec.jobManager.resource or spec.taskManager.resource. It takes the options that it stands for out of the
// configuration.
func (p *process) resource(options map[string]string) map[string]any {
	requests, limits := p.main.Mapping("resources", "requests"), p.main.Mapping("resources", "limits")
	cpu, cpuLimit := requests.Text("cpu"), limits.Text("cpu")
	memory, memoryLimit := requests.Text("memory"), limits.Text("memory")
	disk := limits.Text("ephemeral-storage")
	if other := requests.Text("ephemeral-storage"); disk == "" {
		disk = other
	}
	made := map[string]any{}
	if memoryLimit == "" {
		memoryLimit = memory
	}
	p.memory(made, options, memoryLimit)
	p.cpu(made, options, cpu, cpuLimit)
	if disk != "" {
		made["ephemeralStorage"] = disk
	}
	if rest := requests.Rest(); len(rest) > 0 { // such as GPUs, which the operator leaves alone
		p.main.Put(map[string]any{"requests": rest, "limits": limits.Rest()}, "resources")
	} else if rest := limits.Rest(); len(rest) > 0 {
		p.main.Put(map[string]any{"limits": rest}, "resources")
	}
	return made
}

// memory is that of the process, which the operator gives the container too.
func (p *process) memory(made map[string]any, options map[string]string, limit string) {
	key := string(p.role) + ".memory.process.size"
	size := options[key]
	delete(options, key)
	parts := options[string(p.role)+".memory.flink.size"] != "" || options[string(p.role)+".memory.heap.size"] != "" ||
		options[string(p.role)+".memory.task.heap.size"] != "" && options[string(p.role)+".memory.managed.size"] != ""
	switch {
	case size != "":
		made["memory"] = size
		if limit != "" && !sameMemory(size, limit) {
			p.note(draft.Changed, "has a limit of "+size+" now, the size of the process, in the place of "+limit+": the operator knows one size; "+
				"memoryLimitFactor gives the container more", "spec", "template", "spec", "containers", "resources", "limits", "memory")
		}
	case parts: // Flink derives the process from them, and the operator the container
	case limit != "":
		made["memory"] = limit
		p.note(draft.Changed, "is the size of the process now, as the configuration has no "+key+": Flink divides it by itself", "spec", "template", "spec",
			"containers", "resources", "limits", "memory")
	default:
		made["memory"] = map[role]string{jobManager: "1600m", taskManager: "1728m"}[p.role]
		p.note(draft.Changed, "has "+made["memory"].(string)+" of memory now, which is what the configuration of Flink's image says: neither "+key+
			" nor a limit of the container is set")
	}
}

func sameMemory(size, limit string) bool {
	process, err := flink.ParseMemorySize(size)
	q, err2 := quantity.Parse(limit)
	return err == nil && err2 == nil && int64(process) == q.Value()
}

// cpu is what a container asks for; its limit is a multiple of that.
func (p *process) cpu(made map[string]any, options map[string]string, request, limit string) {
	if request == "" {
		request = limit // as Kubernetes has it
	}
	if request == "" {
		if p.role == taskManager { // Flink has no default for it in mode standalone
			slots := options["taskmanager.numberOfTaskSlots"]
			if n, err := strconv.ParseInt(slots, 10, 32); err == nil && n > 0 {
				made["cpu"] = n
			} else {
				made["cpu"] = int64(1)
			}
			p.note(draft.Changed, "asks for a core per slot now, as Flink does in mode native: it asked for none, and the operator needs a number",
				"spec", "template", "spec", "containers", "resources", "requests", "cpu")
			return
		}
		p.note(draft.Changed, "asks for one core now, which is the operator's default: it asked for none", "spec", "template", "spec", "containers", "resources", "requests", "cpu")
		return
	}
	q, err := quantity.Parse(request)
	if err != nil {
		p.main.Refuse("must be a quantity such as 500m", "resources", "requests", "cpu")
		return
	}
	made["cpu"] = float64(q.MilliValue()) / 1000
	if whole := q.Value(); q.MilliValue() == whole*1000 {
		made["cpu"] = whole
	}
	if limit == "" {
		p.note(draft.Changed, "has a limit of what it asks for now, "+request+": it had none; cpuLimitFactor gives it more", "spec", "template", "spec", "containers",
			"resources", "limits", "cpu")
		return
	}
	l, err := quantity.Parse(limit)
	if err != nil || q.MilliValue() <= 0 {
		p.main.Refuse("must be a quantity such as 500m", "resources", "limits", "cpu")
		return
	}
	if l.Cmp(q) == 0 {
		return
	}
	ratio := big.NewRat(l.MilliValue(), q.MilliValue())
	if !new(big.Rat).Mul(ratio, big.NewRat(1000, 1)).IsInt() || ratio.Cmp(big.NewRat(1, 1)) < 0 {
		p.note(draft.Changed, "has a limit of what it asks for now, "+request+", in the place of "+limit+": set cpuLimitFactor for a multiple of it", "spec", "template",
			"spec", "containers", "resources", "limits", "cpu")
		return
	}
	factor, _ := ratio.Float64()
	options["kubernetes."+string(p.role)+".cpu.limit-factor"] = strconv.FormatFloat(factor, 'f', -1, 64)
}
