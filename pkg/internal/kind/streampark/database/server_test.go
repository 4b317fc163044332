package database_test

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/streampark/database"
)

// The user who connects may do everything, so that the script is what refuses.
const (
	user     = "stream park"
	password = "-d'b\"p\\a$HOME `id` %s#ß; "
)

// nobody runs the servers and the script: PostgreSQL's server refuses root.
const nobody = 65534

// scratch holds the servers and what the script reads, readable for nobody.
var scratch string

func TestMain(m *testing.M) {
	code := func() int {
		var err error
		if scratch, err = os.MkdirTemp("", "database"); err != nil {
			panic(err)
		}
		defer os.RemoveAll(scratch)
		if err := os.Chmod(scratch, 0o777); err != nil {
			panic(err)
		}
		for _, s := range servers {
			defer s.stop()
		}
		return m.Run()
	}()
	os.Exit(code)
}

// server is a real one on a loopback port, which the first test that needs it starts.
type server struct {
	dialect database.Dialect
	sql     string   // the dialect's name in StreamPark's files
	clients []string // names of the client
	start   func(s *server) error
	ask     func(s *server, database string) *exec.Cmd // a client that reads SQL
	dump    func(s *server, database string) *exec.Cmd

	once    sync.Once
	err     error
	port    string
	process *exec.Cmd
	log     string // the statements that the server got

	clean                   sync.Mutex
	dumpOfClean, sqlOfClean string
}

var servers = []*server{
	{
		dialect: database.MySQL, sql: "mysql", clients: []string{"mariadb"},
		start: startMariaDB,
		ask: func(s *server, database string) *exec.Cmd {
			return withEnv(exec.Command("mariadb", "--no-defaults", "-h127.0.0.1", "-P"+s.port, "-u"+user, "-N", "-B", "--default-character-set=utf8mb4", database), "MYSQL_PWD="+password)
		},
		dump: func(s *server, database string) *exec.Cmd {
			return withEnv(exec.Command("mariadb-dump", "--no-defaults", "-h127.0.0.1", "-P"+s.port, "-u"+user, "--skip-dump-date", database), "MYSQL_PWD="+password)
		},
	},
	{
		dialect: database.PostgreSQL, sql: "pgsql", clients: []string{"psql"},
		start: startPostgreSQL,
		ask: func(s *server, database string) *exec.Cmd {
			if database == "" {
				database = "postgres"
			}
			return withEnv(exec.Command(postgresql("psql"), "-XqAt", "-vON_ERROR_STOP=1", "-h127.0.0.1", "-p"+s.port, "-U"+user, database), "PGPASSWORD="+password)
		},
		dump: func(s *server, database string) *exec.Cmd {
			return withEnv(exec.Command(postgresql("pg_dump"), "-h127.0.0.1", "-p"+s.port, "-U"+user, database), "PGPASSWORD="+password)
		},
	},
}

// withEnv gives a command an environment of its own.
func withEnv(cmd *exec.Cmd, variables ...string) *exec.Cmd {
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH")}, variables...)
	return cmd
}

// asNobody runs a command as nobody, where the tests run as root.
func asNobody(cmd *exec.Cmd) *exec.Cmd {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if os.Getuid() == 0 {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: nobody, Gid: nobody}
	}
	return cmd
}

// postgresql is the path of a program of the server's package, which is not in PATH, and which Debian wraps in Perl.
func postgresql(name string) string {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if err == nil && len(found) > 0 {
		return found[len(found)-1]
	}
	return name
}

// each runs a test against every server. Without one it is skipped, except where CI=true promises it.
func each(t *testing.T, test func(t *testing.T, s *server)) {
	for _, s := range servers {
		t.Run(string(s.dialect), func(t *testing.T) {
			t.Parallel()
			s.once.Do(func() { s.err = s.start(s) })
			if errors.Is(s.err, exec.ErrNotFound) && os.Getenv("CI") != "true" {
				t.Skipf("skipped: no server: %v", s.err)
			}
			if s.err != nil {
				t.Fatalf("there must be a server: %v", s.err)
			}
			test(t, s)
		})
	}
}

// serve starts a server's process in a folder, and waits until it listens.
func (s *server) serve(folder string, cmd *exec.Cmd) error {
	output, err := os.Create(filepath.Join(folder, "output"))
	if err != nil {
		return err
	}
	defer output.Close()
	cmd.Stdout, cmd.Stderr = output, output
	if err := asNobody(cmd).Start(); err != nil {
		return err
	}
	s.process = cmd
	for range 300 {
		if c, err := net.Dial("tcp", "127.0.0.1:"+s.port); err == nil {
			return c.Close()
		}
		time.Sleep(50 * time.Millisecond)
	}
	printed, _ := os.ReadFile(output.Name())
	return fmt.Errorf("%s does not listen: %s", cmd.Path, printed)
}

func (s *server) stop() {
	if s.process == nil {
		return
	}
	_ = s.process.Process.Signal(syscall.SIGQUIT)
	_ = s.process.Wait()
}

// place makes a folder for a server, and finds a port that is free.
func (s *server) place() (string, error) {
	folder, err := os.MkdirTemp(scratch, "")
	if err != nil {
		return "", err
	}
	if os.Getuid() == 0 {
		if err := os.Chown(folder, nobody, nobody); err != nil {
			return "", err
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	_, s.port, _ = net.SplitHostPort(l.Addr().String())
	return folder, l.Close()
}

func quoted(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `''`).Replace(text) + "'"
}

func startMariaDB(s *server) error {
	daemon, err := exec.LookPath("mariadbd")
	if errors.Is(err, exec.ErrNotFound) {
		daemon, err = exec.LookPath("/usr/sbin/mariadbd")
	}
	if err != nil {
		return fmt.Errorf("mariadbd: %w", exec.ErrNotFound)
	}
	for _, program := range []string{"mariadb-install-db", "mariadb", "mariadb-dump"} {
		if _, err := exec.LookPath(program); err != nil {
			return err
		}
	}
	folder, err := s.place()
	if err != nil {
		return err
	}
	data := filepath.Join(folder, "data")
	if printed, err := asNobody(exec.Command("mariadb-install-db", "--no-defaults", "--datadir="+data, "--auth-root-authentication-method=normal", "--skip-test-db")).CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, printed)
	}
	setup := filepath.Join(folder, "setup.sql")
	if err := os.WriteFile(setup, fmt.Appendf(nil, "create user `%s`@`%%` identified by %s;\ngrant all on *.* to `%s`@`%%` with grant option;\ncreate user less@`%%` identified by 'less-secret';\n", user, quoted(password), user), 0o644); err != nil {
		return err
	}
	s.log = filepath.Join(folder, "statements")
	return s.serve(folder, exec.Command(daemon, "--no-defaults", "--datadir="+data, "--port="+s.port, "--bind-address=127.0.0.1",
		"--socket="+folder+"/socket", "--init-file="+setup, "--general-log=1", "--general-log-file="+s.log, "--innodb-flush-log-at-trx-commit=0"))
}

func startPostgreSQL(s *server) error {
	if _, err := exec.LookPath(postgresql("initdb")); err != nil {
		return fmt.Errorf("initdb: %w", exec.ErrNotFound)
	}
	folder, err := s.place()
	if err != nil {
		return err
	}
	data, secret := filepath.Join(folder, "data"), filepath.Join(folder, "secret")
	if err := os.WriteFile(secret, []byte(password+"\n"), 0o644); err != nil {
		return err
	}
	if printed, err := asNobody(exec.Command(postgresql("initdb"), "-D", data, "-U", user, "--pwfile="+secret, "--auth=scram-sha-256", "--no-sync", "--locale=C.UTF-8")).CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, printed)
	}
	s.log = filepath.Join(folder, "output")
	if err := s.serve(folder, exec.Command(postgresql("postgres"), "-D", data, "-p", s.port, "-c", "listen_addresses=127.0.0.1",
		"-c", "unix_socket_directories="+folder, "-c", "fsync=off", "-c", "log_statement=all")); err != nil {
		return err
	}
	var printed []byte
	for range 100 { // it listens before it takes connections
		cmd := s.ask(s, "")
		cmd.Stdin = strings.NewReader("create role less login password 'less-secret'")
		if printed, err = cmd.CombinedOutput(); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("%w: %s", err, printed)
}

// query gives SQL to a client of the test's own.
func (s *server) query(t *testing.T, database, sql string) string {
	t.Helper()
	cmd := s.ask(s, database)
	cmd.Stdin = strings.NewReader(sql)
	printed, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", sql, err, printed)
	}
	return strings.TrimSpace(string(printed))
}

func (s *server) create(t *testing.T, database string) {
	t.Helper()
	if s.sql == "mysql" {
		s.query(t, "", "create database `"+database+"` character set utf8mb4 collate utf8mb4_general_ci")
	} else {
		s.query(t, "", `create database "`+database+`" template template0`)
	}
}

// has reports whether there is a database.
func (s *server) has(t *testing.T, database string) bool {
	t.Helper()
	catalog := "pg_database where datname"
	if s.sql == "mysql" {
		catalog = "information_schema.schemata where schema_name"
	}
	return s.query(t, "", "select count(*) from "+catalog+" = '"+database+"'") == "1"
}

// dumped is all of a database.
func (s *server) dumped(t *testing.T, database string) string {
	t.Helper()
	printed, err := s.dump(s, database).Output()
	if err != nil {
		t.Fatalf("%s: %v", database, err)
	}
	return regexp.MustCompile(`(?m)^\\(un)?restrict .*\n`).ReplaceAllString(string(printed), "") // a random word
}

var varying = regexp.MustCompile(`[a-z0-9]{26}('?[,\t] *'?)[0-9a-f]{64}|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?`)

// comparable is all of a database, without salt, hash and time.
func (s *server) comparable(t *testing.T, database string) string {
	t.Helper()
	return strings.ReplaceAll(varying.ReplaceAllString(s.dumped(t, database), "*"), database, "DATABASE")
}
