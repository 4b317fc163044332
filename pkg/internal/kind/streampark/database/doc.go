// Package database holds the script that creates StreamPark's database schema.
//
// StreamPark never creates its schema itself, and the SQL in its image drops every table before it creates it, sets a
// password that is known to everybody, and names the database streampark. The script runs before StreamPark starts, in
// an image with the server's client, each time that the pod starts. It runs the SQL once, replaces the password in the
// transaction that creates the user, and leaves every database alone that holds users of StreamPark.
//
// It takes these environment variables, which must all be set and be of one line:
//
//   - DATABASE_HOST, DATABASE_PORT, DATABASE_USER, DATABASE_PASSWORD: the server and who connects to it.
//   - DATABASE_NAME: letters, digits, _ and -, at most 63; created if it is absent and the user may.
//   - ADMIN_PASSWORD: the first password of the user admin.
//   - SCHEMA_VERSION: the version of StreamPark that last changed the schema, whether or not it has upgrade SQL.
//   - SQL_DIR: a copy of the folder script of StreamPark's image.
//
// and may take DATABASE_SSL_MODE: DISABLED, PREFERRED or REQUIRED of MySQL; disable, allow, prefer or require of
// PostgreSQL. No client verifies the server's certificate.
//
// A schema of an older version it does not touch, but says how to upgrade it: by the SQL of StreamPark's image, and by
// statements for what that leaves out and the database lacks. Where nothing is lacking, it records the version.
//
// It ends with 0 when StreamPark may start, and with 1 and a message on standard error when not. The table
// flinkustomize_schema records the version. Besides sh and the client (mysql, mariadb or psql) the script needs cat,
// cut, grep, head, sed, sha256sum, sort, tr and wc. It may run as any user, and writes no file.
//
// On MySQL it uses GET_LOCK against two runs at once, which Galera clusters may refuse. There, create the schema by
// other means; the script leaves it alone.
package database
