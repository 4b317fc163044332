// Package apiserver holds what flinkustomize emits, and what it knows of pods, against a real API server, built from its own
// module, with an etcd beside it; both listen on loopback alone.
package apiserver

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// url, token and client lead to the API server that all tests share.
var (
	url, token string

	client = &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}} // its certificate is of this run
)

func TestMain(m *testing.M) {
	code := 1
	if err := serve(func() { code = m.Run() }); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

// serve starts etcd and the API server for as long as run takes.
func serve(run func()) error {
	dir, err := os.MkdirTemp("", "apiserver")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	server := filepath.Join(dir, "kube-apiserver")
	if out, err := exec.Command("go", "build", "-o", server, "k8s.io/kubernetes/cmd/kube-apiserver").CombinedOutput(); err != nil {
		return fmt.Errorf("the API server does not build: %w\n%s", err, out)
	}
	key := filepath.Join(dir, "key")
	if err := writeKey(key); err != nil {
		return err
	}
	token = rand.Text()
	tokens := filepath.Join(dir, "tokens")
	if err := os.WriteFile(tokens, []byte(token+",test,test,system:masters\n"), 0o600); err != nil {
		return err
	}
	ports, err := freePorts(3)
	if err != nil {
		return err
	}
	etcd := fmt.Sprintf("http://127.0.0.1:%d", ports[0])
	peer := fmt.Sprintf("http://127.0.0.1:%d", ports[1])
	ctx, cancel := context.WithCancel(context.Background())
	for _, command := range [][]string{
		{
			"etcd", "--data-dir=" + filepath.Join(dir, "etcd"), "--listen-client-urls=" + etcd, "--advertise-client-urls=" + etcd,
			"--listen-peer-urls=" + peer, "--initial-advertise-peer-urls=" + peer, "--initial-cluster=default=" + peer, "--unsafe-no-fsync",
		},
		{
			server, "--etcd-servers=" + etcd, "--bind-address=127.0.0.1", fmt.Sprintf("--secure-port=%d", ports[2]), "--cert-dir=" + dir,
			"--token-auth-file=" + tokens, "--watch-cache=false", "--service-account-issuer=https://localhost", "--service-account-key-file=" + key,
			"--service-account-signing-key-file=" + key, "--service-cluster-ip-range=10.0.0.0/24",
			// What these ask for is of the cluster, not of the object.
			"--disable-admission-plugins=ServiceAccount,Priority,RuntimeClass",
		},
	} {
		log, err := os.Create(filepath.Join(dir, filepath.Base(command[0])+".log"))
		if err != nil {
			cancel()
			return err
		}
		c := exec.CommandContext(ctx, command[0], command[1:]...)
		c.Stdout, c.Stderr = log, log
		if err := c.Start(); err != nil {
			cancel()
			return err
		}
		defer c.Wait()
	}
	defer cancel()
	url = fmt.Sprintf("https://127.0.0.1:%d", ports[2])
	if err := ready(); err != nil {
		logs, _ := exec.Command("tail", "-n", "20", filepath.Join(dir, "etcd.log"), filepath.Join(dir, "kube-apiserver.log")).CombinedOutput()
		return fmt.Errorf("%w\n%s", err, logs)
	}
	run()
	return nil
}

func writeKey(path string) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return err
	}
	return os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der}), 0o600)
}

func freePorts(n int) ([]int, error) {
	var ports []int
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer l.Close()
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	return ports, nil
}

func ready() error {
	var last error
	for deadline := time.Now().Add(3 * time.Minute); time.Now().Before(deadline); time.Sleep(200 * time.Millisecond) {
		if last = do(http.MethodGet, "/readyz", nil); last == nil {
			return nil
		}
	}
	return fmt.Errorf("the API server is not ready after three minutes: %w", last)
}

// do sends an object, and gives what the API server refuses it with, or warns of.
func do(method, path string, object any) error {
	body, contentType := []byte(nil), "application/json"
	if method == http.MethodPatch {
		contentType = "application/apply-patch+yaml"
	}
	if object != nil {
		var err error
		if body, err = json.Marshal(object); err != nil {
			return err
		}
	}
	request, err := http.NewRequest(method, url+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Content-Type", contentType)
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode >= 300 {
		var status struct{ Message string }
		if json.Unmarshal(answer, &status) != nil || status.Message == "" {
			status.Message = strings.TrimSpace(string(answer))
		}
		return &refusal{response.StatusCode, status.Message}
	}
	return nil
}

// refusal is the API server's answer to what it does not take.
type refusal struct {
	code    int
	message string
}

func (r *refusal) Error() string { return fmt.Sprintf("%d: %s", r.code, r.message) }
