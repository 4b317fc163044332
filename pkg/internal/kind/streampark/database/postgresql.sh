# PostgreSQL. DDL is transactional here, so all is one transaction, and an interrupted run leaves an empty database.
dialect=pgsql
table_options=
upgrade_hint() { :; }
current_schema="'public'"
path_is_text='alter column path type text'
ssl_modes='disable allow prefer require'

query_in() { # database
  PGHOST=$DATABASE_HOST PGPORT=$DATABASE_PORT PGUSER=$DATABASE_USER PGPASSWORD=$DATABASE_PASSWORD PGDATABASE=$1 \
    PGCONNECT_TIMEOUT=5 PGCLIENTENCODING=UTF8 PGSSLMODE=${DATABASE_SSL_MODE:-prefer} \
    psql --no-psqlrc --no-password --quiet --no-align --tuples-only --set=ON_ERROR_STOP=1 --set=VERBOSITY=terse
}
query() { { printf '%s\n' 'set client_min_messages = warning; set search_path = public;' && cat; } | query_in "$DATABASE_NAME"; }

connect() {
  if answer=$(printf 'select 1;\n' | query 2>&1 > /dev/null); then return 0; fi
  # The answer has no code, and may be in any language.
  if found=$(printf '%s\n' "select 1 from pg_database where datname = '$DATABASE_NAME';" | query_in postgres 2> /dev/null) &&
    [ -z "$found" ]; then return 1; fi
  refuse "cannot use the database $DATABASE_NAME at $DATABASE_HOST:$DATABASE_PORT as $DATABASE_USER: $answer"
}

create_database() {
  printf '%s\n' "create database \"$DATABASE_NAME\" encoding 'UTF8' template template0;" | query_in postgres ||
    refuse "cannot create the database $DATABASE_NAME: it must exist, or $DATABASE_USER must be allowed to create it"
}

# Of one database, and held until the transaction ends.
lock="set local lock_timeout = '30s'; select from pg_advisory_xact_lock(hashtext('flinkustomize'));"
wait_sql() { printf '%s\n' 'begin;' "$lock" 'commit;'; }

# Tables, views and sequences in all schemas, except those of extensions.
relations_sql() {
  printf '%s\n' "select case nspname when 'public' then relname else nspname || '.' || relname end from pg_class c join pg_namespace n on n.oid = relnamespace
where relkind in ('r', 'p', 'v', 'm', 'f', 'S') and nspname <> 'information_schema' and nspname !~ '^pg_'
and not exists (select 1 from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'e') order by 1;"
}

filled() { refuse "the table $marker must say complete: on PostgreSQL no interrupted run of this script leaves it behind"; }

check_dialect_sql() {
  for file in "$(schema_file)" "$(data_file)"; do
    ! grep -q 'flinkustomize' "$file" || refuse "$file must not use the name flinkustomize"
  done
}

begin_sql() { printf '%s\n' 'begin;' "$lock"; }

# As one string for the server, which runs no commit in it, and of which psql runs no command.
execute_sql() {
  printf '%s\n' 'do $flinkustomize$ begin execute $flinkustomize_sql$' && without_database "$1" && printf '%s\n' '$flinkustomize_sql$; end $flinkustomize$;'
}
schema_sql() {
  execute_sql "$(schema_file)" || return
  # Its own schema lacks what StreamPark 2.1.2 does not start without.
  if [ "$SCHEMA_VERSION" = 2.1.2 ]; then printf '%s\n' 'alter table t_flink_app add column if not exists dependency text;'; fi
}
data_sql() { execute_sql "$(data_file)"; }
