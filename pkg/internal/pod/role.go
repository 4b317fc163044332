package pod

// role is one of a cluster's, with the options of Flink that are its own.
type role struct {
	name                                                        string // in options and labels
	account, labels, annotations, nodeSelector, tolerations     string
	cpuAmount, cpu, cpuLimitFactor, memoryLimitFactor, variable string
}

// The roles of a cluster. Their options are put together once: every cluster is asked for all of them.
var (
	jobManagerRole  = roleOf("jobmanager", "containerized.master.env.")
	taskManagerRole = roleOf("taskmanager", "containerized.taskmanager.env.")
)

func roleOf(name, variable string) *role {
	prefix := "kubernetes." + name
	return &role{
		name: name, account: prefix + ".service-account", labels: prefix + ".labels", annotations: prefix + ".annotations",
		nodeSelector: prefix + ".node-selector", tolerations: prefix + ".tolerations",
		cpuAmount: prefix + ".cpu.amount", cpu: prefix + ".cpu", cpuLimitFactor: prefix + ".cpu.limit-factor",
		memoryLimitFactor: prefix + ".memory.limit-factor", variable: variable,
	}
}
