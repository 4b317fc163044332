package version

import (
	"strings"
	"testing"
)

func TestAConstraintTakesTheVersionsThatItNames(t *testing.T) {
	for constraint, versions := range map[string]struct{ in, out []string }{
		">=0.2":            {[]string{"v0.2.0", "v0.2.7", "v0.10.0", "v1.0.0", "v0.2.1-0.20261129160000-f778d8234567"}, []string{"v0.1.9", "v0.2.0-rc.1"}},
		">=0.2 <0.4":       {[]string{"v0.2.0", "v0.3.9"}, []string{"v0.1.0", "v0.4.0", "v1.0.0"}},
		">= 0.2":           {[]string{"v0.2.0"}, []string{"v0.1.0"}},
		">0.2":             {[]string{"v0.3.0"}, []string{"v0.2.0", "v0.2.9"}},
		"<=0.2":            {[]string{"v0.1.0", "v0.2.9"}, []string{"v0.3.0"}},
		"0.2":              {[]string{"v0.2.0", "v0.2.9"}, []string{"v0.1.0", "v0.3.0"}},
		"=0.2.1":           {[]string{"v0.2.1", "v0.2.1+dirty"}, []string{"v0.2.0", "v0.2.2"}},
		"0.2 || 0.4":       {[]string{"v0.2.3", "v0.4.0"}, []string{"v0.3.0"}},
		"1":                {[]string{"v1.0.0", "v1.9.0"}, []string{"v0.9.0", "v2.0.0"}},
		">=0.2 !=0.3.1 <1": {[]string{"v0.3.0"}, []string{"v0.3.1", "v1.0.0"}},
		"0.2.x":            {[]string{"v0.2.3"}, []string{"v0.3.0"}},
	} {
		c, err := ParseConstraint(constraint)
		if err != nil {
			t.Errorf("%s: %v", constraint, err)
			continue
		}
		for want, list := range map[bool][]string{true: versions.in, false: versions.out} {
			for _, version := range list {
				if takes, known := c.Takes(version); takes != want || !known {
					t.Errorf("%s of %s: got %v, known %v, want %v", version, constraint, takes, known, want)
				}
			}
		}
	}
}

func TestAVersionThatIsNoReleaseIsNotKnown(t *testing.T) {
	c, err := ParseConstraint(">=0.0.0-0")
	if err != nil {
		t.Fatal(err)
	}
	for _, version := range []string{"", "(devel)", "v0.0.0-20261129160000-f778d8234567", "v0.0.0-20261129160000-f778d8234567+dirty"} {
		if takes, known := c.Takes(version); takes || known {
			t.Errorf("%q must not be known, nor taken", version)
		}
	}
}

func TestWhatIsNoConstraintIsRefused(t *testing.T) {
	for _, text := range []string{"", " ", "latest", "v0.2", ">=v0.2", "~0.2", "^0.2", ">=0.2, <0.4", ">=", "0.2.0.0", "||", "0.2 ||"} {
		if _, err := ParseConstraint(text); err == nil || !strings.HasPrefix(err.Error(), "must be") {
			t.Errorf("%q must be refused, not %v", text, err)
		}
	}
}
