package cluster

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

func (c *checker) zooKeeper(zookeeper *v1alpha1.ZooKeeperHighAvailability, field diagnostic.Path) {
	if zookeeper == nil {
		return
	}
	c.AddErr(field.Child("root"), check.Optional(zookeeper.Root, zooKeeperPath))
	if zookeeper.ACL != "" {
		check.OneOf(c.Checker, zookeeper.ACL, field.Child("acl"), v1alpha1.ZooKeeperACLOpen, v1alpha1.ZooKeeperACLCreator)
	}
	c.AddErr(field.Child("sessionTimeout"), check.Optional(zookeeper.SessionTimeout, clientTime))
	c.AddErr(field.Child("connectionTimeout"), check.Optional(zookeeper.ConnectionTimeout, clientTime))
}

func checkZooKeeperSettings(c *check.Checker, zookeeper *v1alpha1.EnvironmentZooKeeper) {
	if zookeeper == nil {
		return
	}
	for i, server := range zookeeper.Quorum {
		c.AddErr(path("zookeeper", "quorum").Index(i), hostAndPort(server))
	}
	if sasl := zookeeper.SASL; sasl != nil {
		c.AddErr(path("zookeeper", "sasl", "serviceName"), check.Optional(sasl.ServiceName, serviceName))
	}
}

func zooKeeperPath(value string) error {
	for _, part := range strings.Split(strings.TrimPrefix(value, "/"), "/") {
		if !strings.HasPrefix(value, "/") || part == "" || part == "." || part == ".." || strings.ContainsFunc(part, check.Unprintable) {
			return fmt.Errorf("must be a path in ZooKeeper, such as /flink/{environment}/{namespace}, not %q", value)
		}
	}
	return check.Placeholders(value)
}

// clientTime checks a time that the client of ZooKeeper keeps as a number of milliseconds.
func clientTime(value string) error {
	if err := check.Duration(value); err != nil {
		return err
	}
	if check.Length(value).Milliseconds() > math.MaxInt32 {
		return fmt.Errorf("must be at most 24 days, not %s", diagnostic.Quote(value))
	}
	return nil
}

var serviceNamePattern = lazyregexp.New(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)

func serviceName(value string) error {
	if !serviceNamePattern.MatchString(value) {
		return fmt.Errorf("must be the first part of a principal, such as zookeeper, not %s", diagnostic.Quote(value))
	}
	return nil
}

var hostAndPortPattern = lazyregexp.New(`^(.+):([0-9]+)$`)

func hostAndPort(value string) error {
	m := hostAndPortPattern.FindStringSubmatch(value)
	if m == nil || check.HostName(m[1]) != nil || portText(m[2]) != nil {
		return fmt.Errorf("must be host:port, such as zookeeper-0.zookeeper:2181, not %q", value)
	}
	return nil
}

// zooKeeper says where the session's nodes are, who may change them, and when a JobManager counts as lost.
func (r *renderer) zooKeeper() {
	ha, settings := r.cluster.HighAvailability.ZooKeeper, r.target.Settings.ZooKeeper
	if ha == nil {
		ha = &v1alpha1.ZooKeeperHighAvailability{}
	}
	root := "/flink/" + r.scope()
	if ha.Root != "" {
		root = ha.Root
	}
	if root, ok := r.expand(root, "highAvailability.zookeeper.root"); ok {
		r.configuration.set(flink.HighAvailabilityZooKeeperPathRoot, root, "highAvailability.zookeeper.root")
	}
	const mode = "highAvailability.mode"
	if r.need(settings != nil && len(settings.Quorum) > 0, "zookeeper.quorum", mode) {
		r.configuration.set(flink.HighAvailabilityZooKeeperQuorum, strings.Join(settings.Quorum, ","), mode)
	}
	r.configuration.setIf(flink.HighAvailabilityZooKeeperClientACL, strings.ToLower(string(ha.ACL)), "highAvailability.zookeeper.acl")
	r.milliseconds(flink.HighAvailabilityZooKeeperClientSessionTimeout, ha.SessionTimeout, "highAvailability.zookeeper.sessionTimeout")
	r.milliseconds(flink.HighAvailabilityZooKeeperClientConnectionTimeout, ha.ConnectionTimeout, "highAvailability.zookeeper.connectionTimeout")
	r.zooKeeperLogin(ha)
}

// zooKeeperLogin checks that who must log in can do so.
func (r *renderer) zooKeeperLogin(ha *v1alpha1.ZooKeeperHighAvailability) {
	if !r.zooKeeperSASL() {
		if ha.ACL == v1alpha1.ZooKeeperACLCreator && r.target.Complete {
			r.errs = append(r.errs, r.target.Errorf(path("highAvailability", "zookeeper", "acl"), "must be Open, not Creator, where Flink does not log in to ZooKeeper: "+
				"set zookeeper.sasl in the environment"))
		}
		return
	}
	if !r.cluster.Kerberos.On() && r.target.Complete {
		r.errs = append(r.errs, r.target.Errorf(path("highAvailability", "mode"), "needs spec.kerberos: ZooKeeper asks for a login, "+
			"since zookeeper.sasl of the environment is on"))
	}
	r.configuration.setIf(flink.ZooKeeperSASLServiceName, r.target.Settings.ZooKeeper.SASL.ServiceName, "highAvailability.mode")
}

// milliseconds sets a time that an old reader takes for a plain number of milliseconds. Later versions read one too, but
// people read a unit better.
func (r *renderer) milliseconds(option flink.Option, value, field string) {
	if option.Type(r.configuration.reader) == flink.TypeDuration {
		r.configuration.setIf(option, value, field)
		return
	}
	if d, _, err := flink.ParseDuration(value); err == nil {
		r.configuration.set(option, strconv.FormatInt(d.Milliseconds(), 10), field)
	}
}
