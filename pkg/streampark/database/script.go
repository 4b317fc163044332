package database

import _ "embed"

// Dialect is the kind of database server.
type Dialect string

const (
	// MySQL stands for MySQL and MariaDB.
	MySQL Dialect = "MySQL"
	// PostgreSQL stands for PostgreSQL.
	PostgreSQL Dialect = "PostgreSQL"
)

//go:embed schema.sh
var flow string

var (
	//go:embed mysql.sh
	mysql string
	//go:embed postgresql.sh
	postgresql string
)

// Script returns the script for a dialect, as one text.
func Script(d Dialect) string {
	functions := mysql
	if d == PostgreSQL {
		functions = postgresql
	}
	return flow + functions + "\nmain\n"
}
