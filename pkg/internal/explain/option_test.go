package explain_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/explain"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// in is what an option is in a version, given with those of its rows in their order.
func in(o explain.Option, order []string, version string) explain.OptionVersions {
	at := slices.Index(order, version)
	for _, row := range o.Versions {
		if slices.Index(order, row.First) <= at && at <= slices.Index(order, row.Last) {
			return row
		}
	}
	return explain.OptionVersions{}
}

// What a version reads under a key, the explanation of that key says: as the key to write, or as another spelling of it.
func TestEveryKeyOfFlinkIsExplainedInEveryVersion(t *testing.T) {
	var order []string
	for _, v := range flink.Minors() {
		order = append(order, v.MinorString())
	}
	for _, entry := range flink.Catalog() {
		e, err := explain.Of(entry.Key, false)
		if err != nil || len(e.Options) == 0 {
			t.Errorf("%s: %v", entry.Key, err)
			continue
		}
		for _, v := range flink.Minors() {
			at := entry.At(v)
			if at.Presence != flink.Present {
				continue
			}
			said := slices.ContainsFunc(e.Options, func(o explain.Option) bool {
				row := in(o, order, v.MinorString())
				if at.Successors == nil {
					return row.Key == entry.Key && strings.HasPrefix(string(at.Type), row.Type) && (row.Default != nil) == at.HasDefault
				}
				return slices.Contains(row.Spellings, entry.Key) && slices.Contains(at.Successors, row.Key)
			})
			if _, named := flink.Lookup(entry.Key); !said && !named {
				t.Errorf("%s: Flink %s reads it, which is not said: %+v", entry.Key, v.MinorString(), e.Options)
			}
		}
	}
}

func TestEveryKeyOfTheOperatorIsExplainedInEveryRelease(t *testing.T) {
	var order []string
	for _, r := range operator.Releases() {
		order = append(order, r.String())
	}
	for _, option := range operator.Options() {
		e, err := explain.Of(option.Key, false)
		if err != nil || len(e.Options) != 1 {
			t.Errorf("%s: %v", option.Key, err)
			continue
		}
		for _, r := range operator.Releases() {
			if _, ok := option.At(r); !ok {
				continue
			}
			row := in(e.Options[0], order, r.String())
			if row.Key != option.Key && !slices.Contains(row.Spellings, option.Key) {
				t.Errorf("%s: release %s reads it, which is not said: %+v", option.Key, r, row)
			}
		}
	}
}

// The versions of an option follow one another without a hole.
func TestVersionsOfAnOptionFollowOneAnother(t *testing.T) {
	for _, entry := range flink.Catalog() {
		e, err := explain.Of(entry.Key, false)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range e.Options {
			if last := o.Versions[len(o.Versions)-1].Last; last != flink.Newest.MinorString() {
				t.Errorf("%s must be explained up to Flink %s, not %s", o.Key, flink.Newest.MinorString(), last)
			}
			for i := 1; i < len(o.Versions); i++ {
				if o.Versions[i].Key == o.Versions[i-1].Key && o.Versions[i].Type == o.Versions[i-1].Type && o.Versions[i].Default == nil && o.Versions[i-1].Default == nil &&
					slices.Equal(o.Versions[i].Spellings, o.Versions[i-1].Spellings) && o.Versions[i].Deprecated == o.Versions[i-1].Deprecated &&
					o.Versions[i].Unknown == o.Versions[i-1].Unknown && slices.Equal(o.Versions[i].Values, o.Versions[i-1].Values) {
					t.Errorf("%s: %s and %s must be one row", o.Key, o.Versions[i-1].First, o.Versions[i].First)
				}
			}
		}
	}
}

func TestOptionsSayWhatElseIsToBeKnown(t *testing.T) {
	for key, want := range map[string]explain.Option{
		"high-availability":                                         {Names: []string{"none", "kubernetes", "zookeeper"}, Fields: []string{"FlinkSession.spec.highAvailability.mode"}},
		"taskmanager.numberOfTaskSlots":                             {Bounds: []string{"a number of at least 1"}, Fields: []string{"FlinkSession.spec.taskManager.slots"}},
		"jobmanager.memory.process.size":                            {Fields: []string{"FlinkSession.spec.jobManager.memory"}},
		"s3a.endpoint":                                              {Fields: []string{"Environment.spec.s3.endpoint"}},
		"state.checkpoints.dir":                                     {Fields: []string{"FlinkSession.spec.checkpoints.directory"}},
		"kubernetes.operator.periodic.savepoint.interval":           {Fields: []string{"FlinkSession.spec.savepoints.interval"}},
		"job.autoscaler.scale-up.max-factor":                        {Bounds: []string{"a number of at least 0, while the autoscaler is on"}},
		"kubernetes.operator.reconcile.interval":                    {Notes: []string{"in a spec or a FlinkDeployment it does nothing"}},
		"kubernetes.operator.bluegreen.abort.grace-period":          {Notes: []string{"spec.configuration of a FlinkBlueGreenDeployment"}},
		"parallelism.default":                                       {Notes: []string{"spec.job.parallelism of a FlinkDeployment that runs an application"}},
		"kubernetes.cluster-id":                                     {Notes: []string{"refuses a FlinkDeployment that does"}},
		"cluster.evenly-spread-out-slots":                           {Notes: []string{"In its place set taskmanager.load-balance.mode to SLOTS."}},
		"metrics.reporter.prom.intervall":                           {Notes: []string{"Did you mean metrics.reporter.prom.interval?"}},
		"fs.azure.account.oauth2.client.id.a.dfs.core.windows.net":  {Fields: []string{"Environment.spec.azure.credentials.clientID"}},
		"execution.checkpointing.local-backup.enabled":              {Fields: []string{"FlinkSession.spec.checkpoints.localRecovery"}},
		"metrics.reporter.prom.port":                                {Fields: []string{"FlinkSession.spec.metrics.port"}},
		"kubernetes.operator.job.autoscaler.scale-down.max-factor":  {Bounds: []string{"a number of at least 0, while the autoscaler is on"}},
		"kubernetes.jobmanager.labels.team":                         {Notes: []string{"Flink takes any <key>"}},
		"high-availability.zookeeper.client.acl":                    {Fields: []string{"FlinkSession.spec.highAvailability.zookeeper.acl"}},
		"security.kerberos.login.principal":                         {Fields: []string{"Environment.spec.kerberos.principal"}},
		"restart-strategy.exponential-delay.initial-backoff":        {Fields: []string{"FlinkSession.spec.restartStrategy.exponentialDelay.initialBackoff"}},
		"fs.s3a.endpoint.region":                                    {Fields: []string{"Environment.spec.s3.region"}},
		"fs.azure.account.keyprovider.acct.blob.core.windows.net":   {Fields: []string{"Environment.spec.azure.credentials.secretName"}},
		"fs.azure.account.oauth2.msi.tenant.a.dfs.core.windows.net": {Fields: []string{"Environment.spec.azure.credentials.tenantID"}},
		"kubernetes.taskmanager.memory.limit-factor":                {Fields: []string{"FlinkSession.spec.taskManager.memoryLimitFactor"}, Bounds: []string{"a number of at least 1, since a limit is no less than the request"}},
		"env.java.opts.all":                                         {Fields: []string{"FlinkSession.spec.jvmOptions"}},
		"kubernetes.hadoop.conf.config-map.name":                    {Fields: []string{"Environment.spec.hdfs.configMapName"}},
		"restart-strategy":                                          {Fields: []string{"FlinkSession.spec.restartStrategy.type"}},
		"execution.checkpointing.externalized-checkpoint-retention": {Fields: []string{"FlinkSession.spec.checkpoints.retention"}},
		"kubernetes.operator.job.autoscaler.utilization.target":     {},
		"high-availability.zookeeper.quorum":                        {Fields: []string{"Environment.spec.zookeeper.quorum"}},
		"state.backend":                                             {Names: []string{"hashmap", "rocksdb", "forst"}},
		"metrics.reporter.other.port":                               {},
	} {
		e, err := explain.Of(key, false)
		if err != nil {
			t.Errorf("%s: %v", key, err)
			continue
		}
		got := e.Options[0]
		for what, lists := range map[string][2][]string{"names": {want.Names, got.Names}, "bounds": {want.Bounds, got.Bounds}, "fields": {want.Fields, got.Fields}, "notes": {want.Notes, got.Notes}} {
			for _, text := range lists[0] {
				if !slices.ContainsFunc(lists[1], func(s string) bool { return s == text || what == "notes" && strings.Contains(s, text) }) {
					t.Errorf("%s: the %s must hold %q: %q", key, what, text, lists[1])
				}
			}
		}
		if key == "metrics.reporter.other.port" && len(got.Fields) > 0 {
			t.Errorf("%s is set by no field, not by %q", key, got.Fields)
		}
	}
}
