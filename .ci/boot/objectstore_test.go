package boot

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"strconv"
	"strings"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// Credentials that the object store takes. They reach Flink as the variables that the rendered pod takes from a Secret.
var secrets = map[string]string{"AWS_ACCESS_KEY_ID": "flink-in-test", "AWS_SECRET_ACCESS_KEY": "no-secret-in-test"}

// objectStore speaks S3 on loopback and keeps its objects in memory.
type objectStore struct {
	backend *s3mem.Backend
	url     string
	bucket  string
}

// startObjectStore starts an object store with one bucket. It refuses a request that is not signed by the known access key;
// the signature itself it does not check.
func startObjectStore(t *testing.T, bucket string) *objectStore {
	t.Helper()
	backend := s3mem.New()
	if err := backend.CreateBucket(bucket); err != nil {
		t.Fatal(err)
	}
	s3 := gofakes3.New(backend, gofakes3.WithLogger(gofakes3.DiscardLog()), gofakes3.WithoutVersioning()).Server()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.Header.Get("Authorization"), "Credential="+secrets["AWS_ACCESS_KEY_ID"]+"/") {
			http.Error(w, "<Error><Code>InvalidAccessKeyId</Code></Error>", http.StatusForbidden)
			return
		}
		// The server takes a body that is signed chunk by chunk for an object, but not for a part of one. The chunks have the
		// form that HTTP's have.
		if strings.HasPrefix(r.Header.Get("X-Amz-Content-Sha256"), "STREAMING-") {
			r.Body = io.NopCloser(httputil.NewChunkedReader(r.Body))
			r.Header.Set("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD")
			r.Header.Set("Content-Length", r.Header.Get("X-Amz-Decoded-Content-Length"))
			r.ContentLength, _ = strconv.ParseInt(r.Header.Get("X-Amz-Decoded-Content-Length"), 10, 64)
		}
		s3.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return &objectStore{backend: backend, url: server.URL, bucket: bucket}
}

// objects are the keys below a URI such as s3://bucket/folder.
func (s *objectStore) objects(uri string) ([]string, error) {
	folder, found := strings.CutPrefix(uri, "s3://"+s.bucket+"/")
	if !found {
		return nil, fmt.Errorf("%s is not in the bucket %s", uri, s.bucket)
	}
	prefix := gofakes3.NewPrefix(&folder, nil)
	list, err := s.backend.ListBucket(s.bucket, &prefix, gofakes3.ListBucketPage{})
	if err != nil {
		return nil, err
	}
	var keys []string
	for _, object := range list.Contents {
		if !strings.HasSuffix(object.Key, "/") { // a folder's mark
			keys = append(keys, object.Key)
		}
	}
	return keys, nil
}
