package report_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/internal/report"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

// FuzzText puts any text wherever a page shows one: no text becomes an element, an attribute or the address of a link
// that runs something.
func FuzzText(f *testing.F) {
	for _, text := range []string{"analytics", `"><script>alert(1)</script>`, "'><img src=x onerror=alert(1)>", "javascript:alert(1)", "https://example.com/?a=b&c=\"d\"", "</style><style>*{}",
		"</title>", "--><!--", "]]>", "&lt;", "\u202egnp.exe", "\x00\xff", "状態", strings.Repeat("x", 300), "a,b,c,d,e,f", "flink/a/b", "s3://a/b", "//", "://", ":", "\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		target := inventory.Target{
			Kind: text, Name: text, Folder: text, Environment: text, Namespace: text, OperatorVersion: text, FlinkVersion: text, StreamParkVersion: text,
			Image: text, Mode: text, HighAvailability: text, Storage: text, StorageURI: text, HighAvailabilityDir: text, Checkpoints: text + "/x", Savepoints: text,
			ZooKeeper: text, Hive: text, Database: text, URLs: []string{text, text}, Images: []string{text}, Uses: []string{text},
			Processes: []inventory.Process{{Role: text, CPU: text, Memory: text}, {Role: inventory.RoleJobManager, Replicas: 2, CPU: text}, {Role: inventory.RoleTaskManager, Memory: text, Slots: 3}},
		}
		other := target
		other.Environment, other.Image = text+"2", "other"
		id := impact.ID{Group: text, Kind: text, Namespace: text, Name: text}
		page := report.HTML(report.Input{Workspace: text, Targets: []inventory.Target{target, other}, Pending: &impact.Report{Changes: []impact.Change{{
			App: text, Environment: text, ID: id, Was: &id, Class: impact.Class(text), Jobs: text, State: text, Users: text, Loss: text, Kept: []string{text},
			Causes: []impact.Cause{{Field: text, Old: text, New: text, Reason: text}},
		}}}})
		check(t, page)
	})
}

func TestReviewedPagesAreSafe(t *testing.T) { check(t, report.HTML(everything())) }

// The elements and attributes of a page: nothing that loads, runs or submits anything.
var (
	elements   = strings.Fields("a article body circle code dd details div dl dt figcaption figure footer g h1 h2 h3 head header html li main meta nav ol p path rect section span strong style summary svg table tbody td text th thead title tr ul")
	attributes = strings.Fields("aria-hidden aria-label aria-labelledby charset class colspan content cx cy d height href http-equiv id lang name open r rel role rowspan rx scope tabindex viewBox width x y")
)

// check reads a page as XML, which it is but for elements without an end: a stricter reader than any browser.
func check(t *testing.T, page []byte) {
	t.Helper()
	decoder := xml.NewDecoder(bytes.NewReader(page))
	decoder.Strict, decoder.AutoClose = false, []string{"meta"}
	ids, links := map[string]int{}, map[string]bool{}
	depth := 0
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in %s", err, page)
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			if !slices.Contains(elements, token.Name.Local) {
				t.Fatalf("an element %s in %s", token.Name.Local, page)
			}
			for _, a := range token.Attr {
				switch name := a.Name.Local; {
				case !slices.Contains(attributes, name):
					t.Fatalf("an attribute %s in %s", name, page)
				case name == "id":
					ids[a.Value]++
				case name == "href" && strings.HasPrefix(a.Value, "#"):
					links[a.Value[1:]] = true
				case name == "href" && !strings.HasPrefix(strings.ToLower(a.Value), "https://") && !strings.HasPrefix(strings.ToLower(a.Value), "http://"):
					t.Fatalf("a link to %q", a.Value)
				}
			}
		case xml.EndElement:
			depth--
		case xml.CharData:
			if depth == 0 && strings.TrimSpace(string(token)) != "" {
				t.Fatalf("text outside of all elements: %q", token)
			}
		}
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("the id %q %d times", id, n)
		}
	}
	for link := range links {
		if ids[link] == 0 {
			t.Errorf("a link to #%s, where nothing is", link)
		}
	}
	if !strings.Contains(string(page), "default-src 'none'") && !strings.Contains(string(page), "default-src &#39;none&#39;") {
		t.Error("the page must forbid to load anything")
	}
}
