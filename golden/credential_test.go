package golden

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// credential is what invalid specs have for one.
const credential = "hunter2"

// Errors stand in logs that many may read.
func TestErrorsRepeatNoCredential(t *testing.T) {
	files, err := filepath.Glob("invalid/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), credential) {
			continue
		}
		tried++
		for _, finding := range findings(t, text) {
			if strings.Contains(finding.Error(), credential) {
				t.Errorf("%s: %s", file, finding)
			}
		}
	}
	if tried < 20 {
		t.Errorf("%d specs with a credential were tried, which says little", tried)
	}
}
