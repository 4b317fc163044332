package preset

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/presets"
)

// Shipped are the presets that are shipped, by name. What they point to must not be changed.
func Shipped() []resolve.Source[v1alpha1.Preset] { return slices.Clone(shipped()) }

var shipped = sync.OnceValue(func() []resolve.Source[v1alpha1.Preset] {
	files, err := fs.Glob(presets.Files, "*/*.yaml")
	if err != nil {
		panic(err)
	}
	slices.Sort(files) // as names are
	all := make([]resolve.Source[v1alpha1.Preset], len(files))
	for i, file := range files {
		if all[i], err = read(file); err != nil {
			panic(fmt.Sprintf("a shipped preset cannot be read: %v", err))
		}
	}
	return all
})

// Newest are the names of the shipped presets in their newest versions, in order.
func Newest() []string {
	versions := map[string]int{}
	for _, p := range shipped() {
		name, version, _ := strings.Cut(p.Object.Metadata.Name, "/v")
		if number, err := strconv.Atoi(version); err == nil {
			versions[name] = max(versions[name], number)
		}
	}
	var newest []string
	for name, version := range versions {
		newest = append(newest, fmt.Sprintf("%s/v%d", name, version))
	}
	slices.Sort(newest)
	return newest
}

func read(file string) (resolve.Source[v1alpha1.Preset], error) {
	source := resolve.Source[v1alpha1.Preset]{Object: &v1alpha1.Preset{}, Shipped: true}
	data, err := presets.Files.ReadFile(file)
	if err != nil {
		return source, err
	}
	documents, err := decode.Documents(file, data)
	if err != nil {
		return source, err
	}
	if len(documents) != 1 {
		return source, fmt.Errorf("%s: must hold one document, not %d", file, len(documents))
	}
	source.Document = documents[0]
	return source, source.Document.Decode(source.Object).Err()
}

// Text is the file of a shipped preset; false where there is none of that name.
func Text(name string) ([]byte, bool) {
	text, err := presets.Files.ReadFile(name + ".yaml")
	return text, err == nil
}
