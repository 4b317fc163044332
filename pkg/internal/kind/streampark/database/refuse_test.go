package database_test

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/streampark/database"
)

// unchanged demands that what happens leaves a database as it is.
func unchanged(t *testing.T, s *server, name string, happens func()) {
	t.Helper()
	before := s.dumped(t, name)
	happens()
	if diff := cmp.Diff(before, s.dumped(t, name)); diff != "" {
		t.Errorf("%s must stay as it is:\n%s", name, diff)
	}
}

func TestForeignTablesAreRefusedAndLeftAlone(t *testing.T) {
	for name, foreign := range map[string]struct{ sql, found string }{
		"foreign_half":   {"create table t_team (id int); create table t_flink_app (id int)", "it holds t_flink_app, t_team, and no user"},
		"foreign_rows":   {"create table t_flink_app (id int); insert into t_flink_app values (1)", "it holds t_flink_app, and no user"},
		"foreign_users":  {"create table t_user (username varchar(9))", "it holds t_user, and no user"},
		"foreign_other":  {"create table orders (id int); create view orders_seen as select * from orders", "it holds orders, orders_seen, and no user"},
		"foreign_marker": {"create table flinkustomize_schema (id int, state varchar(9), version varchar(9)); create table t_flink_app (id int)", "flinkustomize_schema, t_flink_app, and no user"},
		"foreign_state":  {"create table flinkustomize_schema (id int, state varchar(9), version varchar(9)); insert into flinkustomize_schema values (1, 'odd', '2.1.5')", "flinkustomize_schema, and no user"},
		"foreign_shape":  {"create table flinkustomize_schema (id int)", "cannot read the table flinkustomize_schema"},
		"emptied":        {"create table flinkustomize_schema (id int, state varchar(9), version varchar(9)); insert into flinkustomize_schema values (1, 'complete', '2.1.5')", "says that the schema is complete, but t_user is absent or empty"},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, s *server) {
				s.create(t, name)
				s.query(t, name, foreign.sql)
				unchanged(t, s, name, func() { newRun(t, s, name).refuses(t, s, foreign.found) })
			})
		})
	}
}

// An interrupted run leaves no rows, so rows are somebody else's.
func TestRowsInAnInterruptedSchemaAreNeverDropped(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		name := "interrupted_rows"
		s.create(t, name)
		s.query(t, name, "create table flinkustomize_schema (id int primary key, state varchar(16) not null, version varchar(64) not null); insert into flinkustomize_schema values (1, 'creating', '2.1.5');"+
			"create table t_user (username varchar(9)); create table t_team (id int); create table t_setting (id int); insert into t_setting values (1)")
		want := "rows in: t_setting;"
		if s.sql == "pgsql" {
			want = "no interrupted run of this script leaves it"
		}
		unchanged(t, s, name, func() { newRun(t, s, name).refuses(t, s, want) })
		if s.sql == "mysql" {
			s.query(t, name, "create table `odd ``'; name` (id int); insert into `odd ``'; name` values (1)")
			unchanged(t, s, name, func() { newRun(t, s, name).refuses(t, s, "rows in: odd `'; name, t_setting;") })
		}
	})
}

func TestDatabaseThatSomebodyElseFilledIsLeftAlone(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		name := "by_hand"
		s.create(t, name)
		s.query(t, name, "create table t_user (username varchar(9)); insert into t_user values ('admin')")
		unchanged(t, s, name, func() { newRun(t, s, name).succeeds(t, s, "left alone") })
	})
}

func TestServerThatCannotBeUsedIsToldAboutQuickly(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		_, closed, _ := net.SplitHostPort(l.Addr().String())
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		for variable, value := range map[string]string{"DATABASE_PASSWORD": "wrong-secret", "DATABASE_PORT": closed, "DATABASE_HOST": "no-such-host.invalid"} {
			r := newRun(t, s, "unreached")
			r.env[variable] = value
			began := time.Now()
			r.refuses(t, s, "cannot use the database unreached at "+r.env["DATABASE_HOST"]+":"+r.env["DATABASE_PORT"]+" as stream park: ")
			if took := time.Since(began); took > 25*time.Second {
				t.Errorf("%s: took %s", variable, took)
			}
		}
		if s.has(t, "unreached") {
			t.Error("nothing must be created")
		}
	})
}

// The servers here have no TLS: who asks for it must not send a password without it.
func TestTLSThatTheServerLacksIsRefused(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		required, disabled := "REQUIRED", "DISABLED"
		if s.dialect == database.PostgreSQL {
			required, disabled = "require", "disable"
		}
		r := newRun(t, s, "without_tls")
		r.env["DATABASE_SSL_MODE"] = required
		r.refuses(t, s, "cannot use the database without_tls at ")
		if s.has(t, "without_tls") {
			t.Error("nothing must be created")
		}
		r = newRun(t, s, "without_tls")
		r.env["DATABASE_SSL_MODE"] = disabled
		r.succeeds(t, s, "created the schema")
		r = newRun(t, s, "without_tls")
		r.env["DATABASE_SSL_MODE"] = "verify"
		r.refuses(t, s, "DATABASE_SSL_MODE must be one of ")
	})
}

func TestVariablesAreChecked(t *testing.T) {
	for _, wrong := range []struct{ name, value, message string }{
		{"DATABASE_HOST", "", "DATABASE_HOST must be set"},
		{"ADMIN_PASSWORD", "", "ADMIN_PASSWORD must be set"},
		{"ADMIN_PASSWORD", "secret\n", "ADMIN_PASSWORD must be one line"},
		{"DATABASE_PASSWORD", "secret\r", "DATABASE_PASSWORD must be one line"},
		{"DATABASE_PORT", "33o6", "DATABASE_PORT must be a number, not '33o6'"},
		{"DATABASE_NAME", "a`b", "DATABASE_NAME must be of letters"},
		{"DATABASE_NAME", `a"b`, "DATABASE_NAME must be of letters"},
		{"DATABASE_NAME", "a'b", "DATABASE_NAME must be of letters"},
		{"DATABASE_NAME", "a;b", "DATABASE_NAME must be of letters"},
		{"DATABASE_NAME", "a b", "DATABASE_NAME must be of letters"},
		{"DATABASE_NAME", "ä", "DATABASE_NAME must be of letters"},
		{"DATABASE_NAME", "-a", "DATABASE_NAME must be of letters"},
		{"DATABASE_NAME", strings.Repeat("a", 64), "DATABASE_NAME must have at most 63"},
		{"SCHEMA_VERSION", "2.1.x", "SCHEMA_VERSION must be a version"},
		{"SCHEMA_VERSION", "2..1", "SCHEMA_VERSION must be a version"},
		{"SCHEMA_VERSION", "2.1'", "SCHEMA_VERSION must be a version"},
	} {
		each(t, func(t *testing.T, s *server) {
			r := newRun(t, s, "checked")
			r.env[wrong.name] = wrong.value
			r.refuses(t, s, wrong.message)
		})
	}
}

func TestSQLThatWouldNotDoIsRefusedBeforeAnythingIsWritten(t *testing.T) {
	const line, rest = "drop table if exists t_flink_app;\n", "create table t_user (a int);\n"
	for _, wrong := range []struct{ only, file, text, message string }{
		{"", "schema", "", "must be there"},
		{"", "data", "", "must be there"},
		{"", "schema", "create table t_users (id int);", "must create the table t_user"},
		{"", "data", "insert into t_users values (1);", "must insert into the table t_user"},
		{"", "data", "insert into `t_user` values (1);\n  Commit;\n", "must leave the transaction to this script; see line 2:  Commit;"},
		{"", "data", "insert into `t_user` values (1); commit work ;\n", "must leave the transaction"},
		{"", "data", "start transaction;\ninsert into `t_user` values (1);", "must leave the transaction"},
		{"", "schema", "begin;\n" + rest, "must leave the transaction"},
		{"", "schema", "use other;\n" + rest, "must name no database"},
		{"", "schema", "drop database streampark;\n" + rest, "must name no database"},
		{"", "data", "insert into streampark.t_user values (1);", "must name no database"},
		{"mysql", "data", "create table t_more (id int);\ninsert into `t_user` values (1);", "holds: create table t_more"},
		{"mysql", "data", "/*! create table t_more (id int) */;\ninsert into `t_user` values (1);", "holds: /*! create"},
		{"mysql", "data", "insert into `t_user` values (1); truncate t_more;", "must hold one statement a line"},
		{"mysql", "data", "set autocommit = 1;\ninsert into `t_user` values (1);", "holds: set autocommit"},
		{"mysql", "schema", line + rest + "insert into t_user values (1);\n", "must hold no data; it holds: insert into t_user"},
	} {
		each(t, func(t *testing.T, s *server) {
			if wrong.only != "" && wrong.only != s.sql {
				t.Skip("the other dialect's")
			}
			r := newRun(t, s, "unwritten")
			path := filepath.Join(r.env["SQL_DIR"], wrong.file, s.sql+"-"+wrong.file+".sql")
			if wrong.text != "" {
				write(t, path, wrong.text, 0o644)
			} else if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			r.refuses(t, s, path, wrong.message)
			if s.has(t, "unwritten") {
				t.Error("nothing must be created")
			}
		})
	}
}

// What only the server can tell ends the run before it commits, and the next run is a first one.
func TestDataIsCommittedWithTheNewPasswordOrNotAtAll(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		name := "uncommitted"
		r := newRun(t, s, name)
		before, after := "`", "`"
		if s.sql == "pgsql" {
			before, after = `"public"."`, `"`
		}
		quote := strings.NewReplacer("<", before, ">", after)
		for _, wrong := range []struct{ only, file, old, new, message string }{
			{"", "data", "insert into <t_user> values", "insert into <t_user> values (7, 'test1', 'salt', 'hash', 100000, now());\ninsert into <t_user> values", "must create the user admin, and no other"},
			{"", "data", "'admin'", "'root'", "must create the user admin"},
			{"", "data", "insert into <t_user>", "insert into <t_absent> values (1);\ninsert into <t_user>", "t_absent"},
			{"mysql", "schema", ") engine=innodb", ") engine=myisam", "every table must be of InnoDB"},
		} {
			if wrong.only != "" && wrong.only != s.sql {
				continue
			}
			path := filepath.Join(r.env["SQL_DIR"], wrong.file, s.sql+"-"+wrong.file+".sql")
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			changed := strings.ReplaceAll(string(text), quote.Replace(wrong.old), quote.Replace(wrong.new))
			if changed == string(text) {
				t.Fatalf("%q must be in %s", wrong.old, path)
			}
			write(t, path, changed, 0o644)
			r.refuses(t, s, wrong.message, "the schema was not created")
			nobodyIsThere(t, s, name)
			write(t, path, string(text), 0o644)
		}
		if code, printed := r.do(t, s); code != 0 {
			t.Errorf("the next run must succeed: %s", printed)
		}
		admitted(t, s, name, adminPassword, fewRounds)
	})
}
