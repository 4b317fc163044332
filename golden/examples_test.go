package golden

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// What an error offers stands in these forms.
var (
	example    = regexp.MustCompile(`such as (\{[^}]*\}|\[[^\]]*\]|.+?)(?:, not |, or (?:one|spec)|: |; |$)`)
	didYouMean = regexp.MustCompile(`did you mean "([^"]*)"\?`)
	choice     = regexp.MustCompile(` or |, `)
)

// aboutKey tells an error about the key of a map, where the value may be fine.
var aboutKey = regexp.MustCompile(`^must be the (key of an option|name of (an environment variable|a property|a parameter))`)

// Whoever takes what an error offers must be rid of that error.
func TestValuesThatErrorsOfferAreAccepted(t *testing.T) {
	if testing.Short() {
		t.Skip("with -short, as of make test: it reads each wrong spec once for each value that its errors offer")
	}
	tried := 0
	for name, text := range invalidSpecs(t) {
		for _, finding := range findings(t, text) {
			for _, value := range offered(finding.Message) {
				changed, ok := with(t, text, finding, value)
				if !ok {
					t.Logf("%s: %s: there is no place for %s", name, finding, value)
					continue
				}
				tried++
				for _, left := range findings(t, changed) {
					if left.Path.Compare(finding.Path) == 0 && head(left.Message) == head(finding.Message) {
						t.Errorf("%s: %s\noffers %s, and then says\n%s", name, finding, value, left)
					}
				}
			}
		}
	}
	if tried < 80 {
		t.Errorf("%d offered values were tried: the errors are not understood", tried)
	}
}

func offered(message string) []string {
	var values []string
	for _, match := range example.FindAllStringSubmatch(message, -1) {
		if strings.HasPrefix(match[1], "{") || strings.HasPrefix(match[1], "[") {
			values = append(values, match[1])
			continue
		}
		values = append(values, choice.Split(match[1], -1)...)
	}
	for _, match := range didYouMean.FindAllStringSubmatch(message, -1) {
		values = append(values, match[1])
	}
	return values
}

// head is a message up to what depends on the value.
func head(message string) string {
	head, _, _ := strings.Cut(message, "such as")
	head, _, _ = strings.Cut(head, ", not ")
	return head
}

// with puts a value where an error points, or where the field that it misses would stand.
func with(t *testing.T, text []byte, finding diagnostic.Finding, value string) ([]byte, bool) {
	t.Helper()
	var out bytes.Buffer
	decoder, encoder := yaml.NewDecoder(bytes.NewReader(text)), yaml.NewEncoder(&out)
	placed := false
	for {
		var document yaml.Node
		if err := decoder.Decode(&document); err != nil {
			break
		}
		if !placed && document.Line <= finding.Line && lastLine(&document) >= finding.Line {
			if aboutKey.MatchString(finding.Message) {
				placed = rename(document.Content[0], finding.Path, value)
			} else {
				placed = replace(&document, finding, value) || add(document.Content[0], finding.Path, value)
			}
		}
		if err := encoder.Encode(&document); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes(), placed
}

func lastLine(node *yaml.Node) int {
	last := node.Line
	for _, child := range node.Content {
		last = max(last, lastLine(child))
	}
	return last
}

// replace sets the scalar at the position of an error.
func replace(node *yaml.Node, finding diagnostic.Finding, value string) bool {
	if node.Kind == yaml.ScalarNode && node.Line == finding.Line && node.Column == finding.Column && !strings.Contains(finding.Message, "must be set") {
		return assign(node, value)
	}
	for _, child := range node.Content {
		if replace(child, finding, value) {
			return true
		}
	}
	return false
}

// assign makes a node what an error offers: YAML as it stands there.
func assign(node *yaml.Node, value string) bool {
	var parsed yaml.Node
	if err := yaml.Unmarshal([]byte(value), &parsed); err != nil || len(parsed.Content) != 1 {
		return false
	}
	*node = *parsed.Content[0]
	return true
}

// rename gives the key at the end of a path another name.
func rename(node *yaml.Node, path diagnostic.Path, value string) bool {
	name, _ := path[0].Name()
	for i := 0; i+1 < len(node.Content) && node.Kind == yaml.MappingNode; i += 2 {
		switch {
		case node.Content[i].Value != name:
		case len(path) == 1:
			return assign(node.Content[i], value)
		default:
			return rename(node.Content[i+1], path[1:], value)
		}
	}
	return false
}

// add sets the field at a path.
func add(node *yaml.Node, path diagnostic.Path, value string) bool {
	if len(path) == 0 {
		return assign(node, value)
	}
	if index, ok := path[0].Index(); ok {
		return node.Kind == yaml.SequenceNode && index < len(node.Content) && add(node.Content[index], path[1:], value)
	}
	name, _ := path[0].Name()
	if node.Kind != yaml.MappingNode {
		return false
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value == name {
			return add(node.Content[i+1], path[1:], value)
		}
	}
	child := &yaml.Node{Kind: yaml.MappingNode}
	node.Content = append(node.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: name}, child)
	return add(child, path[1:], value)
}
