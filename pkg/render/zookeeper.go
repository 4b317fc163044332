package render

import (
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// zooKeeper says where the session's nodes are, who may change them, and when a JobManager counts as lost.
func (r *renderer) zooKeeper() {
	ha, facts := r.cluster.HighAvailability.ZooKeeper, r.target.Facts.ZooKeeper
	if ha == nil {
		ha = &v1alpha1.ZooKeeperHighAvailability{}
	}
	field := path("highAvailability", "zookeeper")
	root := "/flink/" + r.scope()
	if ha.Root != "" {
		root = ha.Root
	}
	if root, ok := r.expand(root, field.Child("root")); ok {
		r.configuration.set(flink.HighAvailabilityZooKeeperPathRoot, root, field.Child("root"))
	}
	mode := path("highAvailability", "mode")
	if r.need(facts != nil && len(facts.Quorum) > 0, path("zookeeper", "quorum"), mode) {
		r.configuration.set(flink.HighAvailabilityZooKeeperQuorum, strings.Join(facts.Quorum, ","), mode)
	}
	r.configuration.setIf(flink.HighAvailabilityZooKeeperClientACL, strings.ToLower(string(ha.ACL)), field.Child("acl"))
	r.milliseconds(flink.HighAvailabilityZooKeeperClientSessionTimeout, ha.SessionTimeout, field.Child("sessionTimeout"))
	r.milliseconds(flink.HighAvailabilityZooKeeperClientConnectionTimeout, ha.ConnectionTimeout, field.Child("connectionTimeout"))
	r.zooKeeperLogin(ha, field)
}

// zooKeeperLogin checks that who must log in can do so.
func (r *renderer) zooKeeperLogin(ha *v1alpha1.ZooKeeperHighAvailability, field diagnostic.Path) {
	if !r.zooKeeperSASL() {
		if ha.ACL == v1alpha1.ZooKeeperACLCreator && r.target.Complete {
			r.errs = append(r.errs, r.target.Errorf(field.Child("acl"), "must be Open, not Creator, where Flink does not log in to ZooKeeper: "+
				"set zookeeper.sasl in the environment"))
		}
		return
	}
	if !r.cluster.Kerberos.On() && r.target.Complete {
		r.errs = append(r.errs, r.target.Errorf(path("highAvailability", "mode"), "needs spec.kerberos: ZooKeeper asks for a login, "+
			"since zookeeper.sasl of the environment is on"))
	}
	r.configuration.setIf(flink.ZooKeeperSASLServiceName, r.target.Facts.ZooKeeper.SASL.ServiceName, path("highAvailability", "mode"))
}

// milliseconds sets a time that an old reader takes for a plain number of milliseconds. Later versions read one too, but
// people read a unit better.
func (r *renderer) milliseconds(option flink.Option, value string, field diagnostic.Path) {
	if option.Type(r.configuration.reader) == flink.TypeDuration {
		r.configuration.setIf(option, value, field)
		return
	}
	if d, _, err := flink.ParseDuration(value); err == nil {
		r.configuration.set(option, strconv.FormatInt(d.Milliseconds(), 10), field)
	}
}
