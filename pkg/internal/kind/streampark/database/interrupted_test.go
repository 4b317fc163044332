package database_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// nobodyIsThere demands that no user is committed: t_user is absent or empty.
func nobodyIsThere(t *testing.T, s *server, name string) {
	t.Helper()
	schema := "public"
	if s.sql == "mysql" {
		schema = name
	}
	if s.query(t, name, "select count(*) from information_schema.tables where table_name = 't_user' and table_schema = '"+schema+"'") == "0" {
		return
	}
	if got := s.query(t, name, "select username from t_user"); got != "" {
		t.Fatalf("t_user must have no rows, not %q", got)
	}
}

// clean is what a run that nobody interrupts leaves, and the SQL that it gives to its client.
func clean(t *testing.T, s *server) (dump, sql string) {
	t.Helper()
	const name = "clean"
	s.clean.Lock()
	defer s.clean.Unlock()
	if s.dumpOfClean != "" {
		return s.dumpOfClean, s.sqlOfClean
	}
	r := newRun(t, s, name)
	given := filepath.Join(r.path, "given")
	r.wrap(t, s.clients[0], "cat > "+given+".$$\n"+`grep -q "state = 'complete'" `+given+".$$ && cat "+given+".$$ > "+given+"\n$real \"$@\" < "+given+".$$\n")
	r.succeeds(t, s, "created the schema")
	text, err := os.ReadFile(given)
	if err != nil {
		t.Fatal(err)
	}
	s.dumpOfClean, s.sqlOfClean = s.comparable(t, name), string(text)
	return s.dumpOfClean, s.sqlOfClean
}

// counters are what data that is rolled back leaves in a table of MySQL.
var counters = regexp.MustCompile(`AUTO_INCREMENT=\d+`)

// After each statement the client is cut off, as it is when the script or its container is killed.
func TestRunCutOffAfterAnyStatementIsCompletedByTheNext(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		want, sql := clean(t, s)
		lines := strings.SplitAfter(sql, "\n")
		left := map[string]bool{} // each state is completed once
		for i, line := range lines[:len(lines)-1] {
			name := "cut_" + strconv.Itoa(i)
			text := strings.Join(lines[:i+1], "")
			if !strings.HasSuffix(line, ";\n") || line == "commit;\n" || strings.Count(text, "$flinkustomize$")%2 != 0 { // in a string
				continue
			}
			s.create(t, name)
			s.query(t, name, text)
			nobodyIsThere(t, s, name)
			state := counters.ReplaceAllString(s.comparable(t, name), "")
			if left[state] {
				continue
			}
			left[state] = true
			if code, printed := newRun(t, s, name).do(t, s); code != 0 {
				t.Fatalf("after %s: %d\n%s", line, code, printed)
			}
			if diff := cmp.Diff(want, s.comparable(t, name)); diff != "" {
				t.Errorf("after %s (-clean +resumed):\n%s", line, diff)
			}
			admitted(t, s, name, adminPassword, fewRounds)
		}
		// An empty database; on MySQL the marker without and with its row, and each of the tables.
		if states := map[string]int{"mysql": 8, "pgsql": 1}[s.sql]; len(left) != states {
			t.Errorf("there must be %d states, not %d", states, len(left))
		}
	})
}

// All processes of the script are killed while its client works, at any time.
func TestKilledRunIsCompletedByTheNext(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		want, _ := clean(t, s)
		seed := rand.Uint64()
		t.Logf("seed %d", seed)
		random := rand.New(rand.NewPCG(seed, 0))
		name := "killed"
		for range 3 { // so that a run that resumes is killed too
			killed(t, s, name, time.Duration(random.IntN(1000))*time.Millisecond)
		}
		if code, printed := newRun(t, s, name).do(t, s); code != 0 {
			t.Fatalf("after a kill: %d\n%s", code, printed)
		}
		if diff := cmp.Diff(want, s.comparable(t, name)); diff != "" {
			t.Errorf("(-clean +resumed):\n%s", diff)
		}
		admitted(t, s, name, adminPassword, fewRounds)
	})
}

// killed runs the script with a slow client, and kills all some time after the client began to create.
func killed(t *testing.T, s *server, name string, after time.Duration) {
	t.Helper()
	r := newRun(t, s, name)
	r.link(t, "sleep", lookPath(t, "sleep"))
	r.link(t, "touch", lookPath(t, "touch"))
	slow := filepath.Join(r.path, "slow")
	r.wrap(t, s.clients[0], `{ while IFS= read -r line; do
  case $line in *"'creating'"*) touch `+slow+` ;; esac
  printf '%s\n' "$line"
  [ ! -e `+slow+` ] || sleep 0.01
done; } | $real "$@"
`)
	cmd := r.command(t, s)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error)
	go func() { ended <- cmd.Wait() }()
	for range 1000 {
		if _, err := os.Stat(slow); err == nil {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	time.Sleep(after)
	if err := syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL); err != nil && err != syscall.ESRCH {
		t.Fatal(err)
	}
	<-ended
	if strings.Contains(s.dumped(t, name), "admin") { // the kill came after the commit
		admitted(t, s, name, adminPassword, fewRounds)
	} else {
		nobodyIsThere(t, s, name)
	}
}

// A file that can no longer be read, say, must not be followed by the commit.
func TestSQLThatBreaksOffIsNotCommitted(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		name := "broken_off"
		r := newRun(t, s, name)
		count := filepath.Join(r.path, "count")
		// The schema and the data are read with grep -v, for the client as the last.
		r.wrap(t, "grep", `case "$1 $3" in -viE*data.sql) printf x >> `+count+`; [ "$(wc -c < `+count+`)" -lt `+map[string]string{"mysql": "3", "pgsql": "2"}[s.sql]+` ] || { $real "$@" | head -n 7; exit 2; } ;; esac
exec $real "$@"
`)
		r.refuses(t, s, "the schema was not created")
		nobodyIsThere(t, s, name)
	})
}

func TestTwoRunsAtOnceCreateOnce(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		name := "at_once"
		s.create(t, name)
		var both sync.WaitGroup
		codes := make([]int, 2)
		for i := range codes {
			r := newRun(t, s, name)
			both.Go(func() { codes[i], _ = r.do(t, s) })
		}
		both.Wait()
		if codes[0] != 0 && codes[1] != 0 {
			t.Errorf("one must succeed: %v", codes)
		}
		admitted(t, s, name, adminPassword, fewRounds)
		newRun(t, s, name).succeeds(t, s, "nothing to do")
	})
}
