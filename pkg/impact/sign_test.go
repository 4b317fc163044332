package impact_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
)

func TestEveryClassThatIsListedHasASign(t *testing.T) {
	for _, class := range impact.Classes() {
		if listed := class != impact.None; listed != (class.Sign() != "") {
			t.Errorf("%s has the sign %q", class, class.Sign())
		}
	}
}
