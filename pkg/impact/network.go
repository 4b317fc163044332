package impact

import (
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
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
	gone, come := without(before, after), without(after, before)
	switch {
	case len(gone) > 0 && len(come) > 0:
		c.Users = moved(gone, come)
	case len(gone) > 0:
		c.Users = "no longer served: " + list(gone)
	case len(come) > 0:
		c.Users = "served, once DNS and a certificate are there: " + list(come)
	case c.old.text("spec", "ingressClassName") != c.new.text("spec", "ingressClassName"):
		c.Users = "a short outage, until the other controller serves it"
	}
}

func moved(from, to []string) string {
	return "addresses move from " + list(from) + " to " + list(to) + ", which needs DNS and a certificate"
}

func removeIngress(c *change) {
	before := c.old.urls()
	switch {
	case c.Class == Replace && slices.Equal(before, c.new.urls()):
		c.Users = "a short outage"
	case c.Class == Replace && len(before) > 0 && len(c.new.urls()) > 0:
		c.Users = moved(before, c.new.urls())
	case len(before) > 0:
		c.Users = "no longer served: " + list(before)
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

// changeMiddleware is of Traefik, which changes requests on their way from an Ingress.
func changeMiddleware(c *change) {
	changeInPlace(c)
	c.Users = "requests through Ingresses that name it change at once"
}

func removeMiddleware(c *change) {
	c.Users = "Ingresses that still name it answer with an error"
}

// changeNetworkPolicy takes effect at once, for open connections of most network plugins too.
func changeNetworkPolicy(c *change) {
	changeInPlace(c)
	if narrower(c.old.spec(), c.new.spec()) {
		c.narrowed()
	}
}

// narrower reports whether less may pass than before, as far as that can be seen: a rule goes, other pods are selected,
// or a direction comes under control.
func narrower(old, new map[string]any) bool {
	for _, direction := range listAt(new, "policyTypes") {
		if !contains(listAt(old, "policyTypes"), direction) {
			return true
		}
	}
	for _, direction := range []string{"ingress", "egress"} {
		for _, rule := range listAt(old, direction) {
			if !slices.ContainsFunc(listAt(new, direction), func(other any) bool { return covers(other, rule) }) {
				return true
			}
		}
	}
	return !manifest.Equal(old["podSelector"], new["podSelector"])
}

// covers reports whether a rule lets through what another one did: each list of a rule narrows it, and an element more
// of a list widens it.
func covers(rule, old any) bool {
	for _, part := range []string{"ports", "from", "to"} {
		is, was := listAt(rule, part), listAt(old, part)
		if len(is) == 0 {
			continue
		}
		if len(was) == 0 || slices.ContainsFunc(was, func(element any) bool { return !contains(is, element) }) {
			return false
		}
	}
	return true
}

func contains(list []any, value any) bool {
	return slices.ContainsFunc(list, func(element any) bool { return manifest.Equal(element, value) })
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
