package invisible_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/invisible"
)

func TestEscapeShowsWhatCannotBeSeen(t *testing.T) {
	for text, want := range map[string]string{
		"":                      "",
		"a b\tc\nd":             "a b\tc\nd",
		"zoë 日本　語 😀":            "zoë 日本　語 😀",
		"\x1b[31mred\x1b[m":     `\x1b[31mred\x1b[m`,
		"a\rb\x00\x7f":          `a\rb\x00\x7f`,
		"a\u202eb\u200bc\u2066": `a\u202eb\u200bc\u2066`,
		"a\u00a0b\u2028\ufeff":  `a\u00a0b\u2028\ufeff`,
		"a\u3164b\U000e0041":    `a\u3164b\U000e0041`,
		"\u009b31m":             `\u009b31m`,
		"a\xffb":                `a\xffb`,
	} {
		if got := invisible.Escape(text); got != want {
			t.Errorf("Escape(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestFindLeavesScriptsAndEmojis(t *testing.T) {
	for text, want := range map[string]struct {
		r    rune
		line int
	}{
		"a\nb":              {},
		"\ufeffa: b":        {},
		"می\u200cخواهم":     {},
		"👩\u200d🚀 ❤\ufe0f":  {},
		"a\nb: x\u202ey":    {0x202e, 2},
		"pass\u200bword":    {0x200b, 1},
		"a\u200db":          {0x200d, 1},
		"a: b\n\n# x\u2069": {0x2069, 3},
		"a: \"b\u00a0c\"":   {0xa0, 1},
		"# \x1b[2K":         {0x1b, 1},
		"a\ufeffb":          {0xfeff, 1},
		"tag\U000e0041":     {0xe0041, 1},
	} {
		if r, line := invisible.Find(text); r != want.r || line != want.line {
			t.Errorf("Find(%q) = %U in line %d, want %U in line %d", text, r, line, want.r, want.line)
		}
	}
}
