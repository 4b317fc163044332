package registration_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/streampark/registration"
)

// wanted is the state that most tests start from: two Flink homes, and a session on each.
func wanted() registration.State {
	return registration.State{
		FlinkHomes: []registration.FlinkHome{{Name: "flink-1.19", Path: "/flink/1.19"}, {Name: "flink-1.20", Path: "/flink/1.20"}},
		Clusters: []registration.Cluster{
			{Name: "analytics", Address: "http://analytics-rest.streaming:8081", FlinkHome: "flink-1.20", Description: "Analytics"},
			{Name: "billing", Address: "http://billing-rest.streaming:8081", FlinkHome: "flink-1.19"},
		},
	}
}

const (
	created = "Flink home flink-1.19: created\nFlink home flink-1.20: created\ncluster analytics: created\ncluster billing: created\n"
	kept    = "Flink home flink-1.19: kept\nFlink home flink-1.20: kept\ncluster analytics: kept\ncluster billing: kept\n"
)

// registered is a StreamPark in which the wanted state is registered.
func registered(t *testing.T) *streamPark {
	t.Helper()
	s := newStreamPark(t)
	if s.run(t, wanted().JSON()).want(t, 0, created, ""); t.Failed() {
		t.FailNow()
	}
	s.mutations = nil
	return s
}

func TestFirstRunRegistersEverything(t *testing.T) {
	t.Parallel()
	s := registered(t)
	if want := []env{{100001, "flink-1.19", "/flink/1.19", ""}, {100002, "flink-1.20", "/flink/1.20", ""}}; !slices.Equal(s.envs, want) {
		t.Errorf("got Flink homes %v, want %v", s.envs, want)
	}
	if want := []cluster{
		{100003, 100002, 1, "analytics", "http://analytics-rest.streaming:8081", "Analytics"},
		{100004, 100001, 1, "billing", "http://billing-rest.streaming:8081", ""},
	}; !slices.Equal(s.clusters, want) {
		t.Errorf("got clusters %v, want %v", s.clusters, want)
	}
}

func TestSecondRunChangesNothing(t *testing.T) {
	t.Parallel()
	s := registered(t)
	s.run(t, wanted().JSON()).want(t, 0, kept, "")
	if len(s.mutations) != 0 {
		t.Errorf("the second run sent %q", s.mutations)
	}
}

func TestNothingWantedNeedsNothing(t *testing.T) {
	t.Parallel()
	newStreamPark(t).run(t, registration.State{}.JSON()).want(t, 0, "", "")
}

func TestWhatIsNotWantedAnyMoreStays(t *testing.T) {
	t.Parallel()
	s := registered(t)
	s.run(t, registration.State{}.JSON()).want(t, 0, "", "")
	if len(s.envs) != 2 || len(s.clusters) != 2 {
		t.Errorf("left are %v and %v", s.envs, s.clusters)
	}
}

func TestUnusedFlinkHomeMoves(t *testing.T) {
	t.Parallel()
	s := newStreamPark(t)
	s.envs = []env{{7, "flink-1.20", "/flink/old", "by hand"}}
	state := registration.State{FlinkHomes: []registration.FlinkHome{{Name: "flink-1.20", Path: "/flink/moved"}}}
	s.run(t, state.JSON()).want(t, 0, "Flink home flink-1.20: moved from /flink/old to /flink/moved\n", "")
	if want := (env{7, "flink-1.20", "/flink/moved", "by hand"}); s.envs[0] != want {
		t.Errorf("got %v, want %v", s.envs[0], want)
	}
}

func TestFlinkHomeWithTrailingSlashIsTheSame(t *testing.T) {
	t.Parallel()
	s := registered(t)
	s.envs[0].home += "/"
	s.run(t, wanted().JSON()).want(t, 0, kept, "")
}

func TestFlinkHomeUsedByAClusterDoesNotMove(t *testing.T) {
	t.Parallel()
	s := registered(t)
	state := wanted()
	state.FlinkHomes[1].Path = "/flink/moved"
	got := s.run(t, state.JSON())
	got.fails(t, "Flink home flink-1.20: is at /flink/1.20 in StreamPark, must be at /flink/moved", "uses: analytics. By hand: ")
	if len(s.mutations) != 0 {
		t.Errorf("sent %q", s.mutations)
	}
}

func TestFlinkHomeUsedByAJobDoesNotMove(t *testing.T) {
	t.Parallel()
	s := newStreamPark(t)
	s.envs, s.jobs[7] = []env{{7, "flink-1.20", "/flink/old", ""}}, 1
	state := registration.State{FlinkHomes: []registration.FlinkHome{{Name: "flink-1.20", Path: "/flink/moved"}}}
	s.run(t, state.JSON()).fails(t, "Flink home flink-1.20: POST /flink/env/update: code 501: The flink home is still in use by some application")
}

func TestClusterAddressAndDescriptionFollow(t *testing.T) {
	t.Parallel()
	s := registered(t)
	state := wanted()
	state.Clusters[0].Address = "http://analytics-rest.elsewhere:8081"
	state.Clusters[1].Description = "Billing"
	s.run(t, state.JSON()).want(t, 0, strings.Replace(strings.Replace(kept,
		"analytics: kept", "analytics: updated", 1), "billing: kept", "billing: updated", 1), "")
	if want := (cluster{100003, 100002, 1, "analytics", "http://analytics-rest.elsewhere:8081", "Analytics"}); s.clusters[0] != want {
		t.Errorf("got %v, want %v", s.clusters[0], want)
	}
	state.Clusters[1].Description = ""
	s.run(t, state.JSON()).want(t, 0, strings.Replace(kept, "billing: kept", "billing: updated", 1), "")
	if got := s.clusters[1].description; got != "" {
		t.Errorf("the description is still %q", got)
	}
}

// A session on a new image needs another Flink home, which StreamPark gives no remote cluster: the home is registered,
// the address follows, and the rest is said, until somebody has done it.
func TestClusterOnAnotherFlinkHomeIsReported(t *testing.T) {
	t.Parallel()
	for name, byHand := range map[string]func(*streamPark){
		"version_id set": func(s *streamPark) { s.clusters[0].versionID = 100005 },
		"deleted":        func(s *streamPark) { s.clusters = s.clusters[1:] },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := registered(t)
			state := wanted()
			state.FlinkHomes = append(state.FlinkHomes, registration.FlinkHome{Name: "flink-next", Path: "/flink/moved"})
			state.Clusters[0].FlinkHome = "flink-next"
			state.Clusters[0].Address = "http://analytics-rest.elsewhere:8081"
			got := s.run(t, state.JSON())
			got.fails(t, "cluster analytics: updated, but with Flink home flink-1.20; it must be flink-next",
				"set version_id to 100005 in table t_flink_cluster where id is 100003")
			if !strings.Contains(got.stdout, "Flink home flink-next: created\ncluster billing: kept\n") {
				t.Errorf("the rest was not registered:\n%s", got.stdout)
			}
			byHand(s)
			if got := s.run(t, state.JSON()); got.status != 0 {
				t.Errorf("status %d after that was done by hand:\n%s", got.status, got.stderr)
			}
			if c := s.clusters[len(s.clusters)-1]; name == "deleted" && c.versionID != 100005 {
				t.Errorf("registered again as %v", c)
			}
		})
	}
}

func TestClusterThatIsNotRemoteIsLeftAlone(t *testing.T) {
	t.Parallel()
	s := registered(t)
	s.clusters[0].executionMode = 5
	s.clusters[0].address = "http://elsewhere:8081"
	s.run(t, wanted().JSON()).fails(t, "cluster analytics: StreamPark has a cluster of this name with execution mode 5, and not a remote one (1). By hand: ")
	if len(s.mutations) != 0 {
		t.Errorf("sent %q", s.mutations)
	}
}

func TestTwoClustersOfOneNameAreLeftAlone(t *testing.T) {
	t.Parallel()
	s := registered(t)
	s.clusters = append(s.clusters, s.clusters[0])
	s.run(t, wanted().JSON()).fails(t, "cluster analytics: StreamPark has 2 clusters of this name")
}

func TestUnreachableClusterIsRegisteredWithANotice(t *testing.T) {
	t.Parallel()
	s := newStreamPark(t)
	s.unreachable["http://billing-rest.streaming:8081"] = true
	s.run(t, wanted().JSON()).want(t, 0, strings.Replace(created, "cluster billing", "cluster billing: notice: "+
		"StreamPark does not reach http://billing-rest.streaming:8081 now\ncluster billing", 1), "")
}

func TestFlinkHomeCheckIsHeeded(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		path, want string
		taken      bool
	}{
		"name taken":       {path: "/flink/1.20", taken: true, want: "Flink home flink-1.20: another Flink home has this name"},
		"several dists":    {path: "/flink/two", want: "Flink home flink-1.20: /flink/two/lib in StreamPark's pod holds more than one flink-dist jar"},
		"no such a folder": {path: "/flink/none", want: "Flink home flink-1.20: /flink/none/lib is no folder in StreamPark's pod"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStreamPark(t)
			if c.taken {
				// A database that compares without regard to case finds what the list does not show by this name.
				s.intercept = answering("/flink/env/check", success200(1))
			}
			state := registration.State{FlinkHomes: []registration.FlinkHome{{Name: "flink-1.20", Path: c.path}}}
			s.run(t, state.JSON()).fails(t, c.want)
			if len(s.mutations) != 0 {
				t.Errorf("sent %q", s.mutations)
			}
		})
	}
}

func TestClusterWithoutItsFlinkHomeIsRefused(t *testing.T) {
	t.Parallel()
	s := newStreamPark(t)
	delete(s.dists, "/flink/1.20")
	s.run(t, wanted().JSON()).want(t, 1, "Flink home flink-1.19: created\ncluster billing: created\n",
		"error: Flink home flink-1.20: /flink/1.20/lib is no folder in StreamPark's pod\n"+
			"error: cluster analytics: its Flink home flink-1.20 is not registered\n")
}

func TestClusterCheckIsHeeded(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]string{
		1: "another cluster has this name", 2: "another cluster has this cluster id",
		4: "takes it for a cluster on YARN", 9: "unknown answer 9",
	} {
		t.Run(strconv.Itoa(status), func(t *testing.T) {
			t.Parallel()
			s := newStreamPark(t)
			s.checkStatus = status
			state := wanted()
			state.Clusters = state.Clusters[:1]
			s.run(t, state.JSON()).fails(t, "cluster analytics: ", want)
			if len(s.clusters) != 0 {
				t.Errorf("registered %v", s.clusters)
			}
		})
	}
}

func TestOddCharactersArrive(t *testing.T) {
	t.Parallel()
	s := newStreamPark(t)
	s.username = "Jürgen & Co=+%"
	s.password = " p&ä=+%25;\"'\\\n\t\xff秘密 "
	s.withCode = true
	odd := `Flinк "1.20" & <b>+%41;=?/\ 版`
	state := registration.State{
		FlinkHomes: []registration.FlinkHome{{Name: odd, Path: "/flink/1.20"}},
		Clusters: []registration.Cluster{{
			Name: odd + "'", Address: "http://[fd00::1]:8081", FlinkHome: odd, Description: odd + "\nsecond line\u2028" + "end",
		}},
	}
	s.run(t, state.JSON()).want(t, 0, "Flink home "+odd+": created\ncluster "+odd+"': created\n", "")
	if e, c := s.envs[0], s.clusters[0]; e.name != odd || c.name != state.Clusters[0].Name || c.description != state.Clusters[0].Description {
		t.Errorf("got %v and %v", e, c)
	}
	if got := s.run(t, state.JSON(), "PYTHONIOENCODING=ascii"); got.status != 0 || strings.Count(got.stdout, ": kept\n") != 2 {
		t.Errorf("got status %d on a terminal without these characters:\n%s%s", got.status, got.stdout, got.stderr)
	}
}

func TestMalformedStateIsRefusedBeforeAnyRequest(t *testing.T) {
	t.Parallel()
	const home = `{"name": "h", "path": "/h"}`
	for name, c := range map[string]struct {
		state string
		want  []string
	}{
		"empty":         {"", []string{"must be JSON in UTF-8"}},
		"no JSON":       {"{", []string{"must be JSON in UTF-8", "line 1 column 2"}},
		"no UTF-8":      {"\"\xff\"", []string{"must be JSON in UTF-8"}},
		"deep":          {strings.Repeat("[", 100000), []string{"must be JSON in UTF-8"}},
		"a list":        {"[]", []string{"must be an object with the lists flinkHomes and clusters"}},
		"null lists":    {`{"flinkHomes": null, "clusters": null}`, []string{"must be an object with the lists"}},
		"other field":   {`{"flinkHomes": [], "clusters": [], "teams": []}`, []string{"no other field"}},
		"no object":     {`{"flinkHomes": [1], "clusters": []}`, []string{"flinkHomes[0] must be an object with the fields name, path"}},
		"missing field": {`{"flinkHomes": [{"name": "h"}], "clusters": []}`, []string{"flinkHomes[0] must be an object with the fields name, path"}},
		"no text":       {`{"flinkHomes": [{"name": 1, "path": "/h"}], "clusters": []}`, []string{"flinkHomes[0].name must be 1 to 128 printable characters, not 1"}},
		"long name":     {`{"flinkHomes": [{"name": "` + strings.Repeat("h", 129) + `", "path": "/h"}], "clusters": []}`, []string{"flinkHomes[0].name must be"}},
		"two names":     {`{"flinkHomes": [` + home + `, ` + home + `], "clusters": []}`, []string{"flinkHomes[1].name must be unique, not 'h' again"}},
		"relative path": {`{"flinkHomes": [{"name": "h", "path": "h"}], "clusters": []}`, []string{"flinkHomes[0].path must be an absolute path"}},
		"unknown home": {`{"flinkHomes": [], "clusters": [{"name": "c", "address": "http://c:8081", "flinkHome": "h", "description": ""}]}`,
			[]string{"clusters[0].flinkHome must be the name of one of flinkHomes, not 'h'"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStreamPark(t)
			s.run(t, c.state).fails(t, append(c.want, "registration.json: ")...)
			if s.requests != 0 {
				t.Errorf("%d requests were sent", s.requests)
			}
		})
	}
}

func TestAllErrorsOfTheStateAreReported(t *testing.T) {
	t.Parallel()
	got := newStreamPark(t).run(t, `{"flinkHomes": [{"name": "", "path": "h"}], "clusters": [{}]}`)
	if got.status != 1 || strings.Count(got.stderr, "error: ") != 3 {
		t.Errorf("got status %d and:\n%s", got.status, got.stderr)
	}
}

func TestAddressMustBeOneThatStreamParkCanUse(t *testing.T) {
	t.Parallel()
	state := wanted()
	state.Clusters = nil
	addresses := []string{
		"http://c", "http://c:8081/x", "http://c:8081/", "http://c:8081?x", "http://u:p@c:8081", "ftp://c:8081", "http://c:70000",
		"http://c:0", "http://:8081", "http://[c:8081", "http://c\n:8081", "c:8081", "http://c d:8081", "",
		"http://" + strings.Repeat("c", 150) + ":8081",
	}
	for i, address := range addresses {
		state.Clusters = append(state.Clusters, registration.Cluster{Name: "c" + strconv.Itoa(i), Address: address, FlinkHome: "flink-1.20"})
	}
	got := newStreamPark(t).run(t, state.JSON())
	for i, line := range strings.Split(strings.TrimSpace(got.stderr), "\n") {
		if !strings.Contains(line, "clusters["+strconv.Itoa(i)+"].address must be http://HOST:PORT without a path, not ") {
			t.Errorf("error %d is: %s", i, line)
		}
	}
	if n := strings.Count(got.stderr, "\n"); n != len(addresses) || got.status != 1 {
		t.Errorf("%d of %d addresses were refused, status %d:\n%s", n, len(addresses), got.status, got.stderr)
	}
}

// The Job leaves the name of the user out: its variables hold no text that could be taken for the name of a Service.
func TestAdminIsTheUserWhereNoneIsNamed(t *testing.T) {
	t.Parallel()
	s := newStreamPark(t)
	s.username = "admin"
	s.run(t, wanted().JSON(), "STREAMPARK_USERNAME=").want(t, 0, created, "")
}
