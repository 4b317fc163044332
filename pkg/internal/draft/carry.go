package draft

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// Carry gives the objects that no draft renders to the drafts beside them, as files that their specs name in resources, one for each
// object: to the draft whose name an object has in its own, or else to the first one of its namespace. Those that must not be
// written, and those that are beside no app, are notes.
func Carry(drafts []Draft, in Input, rest []manifest.Object) []Note {
	var notes []Note
	for _, object := range rest {
		note := Note{Outcome: NotKept, Source: in.At(object), Object: object.ID().String()}
		at := carrier(drafts, object)
		secrets := check.PlainSecret(object)
		switch {
		case len(secrets) > 0:
			note.Message = fmt.Sprintf("is not written, since all who may read the repository could read %s: leave it in the cluster, or make it an ExternalSecret or a SealedSecret",
				strings.Join(secrets, ", "))
		case owner(object) != "":
			note.Outcome, note.Message = Changed, "is made by "+owner(object)+", and needs no manifest"
		case at < 0:
			note.Message = "stands beside no app that was read: keep its manifest"
		default:
			if found := check.ResourceCredentials([]manifest.Object{object}, nil); len(found) > 0 {
				note.Message = "is not written: " + strings.Join(found, "; ")
				break
			}
			name := drafts[at].carry(object)
			note.Outcome, note.Message = Kept, "is carried in "+name+", which "+drafts[at].String()+" names in spec.resources"
			drafts[at].Notes = append(drafts[at].Notes, note)
			continue
		}
		notes = append(notes, note)
	}
	return notes
}

// carrier is the draft that an object goes with; negative for none.
func carrier(drafts []Draft, object manifest.Object) int {
	if object.ID().ClusterScoped() {
		return -1
	}
	best := -1
	for i, d := range drafts {
		if namespace := object.Namespace(); namespace != "" && namespace != d.Namespace() {
			continue
		}
		name := object.ID().Name
		isOf := name == d.Name || strings.HasPrefix(name, d.Name+"-")
		if best < 0 || isOf && (!strings.HasPrefix(name, drafts[best].Name) || len(d.Name) > len(drafts[best].Name)) {
			best = i
		}
	}
	return best
}

// Namespace is that of the app.
func (d *Draft) Namespace() string {
	if namespace, ok := d.Spec["namespace"].(string); ok {
		return namespace
	}
	namespace, _ := d.Settings["namespace"].(string)
	return namespace
}

// owner is what made an object, such as FlinkDeployment analytics; empty for none.
func owner(object manifest.Object) string {
	metadata, _ := object.Tree()["metadata"].(map[string]any)
	owners, _ := metadata["ownerReferences"].([]any)
	for _, o := range owners {
		owner, _ := o.(map[string]any)
		return fmt.Sprint(owner["kind"], " ", owner["name"])
	}
	return ""
}

// ours are the kinds of our own documents, as which a manifest of another group with the same kind is taken.
var ours = append(registry.Names(), v1alpha1.KindEnvironment, v1alpha1.KindPreset, v1alpha1.KindWorkspace)

// notInFileName is what spec.resources takes in no name of a file, such as the colon in the names of roles.
var notInFileName = lazyregexp.New(`[^A-Za-z0-9._-]`)

// carry adds a file with an object to the resources of a draft, and returns its path.
func (d *Draft) carry(object manifest.Object) string {
	id := object.ID()
	folder := d.Name
	if slices.Contains(ours, id.Kind) { // beside the specs it would be read as one
		folder = path.Join("../manifests", strings.ToLower(d.Kind), d.Name)
	}
	base := path.Join(folder, notInFileName.ReplaceAllString(strings.ToLower(id.Kind)+"-"+id.Name, "-"))
	name := base + ".yaml"
	for n := 2; d.Files[name] != nil; n++ {
		name = fmt.Sprintf("%s-%d.yaml", base, n)
	}
	if d.Files == nil {
		d.Files = map[string][]byte{}
	}
	_, d.Files[name], _ = bytes.Cut(Effective(object, "").Encode(""), []byte("\n")) // without the line that says it is generated
	resources, _ := d.Spec["resources"].([]any)
	d.Spec["resources"] = append(slices.Clip(resources), name)
	d.Objects = append(d.Objects, object)
	return name
}
