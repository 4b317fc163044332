package manifest

// Lines writes a file of which all but some texts is known, line by line: no tree is made only to be written. Texts get quotes as
// in a tree.
type Lines struct {
	e   *encoder
	err error // of the first text that no file may hold
}

// NewLines begins a file that comes from something.
func NewLines(from string) *Lines { return &Lines{e: newEncoder(from)} }

// Line writes a line as it is.
func (l *Lines) Line(line string) {
	l.e.add(line)
	l.e.add("\n")
}

// Text writes a text behind what its line begins with, such as "- " or "name: ". Where it takes lines of its own, these are
// indented.
func (l *Lines) Text(before, text string, indent int) {
	l.e.add(before)
	l.e.text(text, fields, indent)
	if l.e.doubtful && l.err == nil {
		l.err = check(text)
	}
}

// Done returns the file. The error is about a text that no file may hold.
func (l *Lines) Done() ([]byte, error) {
	content, _ := l.e.done()
	if l.err != nil {
		return nil, l.err
	}
	return content, nil
}
