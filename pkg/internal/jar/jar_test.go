package jar_test

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/jar"
)

// What runs in a cluster is run here: a jar that is not the one that was asked for must stop the pod, and a second run must not
// stumble over what the first has left.
func TestFetchTakesOnlyTheJarOfTheHash(t *testing.T) {
	for _, program := range []string{"sh", "curl", "sha256sum"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("there is no %s here", program)
		}
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/udf.jar" {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write([]byte("a jar"))
	}))
	defer server.Close()
	sum := sha256.Sum256([]byte("a jar"))
	folder := t.TempDir()
	run := func(address, hash string) error {
		return exec.Command("sh", "-c", jar.Fetch(address, hash, folder)).Run()
	}
	for range 2 {
		if err := run(server.URL+"/udf.jar", hex.EncodeToString(sum[:])); err != nil {
			t.Fatal(err)
		}
	}
	if content, err := os.ReadFile(filepath.Join(folder, "udf.jar")); err != nil || string(content) != "a jar" {
		t.Errorf("the jar is %q, %v", content, err)
	}
	other := sha256.Sum256([]byte("another"))
	if run(server.URL+"/udf.jar", hex.EncodeToString(other[:])) == nil {
		t.Error("a jar of another hash must be refused")
	}
	if run(server.URL+"/absent.jar", hex.EncodeToString(sum[:])) == nil {
		t.Error("a jar that is not there must stop the pod")
	}
}
