package flink_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

func TestValuesAreComparedAsFlinkReadsThem(t *testing.T) {
	for _, tt := range []struct {
		key, a, b string
		equal     bool
	}{
		{"execution.checkpointing.timeout", "1200000", "20min", true},
		{"execution.checkpointing.timeout", "20 min", "1200 Seconds", true},
		{"execution.checkpointing.timeout", "20min", "21min", false},
		{"execution.checkpointing.timeout", "1 d", "24h", true},
		{"execution.checkpointing.timeout", "9223372036854775807 s", "9223372036854775806 s", false},
		{"execution.checkpointing.timeout", "PT20M", "PT20M", true},
		{"execution.checkpointing.timeout", "PT20M", "20min", false},
		{"high-availability.zookeeper.client.session-timeout", "60000", "60 s", true},
		{"recovery.zookeeper.client.session-timeout", "60000", "60 s", true},
		{"jobmanager.memory.heap.size", "2g", "2048m", true},
		{"jobmanager.memory.heap.size", "2gb", "2 GibiBytes", true},
		{"jobmanager.memory.heap.size", "1024", "1kb", true},
		{"jobmanager.memory.heap.size", "2g", "2000m", false},
		{"execution.checkpointing.incremental", "TRUE", "true", true},
		{"state.backend.incremental", "True", "true", true},
		{"execution.checkpointing.incremental", "TRUE", "false", false},
		{"execution.checkpointing.incremental", "yes", "true", false},
		{"taskmanager.numberOfTaskSlots", "+4", "04", true},
		{"taskmanager.numberOfTaskSlots", "4", "4.0", false},
		{"kubernetes.jobmanager.cpu.limit-factor", "2", "2.0", true},
		{"kubernetes.jobmanager.cpu.limit-factor", "2e0", "2d", true},
		{"kubernetes.jobmanager.cpu.limit-factor", "2", "2.5", false},
		{"execution.checkpointing.mode", "exactly_once", "EXACTLY_ONCE", true},
		{"execution.checkpointing.mode", "exactly_once", "AT_LEAST_ONCE", false},
		{"kubernetes.rest-service.exposed.type", "clusterip", "ClusterIP", true},
		{"high-availability.type", "ZooKeeper", "zookeeper", true},
		{"high-availability", "org.apache.flink.kubernetes.highavailability.KubernetesHaServicesFactory", "kubernetes", true},
		{"high-availability.type", "org.example.Factory", "org.example.factory", false},
		{"restart-strategy.type", "fixeddelay", "fixed-delay", true},
		{"restart-strategy.type", "off", "None", true},
		{"restart-strategy", "fixeddelay", "failure-rate", false},
		{"state.backend.type", "RocksDB", "rocksdb", true},
		{"state.backend.type", "jobmanager", "hashmap", false},
		{"high-availability.zookeeper.client.acl", "Creator", "creator", true},
		{"s3.path-style-access", "True", "true", true},
		{"metrics.reporter.prom.port", "09249", "9249", true},
		{"metrics.reporter.prom.port", "9249-9260", "9249", false},
		{"kubernetes.operator.periodic.savepoint.interval", "6h", "360 min", true},
		{"kubernetes.operator.periodic.savepoint.interval", "0 0 * * * ?", "6h", false},
		{"state.backend.type", "org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackendFactory", "rocksdb", true},
		{"state.backend", "org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackendFactory", "RocksDB", true},
		{"state.backend.type", "org.apache.flink.runtime.state.hashmap.HashMapStateBackendFactory", "hashmap", true},
		{"state.backend.type", "org.apache.flink.state.forst.ForStStateBackendFactory", "forst", true},
		{"state.backend.type", "org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackendFactory", "hashmap", false},
		{"execution.checkpointing.dir", "s3://a/b", "s3://A/b", false},
		{"execution.checkpointing.dir", "s3://a/b/", "s3://a/b", true},
		{"state.checkpoints.dir", "s3://a/b/", "s3://a/b", true},
		{"execution.checkpointing.savepoint-dir", "file:///state/s/", "file:///state/s", true},
		{"high-availability.storageDir", "s3://a/", "s3://a", true},
		{"high-availability.storageDir", "s3://a/b/", "s3://a", false},
		{"web.upload.dir", "/shared/", "/shared", true},
		{"env.java.opts.all", "-Xa", "-xa", false},
		{"my.company.option", "TRUE", "true", false},
	} {
		if flink.Equal(tt.key, tt.a, tt.b) != tt.equal || flink.Equal(tt.key, tt.b, tt.a) != tt.equal {
			t.Errorf("%s: %q and %q: equal must be %v", tt.key, tt.a, tt.b, tt.equal)
		}
		if !flink.Equal(tt.key, tt.a, tt.a) {
			t.Errorf("%s: %q must equal itself", tt.key, tt.a)
		}
	}
}
