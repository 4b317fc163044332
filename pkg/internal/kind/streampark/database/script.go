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

// Script returns the script for a dialect, as one text. It panics when there is no such dialect.
func Script(d Dialect) string {
	switch d {
	case MySQL:
		return flow + mysql + "\nmain\n"
	case PostgreSQL:
		return flow + postgresql + "\nmain\n"
	}
	panic("the dialect must be MySQL or PostgreSQL, not " + string(d))
}
