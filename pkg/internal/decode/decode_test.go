package decode_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
)

// object has a field of every type that can be read.
type object struct {
	typeMeta `json:",inline"`

	Text    string              `json:"text"`
	Named   mode                `json:"named"`
	Switch  *bool               `json:"switch"`
	Plain   bool                `json:"plain"`
	Int8    int8                `json:"int8"`
	Int32   *int32              `json:"int32"`
	Int64   int64               `json:"int64"`
	Uint16  uint16              `json:"uint16"`
	Float   *float64            `json:"float"`
	Narrow  float32             `json:"narrow"`
	List    []string            `json:"list"`
	Nested  *object             `json:"nested"`
	Objects []object            `json:"objects"`
	Labels  map[string]string   `json:"labels"`
	Options map[mode]*string    `json:"options"`
	Deep    map[string]*object  `json:"deep"`
	Size    *resource.Quantity  `json:"size"`
	Port    *intstr.IntOrString `json:"port"`
	Time    *metav1.Time        `json:"time"`
	Raw     json.RawMessage     `json:"raw"`
	Picky   *picky              `json:"picky"`
	Data    []byte              `json:"data"`
	Channel chan int            `json:"channel"`
	Numbers map[int]string      `json:"numbers"`
	Skipped string              `json:"-"`
	NoTag   string
	//lint:ignore U1000 a field that JSON does not know must not be one for YAML either
	hidden string

	*Pointed `json:",inline"`
}

type mode string

type typeMeta struct {
	Kind string `json:"kind"`
	Text int    `json:"text"` // hidden by the one of object
}

// Pointed is inlined by pointer.
type Pointed struct {
	Inner string `json:"inner"`
	Text  int    `json:"text"` // hidden, too
}

type picky struct{ read string }

func (p *picky) UnmarshalJSON(data []byte) error {
	if p.read = string(data); p.read == `"bad"` {
		return errors.New("must be\n good")
	}
	return nil
}

func read(t *testing.T, file string, target any) []string {
	t.Helper()
	documents, err := decode.Documents("f.yaml", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	return lines(documents[0].Decode(target).Err())
}

func TestDecodeReads(t *testing.T) {
	quantity := func(s string) *resource.Quantity { return new(resource.MustParse(s)) }
	for name, c := range map[string]struct {
		file string
		want object
	}{
		"string: plain":                           {"text: hello world", object{Text: "hello world"}},
		"string: a number keeps its form":         {"text: 1.10", object{Text: "1.10"}},
		"string: an octal number keeps its form":  {"text: 012", object{Text: "012"}},
		"string: an exponent keeps its form":      {"text: 1e3", object{Text: "1e3"}},
		"string: a boolean of YAML 1.1":           {"text: on", object{Text: "on"}},
		"string: a boolean":                       {"text: true", object{Text: "true"}},
		"string: a date keeps its form":           {"text: 2026-01-02", object{Text: "2026-01-02"}},
		"string: in quotes":                       {`text: "1.10"`, object{Text: "1.10"}},
		"string: null in quotes":                  {`text: "null"`, object{Text: "null"}},
		"string: empty in quotes":                 {`{text: "x", kind: ""}`, object{Text: "x"}},
		"string: a block":                         {"text: |\n  a\n  b\n", object{Text: "a\nb\n"}},
		"string: the merge indicator":             {"text: <<", object{Text: "<<"}},
		"string: of a named type":                 {"named: ZooKeeper", object{Named: "ZooKeeper"}},
		"boolean: true":                           {"switch: true", object{Switch: new(true)}},
		"boolean: false is set":                   {"switch: false", object{Switch: new(false)}},
		"integer":                                 {"{int8: -128, int32: 2147483647, int64: -9223372036854775808, uint16: 65535}", object{Int8: -128, Int32: new(int32(2147483647)), Int64: -9223372036854775808, Uint16: 65535}},
		"integer: zero is set":                    {"int32: 0", object{Int32: new(int32(0))}},
		"float":                                   {"{float: 1.5e-3, narrow: 2}", object{Float: new(1.5e-3), Narrow: 2}},
		"list":                                    {"list: [a, 1, \"\"]", object{List: []string{"a", "1", ""}}},
		"list: an empty one is not nil":           {"list: []", object{List: []string{}}},
		"mapping: an empty one is not nil":        {"{labels: {}, nested: {}}", object{Labels: map[string]string{}, Nested: &object{}}},
		"mapping: keys by their text":             {"labels: {1: a, true: b, 1.10: c, ~: d, \"\": e, a b: f}", object{Labels: map[string]string{"1": "a", "true": "b", "1.10": "c", "~": "d", "": "e", "a b": "f"}}},
		"mapping: null of a pointer":              {"options: {a: null, b: ~, c: , d: x}", object{Options: map[mode]*string{"a": nil, "b": nil, "c": nil, "d": new("x")}}},
		"mapping: of structs":                     {"deep: {a: {text: x}, b: null}", object{Deep: map[string]*object{"a": {Text: "x"}, "b": nil}}},
		"struct: inlined":                         {"{kind: K, inner: i}", object{typeMeta: typeMeta{Kind: "K"}, Pointed: &Pointed{Inner: "i"}}},
		"struct: without a tag":                   {"NoTag: x", object{NoTag: "x"}},
		"list of structs":                         {"objects:\n- text: a\n- nested: {text: b}", object{Objects: []object{{Text: "a"}, {Nested: &object{Text: "b"}}}}},
		"alias":                                   {"text: &t hello\nlist: [*t]\nnested: &n {text: x}\nobjects: [*n, *n]", object{Text: "hello", List: []string{"hello"}, Nested: &object{Text: "x"}, Objects: []object{{Text: "x"}, {Text: "x"}}}},
		"own JSON: quantity as text":              {"size: 2Gi", object{Size: quantity("2Gi")}},
		"own JSON: quantity as number":            {"size: 1.5", object{Size: quantity("1.5")}},
		"own JSON: number or text, a number":      {"port: 8081", object{Port: new(intstr.FromInt32(8081))}},
		"own JSON: number or text, quoted":        {`port: "8081"`, object{Port: new(intstr.FromString("8081"))}},
		"own JSON: number or text, a text":        {"port: http", object{Port: new(intstr.FromString("http"))}},
		"own JSON: a tree in its order":           {"raw: {b: [1.10, 012, 1e3, -0.5, true, True, on, null, \"1\", .5, 0x1F], a: {~: ~, 1: \"\\u0001\"}}", object{Raw: json.RawMessage(`{"b":[1.10,"012",1e3,-0.5,true,"True","on",null,"1",".5","0x1F"],"a":{"~":null,"1":"\u0001"}}`)}},
		"own JSON: an empty mapping and list":     {"raw: [{}, []]", object{Raw: json.RawMessage(`[{},[]]`)}},
		"own JSON: through aliases":               {"labels: &l {a: b}\nraw: [*l]", object{Labels: map[string]string{"a": "b"}, Raw: json.RawMessage(`[{"a":"b"}]`)}},
		"own JSON: a date is a string":            {"picky: 2026-01-02", object{Picky: &picky{`"2026-01-02"`}}},
		"own JSON: a large number keeps digits":   {"picky: 12345678901234567890123", object{Picky: &picky{"12345678901234567890123"}}},
		"own JSON: a block is a string":           {"picky: |\n  1\n", object{Picky: &picky{`"1\n"`}}},
		"bytes in base64":                         {"data: aGVsbG8=", object{Data: []byte("hello")}},
		"a document of nothing but a known field": {"plain: true", object{Plain: true}},
	} {
		t.Run(name, func(t *testing.T) {
			var got object
			if errs := read(t, c.file, &got); errs != nil {
				t.Fatal(errs)
			}
			if diff := cmp.Diff(c.want, got, cmp.AllowUnexported(object{}, picky{})); diff != "" {
				t.Errorf("read (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDecodeRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		want []string
	}{
		"unknown field: a near one":        {"nested:\n  swich: true", []string{`f.yaml:2:3: nested.swich: is an unknown field: did you mean "switch"?`}},
		"unknown field: by case":           {"Text: a", []string{`f.yaml:1:1: Text: is an unknown field: did you mean "text"?`}},
		"unknown field: no near one":       {"nested: {whatever: 1}", []string{"f.yaml:1:10: nested.whatever: is an unknown field"}},
		"unknown field: hidden from JSON":  {"{Skipped: a, hidden: b, \"-\": c}", []string{"f.yaml:1:2: Skipped: is an unknown field", "f.yaml:1:14: hidden: is an unknown field", "f.yaml:1:25: -: is an unknown field"}},
		"null: a field":                    {"nested:\n  text: null", []string{"f.yaml:2:9: nested.text: must not be null; leave the field out"}},
		"null: nothing after the colon":    {"nested:\n  text:\n  plain: true", []string{"f.yaml:2:3: nested.text: must not be null; leave the field out"}},
		"null: a pointer":                  {"nested: ~", []string{"f.yaml:1:9: nested: must not be null; leave the field out"}},
		"null: a list's element":           {"list: [a, null]", []string{"f.yaml:1:11: list[1]: must not be null"}},
		"null: a value without a pointer":  {"labels: {a.b: null}", []string{"f.yaml:1:15: labels[a.b]: must not be null; leave the field out"}},
		"null: own JSON":                   {"{size: null, raw: Null}", []string{"f.yaml:1:8: size: must not be null; leave the field out", "f.yaml:1:19: raw: must not be null; leave the field out"}},
		"string: a mapping":                {"text:\n  a: b", []string{"f.yaml:1:1: text: must be a string, not a mapping"}},
		"string: a list":                   {"text: [a]", []string{"f.yaml:1:1: text: must be a string, not a list"}},
		"boolean: yes":                     {"switch: yes", []string{`f.yaml:1:9: switch: must be true or false, not "yes"`}},
		"boolean: with a capital":          {"switch: True", []string{`f.yaml:1:9: switch: must be true or false, not "True"`}},
		"boolean: in quotes":               {`switch: "true"`, []string{`f.yaml:1:9: switch: must be true or false without quotes, not "true"`}},
		"boolean: a list":                  {"switch: []", []string{`f.yaml:1:1: switch: must be a boolean, not a list`}},
		"integer: too large":               {"int8: 128", []string{`f.yaml:1:7: int8: must be a whole number of at most 127, not "128"`}},
		"integer: too small":               {"int32: -2147483649", []string{`f.yaml:1:8: int32: must be a whole number of at least -2147483648, not "-2147483649"`}},
		"integer: 64 bits":                 {"int64: 9223372036854775808", []string{`f.yaml:1:8: int64: must be a whole number of at most 9223372036854775807, not "9223372036854775808"`}},
		"integer: unsigned":                {"uint16: -1", []string{`f.yaml:1:9: uint16: must be a whole number of at least 0, not "-1"`}},
		"integer: a fraction":              {"int32: 1.0", []string{`f.yaml:1:8: int32: must be a whole number, not "1.0"`}},
		"integer: a leading zero":          {"int8: 012", []string{`f.yaml:1:7: int8: must be a whole number, not "012"`}},
		"integer: hexadecimal":             {"int8: 0x1F", []string{`f.yaml:1:7: int8: must be a whole number, not "0x1F"`}},
		"integer: a sign":                  {"int8: +1", []string{`f.yaml:1:7: int8: must be a whole number, not "+1"`}},
		"integer: underscores":             {"int32: 1_000", []string{`f.yaml:1:8: int32: must be a whole number, not "1_000"`}},
		"integer: in quotes":               {"int8: '1'", []string{`f.yaml:1:7: int8: must be a whole number without quotes, not "1"`}},
		"integer: a mapping":               {"int8: {a: b}", []string{"f.yaml:1:1: int8: must be a number, not a mapping"}},
		"float: infinity":                  {"float: .inf", []string{`f.yaml:1:8: float: must be a number such as 2 or 0.5, not ".inf"`}},
		"float: not a number":              {"float: NaN", []string{`f.yaml:1:8: float: must be a number such as 2 or 0.5, not "NaN"`}},
		"float: without a whole part":      {"float: .5", []string{`f.yaml:1:8: float: must be a number such as 2 or 0.5, not ".5"`}},
		"float: hexadecimal":               {"float: 0x1p-2", []string{`f.yaml:1:8: float: must be a number such as 2 or 0.5, not "0x1p-2"`}},
		"float: too large":                 {"narrow: 1e39", []string{`f.yaml:1:9: narrow: must be a number such as 2 or 0.5, not "1e39"`}},
		"float: in quotes":                 {`float: "2"`, []string{`f.yaml:1:8: float: must be a number such as 2 or 0.5 without quotes, not "2"`}},
		"mapping: a string, not quoted":    {"nested: pa55word", []string{"f.yaml:1:9: nested: must be a mapping, not a string"}},
		"mapping: a number":                {"labels: 5", []string{"f.yaml:1:9: labels: must be a mapping, not a number"}},
		"mapping: a list":                  {"options:\n- a: b", []string{"f.yaml:1:1: options: must be a mapping, not a list: write each as name: value, without a dash"}},
		"list: a string":                   {"list: a", []string{"f.yaml:1:7: list: must be a list, not a string: put it in brackets, or behind a dash"}},
		"list: a mapping":                  {"list: {a: b}", []string{"f.yaml:1:1: list: must be a list, not a mapping: put it in brackets, or behind a dash"}},
		"list: an element":                 {"objects:\n- text: a\n- [b]", []string{"f.yaml:3:3: objects[1]: must be a mapping, not a list"}},
		"own JSON: what it says":           {"size: 2 Gi", []string{`f.yaml:1:7: size: must be valid, not "2 Gi": quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'`}},
		"own JSON: an endless quantity":    {"size: 1e-999999999\nnested: {size: \"1E+999999999\"}", []string{`f.yaml:1:7: size: must be a quantity such as 500m or 2Gi, not "1e-999999999"`, `f.yaml:2:16: nested.size: must be a quantity such as 500m or 2Gi, not "1E+999999999"`}},
		"own JSON: a long quantity":        {"size: " + strings.Repeat("1", 65), []string{`f.yaml:1:7: size: must be a quantity such as 500m or 2Gi, not "` + strings.Repeat("1", 65) + `"`}},
		"own JSON: a mapping":              {"size:\n  a: b", []string{"f.yaml:1:1: size: must be valid: quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"}},
		"own JSON: another type":           {"port: true", []string{"f.yaml:1:7: port: must not be a boolean"}},
		"own JSON: a number for a text":    {"time: 5", []string{"f.yaml:1:7: time: must not be a number"}},
		"own JSON: an error on one line":   {"picky: bad", []string{"f.yaml:1:8: picky: must be good"}},
		"bytes: not base64, not quoted":    {"data: pa55word!", []string{"f.yaml:1:7: data: must be base64: illegal base64 data at input byte 8"}},
		"bytes: a list":                    {"data: [1, 2]", []string{"f.yaml:1:1: data: must be a string, not a list"}},
		"an error stands at the anchor":    {"text: &t 1.5\nnested:\n  int8: *t", []string{`f.yaml:1:7: nested.int8: must be a whole number, not "1.5"`}},
		"a Go type without a rule":         {"channel: 1", []string{"f.yaml:1:10: channel: must be of a Go type that can be read from YAML, not chan int: this is a fault of flinkustomize"}},
		"a Go map without a rule":          {"numbers: {1: a}", []string{"f.yaml:1:1: numbers: must be of a Go type that can be read from YAML, not map[int]string: this is a fault of flinkustomize"}},
		"all at once, in the file's order": {"int8: x\nnope: 1\nnested: {plain: 1, text: []}", []string{`f.yaml:1:7: int8: must be a whole number, not "x"`, "f.yaml:2:1: nope: is an unknown field", `f.yaml:3:17: nested.plain: must be true or false, not "1"`, "f.yaml:3:20: nested.text: must be a string, not a list"}},
		"a long value is cut":              {"plain: " + strings.Repeat("x", 500), []string{`f.yaml:1:8: plain: must be true or false, not "` + strings.Repeat("x", 80) + `..."`}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, read(t, c.file, &object{})); diff != "" {
				t.Errorf("errors (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDecodeListsTheFieldsOfASmallStruct(t *testing.T) {
	var target struct {
		Name  string `json:"name"`
		Image string `json:"image"`
	}
	want := []string{"f.yaml:1:1: replicas: is an unknown field: the fields are image, name"}
	if diff := cmp.Diff(want, read(t, "replicas: 1", &target)); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
}

func TestDecodeLeavesOutWhatDocumentsRefused(t *testing.T) {
	documents, err := decode.Documents("f.yaml", []byte("<<: {text: a}\n? [x]\n: y\nplain: true\n"))
	if err == nil {
		t.Fatal("a merge key was admitted")
	}
	var got object
	if errs := documents[0].Decode(&got); errs != nil || !got.Plain || got.Text != "" {
		t.Errorf("got %+v, %v", got, errs)
	}
}

func TestLocate(t *testing.T) {
	const file = `kind: A
spec:
  taskManager:
    memory: 8Gi
  flinkConfiguration:
    a.b: {c: d}
    empty:
  resources:
  - one
  - name: two
    ports: [1, 2]
  ref: &ref
    x: 1
  again: *ref
`
	documents, err := decode.Documents("f.yaml", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	root := diagnostic.Path{}
	spec := root.Child("spec")
	for name, c := range map[string]struct {
		path  diagnostic.Path
		want  string
		exact bool
		depth int
	}{
		"the root":                        {root, "f.yaml:1:1", true, 0},
		"a scalar: its value":             {spec.Child("taskManager", "memory"), "f.yaml:4:13", true, 3},
		"a mapping: its key":              {spec.Child("taskManager"), "f.yaml:3:3", true, 2},
		"a list: its key":                 {spec.Child("resources"), "f.yaml:8:3", true, 2},
		"a map's key with dots":           {spec.Child("flinkConfiguration", "a.b", "c"), "f.yaml:6:14", true, 4},
		"nothing after the colon: key":    {spec.Child("flinkConfiguration", "empty"), "f.yaml:7:5", true, 3},
		"an element":                      {spec.Child("resources").Index(0), "f.yaml:9:5", true, 3},
		"an element that is a mapping":    {spec.Child("resources").Index(1), "f.yaml:10:5", true, 3},
		"below an element":                {spec.Child("resources").Index(1).Child("ports").Index(1), "f.yaml:11:16", true, 5},
		"through an alias":                {spec.Child("again", "x"), "f.yaml:13:8", true, 3},
		"missing: the deepest that is":    {spec.Child("taskManager", "slots"), "f.yaml:3:3", false, 2},
		"missing: two levels":             {spec.Child("jobManager", "memory"), "f.yaml:2:1", false, 1},
		"missing: at the root":            {root.Child("status"), "f.yaml:1:1", false, 0},
		"missing: an element":             {spec.Child("resources").Index(2), "f.yaml:8:3", false, 2},
		"missing: a negative element":     {spec.Child("resources").Index(-1), "f.yaml:8:3", false, 2},
		"missing: below a scalar":         {spec.Child("taskManager", "memory", "x"), "f.yaml:4:13", false, 3},
		"missing: an index in a mapping":  {spec.Index(0), "f.yaml:2:1", false, 1},
		"missing: a name in a list":       {spec.Child("resources", "0"), "f.yaml:8:3", false, 2},
		"missing: a name below an alias":  {spec.Child("again", "y"), "f.yaml:14:3", false, 2},
		"missing: many levels of nothing": {root.Child("a", "b", "c", "d"), "f.yaml:1:1", false, 0},
	} {
		t.Run(name, func(t *testing.T) {
			position, exact, depth := documents[0].Locate(c.path)
			if position.String() != c.want || exact != c.exact || depth != c.depth {
				t.Errorf("got %s %v %d, want %s %v %d", position, exact, depth, c.want, c.exact, c.depth)
			}
		})
	}
}
