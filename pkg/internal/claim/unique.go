package claim

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// Unique checks what must be unique over a workspace: objects of one kind and name in one namespace of an environment;
// hosts of Ingresses in an environment, each with its paths; and, over all environments, where sessions keep the metadata of high
// availability, and StreamParks their tables and jars. Two clusters on the same metadata take over one another's jobs.
func Unique(all []Claims) diagnostic.Findings {
	type taken struct {
		by *resolve.Target
		*Claim
	}
	scopes := map[string][]taken{} // looked at one by one: a map of all claims of thousands of sessions would fill the memory
	for _, t := range all {
		for i := range t.all {
			c := &t.all[i]
			scopes[c.Scope] = append(scopes[c.Scope], taken{t.by, c})
		}
	}
	var errs diagnostic.Findings
	type pair struct {
		a, b  *resolve.Target
		field string
	}
	reported := map[pair]bool{} // of two that share one name: they share what it is made of too
	for _, scope := range slices.Sorted(maps.Keys(scopes)) {
		owners := make(map[Claim]*resolve.Target, len(scopes[scope]))
		for _, c := range scopes[scope] {
			owner, known := owners[c.key()]
			switch {
			case !known:
				owners[c.key()] = c.by
			case owner.String() != c.by.String() || owner.EnvironmentName != c.by.EnvironmentName:
				named := pair{owner, c.by, c.Field}
				if c.resource == 0 && (c.What == "object" || c.What == "volume") {
					if reported[named] {
						continue
					}
					reported[named] = true
				}
				errs = append(errs, c.clash(owner, c.by))
			}
		}
	}
	return errs
}

// clash reports the later of two targets that claim the same.
func (c Claim) clash(owner, s *resolve.Target) diagnostic.Finding {
	errorf, field, both := s.Errorf, path(strings.Split(c.Field, ".")...), ""
	if c.Field == "" {
		errorf, field = s.MetadataErrorf, path("name")
	}
	switch c.What {
	case "object":
		where := ""
		if c.namespace != "" {
			where = fmt.Sprintf(" in namespace %q", c.namespace)
		}
		both = fmt.Sprintf("have the %s %q%s%s", c.Kind, c.Name, where, inInlineEnvironment(s))
		if c.operators {
			both += ", which the operator makes"
		}
	case "host":
		both = "serve " + describeHostPath(c.Name) + inInlineEnvironment(s)
	case "directory":
		both = fmt.Sprintf("keep their high-availability metadata in %s/%s", c.Kind, c.Name)
	case "zookeeper":
		both = fmt.Sprintf("keep their nodes in ZooKeeper below %s/%s", c.Kind, c.Name)
	case "database":
		both = fmt.Sprintf("keep their tables in the database %q of one server", c.Name)
	case "volume":
		both = fmt.Sprintf("write to the volume %q", c.Name)
	case "selector":
		both = fmt.Sprintf("take the pods with the labels %s for theirs", c.Name)
	}
	if c.resource > 0 {
		errorf, field = s.Errorf, path("resources").Index(c.resource-1)
	}
	return errorf(field, "must not clash with %s: both %s", describe(owner, s), both).Under(diagnostic.RuleClash)
}

// describe names a target, with its environment where that tells it from the other one.
func describe(s, other *resolve.Target) string {
	name := s.String()
	if s.EnvironmentName != other.EnvironmentName {
		name += inEnvironment(s)
	}
	if position := s.Position(); position != "" {
		name += " (" + position + ")"
	}
	return name
}

func inEnvironment(s *resolve.Target) string {
	if s.EnvironmentName == "" {
		return ""
	}
	return " in environment " + s.EnvironmentName
}

// inInlineEnvironment is for a finding about a target, which names the environment by itself where that has a document.
func inInlineEnvironment(s *resolve.Target) string {
	if s.Environment != nil {
		return ""
	}
	return inEnvironment(s)
}
