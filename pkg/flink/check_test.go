package flink_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

func TestCheckOption(t *testing.T) {
	for _, test := range []struct{ name, key, value, version, want string }{
		{"known", "taskmanager.memory.network.max", "512mb", "1.20.3", ""},
		{"known to no list", "my.company.option", "x", "1.20.3", ""},
		{"version not known yet", "execution.checkpointing.file-merging.enabled", "true", "", ""},
		{"value checked without a version", "execution.checkpointing.file-merging.enabled", "on", "", `must be true or false, not "on"`},

		{"removed", "jobmanager.heap.size", "1g", "2.0.1", "the option was removed in Flink 2.0"},
		{"removed, with a successor", "cluster.evenly-spread-out-slots", "true", "2.1.0", "set taskmanager.load-balance.mode to SLOTS"},
		{"removed later", "cluster.evenly-spread-out-slots", "true", "1.20.3", ""},
		{"removed within 2", "traces.report-events-as-spans", "true", "2.2.0", "the option was removed in Flink 2.2"},
		{"removed before the oldest", "high-availability.use-old-ha-services", "true", "1.16.3", "the option was removed in Flink 1.16"},
		{"removed with its deprecated spelling", "jobmanager.web.ssl.enabled", "true", "2.0.1", "the option was removed in Flink 2.0"},
		{"deprecated, still read", "state.checkpoints.dir", "s3://a", "2.2.0", ""},
		{"seems to end in the sources, still read", "restart-strategy.fixed-delay.attempts", "3", "2.2.0", ""},
		{"renamed akka", "akka.ask.timeout", "10 s", "2.2.0", ""},

		{"not yet", "execution.checkpointing.file-merging.enabled", "true", "1.19.2", "Flink reads it since 1.20"},
		{"not yet under this key", "execution.checkpointing.dir", "s3://a", "1.19.2", "set state.checkpoints.dir"},
		{"read by the plugin before it was a literal", "s3.endpoint", "http://minio", "1.16.3", ""},

		{"mistyped", "taskmanager.numberOfTaskSlot", "4", "1.20.3", `did you mean "taskmanager.numberOfTaskSlots"?`},
		{"in other letters", "taskmanager.numberoftaskslots", "4", "1.20.3", `did you mean "taskmanager.numberOfTaskSlots"?`},
		{"near an option that is not there yet", "execution.checkpointing.file-merging.enable", "true", "1.19.2",
			`did you mean "execution.checkpointing.file-merging.enabled"? But Flink reads it since 1.20`},
		{"near an option that is gone", "cluster.evenly-spread-out-slot", "true", "2.0.1",
			`did you mean "cluster.evenly-spread-out-slots"? But the option was removed in Flink 2.0`},
		{"near one with a part of the user's choice", "external-resource.gpu.amuont", "1", "1.20.3", `did you mean "external-resource.gpu.amount"?`},
		{"not yet, below what is handed on to a file system", "s3.access-key", "x", "1.19.2", ""},
		{"not to be seen in the version", "gs.retry.max-attempt", "x", "2.1.0", ""},
		{"nor misspelt there", "gs.retry.max-attempts", "x", "2.1.0", ""},
		{"reporter of any name", "metrics.reporter.pron.port", "9249", "1.20.3", ""},
		{"reporter by its class", "metrics.reporter.prom.class", "org.example.Reporter", "1.17.2", "set metrics.reporter.prom.factory.class"},
		{"variable of any name", "containerized.master.env.JAVA_OPT", "x", "1.20.3", ""},
		{"Hadoop's", "fs.s3a.connection.maximum", "100", "1.20.3", ""},

		{"int", "taskmanager.numberOfTaskSlots", "four", "1.20.3", "whole number of at most 32 bits"},
		{"int too large", "taskmanager.numberOfTaskSlots", "2147483648", "1.20.3", "whole number of at most 32 bits"},
		{"long", "slotmanager.request-timeout", "1s", "1.16.3", "whole number of at most 64 bits"},
		{"float", "taskmanager.memory.managed.fraction", "40%", "1.20.3", "must be a number, such as 0.5"},
		{"float in Java's way", "taskmanager.memory.managed.fraction", ".4f", "1.20.3", ""},
		{"duration", "execution.checkpointing.interval", "PT30S", "1.20.3", "whole number with a unit of time"},
		{"duration too long", "execution.checkpointing.interval", "9223372036854775808s", "1.20.3", "whole number with a unit of time"},
		{"duration without a unit", "heartbeat.interval", "10000", "1.16.3", ""},
		{"milliseconds, before the option took a unit", "heartbeat.timeout", "120000", "1.19.2", ""},
		{"unit, before the option took one", "heartbeat.timeout", "120 s", "1.19.2",
			`must be a whole number of milliseconds without a unit with Flink 1.19.2, which reads a unit here since 1.20, not "120 s"`},
		{"unit, once the option took one", "heartbeat.timeout", "120 s", "1.20.3", ""},
		{"unit, version not known yet", "heartbeat.timeout", "120 s", "", ""},
		{"milliseconds of 32 bits", "high-availability.zookeeper.client.session-timeout", "2147483648", "1.18.1", "whole number of milliseconds"},
		{"unit under a deprecated spelling", "slotmanager.taskmanager-timeout", "5 min", "1.20.3", ""},
		{"unit under a deprecated spelling, too early", "slotmanager.taskmanager-timeout", "5 min", "1.19.2", "whole number of milliseconds"},
		{"unit where there was one always", "pekko.tcp.timeout", "20 s", "1.18.1", ""},

		{"port", "rest.port", "99999", "1.20.3", `must be a port from 1 to 65535, not "99999"`},
		{"no port", "rest.port", "0", "1.20.3", "must be a port from 1 to 65535"},
		{"range of ports", "blob.server.port", "50100-50200", "1.20.3", "must be one port up to 65535, since Flink takes no range of them on Kubernetes"},
		{"ports", "rest.bind-port", "8090,8091", "", "must be one port"},
		{"ports under another spelling", "web.port", "8090-8091", "1.20.3", "must be a port from 1 to 65535"},
		{"port of Flink's choice", "blob.server.port", "0", "1.20.3", ""},
		{"no slot", "taskmanager.numberOfTaskSlots", "0", "1.20.3", "must be a number of at least 1"},
		{"limit below the request", "kubernetes.taskmanager.memory.limit-factor", "0.9", "1.20.3", "must be a number of at least 1, since a limit is no less than the request"},
		{"limit in Java's way", "kubernetes.taskmanager.memory.limit-factor", "1.5d", "1.20.3", ""},
		{"limit that is no number", "kubernetes.taskmanager.memory.limit-factor", "NaN", "1.20.3", "must be a number of at least 1"},
		{"double", "kubernetes.jobmanager.cpu.limit-factor", "2x", "1.20.3", "must be a number, such as 0.5"},
		{"enum", "execution.checkpointing.mode", "at_least_once", "1.20.3", ""},
		{"enum mistyped", "execution.checkpointing.mode", "AT_LEAST_ONE", "1.20.3",
			`must be one of EXACTLY_ONCE, AT_LEAST_ONCE, not "AT_LEAST_ONE": did you mean "AT_LEAST_ONCE"?`},
		{"enum under another spelling", "execution.savepoint-restore-mode", "KEEP", "2.2.0", "must be one of CLAIM, NO_CLAIM, LEGACY"},
		{"enum with a new word", "kubernetes.rest-service.exposed.type", "Headless_ClusterIP", "1.16.3", ""},
		{"list of an enum", "metrics.job.status.enable", "STATE;CURRENT_TIME", "1.20.3", ""},
		{"list of an enum, with a comma", "metrics.job.status.enable", "STATE,CURRENT_TIME", "1.20.3",
			`must be a list with ; between its elements, of which each must be one of STATE, CURRENT_TIME, TOTAL_TIME, not "STATE,CURRENT_TIME"`},
		{"list with an open quote", "pipeline.jars", "'a;b", "1.20.3", "must be a list with ; between its elements, in which each quote has its end"},
		{"map", "kubernetes.jobmanager.labels", "team:data, tier:gold", "1.20.3", ""},
		{"map without a colon", "kubernetes.jobmanager.labels", "a", "1.20.3", `must be pairs of a key and a value, such as a:1,b:2, not "a"`},
		{"entry of a map", "kubernetes.jobmanager.labels.team", "data", "1.20.3", ""},
		{"entry of a map that is not there yet", "kubernetes.internal-service.labels.team", "data", "1.20.3", "Flink reads it since 2.2"},
		{"entry of a map, mistyped", "kubernetes.jobmanager.label.team", "data", "1.20.3", ""},
		{"list of maps", "kubernetes.jobmanager.tolerations", "key:a,operator:Exists;key:b", "1.20.3", ""},
		{"ISO duration, too early", "execution.checkpointing.interval", "PT30S", "2.0.1", "whole number with a unit of time"},
		{"ISO duration", "execution.checkpointing.interval", "PT30S", "2.1.0", ""},
		{"a reporter's range of ports", "metrics.reporter.prom.port", "9249-9260", "1.20.3", ""},
		{"value of an option with a part of the user's choice", "external-resource.gpu.amount", "one", "1.20.3", "whole number of at most 64 bits"},

		{"name", "high-availability.type", "ZooKeeper", "1.20.3", ""},
		{"name of a class", "high-availability.type", "org.example.Factory", "1.20.3", ""},
		{"name mistyped", "high-availability.type", "zokeeper", "1.20.3", `did you mean "zookeeper"?`},
		{"name mistyped under an earlier key", "high-availability", "zokeeper", "1.20.3", `did you mean "zookeeper"?`},
		{"name of old", "state.backend.type", "filesystem", "1.20.3", ""},
		{"name of old, gone", "state.backend.type", "filesystem", "2.0.1", "must be one of hashmap, rocksdb, forst with Flink 2.0.1, or the name of a class"},
		{"name to come", "state.backend.type", "forst", "1.20.3", "must be one of hashmap, rocksdb, jobmanager, filesystem with Flink 1.20.3, or the name of a class"},
		{"name, version not known yet", "state.backend.type", "forst", "", ""},
		{"name without its dash", "restart-strategy.type", "fixeddelay", "2.2.0", ""},
		{"name with a wrong dash", "restart-strategy.type", "fixed_delay", "2.2.0", `did you mean "fixed-delay"?`},

		{"duration in words", "heartbeat.interval", "10 Seconds", "2.2.0", ""},
		{"memory", "taskmanager.memory.network.max", "1Gi", "1.20.3", `must be a whole number with one of Flink's units of memory (kb, mb, gb or tb), such as 512mb, not "1Gi"`},
		{"memory too large", "taskmanager.memory.network.max", "8388608tb", "1.20.3", "one of Flink's units"},
		{"memory in bytes", "taskmanager.memory.network.max", "9223372036854775807", "1.20.3", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var version flink.Version
			if test.version != "" {
				var err error
				if version, err = flink.ParseVersion(test.version); err != nil {
					t.Fatal(err)
				}
			}
			err := flink.CheckOption(test.key, test.value, version)
			switch {
			case test.want == "" && err != nil:
				t.Errorf("must pass, not be refused: %v", err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
				t.Errorf("the error must say %q, not %v", test.want, err)
			}
		})
	}
}

// Whatever a user writes gives an error or none, never a panic, and every error says what must hold.
func FuzzCheckOption(f *testing.F) {
	f.Add("taskmanager.memory.network.max", "512mb")
	f.Add("metrics.reporter..class", "")
	f.Add("\xff.\x00", "\xff")
	f.Fuzz(func(t *testing.T, key, value string) {
		for _, version := range []flink.Version{{}, flink.Oldest, flink.Newest} {
			if err := flink.CheckOption(key, value, version); err != nil && !strings.HasPrefix(err.Error(), "must ") {
				t.Errorf("the error must say what must hold: %v", err)
			}
		}
	})
}

func BenchmarkCheckOption(b *testing.B) {
	for name, key := range map[string]string{"known": "taskmanager.numberOfTaskSlots", "unknown": "my.company.option.of.some.length"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_ = flink.CheckOption(key, "4", flink.Newest)
			}
		})
	}
}
