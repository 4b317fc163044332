package database_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/streampark/database"
)

func TestScriptsAreCleanForShellCheck(t *testing.T) {
	for _, s := range servers {
		cmd := exec.Command(lookPath(t, "shellcheck"), "-s", "sh", "-")
		cmd.Stdin = strings.NewReader(database.Script(s.dialect))
		if printed, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", s.dialect, err, printed)
		}
	}
}

// The hash that StreamPark's own data has.
func TestHashIsStreamParks(t *testing.T) {
	if got, want := hash("rh8b1ojwog777yrg0daesf04gk", "streampark", rounds), "2513f3748847298ea324dffbf67fe68681dd92315bda830065facd8efe08f54f"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestFirstRunCreatesAndTheSecondChangesNothingInEveryShell(t *testing.T) {
	shells := map[string]func(t *testing.T, r *run){
		"dash": func(*testing.T, *run) {},
		"bash": func(t *testing.T, r *run) { // and Oracle's client alone, as in images of MySQL; MariaDB's has no such option
			r.sh = []string{lookPath(t, "bash")}
			mariadb, mysql := filepath.Join(r.path, "mariadb"), filepath.Join(r.path, "mysql")
			if _, err := os.Lstat(mariadb); err != nil {
				return
			}
			r.wrap(t, "mariadb", `case $1$2 in --no-defaults--get-server-public-key) ;; *) exit 9 ;; esac; shift 2; exec $real --no-defaults "$@"`)
			if err := os.Rename(mariadb, mysql); err != nil {
				t.Fatal(err)
			}
		},
		"busybox": func(t *testing.T, r *run) { // and its own tools
			box := lookPath(t, "busybox")
			r.sh = []string{box, "sh"}
			for _, tool := range tools {
				if err := os.Remove(filepath.Join(r.path, tool)); err != nil {
					t.Fatal(err)
				}
				r.link(t, tool, box)
			}
		},
	}
	each(t, func(t *testing.T, s *server) {
		for shell, with := range shells {
			t.Run(shell, func(t *testing.T) {
				name := "stream-park_" + shell
				r := newRun(t, s, name)
				r.rounds = rounds
				with(t, r)
				r.succeeds(t, s, "created the schema of StreamPark 2.1.5 in the database "+name)
				admitted(t, s, name, adminPassword, rounds)
				if got := s.query(t, name, "select concat(id, ' ', state, ' ', version) from flinkustomize_schema"); got != "1 complete 2.1.5" {
					t.Errorf("recorded: %q", got)
				}
				if got := s.query(t, name, "select job_name from t_flink_app"); !strings.HasPrefix(got, "Démo; of streampark") {
					t.Errorf("the data must come as it is written, not %q", got)
				}
				if s.has(t, "streampark") {
					t.Error("the database streampark must not come into being")
				}
				s.query(t, name, "update t_user set password = 'changed since'")
				before := s.dumped(t, name)
				r.succeeds(t, s, "nothing to do")
				if diff := cmp.Diff(before, s.dumped(t, name)); diff != "" {
					t.Errorf("the second run changed:\n%s", diff)
				}
			})
		}
	})
}

func TestExistingEmptyDatabaseIsUsed(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		s.create(t, "existing")
		if s.sql == "mysql" {
			s.query(t, "", "grant all on existing.* to less@`%`")
		} else {
			s.query(t, "", "alter database existing owner to less")
			s.query(t, "existing", "create extension pg_stat_statements") // its views are not foreign
		}
		r := newRun(t, s, "existing")
		r.env["DATABASE_USER"], r.env["DATABASE_PASSWORD"], r.env["ADMIN_PASSWORD"] = "less", "less-secret", `\`
		r.succeeds(t, s, "created the schema")
		admitted(t, s, "existing", `\`, fewRounds)
		r.env["DATABASE_NAME"] = "forbidden"
		r.refuses(t, s, "the database forbidden")
	})
}

// Neither an argument of a process nor a statement that the server may log has a password.
func TestPasswordsStayInTheEnvironment(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		r := newRun(t, s, "secrets")
		r.env["ADMIN_PASSWORD"] = "wholly-secret"
		arguments := filepath.Join(r.path, "arguments")
		for _, program := range append([]string{"sha256sum", "tr", "cut", "head", "sed", "grep"}, s.clients...) {
			r.wrap(t, program, `printf '%s\n' "$0 $*" >> `+arguments+"\nexec $real \"$@\"\n")
		}
		r.succeeds(t, s, "created the schema")
		for _, file := range []string{arguments, s.log} {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(text), "sha256sum") && !strings.Contains(string(text), "t_user") {
				t.Errorf("%s must tell of the run", file)
			}
			if file == s.log { // what the server was set up with stands there too
				_, text, _ := strings.Cut(string(text), "flinkustomize_schema")
				if strings.Contains(text, password) {
					t.Error("the server must not be told the password")
				}
			} else if strings.Contains(string(text), password) {
				t.Error("the database's password must be no argument")
			}
			if strings.Contains(string(text), "wholly-secret") {
				t.Errorf("the administrator's password must not be in %s", file)
			}
		}
	})
}
