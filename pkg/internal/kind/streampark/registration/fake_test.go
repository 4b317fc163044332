package registration_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"
)

// env and cluster are rows of StreamPark's tables.
type env struct {
	id                      int
	name, home, description string
}

type cluster struct {
	id, versionID, executionMode int
	name, address, description   string
}

// streamPark answers as StreamPark 2.1 does: forms in, long ids as strings out, its own codes beside HTTP's.
type streamPark struct {
	*httptest.Server
	// intercept, when set, may answer a request in StreamPark's place, by its number from 1; it reports whether it did.
	intercept func(n int, w http.ResponseWriter, r *http.Request) bool
	// answered, when set, runs after a request was carried out and before it is answered.
	answered func(n int, r *http.Request)

	mu                 sync.Mutex
	username, password string
	signInCode         int            // 200, or why a sign-in is refused
	withCode           bool           // whether a successful sign-in carries a code
	dists              map[string]int // flink-dist jars by Flink home
	unreachable        map[string]bool
	checkStatus        int         // what cluster/check answers; 0 for what is so
	jobs               map[int]int // jobs by Flink env
	envs               []env
	clusters           []cluster
	nextID             int
	token              string // the one token that lives
	tokens             []string
	requests           int
	mutations          []string
}

func newStreamPark(t *testing.T) *streamPark {
	s := &streamPark{
		username: "registrar", password: "correct-horse-battery", signInCode: 200, nextID: 100000,
		dists:       map[string]int{"/flink/1.19": 1, "/flink/1.20": 1, "/flink/moved": 1, "/flink/two": 2},
		unreachable: map[string]bool{}, jobs: map[int]int{},
	}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

func (s *streamPark) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.requests++
	n := s.requests
	s.mu.Unlock()
	if s.intercept != nil && s.intercept(n, w, r) {
		return
	}
	s.mu.Lock()
	status, answer := s.answer(r)
	s.mu.Unlock()
	if s.answered != nil {
		s.answered(n, r)
	}
	if answer == nil {
		w.WriteHeader(status)
		return
	}
	writeJSON(w, status, answer)
}

func writeJSON(w http.ResponseWriter, status int, answer any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(answer)
}

type object = map[string]any

func success(data any) (int, object) {
	return http.StatusOK, object{"status": "success", "code": 200, "data": data}
}

// alert is what StreamPark answers when it refuses: HTTP 500 around its own code.
func alert(code int, message string) (int, object) {
	return http.StatusInternalServerError, object{"status": "error", "code": code, "message": message, "data": nil}
}

func (s *streamPark) answer(r *http.Request) (int, object) {
	if r.Method == http.MethodGet && r.URL.Path == "/" {
		return http.StatusOK, nil
	}
	if r.Method != http.MethodPost {
		return http.StatusNotFound, object{"status": 404, "error": "Not Found", "path": r.URL.Path}
	}
	// ParseForm reads forms alone, as StreamPark does: of a JSON body nothing arrives.
	if err := r.ParseForm(); err != nil {
		return http.StatusBadRequest, object{"status": 400, "error": "Bad Request"}
	}
	form := r.PostForm.Get
	if r.URL.Path == "/passport/signin" {
		return s.signIn(form)
	}
	if s.token == "" || r.Header.Get("Authorization") != s.token {
		return http.StatusUnauthorized, nil
	}
	switch r.URL.Path {
	case "/flink/env/create", "/flink/env/update", "/flink/cluster/create", "/flink/cluster/update":
		s.mutations = append(s.mutations, r.URL.Path[len("/flink/"):]+" "+form("flinkName")+form("clusterName"))
	}
	id, _ := strconv.Atoi(form("id"))
	switch r.URL.Path {
	case "/flink/env/list":
		rows := []object{}
		for _, e := range s.envs {
			rows = append(rows, object{"id": strconv.Itoa(e.id), "flinkName": e.name, "flinkHome": e.home, "description": text(e.description)})
		}
		return success(rows)
	case "/flink/env/check":
		return success(s.checkEnv(id, form("flinkName"), form("flinkHome")))
	case "/flink/env/create":
		if s.checkEnv(0, form("flinkName"), form("flinkHome")) != 0 {
			return alert(502, "java.lang.RuntimeException: Duplicate entry or no such folder\n\tat org.apache.streampark.Trace")
		}
		s.envs = append(s.envs, env{s.newID(), form("flinkName"), form("flinkHome"), form("description")})
		return success(true)
	case "/flink/env/update":
		return s.updateEnv(id, form)
	case "/flink/cluster/list":
		rows := []object{}
		for _, c := range s.clusters {
			rows = append(rows, object{
				"id": strconv.Itoa(c.id), "clusterName": c.name, "executionMode": c.executionMode, "address": c.address,
				"versionId": strconv.Itoa(c.versionID), "description": text(c.description),
			})
		}
		return success(rows)
	case "/flink/cluster/check":
		return success(object{"status": s.checkCluster(id, form), "msg": nil})
	case "/flink/cluster/create":
		mode, _ := strconv.Atoi(form("executionMode"))
		version, _ := strconv.Atoi(form("versionId"))
		if mode == 0 || version == 0 || form("clusterName") == "" {
			return alert(500, "internal server error: Column cannot be null\n\tat org.apache.streampark.Trace")
		}
		s.clusters = append(s.clusters, cluster{s.newID(), version, mode, form("clusterName"), form("address"), form("description")})
		return success(true)
	case "/flink/cluster/update":
		for i := range s.clusters {
			if c := &s.clusters[i]; c.id == id {
				// Of a remote cluster StreamPark takes no other versionId.
				c.name, c.address, c.description = form("clusterName"), form("address"), form("description")
				return success(nil)
			}
		}
		return alert(500, "internal server error: NullPointerException")
	}
	return http.StatusNotFound, object{"status": 404, "error": "Not Found", "path": r.URL.Path}
}

func (s *streamPark) signIn(form func(string) string) (int, object) {
	if form("username") != s.username || form("password") != s.password || form("loginType") != "PASSWORD" {
		return http.StatusOK, object{"status": "success", "code": 0}
	}
	if s.signInCode != 200 {
		return http.StatusOK, object{"status": "success", "code": s.signInCode, "data": "100001"}
	}
	s.token = fmt.Sprintf("token%d+/=%s", len(s.tokens), "S2VlcE1lU2VjcmV0")
	s.tokens = append(s.tokens, s.token)
	answer := object{"data": object{"token": s.token, "expire": "2099-01-01 00:00:00"}}
	if s.withCode {
		answer["code"], answer["status"] = 200, "success"
	}
	return http.StatusOK, answer
}

func (s *streamPark) checkEnv(id int, name, home string) int {
	for _, e := range s.envs {
		if e.name == name && e.id != id {
			return 1
		}
	}
	switch s.dists[home] {
	case 0:
		return -1
	case 1:
		return 0
	}
	return 2
}

func (s *streamPark) updateEnv(id int, form func(string) string) (int, object) {
	for _, c := range s.clusters {
		if c.versionID == id {
			return alert(501, "The flink home is still in use by some flink cluster, please check.")
		}
	}
	if s.jobs[id] > 0 {
		return alert(501, "The flink home is still in use by some application, please check.")
	}
	for i := range s.envs {
		if e := &s.envs[i]; e.id == id {
			e.name, e.home = form("flinkName"), form("flinkHome")
			return success(true)
		}
	}
	return alert(501, "The flink home does not exist, please check.")
}

func (s *streamPark) checkCluster(id int, form func(string) string) int {
	for _, c := range s.clusters {
		if c.name == form("clusterName") && c.id != id {
			return 1
		}
	}
	if s.checkStatus != 0 {
		return s.checkStatus
	}
	if form("executionMode") == "1" && s.unreachable[form("address")] {
		return 3
	}
	return 0
}

func (s *streamPark) newID() int {
	s.nextID++
	return s.nextID
}

// text is null where it is empty, as rows made in StreamPark's own pages have it.
func text(value string) any {
	if value == "" {
		return nil
	}
	return value
}
