package lazyregexp_test

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

func TestMethodsGiveWhatThoseOfRegexpDo(t *testing.T) {
	const expression, text = `(\w)(\d)`, "a1 b2 c"
	lazy, eager := lazyregexp.New(expression), regexp.MustCompile(expression)
	for name, test := range map[string]struct{ got, want any }{
		"MatchString":             {lazy.MatchString(text), eager.MatchString(text)},
		"Match":                   {lazy.Match([]byte(text)), eager.Match([]byte(text))},
		"FindIndex":               {lazy.FindIndex([]byte(text)), eager.FindIndex([]byte(text))},
		"FindString":              {lazy.FindString(text), eager.FindString(text)},
		"FindStringSubmatch":      {lazy.FindStringSubmatch(text), eager.FindStringSubmatch(text)},
		"FindStringSubmatchIndex": {lazy.FindStringSubmatchIndex(text), eager.FindStringSubmatchIndex(text)},
		"FindAllString":           {lazy.FindAllString(text, -1), eager.FindAllString(text, -1)},
		"FindAllStringSubmatch":   {lazy.FindAllStringSubmatch(text, 1), eager.FindAllStringSubmatch(text, 1)},
		"ReplaceAllString":        {lazy.ReplaceAllString(text, "$2$1"), eager.ReplaceAllString(text, "$2$1")},
		"ReplaceAllStringFunc":    {lazy.ReplaceAllStringFunc(text, strings.ToUpper), eager.ReplaceAllStringFunc(text, strings.ToUpper)},
	} {
		if diff := cmp.Diff(test.want, test.got); diff != "" {
			t.Errorf("%s (-regexp +lazyregexp):\n%s", name, diff)
		}
	}
}

func TestRememberedMatchesAreThoseOfRegexp(t *testing.T) {
	const expression = `^([0-9]+)([a-z]*)$`
	remembering, eager := lazyregexp.Remembering(expression), regexp.MustCompile(expression)
	var texts []string
	for _, unit := range []string{"", "m", "kb", "GB", "-", strings.Repeat("x", 200)} {
		for n := range 40 {
			texts = append(texts, strconv.Itoa(n)+unit)
		}
	}
	var workers sync.WaitGroup
	for worker := range 4 {
		workers.Go(func() {
			for i := range 20 * len(texts) {
				text := texts[(i*(worker+1)/3)%len(texts)]
				if diff := cmp.Diff(eager.FindStringSubmatch(text), remembering.FindStringSubmatch(text)); diff != "" {
					t.Errorf("%s (-regexp +remembered):\n%s", text, diff)
				}
				if eager.MatchString(text) != remembering.MatchString(text) {
					t.Errorf("%s must match: %t", text, eager.MatchString(text))
				}
			}
		})
	}
	workers.Wait()
}

func TestAWrongExpressionFailsEveryTestOfItsPackage(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a wrong expression must panic before it is used")
		}
	}()
	lazyregexp.New("(")
}
