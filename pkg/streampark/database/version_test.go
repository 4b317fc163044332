package database_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestOtherVersionsAreRefused upgrades by hand, as the message says.
func TestOtherVersionsAreRefused(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		name := "versions"
		r := newRun(t, s, name)
		r.env["SCHEMA_VERSION"] = "2.1.3"
		r.succeeds(t, s, "created the schema of StreamPark 2.1.3")

		r.env["SCHEMA_VERSION"] = "2.1.10"
		folder := r.env["SQL_DIR"] + "/upgrade/" + s.sql + "/"
		in := ""
		if s.sql == "mysql" {
			in = ", with versions in place of streampark in them"
		}
		const record = "update flinkustomize_schema set version = '2.1.10' where id = 1;"
		want := fmt.Sprintf("in this order%s:\ncreate-schema:    %s2.1.4.sql\ncreate-schema:    %s2.1.5.sql\ncreate-schema:    %s2.1.10.sql\ncreate-schema: 3. record it in the database versions: %s\n", in, folder, folder, folder, record)
		unchanged(t, s, name, func() { r.refuses(t, s, want, "back up the database") })
		s.query(t, name, record)
		r.succeeds(t, s, "nothing to do")

		r.env["SCHEMA_VERSION"] = "2.1.9"
		unchanged(t, s, name, func() { r.refuses(t, s, "2.1.10, which cannot be downgraded to 2.1.9") })
		r.env["SCHEMA_VERSION"] = "2.1.11"
		unchanged(t, s, name, func() { r.refuses(t, s, "(none in "+strings.TrimSuffix(folder, "/")+")") })
		s.query(t, name, "update flinkustomize_schema set version = '\x1b[31m'")
		unchanged(t, s, name, func() { r.refuses(t, s, "must hold a version such as 2.1.5") })
	})
}
