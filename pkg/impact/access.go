package impact

import (
	"fmt"
	"slices"
	"strings"
)

// changeRole: rights count at once, for pods that run too.
func changeRole(c *change) {
	c.metadata()
	lost := lostRights(c.old.at("rules"), c.new.at("rules"))
	needed := slices.ContainsFunc(lost, accessRight.isFlinks)
	c.each(func(l leaf) (Class, string) {
		switch {
		case !l.below("rules") || len(lost) == 0:
			return InPlace, ""
		case needed:
			return RecoveryAtRisk, "takes a right away, at once, that Flink may need"
		}
		return InPlace, "takes rights away, at once"
	})
	if needed {
		c.Jobs = "if a cluster runs under it that needs the right (ConfigMaps for leader election, pods for TaskManagers), its JobManager loses leadership or makes no TaskManagers any more"
	}
}

// lostRights are those of the old rules that are in none of the new ones.
func lostRights(old, new any) []accessRight {
	var lost []accessRight
	has := rights(new)
	for right := range rights(old) {
		if !slices.ContainsFunc(right.wider(), func(r accessRight) bool { return has[r] }) {
			lost = append(lost, right)
		}
	}
	return lost
}

// isFlinks reports whether a JobManager may need the right: for its leader election, or to make TaskManagers.
func (r accessRight) isFlinks() bool {
	resource, _, _ := strings.Cut(r.resource, "/")
	return resource == "*" || resource == "configmaps" || resource == "pods" || resource == "deployments"
}

type accessRight struct{ group, resource, name, verb string }

// wider are the rights that contain one.
func (r accessRight) wider() []accessRight {
	var all []accessRight
	for _, group := range []string{r.group, "*"} {
		for _, resource := range []string{r.resource, "*"} {
			for _, name := range []string{r.name, ""} {
				for _, verb := range []string{r.verb, "*"} {
					all = append(all, accessRight{group, resource, name, verb})
				}
			}
		}
	}
	return all
}

func rights(rules any) map[accessRight]bool {
	all := map[accessRight]bool{}
	listed, _ := rules.([]any)
	for _, rule := range listed {
		names := listAt(rule, "resourceNames")
		if len(names) == 0 {
			names = []any{""}
		}
		const many = 100 // of which no rule of a person has as many, and none is worth hours
		if len(names) > many || len(listAt(rule, "apiGroups")) > many || len(listAt(rule, "resources")) > many || len(listAt(rule, "verbs")) > many {
			all[accessRight{resource: fmt.Sprint(rule), verb: "*"}] = true
			continue
		}
		for _, group := range listAt(rule, "apiGroups") {
			for _, resource := range listAt(rule, "resources") {
				for _, name := range names {
					for _, verb := range listAt(rule, "verbs") {
						all[accessRight{fmt.Sprint(group), fmt.Sprint(resource), fmt.Sprint(name), fmt.Sprint(verb)}] = true
					}
				}
			}
		}
	}
	return all
}

func changeRoleBinding(c *change) {
	c.metadata()
	c.each(func(l leaf) (Class, string) {
		if l.below("roleRef") {
			return Refused, "is immutable: delete the binding first, and create it anew"
		}
		return InPlace, ""
	})
	for _, subject := range listAt(c.old.content, "subjects") {
		if !contains(listAt(c.new.content, "subjects"), subject) {
			c.Jobs = "pods of an account that is no longer bound lose its rights at once: JobManagers lose leadership, or make no TaskManagers any more"
		}
	}
}

// removeRights are a ServiceAccount, a Role or a binding that go.
func removeRights(c *change) {
	if c.Class == Replace {
		return
	}
	c.Jobs = "if a cluster still runs under it, its JobManager loses leadership and makes no TaskManagers any more"
}

func removeNamespace(c *change) {
	c.Jobs = "everything in the namespace is deleted: all sessions and jobs in it end"
	c.State = "its PersistentVolumeClaims and HA ConfigMaps are deleted"
	c.Users = "nothing is served from it any more"
	c.lose(fmt.Sprintf("%s is deleted with everything in it", c.old.id))
}

func changeDisruptionBudget(c *change) {
	c.metadata()
	c.each(func(leaf) (Class, string) { return InPlace, "" })
	c.Users = "only evictions: one that is too strict blocks the draining of nodes"
}

func changeMonitor(c *change) {
	changeInPlace(c)
	c.Users = "only what Prometheus scrapes"
}

func removeRules(c *change) { c.Users = "its alerts are gone: nobody is told" }

func removeMonitor(c *change) { c.Users = "Prometheus stops scraping: dashboards and alerts go blind" }
