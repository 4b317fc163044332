package validate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// Rendered is a complete session as one target sees it, its objects, and the user's own that go with it.
type Rendered struct {
	Session   *resolve.Session
	Objects   []runtime.Object
	Resources []manifest.Object
}

// Unique checks what must be unique over a workspace: objects of one kind and name in one namespace of an environment,
// those of the operator among them; hosts of Ingresses in an environment; and, over all environments, where sessions
// keep the metadata of high availability. Two clusters on the same metadata take over one another's jobs.
func Unique(all []Rendered) diagnostic.List {
	u := &claims{owners: map[claim]*resolve.Session{}}
	for _, rendered := range all {
		s := rendered.Session
		for _, object := range rendered.Objects {
			u.object(s, object)
		}
		for _, resource := range rendered.Resources {
			id := resource.ID()
			u.claim(s, claim{"object", s.EnvironmentName, s.Spec.Namespace, id.Kind, id.Name}, "carries the "+id.String()+" along"+inEnvironment(s))
		}
		for _, name := range operator.DerivedNames(s.Metadata.Name, false) {
			u.claim(s, claim{"object", s.EnvironmentName, s.Spec.Namespace, name.Kind, name.Name},
				fmt.Sprintf("the operator makes the %s %q", name.Kind, name.Name))
		}
	}
	return u.errs
}

// claim is what only one session may have.
type claim struct {
	what, environment, namespace, kind, name string
}

type claims struct {
	owners map[claim]*resolve.Session
	errs   diagnostic.List
}

// claim reports the later of two sessions that claim the same.
func (u *claims) claim(s *resolve.Session, c claim, what string) {
	owner, taken := u.owners[c]
	if !taken {
		u.owners[c] = s
		return
	}
	if owner == s || owner.Metadata.Name == s.Metadata.Name && owner.EnvironmentName == s.EnvironmentName {
		return
	}
	u.errs = append(u.errs, s.Source.MetadataErrorf(path("name"), "%s, and so does %s", what, describe(owner, s)))
}

// describe names the other session, and its environment where the sessions are the same or run in several.
func describe(other, than *resolve.Session) string {
	name := "FlinkSession " + other.Metadata.Name
	if other.EnvironmentName != than.EnvironmentName {
		name += " in environment " + other.EnvironmentName
	}
	return name + where(other)
}

func where(s *resolve.Session) string {
	if position := s.Source.Position(); position != "" {
		return " (" + position + ")"
	}
	return ""
}

func (u *claims) object(s *resolve.Session, object runtime.Object) {
	accessor, err := meta.Accessor(object)
	if err != nil {
		return
	}
	kind := object.GetObjectKind().GroupVersionKind().Kind
	u.claim(s, claim{"object", s.EnvironmentName, s.Spec.Namespace, kind, accessor.GetName()},
		fmt.Sprintf("emits the %s %q in namespace %q%s", kind, accessor.GetName(), s.Spec.Namespace, inEnvironment(s)))
	switch object := object.(type) {
	case *networkingv1.Ingress:
		for _, rule := range object.Spec.Rules {
			u.claim(s, claim{"host", s.EnvironmentName, "", "", rule.Host}, fmt.Sprintf("serves the host %q%s", rule.Host, inEnvironment(s)))
		}
	case *v1beta1.FlinkDeployment:
		u.state(s, object.Spec.FlinkConfiguration)
	}
}

// state claims where high availability keeps its metadata. The same address at another store is another place.
func (u *claims) state(s *resolve.Session, configuration map[string]string) {
	value := func(option flink.Option) string {
		for _, key := range option.Keys() {
			if v, ok := configuration[key]; ok {
				return v
			}
		}
		return ""
	}
	if dir := strings.TrimRight(value(flink.HighAvailabilityStorageDir), "/"); dir != "" {
		store := ""
		if strings.HasPrefix(dir, "s3") {
			store = value(flink.S3Endpoint)
		}
		u.claim(s, claim{"directory", store, "", dir, s.Metadata.Name},
			fmt.Sprintf("keeps its high-availability metadata in %s/%s%s", dir, s.Metadata.Name, inEnvironment(s)))
	}
	if root := value(flink.HighAvailabilityZooKeeperPathRoot); root != "" {
		quorum := strings.Split(value(flink.HighAvailabilityZooKeeperQuorum), ",")
		slices.SortFunc(quorum, cmp.Compare[string])
		u.claim(s, claim{"zookeeper", strings.Join(quorum, ","), "", root, s.Metadata.Name},
			fmt.Sprintf("keeps its nodes in ZooKeeper below %s/%s%s", root, s.Metadata.Name, inEnvironment(s)))
	}
}

func inEnvironment(s *resolve.Session) string {
	if s.EnvironmentName == "" {
		return ""
	}
	return " in environment " + s.EnvironmentName
}
