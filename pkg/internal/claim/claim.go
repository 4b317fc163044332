package claim

import (
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Rendered is one target of a spec, its objects, and the user's own that go with it.
type Rendered struct {
	Target    *resolve.Target
	Objects   []runtime.Object
	Resources [][]manifest.Object // of each of spec.resources
	Claimant  Claimant
}

// Claimant says what a target of one kind claims beside the names of its objects.
type Claimant interface {
	// Derived are the objects that the operator makes for the target.
	Derived() []operator.ObjectName

	// NamedBy is the field of the spec that names an object; empty where its name is, or grows from, that of the metadata.
	NamedBy(id manifest.ID) string

	// Places are the hosts and directories that an object claims.
	Places(object runtime.Object) []Claim

	// Stores are the databases, volumes and pods that are the target's alone.
	Stores() []Claim

	// CheckOwn checks an object of the user's own that may be a volume claim that the target keeps its state in.
	CheckOwn(object manifest.Object) diagnostic.Findings
}

// Claim is what only one target may have.
type Claim struct {
	What       string // object, host (with a path), directory, zookeeper, database, volume or selector
	Scope      string // the environment; of a directory the store; of nodes in ZooKeeper the quorum; of a database the server
	Kind, Name string
	Field      string // of the spec, such as ingress.host, that says the name; empty where it is that of the metadata

	group     string // of an object
	namespace string // of an object; empty where that is cluster-scoped
	operators bool   // an object that the operator makes
	resource  int    // of spec.resources, from 1; 0 for what is not the user's own
}

// key is what no two may both have.
func (c Claim) key() Claim {
	c.operators, c.resource, c.Field = false, 0, ""
	return c
}

func path(names ...string) diagnostic.Path { return diagnostic.Path{}.Child(names...) }
