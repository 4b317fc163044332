package database_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// older makes SQL of today's that of an older StreamPark: each pair is a text and what stands in its place.
func older(t *testing.T, r *run, s *server, folder string, pairs ...string) {
	t.Helper()
	path := filepath.Join(r.env["SQL_DIR"], folder, s.sql+"-"+folder+".sql")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.NewReplacer(pairs...).Replace(string(text))
	if changed == string(text) {
		t.Fatalf("%s must have one of %q", path, pairs)
	}
	write(t, path, changed, 0o644)
}

// steps are what the script says of an upgrade of a database.
func steps(s *server, name string, statements ...string) string {
	in := ""
	if s.sql == "mysql" {
		in = ", with " + name + " in place of streampark in them"
	}
	text := "and the statements that it leaves out, in this order" + in + ":\n"
	for _, statement := range statements {
		text += "create-schema:    " + statement + "\n"
	}
	return text + "create-schema: 3. record it in the database " + name + ": "
}

// file is an upgrade file as the script names it.
func file(r *run, s *server, version string) string {
	return fmt.Sprintf("%s/upgrade/%s/%s.sql", r.env["SQL_DIR"], s.sql, version)
}

func record(version string) string {
	return "update flinkustomize_schema set version = '" + version + "' where id = 1;"
}

// TestOtherVersionsAreRefused upgrades by hand, as the message says.
func TestOtherVersionsAreRefused(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		name := "versions"
		r := newRun(t, s, name)
		r.env["SCHEMA_VERSION"] = "2.1.3"
		r.succeeds(t, s, "created the schema of StreamPark 2.1.3")

		r.env["SCHEMA_VERSION"] = "2.1.10"
		want := steps(s, name, file(r, s, "2.1.4"), file(r, s, "2.1.5"), file(r, s, "2.1.10")) + record("2.1.10") + "\n"
		unchanged(t, s, name, func() { r.refuses(t, s, want, "back up the database") })
		s.query(t, name, record("2.1.10"))
		r.succeeds(t, s, "nothing to do")

		r.env["SCHEMA_VERSION"] = "2.1.9"
		unchanged(t, s, name, func() { r.refuses(t, s, "2.1.10, which cannot be downgraded to 2.1.9") })
		r.env["SCHEMA_VERSION"] = "2.1.11"
		unchanged(t, s, name, func() { r.refuses(t, s, "(none in "+filepath.Dir(file(r, s, "2.1.11"))+")") })
		s.query(t, name, "update flinkustomize_schema set version = '\x1b[31m'")
		unchanged(t, s, name, func() { r.refuses(t, s, "must hold a version such as 2.1.5") })
	})
}

// TestWhatUpgradeFilesLeaveOutIsAmongTheSteps: 2.1.6 widens a column, and 2.1.5 gives no team to who never logged in
// before, without a line in StreamPark's files. The statements are run as they are printed.
func TestWhatUpgradeFilesLeaveOutIsAmongTheSteps(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		name := "left_out"
		r := newRun(t, s, name)
		older(t, r, s, "schema", `"path" text`, `"path" varchar(128)`, "`path` text", "`path` varchar(128)")
		older(t, r, s, "data", "100000, now()", "null, now()")
		r.env["SCHEMA_VERSION"] = "2.1.4"
		r.succeeds(t, s, "created the schema of StreamPark 2.1.4")

		r.env["SCHEMA_VERSION"] = "2.1.6"
		team := "update t_user set last_team_id = (select min(team_id) from t_member where t_member.user_id = t_user.user_id) where last_team_id is null;"
		path := "alter table t_app_backup modify column path text;"
		if s.sql == "pgsql" {
			path = "alter table t_app_backup alter column path type text;"
		}
		want := steps(s, name, team, file(r, s, "2.1.5"), path) + record("2.1.6") + "\n"
		unchanged(t, s, name, func() { r.refuses(t, s, want) })
		s.query(t, name, team+path+record("2.1.6"))
		r.succeeds(t, s, "nothing to do")
		if got := s.query(t, name, "select last_team_id from t_user"); got != "100000" {
			t.Errorf("admin must have a team, not %q", got)
		}
		if got := column(t, s, name, "t_app_backup", "path"); got != "text" {
			t.Errorf("the column must be text, not %q", got)
		}
	})
}

// TestSchemaOfANewerVersionThanRecordedIsRecorded: what was made of the SQL of 2.1.6 was recorded as 2.1.5 once, and must
// not keep StreamPark from starting.
func TestSchemaOfANewerVersionThanRecordedIsRecorded(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		name := "recorded_before"
		r := newRun(t, s, name)
		r.succeeds(t, s, "created the schema of StreamPark 2.1.5")
		r.env["SCHEMA_VERSION"] = "2.1.6"
		if err := os.Rename(file(r, s, "2.1.5"), file(r, s, "2.1.1")); err != nil {
			t.Fatal(err)
		}
		unchanged(t, s, name, func() { r.refuses(t, s, "(none in ") }) // what is no copy of StreamPark's files says nothing
		if err := os.Rename(file(r, s, "2.1.1"), file(r, s, "2.1.5")); err != nil {
			t.Fatal(err)
		}
		r.succeeds(t, s, "has what StreamPark 2.1.6 added to the schema of 2.1.5; recorded it")
		r.succeeds(t, s, "the schema of StreamPark 2.1.6 is in the database recorded_before; nothing to do")
	})
}

// TestColumnThatStreamPark212Forgot: its own SQL for PostgreSQL lacks a column that it does not start without.
func TestColumnThatStreamPark212Forgot(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		if s.sql != "pgsql" {
			return
		}
		forgets := func(name, version string) *run {
			r := newRun(t, s, name)
			older(t, r, s, "schema", "varchar(500),\n  \"dependency\" text collate \"pg_catalog\".\"default\"\n", "varchar(500)\n")
			r.env["SCHEMA_VERSION"] = version
			r.succeeds(t, s, "created the schema of StreamPark "+version)
			return r
		}
		r := forgets("forgotten", "2.1.2")
		if got := column(t, s, "forgotten", "t_flink_app", "dependency"); got != "text" {
			t.Errorf("the column must be there as text, not as %q", got)
		}
		r.env["SCHEMA_VERSION"] = "2.1.4"
		unchanged(t, s, "forgotten", func() {
			r.refuses(t, s, steps(s, "forgotten", file(r, s, "2.1.4"))+record("2.1.4"))
		})

		const add = "alter table t_flink_app add column dependency text;"
		r = forgets("forgotten_before", "2.1.1") // stands for one that was made before the column was added
		s.query(t, "forgotten_before", record("2.1.2"))
		r.env["SCHEMA_VERSION"] = "2.1.4"
		unchanged(t, s, "forgotten_before", func() {
			r.refuses(t, s, steps(s, "forgotten_before", add, file(r, s, "2.1.4"))+record("2.1.4"))
		})
		s.query(t, "forgotten_before", add)
	})
}

// column is the type of a column, or nothing.
func column(t *testing.T, s *server, name, table, column string) string {
	t.Helper()
	schema := "'public'"
	if s.sql == "mysql" {
		schema = "database()"
	}
	return s.query(t, name, fmt.Sprintf("select data_type from information_schema.columns where table_schema = %s and table_name = '%s' and column_name = '%s'", schema, table, column))
}
