package validate

import (
	"fmt"
	"math"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

func (c *checker) zooKeeper(zookeeper *v1alpha1.ZooKeeperHighAvailability, field diagnostic.Path) {
	if zookeeper == nil {
		return
	}
	c.addErr(field.Child("root"), optional(zookeeper.Root, zooKeeperPath))
	if zookeeper.ACL != "" {
		oneOf(c, zookeeper.ACL, field.Child("acl"), v1alpha1.ZooKeeperACLOpen, v1alpha1.ZooKeeperACLCreator)
	}
	c.addErr(field.Child("sessionTimeout"), optional(zookeeper.SessionTimeout, clientTime))
	c.addErr(field.Child("connectionTimeout"), optional(zookeeper.ConnectionTimeout, clientTime))
}

func (c *checker) zooKeeperFacts(zookeeper *v1alpha1.EnvironmentZooKeeper) {
	if zookeeper == nil {
		return
	}
	for i, server := range zookeeper.Quorum {
		c.addErr(path("zookeeper", "quorum").Index(i), hostAndPort(server))
	}
	if sasl := zookeeper.SASL; sasl != nil {
		c.addErr(path("zookeeper", "sasl", "serviceName"), optional(sasl.ServiceName, serviceName))
	}
}

func zooKeeperPath(value string) error {
	for _, part := range strings.Split(strings.TrimPrefix(value, "/"), "/") {
		if !strings.HasPrefix(value, "/") || part == "" || part == "." || part == ".." || strings.ContainsFunc(part, unprintable) {
			return fmt.Errorf("must be a path in ZooKeeper, such as /flink/{environment}/{namespace}, not %q", value)
		}
	}
	return placeholders(value)
}

// clientTime checks a time that the client of ZooKeeper keeps as a number of milliseconds.
func clientTime(value string) error {
	if err := duration(value); err != nil {
		return err
	}
	if length(value).Milliseconds() > math.MaxInt32 {
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
	if m == nil || hostName(m[1]) != nil || portText(m[2]) != nil {
		return fmt.Errorf("must be host:port, such as zookeeper-0.zookeeper:2181, not %q", value)
	}
	return nil
}
