package command

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/explain"
)

// explanationText writes explanations for people.
type explanationText struct {
	out  io.Writer
	text bytes.Buffer
}

// lineWidth is where paragraphs are broken.
const lineWidth = 100

func (t *explanationText) printf(format string, args ...any) { fmt.Fprintf(&t.text, format, args...) }

// gap parts what follows from what stands already.
func (t *explanationText) gap() {
	if t.text.Len() > 0 {
		t.printf("\n")
	}
}

func (t *explanationText) flush() error {
	_, err := visible{t.out}.Write(t.text.Bytes())
	return err
}

func (t *explanationText) write(e *explain.Explanation, recursive bool) error {
	if e.Rule != nil {
		t.rule(e.Rule)
	}
	for i := range e.Options {
		t.gap()
		t.option(&e.Options[i])
	}
	if e.Field != nil {
		t.gap()
		t.field(e.Field, recursive)
	}
	return t.flush()
}

func (t *explanationText) rule(r *explain.Rule) {
	t.printf("RULE: %s (%s)\n\n", r.ID, r.Severity)
	t.paragraph("  ", r.Summary)
	t.paragraph("  ", r.Remedy)
	if r.Waivable {
		t.printf("\nWAIVE: in the document, with a reason:\n  metadata:\n    annotations:\n      %s: %s REASON\n", diagnostic.WaiveAnnotation, r.ID)
		t.printf("or by a comment at the line:\n  # %s: %s REASON\n", diagnostic.WaiveAnnotation, r.ID)
	} else {
		t.printf("\nIt cannot be waived.\n")
	}
	if r.Source != "" {
		t.printf("\nSOURCE: %s\n", r.Source)
	}
}

func (t *explanationText) option(o *explain.Option) {
	of := "Flink"
	if o.Of != of {
		of = "the operator"
	}
	t.printf("OPTION: %s, of %s\n\n", o.Key, of)
	table := tabwriter.NewWriter(&t.text, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, strings.ToUpper("  "+strings.TrimPrefix(of, "the "))+"\tKEY\tTYPE\tDEFAULT")
	for _, v := range o.Versions {
		switch {
		case v.Key != "":
			typ, byDefault := v.Type, "none"
			if v.Deprecated {
				typ += ", deprecated"
			}
			if v.Default != nil {
				byDefault = *v.Default
				if byDefault == "" || strings.TrimSpace(byDefault) != byDefault || strings.ContainsAny(byDefault, "\t\n\r") {
					byDefault = strconv.Quote(byDefault)
				}
			}
			fmt.Fprintf(table, "  %s\t%s\t%s\t%s\n", versions(v), v.Key, typ, byDefault)
		case v.Unknown:
			fmt.Fprintf(table, "  %s\tnot known\t-\t-\n", versions(v))
		default:
			fmt.Fprintf(table, "  %s\tnot read\t-\t-\n", versions(v))
		}
	}
	_ = table.Flush() // into memory
	t.byVersion("VALUES", o.Versions, func(v explain.OptionVersions) []string { return v.Values })
	if len(o.Names) > 0 {
		t.printf("\nVALUES: %s, or the name of a class\n", strings.Join(o.Names, ", "))
	}
	for _, bound := range o.Bounds {
		t.printf("\nMUST BE: %s\n", bound)
	}
	t.byVersion("ALSO READ AS", o.Versions, func(v explain.OptionVersions) []string { return v.Spellings })
	if len(o.Fields) > 0 {
		t.printf("\nSET BY: %s\n", strings.Join(o.Fields, ", "))
	}
	for _, note := range o.Notes {
		t.printf("\n")
		t.paragraph("", note)
	}
}

// versions are the versions of a row.
func versions(v explain.OptionVersions) string {
	text := v.First
	if v.Last != v.First {
		text += " to " + v.Last
	}
	if v.Perhaps != "" {
		text += ", perhaps since " + v.Perhaps
	}
	return text
}

// byVersion writes lists that may differ from version to version.
func (t *explanationText) byVersion(title string, all []explain.OptionVersions, list func(explain.OptionVersions) []string) {
	for start := 0; start < len(all); {
		text, end := strings.Join(list(all[start]), ", "), start+1
		for end < len(all) && strings.Join(list(all[end]), ", ") == text {
			end++
		}
		if text != "" {
			of := ""
			if start > 0 || end < len(all) {
				of = " (" + versions(explain.OptionVersions{First: all[start].First, Last: all[end-1].Last}) + ")"
			}
			t.printf("\n%s%s:\n", title, of)
			t.paragraph("  ", text)
		}
		start = end
	}
}

func (t *explanationText) field(f *explain.Field, recursive bool) {
	t.printf("FIELD: %s <%s>%s\n\n", f.Path, f.Type, required(*f))
	t.paragraph("  ", f.Description)
	if f.Default != nil {
		t.printf("\nDEFAULT: %v\n", f.Default)
	}
	if len(f.Values) > 0 {
		t.printf("\nVALUES:\n")
	}
	for _, value := range f.Values {
		t.printf("  %s\n", value.Value)
		if value.Description != "" {
			t.paragraph("      ", value.Description)
		}
	}
	if f.Minimum != "" {
		t.printf("\nAT LEAST: %s\n", f.Minimum)
	}
	if f.Maximum != "" {
		t.printf("\nAT MOST: %s\n", f.Maximum)
	}
	if f.Pattern != "" {
		t.printf("\nPATTERN: %s\n", f.Pattern)
	}
	for _, example := range f.Examples {
		t.printf("\nEXAMPLE: %v\n", example)
	}
	if len(f.Fields) == 0 {
		return
	}
	t.printf("\nFIELDS:\n")
	if recursive {
		t.names("  ", f.Fields)
		return
	}
	table := tabwriter.NewWriter(&t.text, 0, 0, 2, ' ', 0)
	for _, below := range f.Fields {
		fmt.Fprintf(table, "  %s\t<%s>%s\t%s\n", below.Name, below.Type, required(below), firstSentence(below.Description))
	}
	_ = table.Flush() // into memory
}

func required(f explain.Field) string {
	if f.Required {
		return " required"
	}
	return ""
}

// names writes fields one a line, each below the one that it is in.
func (t *explanationText) names(indent string, fields []explain.Field) {
	for _, f := range fields {
		t.printf("%s%s <%s>%s\n", indent, f.Name, f.Type, required(f))
		t.names(indent+"  ", f.Fields)
	}
}

// firstSentence is what stands before the first full stop that ends a sentence.
func firstSentence(text string) string {
	sentence, _, _ := strings.Cut(text, ". ")
	return strings.TrimSuffix(sentence, ".")
}

// paragraph writes a text in lines of a width that can be read.
func (t *explanationText) paragraph(indent, text string) {
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = indent + word
		case len(line)+1+len(word) > lineWidth:
			t.printf("%s\n", line)
			line = indent + word
		default:
			line += " " + word
		}
	}
	t.printf("%s\n", line)
}

func (t *explanationText) writeMemory(session string, all []explain.Memory) error {
	for _, m := range all {
		t.gap()
		t.printf("%s", session)
		if m.Environment != "" {
			t.printf(", environment %s", m.Environment)
		}
		t.printf(", Flink %s\n", m.FlinkVersion)
		t.components("JobManager", m.JobManager)
		t.components("TaskManager", m.TaskManager)
	}
	return t.flush()
}

// mebibyte is the unit of sizes.
const mebibyte = 1 << 20

// components writes the lines of a process's log, with the sizes in one unit before those of the log.
func (t *explanationText) components(process string, components []explain.Component) {
	t.printf("\n  %s\n", process)
	width := 0
	for _, c := range components {
		width = max(width, 2*c.Depth+len(c.Name))
	}
	for _, c := range components {
		label := strings.Repeat("  ", c.Depth) + c.Name + ":"
		t.printf("    %-*s %12.3f MiB   %s\n", width+1, label, float64(c.Bytes)/mebibyte, c.Logged)
	}
}
