package validate

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// Rendered is one target of a spec, its objects, and the user's own that go with it.
type Rendered struct {
	Target    *resolve.Target
	Objects   []runtime.Object
	Resources [][]manifest.Object // of each of spec.resources

	kind claimant
}

// claimant says what a target of one kind claims beside the names of its objects.
type claimant interface {
	// derived are the objects that the operator makes for the target.
	derived() []operator.ObjectName

	// namedBy is the field of the spec that names an object; empty where its name is, or grows from, that of the metadata.
	namedBy(id manifest.ID) string

	// places are the hosts and directories that an object claims.
	places(object runtime.Object) []claim

	// stores are the databases, volumes and pods that are the target's alone.
	stores() []claim

	// ownClaim checks an object of the user's own that may be a volume claim that the target keeps its state in.
	ownClaim(object manifest.Object) diagnostic.Findings
}

// Taken is what one target takes for itself. It does not hold on to the objects that this was found in: all of a
// workspace's would fill the memory.
type Taken struct {
	by     *resolve.Target
	claims []claim
}

// claim is what only one target may have.
type claim struct {
	what                         string // object, host (with a path), directory, zookeeper, database, volume or selector
	scope                        string // the environment; of a directory the store; of nodes in ZooKeeper the quorum; of a database the server
	namespace, group, kind, name string // no namespace of what is cluster-scoped

	operators bool   // an object that the operator makes
	resource  int    // of spec.resources, from 1; 0 for what is not the user's own
	field     string // of the spec, such as ingress.host, that says the name; empty where it is that of the metadata
}

// key is what no two may both have.
func (c claim) key() claim {
	c.operators, c.resource, c.field = false, 0, ""
	return c
}

// Take lists what a target takes: its objects, those of the operator among them, the hosts of its Ingresses with their paths, and where it
// keeps the metadata of high availability.
func Take(rendered Rendered) Taken {
	t, derived := rendered.Target, rendered.kind.derived()
	taken := Taken{by: t.Identity(), claims: make([]claim, 0, len(rendered.Objects)+len(rendered.Resources)+len(derived)+4)}
	add := func(id manifest.ID, operators bool, resource int) {
		c := claim{what: "object", scope: t.EnvironmentName, namespace: t.Namespace, group: id.Group, kind: id.Kind, name: id.Name,
			operators: operators, resource: resource}
		if resource == 0 {
			c.field = rendered.kind.namedBy(id)
		}
		if id.ClusterScoped() {
			c.namespace = ""
		}
		taken.claims = append(taken.claims, c)
	}
	for _, object := range rendered.Objects {
		if accessor, err := meta.Accessor(object); err == nil {
			gvk := object.GetObjectKind().GroupVersionKind()
			add(manifest.ID{Group: gvk.Group, Version: gvk.Version, Kind: gvk.Kind, Name: accessor.GetName()}, false, 0)
		}
		taken.claims = append(taken.claims, rendered.kind.places(object)...)
	}
	taken.claims = append(taken.claims, rendered.kind.stores()...)
	for i, resource := range rendered.Resources {
		for _, object := range resource {
			add(object.ID(), false, i+1)
			for _, host := range hosts(object) {
				taken.claims = append(taken.claims, claim{what: "host", scope: t.EnvironmentName, name: host, resource: i + 1})
			}
		}
	}
	for _, name := range derived {
		add(manifest.ID{Group: name.Group(), Kind: name.Kind, Name: name.Name}, true, 0)
	}
	return taken
}

// Unique checks what must be unique over a workspace: objects of one kind and name in one namespace of an environment;
// hosts of Ingresses in an environment, each with its paths; and, over all environments, where sessions keep the metadata of high
// availability, and consoles their tables and jars. Two clusters on the same metadata take over one another's jobs.
func Unique(all []Taken) diagnostic.Findings {
	type taken struct {
		by *resolve.Target
		*claim
	}
	scopes := map[string][]taken{} // looked at one by one: a map of all claims of thousands of sessions would fill the memory
	for _, t := range all {
		for i := range t.claims {
			c := &t.claims[i]
			scopes[c.scope] = append(scopes[c.scope], taken{t.by, c})
		}
	}
	var errs diagnostic.Findings
	type pair struct {
		a, b  *resolve.Target
		field string
	}
	told := map[pair]bool{} // of two that share one name: they share what it is made of too
	for _, scope := range slices.Sorted(maps.Keys(scopes)) {
		owners := make(map[claim]*resolve.Target, len(scopes[scope]))
		for _, c := range scopes[scope] {
			owner, known := owners[c.key()]
			switch {
			case !known:
				owners[c.key()] = c.by
			case owner.String() != c.by.String() || owner.EnvironmentName != c.by.EnvironmentName:
				named := pair{owner, c.by, c.field}
				if c.resource == 0 && (c.what == "object" || c.what == "volume") {
					if told[named] {
						continue
					}
					told[named] = true
				}
				errs = append(errs, c.clash(owner, c.by))
			}
		}
	}
	return errs
}

// clash reports the later of two targets that claim the same.
func (c claim) clash(owner, s *resolve.Target) diagnostic.Finding {
	errorf, field, both := s.Errorf, path(strings.Split(c.field, ".")...), ""
	if c.field == "" {
		errorf, field = s.MetadataErrorf, path("name")
	}
	switch c.what {
	case "object":
		where := ""
		if c.namespace != "" {
			where = fmt.Sprintf(" in namespace %q", c.namespace)
		}
		both = fmt.Sprintf("have the %s %q%s%s", c.kind, c.name, where, inInlineEnvironment(s))
		if c.operators {
			both += ", which the operator makes"
		}
	case "host":
		both = "serve " + describeHostPath(c.name) + inInlineEnvironment(s)
	case "directory":
		both = fmt.Sprintf("keep their high-availability metadata in %s/%s", c.kind, c.name)
	case "zookeeper":
		both = fmt.Sprintf("keep their nodes in ZooKeeper below %s/%s", c.kind, c.name)
	case "database":
		both = fmt.Sprintf("keep their tables in the database %q of one server", c.name)
	case "volume":
		both = fmt.Sprintf("write to the volume %q", c.name)
	case "selector":
		both = fmt.Sprintf("take the pods with the labels %s for theirs", c.name)
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
