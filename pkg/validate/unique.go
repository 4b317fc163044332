package validate

import (
	"fmt"
	"slices"
	"strings"

	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
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
			u.name(s, resource.ID().Kind, resource.ID().Name, "")
		}
		for _, name := range operator.DerivedNames(s.Metadata.Name, s.Spec.Mode == v1alpha1.ModeStandalone) {
			u.name(s, name.Kind, name.Name, ", which the operator makes")
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

// claim reports the later of two sessions that claim the same; both tells what they share.
func (u *claims) claim(s *resolve.Session, c claim, field diagnostic.Path, both string, args ...any) {
	owner, taken := u.owners[c]
	if !taken {
		u.owners[c] = s
		return
	}
	if owner.Metadata.Name == s.Metadata.Name && owner.EnvironmentName == s.EnvironmentName {
		return
	}
	errorf := s.Errorf
	if field == nil {
		errorf, field = s.Source.MetadataErrorf, path("name")
	}
	u.errs = append(u.errs, errorf(field, "must not clash with %s: both %s", describe(owner, s), fmt.Sprintf(both, args...)))
}

// describe names a session, with its environment where that tells it from the other one.
func describe(s, other *resolve.Session) string {
	name := s.Source.String()
	if s.EnvironmentName != other.EnvironmentName {
		name += inEnvironment(s)
	}
	if position := s.Source.Position(); position != "" {
		name += " (" + position + ")"
	}
	return name
}

// name claims the name of an object.
func (u *claims) name(s *resolve.Session, kind, name, remark string) {
	u.claim(s, claim{"object", s.EnvironmentName, s.Spec.Namespace, kind, name}, nil,
		"have the %s %q in namespace %q%s%s", kind, name, s.Spec.Namespace, inEnvironment(s), remark)
}

func (u *claims) object(s *resolve.Session, object runtime.Object) {
	accessor, err := meta.Accessor(object)
	if err != nil {
		return
	}
	u.name(s, object.GetObjectKind().GroupVersionKind().Kind, accessor.GetName(), "")
	switch object := object.(type) {
	case *networkingv1.Ingress:
		for _, rule := range object.Spec.Rules {
			u.claim(s, claim{"host", s.EnvironmentName, "", "", rule.Host}, path("webUI", "host"), "serve the host %q%s", rule.Host, inEnvironment(s))
		}
	case *v1beta1.FlinkDeployment:
		if ingress := object.Spec.Ingress; ingress != nil {
			host, _, _ := strings.Cut(ingress.Template, "/")
			u.claim(s, claim{"host", s.EnvironmentName, "", "", host}, path("webUI", "host"), "serve the host %q%s", host, inEnvironment(s))
		}
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
		switch {
		case strings.HasPrefix(dir, "s3"):
			store = value(flink.S3Endpoint)
		case strings.HasPrefix(dir, "file:"):
			store = volumeOf(s)
		}
		u.claim(s, claim{"directory", store, "", dir, s.Metadata.Name}, path("highAvailability", "directory"),
			"keep their high-availability metadata in %s/%s", dir, s.Metadata.Name)
	}
	if root := value(flink.HighAvailabilityZooKeeperPathRoot); root != "" {
		quorum := strings.Split(value(flink.HighAvailabilityZooKeeperQuorum), ",")
		slices.Sort(quorum)
		u.claim(s, claim{"zookeeper", strings.Join(quorum, ","), "", root, s.Metadata.Name}, path("highAvailability", "zookeeper", "root"),
			"keep their nodes in ZooKeeper below %s/%s", root, s.Metadata.Name)
	}
}

// volumeOf tells volumes apart: buckets and storage accounts have names that are unique in the world, but a path is that
// of a volume of one namespace.
func volumeOf(s *resolve.Session) string {
	claim := ""
	if storage := s.Spec.Storage; storage.Type == v1alpha1.StorageVolume {
		claim = storage.Volume.ClaimName
	}
	return strings.Join([]string{s.EnvironmentName, s.Spec.Namespace, claim}, "/")
}

func inEnvironment(s *resolve.Session) string {
	if s.EnvironmentName == "" {
		return ""
	}
	return " in environment " + s.EnvironmentName
}
