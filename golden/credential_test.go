package golden

import (
	"strings"
	"testing"
)

// credential is what invalid specs have for one.
const credential = "hunter2"

// Errors stand in logs that many may read.
func TestErrorsRepeatNoCredential(t *testing.T) {
	tried := 0
	for name, text := range invalidSpecs(t) {
		if !strings.Contains(string(text), credential) {
			continue
		}
		tried++
		for _, finding := range findings(t, text) {
			if strings.Contains(finding.Error(), credential) {
				t.Errorf("%s: %s", name, finding)
			}
		}
	}
	if tried < 20 {
		t.Errorf("%d specs with a credential were tried, which says little", tried)
	}
}
