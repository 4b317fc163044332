package impact

import (
	"strings"
	"testing"
)

// TestAnAcknowledgementCoversOneOldValueAlone: values that look alike where they are shortened are told apart, and the new value
// plays no part.
func TestAnAcknowledgementCoversOneOldValueAlone(t *testing.T) {
	start := "s3://" + strings.Repeat("flink", 30) + "/"
	id := func(old, new string) string {
		c := change{Change: Change{Class: RecoveryAtRisk, ID: ID{Kind: "FlinkDeployment", Namespace: "streaming", Name: "analytics"}, Loss: "it is left behind"}}
		c.cause(leaf{path: "spec.flinkConfiguration[high-availability.storageDir]", name: "high-availability.storageDir", old: old, new: new}, RecoveryAtRisk, "")
		return c.LossID()
	}
	one := id(start+"one", "s3://new")
	if !strings.HasSuffix(one, " from "+start+"one") {
		t.Errorf("the whole old value must be named: %s", one)
	}
	if other := id(start+"one", start+"new"); other != one {
		t.Errorf("the new value must play no part: %s and %s", one, other)
	}
	if other := id(start+"two", "s3://new"); other == one {
		t.Errorf("two old values have one ID: %s", one)
	}
	long := strings.Repeat(start, 9)
	if a, b := id(long+"one", ""), id(long+"two", ""); a == b || len(a) > 200 {
		t.Errorf("long values must be told apart by their hashes: %s and %s", a, b)
	}
}
