package report

import "github.com/flinkustomize/flinkustomize/pkg/internal/invisible"

// Widths of a character of a drawing, with a reserve: each device has fonts of its own.
const (
	titleChar = 7.0
	rowChar   = 6.5
	labelChar = 6.0
)

// shorten cuts the middle out of a text that has more characters than there is room for.
func shorten(text string, room int, char float64) string {
	text = invisible.Escape(text) // as it will be shown
	most := max(int(float64(room)/char), 3)
	if width(text) <= most {
		return text
	}
	runes := []rune(text)
	head, tail := 0, len(runes)
	for used := 1; ; { // the ellipsis
		if head <= len(runes)-tail {
			if used += width(string(runes[head])); used > most {
				break
			}
			head++
		} else {
			if used += width(string(runes[tail-1])); used > most {
				break
			}
			tail--
		}
	}
	return string(runes[:head]) + "…" + string(runes[tail:])
}

// width of a text in characters of the Latin script: those of East Asia, and emoji, are twice as wide.
func width(text string) int {
	n := 0
	for _, r := range text {
		if n++; r >= 0x1100 && r <= 0x115f || r >= 0x2e80 {
			n++
		}
	}
	return n
}

// wrap breaks a text into lines, at most so many; the last one has the rest.
func wrap(text string, room int, most int) []string {
	per := int(float64(room) / rowChar)
	var lines []string
	for runes := []rune(text); len(runes) > 0; {
		if len(runes) <= per || len(lines) == most-1 {
			return append(lines, string(runes))
		}
		at := per
		for i := per; i > per/2; i-- { // after what separates the parts of an address
			if r := runes[i-1]; r == '.' || r == '/' || r == '-' || r == ' ' || r == ',' {
				at = i
				break
			}
		}
		lines, runes = append(lines, string(runes[:at])), runes[at:]
	}
	return lines
}
