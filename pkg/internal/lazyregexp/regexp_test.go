package lazyregexp_test

import (
	"regexp"
	"strings"
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

func TestAWrongExpressionFailsEveryTestOfItsPackage(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a wrong expression must panic before it is used")
		}
	}()
	lazyregexp.New("(")
}
