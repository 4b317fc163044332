package impact

import (
	"slices"
	"strings"
)

func changeService(c *change) {
	c.metadata()
	c.each(func(l leaf) (Class, string) {
		switch {
		case l.below("spec", "clusterIP"), l.below("spec", "clusterIPs"):
			if l.old != nil && l.new != nil {
				return Refused, "is immutable: delete the Service first"
			}
			return InPlace, ""
		case l.below("spec", "type"):
			return InPlace, "addresses from outside of the cluster may move"
		case l.below("spec", "selector"):
			return InPlace, "traffic goes to other pods at once"
		}
		return InPlace, ""
	})
	for _, cause := range c.Causes {
		switch {
		case strings.HasPrefix(cause.Field, "spec.ports"):
			c.Users = "clients of the old port, an Ingress too, no longer get through"
		case cause.Field == "spec.type":
			c.addUsers("its address from outside of the cluster may move")
		case strings.HasPrefix(cause.Field, "spec.selector"):
			c.addUsers("clients reach other pods at once")
		}
	}
}

func removeService(c *change) {
	c.Users = "its DNS name " + dnsName(c.old.id) + " is gone"
	if c.Class == Replace {
		c.Users = "its DNS name moves from " + dnsName(c.old.id) + " to " + dnsName(c.new.id) + ": clients, Ingresses and registrations in StreamPark that name the old one no longer get through"
	}
}

func dnsName(id ID) string {
	if id.Namespace == "" {
		return id.Name
	}
	return id.Name + "." + id.Namespace
}

func changeIngress(c *change) {
	c.metadata()
	c.each(func(l leaf) (Class, string) {
		if l.below("spec", "ingressClassName") {
			return InPlace, "another controller takes it: a short outage"
		}
		return InPlace, ""
	})
	before, after := c.old.urls(), c.new.urls()
	gone := slices.DeleteFunc(slices.Clone(before), func(url string) bool { return slices.Contains(after, url) })
	come := slices.DeleteFunc(slices.Clone(after), func(url string) bool { return slices.Contains(before, url) })
	switch {
	case len(gone) > 0 && len(come) > 0:
		c.Users = "addresses move from " + list(gone) + " to " + list(come) + ", which needs DNS and a certificate"
	case len(gone) > 0:
		c.Users = list(gone) + " is no longer served"
	case len(come) > 0:
		c.Users = list(come) + " is served, once DNS and a certificate are there"
	case c.old.text("spec", "ingressClassName") != c.new.text("spec", "ingressClassName"):
		c.Users = "a short outage, until the other controller serves it"
	}
}

func removeIngress(c *change) {
	c.Users = list(c.old.urls()) + " is no longer served"
	if c.Class == Replace {
		before, after := c.old.urls(), c.new.urls()
		c.Users = "a short outage"
		if !slices.Equal(before, after) {
			c.Users = "addresses move from " + list(before) + " to " + list(after) + ", which needs DNS and a certificate"
		}
	}
	if len(c.old.urls()) == 0 {
		c.Users = "its addresses are no longer served"
	}
}

// urls are the hosts and paths of an Ingress.
func (o *object) urls() []string {
	var urls []string
	for _, rule := range listAt(o.content, "spec", "rules") {
		host := textAt(rule, "host")
		if host == "" {
			host = "*"
		}
		for _, path := range listAt(rule, "http", "paths") {
			url := oneLine("url", host+textAt(path, "path"))
			if !slices.Contains(urls, url) {
				urls = append(urls, url)
			}
		}
	}
	return urls
}

// changeNetworkPolicy takes effect at once, for open connections of most network plugins too.
func changeNetworkPolicy(c *change) {
	c.metadata()
	narrower := false
	c.each(func(l leaf) (Class, string) {
		narrower = narrower || narrows(l)
		return InPlace, ""
	})
	if narrower {
		c.narrowed()
	}
}

// narrows reports whether less may pass than before, as far as that can be seen: something allowed goes or differs, or
// a direction comes under control.
func narrows(l leaf) bool {
	switch {
	case l.below("spec", "policyTypes"), l.below("spec", "podSelector"):
		return true
	case len(l.names) == 2:
		return true // a whole list of rules differs
	}
	return l.old != nil || l.new != nil && len(l.names) > 3 // a condition more on a rule
}

func (c *change) narrowed() {
	const ports = "Flink's RPC and blob ports (6123, 6124), the REST API (8081), metrics, storage and ZooKeeper"
	c.Jobs = "if it blocks " + ports + ", running jobs fail"
	c.Users = "if it blocks the REST API, the web UI and StreamPark no longer get through"
}

func createNetworkPolicy(c *change) { c.narrowed() }

func removeNetworkPolicy(c *change) {
	c.Users = "what it blocked may pass"
	if c.Class == Replace {
		c.narrowed()
	}
}
