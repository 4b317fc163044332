#!/bin/sh
# Creates the schema of StreamPark's database once, and never again. May be killed at any point, and be run again.
# Writes no file and no here-document, which some shells keep in /tmp: the root file system may be read-only.
# shellcheck disable=SC2016 # dollars and backticks in single quotes are SQL's
set -eu
# Patterns, sort and messages of the tools must mean the same in every image.
LC_ALL=C
export LC_ALL

# Our own table, of one row. Its state is creating until the data, the password and the state complete are committed as one.
marker=flinkustomize_schema
newline='
'
carriage_return=$(printf '\r')

say() { printf 'create-schema: %s\n' "$*"; }
refuse() { say "$@" >&2; exit 1; }

check_environment() {
  for name in DATABASE_HOST DATABASE_PORT DATABASE_USER DATABASE_PASSWORD DATABASE_NAME ADMIN_PASSWORD SCHEMA_VERSION SQL_DIR; do
    eval "value=\${$name:-}"
    [ -n "$value" ] || refuse "$name must be set, and must not be empty"
    case $value in *"$newline"* | *"$carriage_return"*) refuse "$name must be one line: see that its Secret does not end in a line break" ;; esac
  done
  case $DATABASE_PORT in *[!0-9]*) refuse "DATABASE_PORT must be a number, not '$DATABASE_PORT'" ;; esac
  case $DATABASE_NAME in
  -* | *[!A-Za-z0-9_-]*) refuse "DATABASE_NAME must be of letters, digits, _ and -, and must not begin with -; it is '$DATABASE_NAME'" ;;
  esac
  [ "${#DATABASE_NAME}" -le 63 ] || refuse "DATABASE_NAME must have at most 63 characters; it is '$DATABASE_NAME'"
  case " $ssl_modes " in
  *" ${DATABASE_SSL_MODE:-${ssl_modes%% *}} "*) ;;
  *) refuse "DATABASE_SSL_MODE must be one of $ssl_modes, not '$DATABASE_SSL_MODE'" ;;
  esac
  is_version "$SCHEMA_VERSION" || refuse "SCHEMA_VERSION must be a version such as 2.1.5, not '$SCHEMA_VERSION'"
}

is_version() {
  case $1 in '' | .* | *. | *..* | *[!0-9.]*) return 1 ;; esac
}

older() { # the first version is older than the second
  [ "$1" != "$2" ] && [ "$(printf '%s\n' "$1" "$2" | by_version | head -n 1)" = "$1" ]
}

by_version() { sort -t . -k 1,1n -k 2,2n -k 3,3n -k 4,4n; }

# StreamPark's hash of a password: SHA-256 of salt and password, then 1023 times of the digest's bytes. No process gets
# the password as an argument, since printf is the shell's own.
hash_password() {
  salt=$(head -c 1024 /dev/urandom | tr -dc a-z0-9 | cut -c 1-26)
  [ "${#salt}" = 26 ] || refuse "/dev/urandom must give random bytes"
  digest=$(printf %s%s "$salt" "$ADMIN_PASSWORD" | sha256sum)
  digest=${digest%% *}
  round=1
  while [ "$round" -lt 1024 ]; do
    rest=$digest
    bytes=
    while [ -n "$rest" ]; do
      tail=${rest#??}
      byte=$((0x${rest%"$tail"}))
      bytes=$bytes\\$((byte >> 6))$((byte >> 3 & 7))$((byte & 7))
      rest=$tail
    done
    # shellcheck disable=SC2059 # the escapes of the format are the bytes
    digest=$(printf "$bytes" | sha256sum)
    digest=${digest%% *}
    round=$((round + 1))
  done
  case $digest in *[!0-9a-f]*) refuse "sha256sum must print a digest" ;; esac
  [ "${#digest}" = 64 ] || refuse "sha256sum must print a digest of 64 digits"
}

schema_file() { printf %s "$SQL_DIR/schema/$dialect-schema.sql"; }
data_file() { printf %s "$SQL_DIR/data/$dialect-data.sql"; }

ends_transaction='(^|;)[[:space:]]*(commit|rollback|abort|start|begin)([[:space:]]+(work|transaction))?[[:space:]]*;'
names_database='^[[:space:]]*((create|drop|alter)[[:space:]]+(database|schema)|use)[[:space:]]|(into|table|exists|from|update)[[:space:]]+[`"]?streampark[`"]?\.'

# Refuses SQL that would not do what this relies on, before anything is written.
check_sql() {
  for file in "$(schema_file)" "$(data_file)"; do
    if [ ! -r "$file" ] || [ ! -s "$file" ]; then refuse "$file must be there, as StreamPark's image has it in /streampark/script"; fi
    found=$(grep -niE "$ends_transaction" "$file" | head -n 1)
    [ -z "$found" ] || refuse "$file must leave the transaction to this script; see line $found"
    if without_database "$file" | grep -qiE "$names_database"; then refuse "$file must name no database, except to create and use streampark"; fi
  done
  grep -qiE 'create[[:space:]]+table.*[^a-z0-9_]t_user[^a-z0-9_]' "$(schema_file)" || refuse "$(schema_file) must create the table t_user"
  grep -qiE 'insert[[:space:]]+into.*[^a-z0-9_]t_user[^a-z0-9_]' "$(data_file)" || refuse "$(data_file) must insert into the table t_user"
  check_dialect_sql
}

# An SQL file without the statements that create and use the database streampark: we are in DATABASE_NAME.
without_database() {
  grep -viE '^[[:space:]]*(create[[:space:]]+database[[:space:]][^;]*|use[[:space:]]+[`"]?streampark[`"]?)[[:space:]]*;[[:space:]]*$' "$1"
}

# SQL that says why and ends the client with an error, so before it can commit, unless the condition holds: two rows
# where one value must be are an error in every mode of every server.
must_hold() { # condition, what to say
  printf '%s\n' "select 'create-schema: $2' from (select 1) as one where not ($1);" \
    "select 1 from (select 1) as one where 1 = (select 1 from (select 1 as first union all select 2) as two where not ($1));"
}

marker_sql() {
  printf '%s\n' "create table if not exists $marker (id int primary key, state varchar(16) not null, version varchar(64) not null)$table_options;" \
    "insert into $marker (id, state, version) select 1, 'creating', '$SCHEMA_VERSION' from (select 1) as one where not exists (select 1 from $marker);" \
    "update $marker set version = '$SCHEMA_VERSION' where state = 'creating';"
  must_hold "exists (select 1 from $marker where id = 1 and state = 'creating')" 'another run has created the schema meanwhile'
}

admin_sql() {
  printf '%s\n' "update t_user set salt = '$salt', password = '$digest' where username = 'admin';"
  must_hold "(select count(*) from t_user) = 1 and exists (select 1 from t_user where username = 'admin' and salt = '$salt' and password = '$digest')" \
    'the data SQL must create the user admin, and no other, whose password everybody could know'
}

# Everything for one client. What fails to be written ends the text before its commit.
load_sql() {
  begin_sql && marker_sql && schema_sql && data_sql && admin_sql &&
    printf '%s\n' "update $marker set state = 'complete' where id = 1;" 'commit;'
}

load() {
  check_sql
  hash_password
  load_sql | query >&2 || refuse "the schema was not created; the reason stands above. The next run starts afresh"
  read_marker
  [ "$state" = complete ] || refuse "the schema was not created: its SQL could not be read to its end"
  say "created the schema of StreamPark $version in the database $DATABASE_NAME, and set the password of admin"
}

# What there is: relations, one a line, and whether t_user holds a row.
inspect() {
  wait_sql | query > /dev/null || refuse "an earlier run has not ended in the database yet"
  relations=$(relations_sql | query) || refuse "cannot read which tables there are"
  users=
  if has t_user; then
    users=$(printf 'select 1 from t_user limit 1;\n' | query) || refuse "cannot read the table t_user"
  fi
}

has() { case "$newline$relations$newline" in *"$newline$1$newline"*) ;; *) return 1 ;; esac; }

listed() { # the first names of a list, in one line
  printf '%s\n' "$1" | tr -cd '[:print:]\n' | head -n 8 | sed 's/$/,/' | tr '\n' ' ' | sed 's/, $//'
  if [ "$(printf '%s\n' "$1" | wc -l)" -gt 8 ]; then printf ', and more'; fi
}

read_marker() {
  record=$(printf '%s\n' "select concat(state, ' ', version) from $marker where id = 1;" | query) ||
    refuse "cannot read the table $marker; it must be as this script creates it"
  state=${record%% *}
  version=${record#* }
  [ -z "$record" ] || is_version "$version" || refuse "the table $marker must hold a version such as 2.1.5"
}

compare_versions() {
  record_version="update $marker set version = '$SCHEMA_VERSION' where id = 1;"
  if [ "$version" = "$SCHEMA_VERSION" ]; then
    say "the schema of StreamPark $version is in the database $DATABASE_NAME; nothing to do"
  elif older "$SCHEMA_VERSION" "$version"; then
    refuse "the database $DATABASE_NAME holds the schema of StreamPark $version, which cannot be downgraded to $SCHEMA_VERSION: use the version that fits, or restore a backup"
  else
    upgrade
  fi
}

# Says how the schema is upgraded by hand. Where the database has all of it already, as one has that was made of the SQL of
# the wanted version while that counted as the one before, the version alone is recorded.
upgrade() {
  folder=$SQL_DIR/upgrade/$dialect
  known=$(left_out | query) || refuse "cannot read what the schema lacks"
  steps=$(upgrade_steps)
  if [ -z "$steps" ] && [ -r "$folder/$version.sql" ] && [ "$(printf '%s\n' "$known" | in_range)" = "$SCHEMA_VERSION" ]; then
    printf '%s\n' "$record_version" | query || refuse "cannot record the version in the table $marker"
    say "the database $DATABASE_NAME has what StreamPark $SCHEMA_VERSION added to the schema of $version; recorded it"
    return
  fi
  say "the database $DATABASE_NAME holds the schema of StreamPark $version, and must be upgraded to $SCHEMA_VERSION by hand:" >&2
  say "1. stop StreamPark, and back up the database" >&2
  say "2. run these files of StreamPark's image, and the statements that it leaves out, in this order$(upgrade_hint):" >&2
  [ -n "$steps" ] || say "   (none in $folder)" >&2
  printf '%s' "${steps:+$steps$newline}" | while IFS= read -r step; do say "   ${step#* }" >&2; done
  refuse "3. record it in the database $DATABASE_NAME: $record_version"
}

# The steps from the recorded version to the wanted one, each after its version.
upgrade_steps() {
  {
    for file in "$folder"/*.sql; do
      name=${file##*/}
      printf '%s\n' "${name%.sql} $file"
    done
    printf '%s\n' "$known" | grep ' '
  } | in_range | by_version
}

in_range() { # the lines whose first word is a version newer than recorded, up to the wanted one
  while IFS= read -r line; do
    since=${line%% *}
    if is_version "$since" && older "$version" "$since" && ! older "$SCHEMA_VERSION" "$since"; then printf '%s\n' "$line"; fi
  done
}

# What versions of StreamPark need and their own upgrade files leave out: SQL that gives each version, and once more with
# the statement where the database lacks it. 2.1.3 needs what 2.1.2 needed already, and forgot in its schema of PostgreSQL.
# From 2.1.5 on, nobody is given a team when he logs in for the first time.
left_out() {
  left_out_since 2.1.3 "not exists ($(column t_flink_app dependency))" 'alter table t_flink_app add column dependency text;'
  left_out_since 2.1.5 'exists (select 1 from t_user join t_member on t_member.user_id = t_user.user_id where last_team_id is null)' \
    'update t_user set last_team_id = (select min(team_id) from t_member where t_member.user_id = t_user.user_id) where last_team_id is null;'
  left_out_since 2.1.6 "not exists ($(column t_app_backup path) and data_type like '%text')" "alter table t_app_backup $path_is_text;"
}

left_out_since() { # version, condition, statement
  printf '%s\n' "select '$1';" "select '$1 $3' from (select 1) as one where $2;"
}

column() { # SQL that finds the column of a table
  printf %s "select 1 from information_schema.columns where table_schema = $current_schema and table_name = '$1' and column_name = '$2'"
}

main() {
  check_environment
  if ! connect; then
    check_sql
    create_database
  fi
  inspect
  state=
  if has "$marker"; then read_marker; fi
  if [ "$state" = complete ]; then
    [ -n "$users" ] || refuse "the table $marker says that the schema is complete, but t_user is absent or empty: restore a backup, or drop the database to start afresh"
    compare_versions
  elif [ -n "$users" ]; then
    say "the database $DATABASE_NAME was filled by somebody else, since t_user has rows: left alone; its version and passwords are theirs to see to"
  elif [ "$state" = creating ]; then
    tables=$(filled) || exit 1
    [ -z "$tables" ] || refuse "the database $DATABASE_NAME holds an interrupted run's schema, and rows in: $(listed "$tables"); nothing was changed. Save what is of use, and drop the database to start afresh"
    say "an earlier run was interrupted; creating the schema again"
    load
  else
    foreign=$(printf '%s\n' "$relations" | grep -vx "$marker") || foreign=
    if [ -n "$state" ] || [ -n "$foreign" ]; then
      refuse "the database $DATABASE_NAME must be empty, or hold a schema that is complete; it holds $(listed "$relations"), and no user of StreamPark. Nothing was changed. Complete it by hand, or name another database, or drop this one if it holds nothing of use"
    fi
    load
  fi
}

