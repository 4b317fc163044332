package registration_test

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// answering answers one path in StreamPark's place.
func answering(path string, handle http.HandlerFunc) func(int, http.ResponseWriter, *http.Request) bool {
	return func(_ int, w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != path {
			return false
		}
		handle(w, r)
		return true
	}
}

func success200(data any) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		status, answer := success(data)
		writeJSON(w, status, answer)
	}
}

func failing(status int, answer any) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, status, answer) }
}

func page(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = w.Write([]byte("<html>\n\tat a page</html>"))
	}
}

// drop ends the connection without an answer.
func drop(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

// hang never answers; it ends with the connection.
func hang(_ http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body) // or the server does not notice the end of the connection
	<-r.Context().Done()
	panic(http.ErrAbortHandler)
}

func TestSignInIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		set         func(*streamPark)
		environment string
		want        string
	}{
		"wrong password": {environment: "STREAMPARK_PASSWORD=other", want: "StreamPark user registrar: user name or password is wrong"},
		"locked":         {set: func(s *streamPark) { s.signInCode = 1 }, want: "StreamPark user registrar is locked"},
		"no team":        {set: func(s *streamPark) { s.signInCode = 403 }, want: "StreamPark user registrar has no team, or several and none chosen"},
		"alert": {set: func(s *streamPark) {
			s.intercept = answering("/passport/signin", failing(500, object{"code": 501, "message": "registrar must use LDAP"}))
		}, want: "POST /passport/signin: code 501: registrar must use LDAP"},
		"no token": {set: func(s *streamPark) {
			s.intercept = answering("/passport/signin", success200(object{"user": "registrar"}))
		}, want: "POST /passport/signin: no token in the answer"},
		"broken token": {set: func(s *streamPark) {
			s.intercept = answering("/passport/signin", success200(object{"token": "a\r\nb"}))
		}, want: "POST /passport/signin: no token in the answer"},
		"bad request": {set: func(s *streamPark) {
			s.intercept = answering("/passport/signin", failing(400, object{"code": 500, "message": "user name must not be blank"}))
		}, want: "code 500: user name must not be blank"},
		"unauthorized": {set: func(s *streamPark) {
			s.intercept = answering("/passport/signin", page(401))
		}, want: "POST /passport/signin: code 401: no message"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStreamPark(t)
			if c.set != nil {
				c.set(s)
			}
			s.run(t, wanted().JSON(), c.environment).fails(t, c.want)
		})
	}
}

func TestNotReadyUntilLater(t *testing.T) {
	t.Parallel()
	for name, starting := range map[string]http.HandlerFunc{
		"no page":          page(503),
		"connection ends":  drop,
		"sign-in too soon": failing(500, object{"code": 500, "message": "no database"}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStreamPark(t)
			s.intercept = func(n int, w http.ResponseWriter, r *http.Request) bool {
				if n > 4 || name == "sign-in too soon" && r.URL.Path == "/" {
					return false
				}
				starting(w, r)
				return true
			}
			got := s.run(t, wanted().JSON())
			if notice, rest, _ := strings.Cut(got.stdout, "\n"); got.status != 0 || rest != created ||
				!strings.HasPrefix(notice, "waiting for StreamPark at "+s.URL+": ") {
				t.Errorf("got status %d:\n%s%s", got.status, got.stdout, got.stderr)
			}
		})
	}
}

// soon is how long a test waits for what never comes.
const soon = "WAIT_SECONDS=0.2"

func TestNeverReady(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		intercept func(int, http.ResponseWriter, *http.Request) bool
		want      string
	}{
		"no page":           {answering("/", page(503)), "GET /: HTTP 503"},
		"connection ends":   {answering("/", drop), "GET /: "},
		"sign-in no JSON":   {answering("/passport/signin", page(200)), "POST /passport/signin: HTTP 200 and not the JSON of StreamPark"},
		"sign-in elsewhere": {answering("/passport/signin", page(302)), "POST /passport/signin: HTTP 302 and not"},
		"no database":       {answering("/passport/signin", failing(500, object{"code": 500, "message": "no database"})), "code 500: no database"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStreamPark(t)
			s.intercept = c.intercept
			s.run(t, wanted().JSON(), soon).fails(t, "was not ready within 0.2 s: ", c.want)
		})
	}
	t.Run("no host", func(t *testing.T) {
		t.Parallel()
		s := newStreamPark(t)
		s.Close()
		s.run(t, wanted().JSON(), soon).fails(t, "was not ready within 0.2 s: GET /: Connection refused")
	})
}

// A redirection would carry the password to wherever it points.
func TestRedirectionsAreNotFollowed(t *testing.T) {
	t.Parallel()
	other, s := newStreamPark(t), newStreamPark(t)
	s.intercept = func(_ int, w http.ResponseWriter, r *http.Request) bool {
		http.Redirect(w, r, other.URL+r.URL.Path, http.StatusTemporaryRedirect)
		return true
	}
	s.run(t, wanted().JSON(), soon).fails(t, "GET /: HTTP 307")
	if other.requests != 0 {
		t.Errorf("%d requests went elsewhere", other.requests)
	}
}

func TestProxiesOfTheEnvironmentAreNotUsed(t *testing.T) {
	t.Parallel()
	proxy, s := newStreamPark(t), newStreamPark(t)
	s.run(t, wanted().JSON(), "http_proxy="+proxy.URL, "HTTP_PROXY="+proxy.URL).want(t, 0, created, "")
}

func TestTokenThatDiesMidwayIsReplaced(t *testing.T) {
	t.Parallel()
	s := newStreamPark(t)
	s.intercept = func(n int, _ http.ResponseWriter, _ *http.Request) bool {
		if n == 6 { // just before the first create
			s.mu.Lock()
			s.token = ""
			s.mu.Unlock()
		}
		return false
	}
	s.run(t, wanted().JSON()).want(t, 0, created, "")
	if len(s.tokens) != 2 || len(s.envs) != 2 {
		t.Errorf("got tokens %q and Flink homes %v", s.tokens, s.envs)
	}
}

func TestTokenThatIsNeverTakenEndsTheRun(t *testing.T) {
	t.Parallel()
	s := newStreamPark(t)
	s.intercept = answering("/flink/env/list", failing(401, object{"code": 401, "message": "Permission denied."}))
	s.run(t, wanted().JSON()).fails(t, "POST /flink/env/list: code 401 right after signing in: Permission denied.")
	if len(s.tokens) != 2 {
		t.Errorf("signed in %d times", len(s.tokens))
	}
}

func TestFailuresOfACall(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		handle http.HandlerFunc
		want   string
	}{
		"403":              {failing(403, object{"code": 403, "message": "no"}), "code 403: StreamPark user registrar is not allowed to"},
		"403 without JSON": {page(403), "code 403: StreamPark user registrar is not allowed to"},
		"500":              {failing(500, object{"code": 500, "message": "internal server error: boom\n\tat org.apache.Trace"}), "code 500: internal server error: boom"},
		"501":              {failing(500, object{"code": 501, "message": "must not"}), "code 501: must not"},
		"501 in HTTP 200":  {failing(200, object{"code": "501", "message": "must not"}), "code 501: must not"},
		"502":              {failing(500, object{"code": 502, "message": "java.io.IOException: gone\r\n\tat x"}), "code 502: java.io.IOException: gone"},
		"no message":       {failing(500, object{"code": 502, "message": nil}), "code 502: no message"},
		"200 in HTTP 500":  {failing(500, object{"code": 200}), "code 500: no message"},
		"404":              {failing(404, object{"status": 404, "error": "Not Found"}), "code 404: Not Found"},
		"a page":           {page(200), "HTTP 200 and not the JSON of StreamPark"},
		"a gateway's page": {page(502), "HTTP 502 and not the JSON of StreamPark"},
		"a list":           {failing(200, []int{}), "HTTP 200 and not the JSON of StreamPark"},
		"dropped":          {drop, ": "},
		"half an answer": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			_, _ = w.Write([]byte("{"))
			drop(w, nil)
		}, ": "},
		"secrets in the message": {func(w http.ResponseWriter, r *http.Request) {
			writeJSON(w, 500, object{"code": 500, "message": "rejected correct-horse-battery and " + r.Header.Get("Authorization")})
		}, "code 500: rejected *** and ***"},
	} {
		for _, path := range []string{"/flink/env/list", "/flink/cluster/create"} {
			t.Run(name+" "+path, func(t *testing.T) {
				t.Parallel()
				state := wanted()
				state.FlinkHomes, state.Clusters = state.FlinkHomes[1:], state.Clusters[:1]
				s := newStreamPark(t)
				s.intercept = answering(path, c.handle)
				s.run(t, state.JSON()).fails(t, "POST "+path+": ", c.want)
			})
		}
	}
}

func TestListsOfAnotherShapeEndTheRun(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"/flink/env/list", "/flink/cluster/list"} {
		for name, data := range map[string]any{"null": nil, "object": object{}, "strings": []string{"x"}, "no names": []object{{"id": "1"}}} {
			t.Run(name+" "+path, func(t *testing.T) {
				t.Parallel()
				s := newStreamPark(t)
				s.intercept = answering(path, success200(data))
				s.run(t, wanted().JSON()).fails(t, "POST "+path+": the answer must list objects with id and ")
			})
		}
	}
}

func TestClusterThatStreamParkDoesNotSaveIsReported(t *testing.T) {
	t.Parallel()
	s := newStreamPark(t)
	s.intercept = answering("/flink/cluster/create", success200(false))
	state := wanted()
	state.Clusters = state.Clusters[:1]
	s.run(t, state.JSON()).fails(t, "cluster analytics: StreamPark did not save it")
}

func TestAnswerThatNeverComesTimesOut(t *testing.T) {
	t.Parallel()
	s := newStreamPark(t)
	s.intercept = answering("/flink/env/create", hang)
	s.run(t, wanted().JSON(), "REQUEST_SECONDS=1").fails(t, "POST /flink/env/create: timed out")
}

func TestEnvironmentIsChecked(t *testing.T) {
	t.Parallel()
	for environment, want := range map[string]string{
		"STREAMPARK_URL=":                                             "STREAMPARK_URL must be set",
		"STREAMPARK_PASSWORD=":                                        "STREAMPARK_PASSWORD must be set",
		"STREAMPARK_URL=console:10000":                                "STREAMPARK_URL must be like http://console:10000",
		"STREAMPARK_URL=http://console":                               "STREAMPARK_URL must be like http://console:10000",
		"STREAMPARK_URL=http://console:99999":                         "STREAMPARK_URL must be like http://console:10000",
		"STREAMPARK_URL=http://console:1/path":                        "STREAMPARK_URL must be like http://console:10000",
		"STREAMPARK_URL=http://a:correct-horse-battery@console:10000": "STREAMPARK_URL must be like http://console:10000",
		"STREAMPARK_URL=http://" + strings.Repeat("ü", 70) + ":10000": "was not ready within",
		"WAIT_SECONDS=-1":                                             "WAIT_SECONDS must be a number of seconds, not '-1'",
		"WAIT_SECONDS=nan":                                            "WAIT_SECONDS must be a number of seconds, not 'nan'",
		"WAIT_INTERVAL=inf":                                           "WAIT_INTERVAL must be a number of seconds, not 'inf'",
		"REQUEST_SECONDS=1e9":                                         "REQUEST_SECONDS must be a number of seconds, not '1e9'",
	} {
		t.Run(environment, func(t *testing.T) {
			t.Parallel()
			newStreamPark(t).run(t, wanted().JSON(), soon, environment).fails(t, want)
		})
	}
}

// Whatever request a run is killed at, answered or not, the next run completes it: the end is as that of one whole run.
func TestKilledRunIsCompletedByTheNext(t *testing.T) {
	t.Parallel()
	whole := registered(t)
	for n := 1; n <= whole.requests; n++ {
		for _, carriedOut := range []bool{false, true} {
			t.Run(strconv.Itoa(n)+map[bool]string{false: " lost", true: " carried out"}[carriedOut], func(t *testing.T) {
				t.Parallel()
				s := newStreamPark(t)
				ctx, kill := context.WithCancel(t.Context())
				defer kill()
				// Killed is killed: the process gets no answer and no chance to clean up.
				killAt := func(at int, r *http.Request) {
					if at == n {
						kill()
						hang(nil, r)
					}
				}
				if carriedOut {
					s.answered = killAt
				} else {
					s.intercept = func(at int, _ http.ResponseWriter, r *http.Request) bool {
						killAt(at, r)
						return false
					}
				}
				if got := s.runIn(t, ctx, wanted().JSON()); got.status != -1 {
					t.Errorf("status %d: not killed", got.status)
				}
				if got := s.run(t, wanted().JSON()); got.status != 0 {
					t.Errorf("status %d of the next run:\n%s", got.status, got.stderr)
				}
				if !slices.Equal(s.envs, whole.envs) || !slices.Equal(s.clusters, whole.clusters) {
					t.Errorf("got %v and %v, want %v and %v", s.envs, s.clusters, whole.envs, whole.clusters)
				}
			})
		}
	}
}
