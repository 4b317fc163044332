package kdp

import (
	"fmt"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// sessionDrafts makes drafts of the sessions of one environment, which are looked at together: KDP gives all of a namespace one
// ServiceAccount, and they may have one key pair of S3.
func sessionDrafts(sessions []*session) (drafts []draft.Draft, notes []draft.Note) {
	sound := slices.DeleteFunc(slices.Clone(sessions), func(s *session) bool {
		refused := s.fields.Refused()
		notes = append(notes, refused...)
		return len(refused) > 0
	})
	accounts := map[string][]*session{}
	for _, s := range sound {
		if s.serviceAccount == defaultAccount {
			accounts[s.namespace] = append(accounts[s.namespace], s)
		}
	}
	for _, s := range sound {
		d := s.draft(secretOf(s, sound))
		if together := accounts[s.namespace]; s.serviceAccount == defaultAccount && len(together) > 1 {
			shareAccount(&d, s, together[0])
		}
		drafts = append(drafts, d)
	}
	return drafts, notes
}

// secretOf names the Secret with the keys of S3: one for all sessions of a namespace where they have the same.
func secretOf(s *session, all []*session) string {
	for _, other := range all {
		if other.storage == "s3" && other.namespace == s.namespace && other.s3 != s.s3 {
			return s.name + "-s3"
		}
	}
	return "flink-s3"
}

// shareAccount has the first of several sessions own the ServiceAccount, which outlives it.
func shareAccount(d *draft.Draft, s, first *session) {
	owner := "FlinkSession " + first.name
	if s != first {
		d.Spec["serviceAccount"] = map[string]any{"create": false}
		d.Comments["serviceAccount"] = owner + " has the ServiceAccount that all sessions of the namespace share."
		d.Objects = slices.DeleteFunc(d.Objects, func(o manifest.Object) bool {
			return slices.Contains([]string{"ServiceAccount", "Role", "RoleBinding"}, o.ID().Kind)
		})
	}
	d.Notes = append(d.Notes, s.fields.Note(draft.Changed, "shares the ServiceAccount flink, with its Role and RoleBinding, with all sessions of "+s.namespace+
		"; KDP writes them once per session, so that deleting one session takes the rights of all: now they belong to "+owner+", and outlive it"))
}

func (s *session) draft(secret string) draft.Draft {
	d := draft.Draft{Kind: "FlinkSession", Name: s.name, Spec: map[string]any{"preset": "kdp/v2"}, Settings: s.settings, Comments: map[string]string{},
		Objects: s.objects(), Notes: s.notes}
	d.Notes = append(d.Notes, s.fields.Note(draft.Changed, "became FlinkSession "+s.name+": take it out of KDP before anything else applies the new tree, "+
		"without deleting it, since KDP deletes the cluster and its jobs with the Application"))
	s.setImage(&d)
	for name, process := range map[string]process{"jobManager": s.jobManager, "taskManager": s.taskManager} {
		sizes := map[string]any{}
		if process.cpu != defaultCPU[name] {
			sizes["cpu"] = process.cpu
		}
		if process.memory != defaultMemory {
			sizes["memory"] = process.memory
		}
		reader.Put(d.Spec, sizes, name)
	}
	if !s.metrics {
		d.Spec["metrics"] = map[string]any{"enabled": false}
		d.Notes = append(d.Notes, s.note(draft.NotKept, "PodMonitor", "KDP makes one with metrics off too, which finds no port to scrape: delete PodMonitor "+
			s.namespace+"-"+s.name))
	} else {
		d.Notes = append(d.Notes, s.note(draft.Changed, "PodMonitor", "is called "+s.name+" now: delete PodMonitor "+s.namespace+"-"+s.name+", or all is scraped twice"))
	}
	s.highAvailability(&d, secret)
	s.hiveTables(&d)
	s.extraConfiguration(&d)
	if !s.restarts() {
		s.asWritten(&d)
	}
	s.account(&d)
	d.Notes = append(d.Notes, s.note(draft.Changed, "Ingress", "is called "+s.name+"-webui now, and leads through a Service of its own to the same host: delete Ingress "+
		s.name+"-ingress"))
	d.Notes = append(d.Notes, s.note(draft.NotKept, "Grafana dashboard", "KDP installs it as a whole: keep yours, or import it into Grafana"))
	d.Notes = append(d.Notes, s.left()...)
	return d
}

func (s *session) note(outcome, what, message string) draft.Note {
	return partOf(s.fields, outcome, what, message)
}

// setImage sets the image and what it runs.
func (s *session) setImage(d *draft.Draft) {
	if s.version != defaultVersion {
		d.Spec["flinkVersion"] = s.version
	}
	image := s.image
	if registry, ok := s.settings["imageRegistry"].(string); ok && hasHost(image) {
		image = registry + "/" + image // KDP puts its registry in front of any image
	}
	if image != defaultImage {
		d.Spec["image"] = image
	}
}

// hasHost reports whether an image names a registry host.
func hasHost(image string) bool {
	first, _, more := strings.Cut(image, "/")
	return more && (strings.ContainsAny(first, ".:") || first == "localhost")
}

func (s *session) account(d *draft.Draft) {
	if s.serviceAccount != defaultAccount {
		d.Spec["serviceAccount"] = map[string]any{"name": s.serviceAccount, "create": false}
		d.Comments["serviceAccount"] = "KDP makes ServiceAccount flink alone, whatever the Application names: this one must exist, with its rights."
		return
	}
	d.Notes = append(d.Notes, s.note(draft.Changed, "Role", "is called flink now and grants what Flink needs alone, where KDP's flink-role grants pods, services and "+
		"configmaps of every API group: delete Role flink-role and RoleBinding flink-rolebinding once no session of KDP is left in "+s.namespace))
}

func (s *session) highAvailability(d *draft.Draft, secret string) {
	if s.ha == "" {
		return
	}
	s.stateBackend(d)
	mode := map[string]string{"kubernetes": "Kubernetes", "zookeeper": "ZooKeeper"}[s.ha]
	d.Spec["highAvailability"] = map[string]any{"mode": mode}
	if s.ha == "zookeeper" {
		servers := s.servers()
		d.Settings["zookeeper"] = map[string]any{"quorum": servers}
		if len(servers) > 1 && !s.restarts() {
			d.Notes = append(d.Notes, s.fields.Note(draft.Changed, "has a port behind each server of ZooKeeper now, which is the same to ZooKeeper and not to the operator: the "+
				"session restarts once, and its jobs resume from their last checkpoints", "spec", "properties", "ha", "zookeeper", "quorum"))
		}
	}
	if s.storage == "hdfs" {
		d.Spec["storage"] = map[string]any{"type": "HDFS"}
		if s.hdfs != "hdfs-config" {
			d.Settings["hdfs"] = map[string]any{"configMapName": s.hdfs}
		}
		return
	}
	d.Spec["storage"] = map[string]any{"type": "S3"}
	d.Settings["s3"] = map[string]any{"endpoint": s.s3.endpoint, "bucket": s.s3.bucket, "credentials": map[string]any{"secretName": secret}}
	d.Notes = append(d.Notes, s.fields.Note(draft.Changed, fmt.Sprintf("had its keys of S3 in plain text, in the Application and in the FlinkDeployment: create Secret %s in "+
		"namespace %s with the keys AWS_ACCESS_KEY_ID (accesskey) and AWS_SECRET_ACCESS_KEY (secretkey) before you apply the tree, best with new keys; "+
		"without it no pod starts. The session restarts with it, and its jobs resume from their last checkpoints", secret, s.namespace),
		"spec", "properties", "ha", "storage", "s3"))
}

// zookeeperPort is the one of a server without any.
const zookeeperPort = "2181"

// servers are those of ZooKeeper, each with a port: KDP's text has the one that it knows behind the last.
func (s *session) servers() []any {
	var servers []any
	hosts := strings.Split(s.quorum, ",")
	for i, host := range hosts {
		host, port := strings.TrimSpace(host), zookeeperPort
		if i == len(hosts)-1 {
			port = s.port
		} else if strings.Contains(host, ":") {
			servers = append(servers, host)
			continue
		}
		servers = append(servers, host+":"+port)
	}
	return servers
}

func (s *session) hiveTables(d *draft.Draft) {
	if !s.hive {
		return
	}
	if s.restarts() {
		d.Spec["hive"] = map[string]any{}
		if s.metastore != "hive-metastore-context" {
			d.Settings["hive"] = map[string]any{"metastoreConfigMapName": s.metastore}
		}
		if s.hadoop != "hdfs-config" {
			d.Settings["hdfs"] = map[string]any{"configMapName": s.hadoop}
		}
		return
	}
	reader.Put(d.Spec, map[string]any{
		"containers": []any{map[string]any{"name": mainContainer, "volumeMounts": hiveMounts()}},
		"volumes":    s.hiveVolumes(),
	}, "podTemplate", "spec")
	d.Comments["podTemplate.spec.volumes"] = "What hive: {} gives under other names, which would restart the session: change it with the next restart."
}

// asWritten has the session keep what the operator compares by the letter, so that nothing restarts.
func (s *session) asWritten(d *draft.Draft) {
	reader.Put(d.Spec, map[string]any{"affinity": map[string]any{}}, "podTemplate", "spec")
	comment := "KDP writes an empty affinity: without it the operator takes the pod template for changed, and restarts the session."
	d.Comments["podTemplate.spec.affinity"] = comment
	if spec := d.Spec["podTemplate"].(map[string]any)["spec"].(map[string]any); spec["containers"] == nil {
		spec["containers"] = []any{map[string]any{"name": mainContainer}}
	}
}

// stateBackend keeps the name that KDP gives it, since another one would have the operator restart the session, and reviews warn that the
// checkpoints could not be read.
func (s *session) stateBackend(d *draft.Draft) {
	if s.extra["state.backend"] != "" || s.extra["state.backend.type"] != "" {
		return
	}
	reader.Put(d.Spec, map[string]any{"state.backend": "filesystem"}, "flinkConfiguration")
	at := diagnostic.Path{}.Child("flinkConfiguration", "state.backend").String()
	d.Comments[at] = "What hashmap is now, by the name that KDP gives it: another name would be a change.\n" +
		diagnostic.WaiveAnnotation + ": renamed-option as KDP has it"
}
