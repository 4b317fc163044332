package report

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
)

// schemes are the colours of the page in light and dark, by their names.
func schemes(t *testing.T) map[string]map[string]colour {
	t.Helper()
	all := map[string]map[string]colour{}
	parts := strings.SplitN(style, "@media (prefers-color-scheme: dark)", 2)
	if len(parts) != 2 {
		t.Fatal("there must be a dark scheme")
	}
	printed := strings.SplitN(parts[1], "@media print", 2)
	if len(printed) != 2 {
		t.Fatal("there must be a scheme for paper")
	}
	for name, text := range map[string]string{"light": parts[0], "dark": printed[0], "print": printed[1]} {
		all[name] = map[string]colour{}
		for _, match := range regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]+);`).FindAllStringSubmatch(text, -1) {
			all[name][match[1]] = parseColour(t, match[2])
		}
	}
	for _, name := range []string{"dark", "print"} {
		if len(all[name]) != len(all["light"]) {
			t.Errorf("%s has %d colours, and light %d", name, len(all[name]), len(all["light"]))
		}
	}
	return all
}

// TestColoursAreLegible holds each text to the contrast of 4.5, and each outline to that of 3, which WCAG 2.2 asks for (AA).
func TestColoursAreLegible(t *testing.T) {
	for name, scheme := range schemes(t) {
		for _, pair := range []struct {
			front, back string
			least       float64
		}{
			{"ink", "page", 7}, {"ink", "raised", 4.5}, {"ink", "unusual", 4.5}, {"quiet", "page", 4.5}, {"quiet", "raised", 4.5}, {"link", "page", 4.5},
			{"grave", "page", 4.5}, {"ha", "page", 4.5}, {"ha", "unusual", 4.5},
			{"ink", "pod-fill", 4.5}, {"ink", "ha-fill", 4.5}, {"ink", "store-fill", 4.5}, {"ink", "access-fill", 4.5},
			{"quiet", "pod-fill", 4.5}, {"quiet", "store-fill", 4.5}, {"quiet", "access-fill", 4.5},
			{"pod", "page", 3}, {"store", "page", 3}, {"access", "page", 3},
			{"pod", "pod-fill", 3}, {"ha", "ha-fill", 3}, {"store", "store-fill", 3}, {"access", "access-fill", 3},
		} {
			front, ok := scheme[pair.front]
			back, ok2 := scheme[pair.back]
			if !ok || !ok2 {
				t.Fatalf("%s: there must be %s and %s", name, pair.front, pair.back)
			}
			if got := contrast(front, back); got < pair.least {
				t.Errorf("%s: %s on %s has a contrast of %.2f, of at least %.1f", name, pair.front, pair.back, got, pair.least)
			}
		}
	}
}

// TestColoursDifferForTheColourBlind: outlines of two kinds differ with each of the three dichromacies, too. They differ in
// form and in text anyway.
func TestColoursDifferForTheColourBlind(t *testing.T) {
	const least = 9 // in CIELAB 1976; 2.3 can just be told apart
	names := []string{"pod", "ha", "store", "access"}
	for scheme, colours := range schemes(t) {
		for defect, matrix := range dichromacies {
			for i, a := range names {
				for _, b := range names[:i] {
					if d := distance(colours[a].seen(matrix), colours[b].seen(matrix)); d < least {
						t.Errorf("%s, %s: %s and %s are %.1f apart, of at least %d", scheme, defect, a, b, d, least)
					}
				}
			}
		}
	}
}

// colour is linear red, green and blue, from 0 to 1.
type colour [3]float64

func parseColour(t *testing.T, hex string) colour {
	t.Helper()
	digits := hex[1:]
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	var c colour
	for i := range c {
		var n int
		if _, err := fmt.Sscanf(digits[2*i:2*i+2], "%x", &n); err != nil {
			t.Fatal(err)
		}
		if v := float64(n) / 255; v <= 0.04045 {
			c[i] = v / 12.92
		} else {
			c[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return c
}

func (c colour) luminance() float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] }

func contrast(a, b colour) float64 {
	x, y := a.luminance()+0.05, b.luminance()+0.05
	return max(x/y, y/x)
}

// dichromacies are the matrices of Machado, Oliveira and Fernandes (2009) for severity 1, in linear colours.
var dichromacies = map[string][3]colour{
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

func (c colour) seen(matrix [3]colour) colour {
	var seen colour
	for i, row := range matrix {
		seen[i] = min(max(row[0]*c[0]+row[1]*c[1]+row[2]*c[2], 0), 1)
	}
	return seen
}

// distance of two colours in CIELAB 1976, for white D65.
func distance(a, b colour) float64 {
	x, y := a.lab(), b.lab()
	return math.Sqrt((x[0]-y[0])*(x[0]-y[0]) + (x[1]-y[1])*(x[1]-y[1]) + (x[2]-y[2])*(x[2]-y[2]))
}

func (c colour) lab() [3]float64 {
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((0.4124*c[0] + 0.3576*c[1] + 0.1805*c[2]) / 0.9505)
	y := f(c.luminance())
	z := f((0.0193*c[0] + 0.1192*c[1] + 0.9505*c[2]) / 1.089)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}
