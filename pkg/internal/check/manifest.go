package check

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/credential"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// secretStores are the groups of kinds that hold encrypted values, or the names of secrets, under the names of
// credentials.
var secretStores = []string{"bitnami.com", "external-secrets.io", "generators.external-secrets.io", "secrets-store.csi.x-k8s.io",
	"secrets.hashicorp.com", "onepassword.com", "ricoberger.de"}

// waiverComment is a waiver in a comment, which may stand behind a value.
var waiverComment = lazyregexp.New(`(?:^|\s)#\s*lint\.flinkustomize\.dev/waive:`)

// ResourceWaivers says where waivers stand in a manifest of the user's own: they waive nothing there, since findings about
// a manifest stand where the spec names it.
func ResourceWaivers(objects []manifest.Object, content []byte) []string {
	if !bytes.Contains(content, []byte(diagnostic.WaiveAnnotation)) {
		return nil
	}
	const instead = "a waiver waives nothing in a manifest: write it as a comment on the line of the spec that names the manifest"
	var found []string
	for _, object := range objects {
		metadata, _ := object.Tree()["metadata"].(map[string]any)
		annotations, _ := metadata["annotations"].(map[string]any)
		if _, there := annotations[diagnostic.WaiveAnnotation]; there {
			found = append(found, fmt.Sprintf("%s: %s: %s", object.ID(), path("metadata", "annotations", diagnostic.WaiveAnnotation), instead))
		}
	}
	line := 0
	for text := range bytes.Lines(content) {
		line++
		if waiverComment.Match(text) {
			found = append(found, fmt.Sprintf("line %d: %s", line, instead))
		}
	}
	return found
}

// ResourceCredentials says what credentials in plain text are in a manifest of the user's own, its comments included.
func ResourceCredentials(objects []manifest.Object, content []byte) []string {
	var found []string
	for _, object := range objects {
		id, tree := object.ID(), object.Tree()
		if isSecret(object) { // Resources refuses what is not encrypted of its values
			tree = maps.Clone(tree)
			maps.DeleteFunc(tree, func(field string, _ any) bool { return field == "data" || field == "stringData" || field == "sops" })
		}
		look := credential.Tree
		if slices.Contains(secretStores, id.Group) {
			look = credential.Texts
		}
		look(tree, func(way []credential.Step, kind string) {
			found = append(found, fmt.Sprintf("%s: %s: %s", id, pathOf(way), inPlainText(kind, insteadInResource)))
		})
	}
	line := 0
	for text := range bytes.Lines(content) {
		line++
		if comment, ok := bytes.CutPrefix(bytes.TrimSpace(text), []byte("#")); ok {
			if kind := credential.Find(strings.TrimSpace(string(comment))); kind != "" {
				found = append(found, fmt.Sprintf("line %d: %s", line, inPlainText(kind, "delete the comment")))
			}
		}
	}
	return found
}

func isSecret(object manifest.Object) bool {
	id := object.ID()
	return id.Group == "" && id.Kind == "Secret"
}

// encrypted is a value that SOPS has encrypted.
var encrypted = lazyregexp.New(`^ENC\[[A-Z0-9_]+,data:[A-Za-z0-9+/=]*,iv:[A-Za-z0-9+/=]+,tag:[A-Za-z0-9+/=]+,type:[a-z]+\]$`)

// PlainSecret names the values of a Secret that SOPS has not encrypted; an empty one it leaves as it is.
func PlainSecret(object manifest.Object) []string {
	if !isSecret(object) {
		return nil
	}
	tree := object.Tree()
	_, sops := tree["sops"].(map[string]any)
	var plain []string
	for _, name := range []string{"data", "stringData"} {
		values, isMap := tree[name].(map[string]any)
		if !isMap && tree[name] != nil {
			plain = append(plain, name)
		}
		for _, key := range slices.Sorted(maps.Keys(values)) {
			if text, isText := values[key].(string); !sops || !isText || text != "" && !encrypted.MatchString(text) {
				plain = append(plain, path(name, key).String())
			}
		}
	}
	return plain
}
