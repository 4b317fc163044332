# MySQL and MariaDB. DDL commits by itself here, so an interrupted run leaves tables without rows.
dialect=mysql
table_options=' engine=innodb'
upgrade_hint() { printf %s ", with $DATABASE_NAME in place of streampark in them"; }

# Images of MariaDB 11 have no mysql. Left to themselves, both clients use TLS if the server has it, as StreamPark's driver
# does: MariaDB's would insist on a certificate, and Oracle's asks for the key that hides the password without TLS.
if command -v mariadb > /dev/null; then
  program='mariadb --no-defaults --skip-ssl-verify-server-cert'
  if [ "${DATABASE_SSL_MODE:-}" = DISABLED ]; then program='mariadb --no-defaults --skip-ssl'; fi
else
  program='mysql --no-defaults --get-server-public-key'
  case ${DATABASE_SSL_MODE:-} in
  REQUIRED) program='mysql --no-defaults --ssl-mode=REQUIRED' ;;
  DISABLED) program="$program --ssl-mode=DISABLED" ;;
  esac
fi
current_schema='database()'
path_is_text='modify column path text'
ssl_modes='DISABLED PREFERRED REQUIRED'

# The client runs SQL only, not its own commands, and never goes on after it lost the connection.
client() {
  # shellcheck disable=SC2086 # words
  MYSQL_PWD=$DATABASE_PASSWORD $program --host="$DATABASE_HOST" --port="$DATABASE_PORT" --user="$DATABASE_USER" \
    --protocol=TCP --connect-timeout=10 --default-character-set=utf8mb4 --skip-reconnect --binary-mode \
    --batch --raw --skip-column-names "$@"
}
query() { client --database="$DATABASE_NAME"; }

# MariaDB's client has no way to demand TLS without a certificate to verify. Without TLS it sends no password in the clear.
check_tls() {
  if [ "${DATABASE_SSL_MODE:-}" != REQUIRED ]; then return 0; fi
  if status=$(printf '%s\n' "show session status like 'Ssl_cipher';" | client 2> /dev/null); then
    cipher=$(printf %s "${status#Ssl_cipher}" | tr -d '[:space:]')
    [ -n "$cipher" ] || refuse "cannot use the database $DATABASE_NAME at $DATABASE_HOST:$DATABASE_PORT as $DATABASE_USER: the server has no TLS, which DATABASE_SSL_MODE demands"
  fi
}

connect() {
  check_tls
  if answer=$(printf 'select 1;\n' | query 2>&1 > /dev/null); then return 0; fi
  case $answer in *'ERROR 1049 '*) return 1 ;; esac # no such database
  refuse "cannot use the database $DATABASE_NAME at $DATABASE_HOST:$DATABASE_PORT as $DATABASE_USER: $answer"
}

create_database() {
  printf '%s\n' "create database if not exists \`$DATABASE_NAME\` character set utf8mb4 collate utf8mb4_general_ci;" | client ||
    refuse "cannot create the database $DATABASE_NAME: it must exist, or $DATABASE_USER must be allowed to create it"
}

# Held until the client ends, also when it is killed.
lock="set @locked = get_lock(concat('flinkustomize:', md5(database())), 30);"
wait_sql() { printf '%s\n' "$lock"; }

relations_sql() {
  printf '%s\n' 'select table_name from information_schema.tables where table_schema = database() order by table_name;'
}

filled() { # the tables that hold a row
  statements=$(printf '%s\n' "select concat('select convert(0x', hex(table_name), ' using utf8mb4) from (select 1) as one where exists (select 1 from \`', replace(table_name, '\`', '\`\`'), '\`);') from information_schema.tables where table_schema = database() and table_name <> '$marker' order by table_name;" | query) ||
    refuse "cannot read which tables there are"
  printf '%s\n' "$statements" | query || refuse "cannot read which tables hold rows"
}

# The data must be one transaction with what follows, so nothing in it may commit, as DDL does.
check_dialect_sql() {
  found=$(statements "$(schema_file)" | grep -iE '^(insert|replace|load)[[:space:]]' | head -n 1) || true
  [ -z "$found" ] || refuse "$(schema_file) must hold no data; it holds: $found"
  found=$(statements "$(data_file)" | grep -viE '^((insert|replace|update|delete)[[:space:]]|set[[:space:]]+(names|foreign_key_checks|unique_checks)[[:space:]=])' | head -n 1) || true
  [ -z "$found" ] || refuse "$(data_file) must hold data alone, which is one transaction; it holds: $found"
  found=$(grep -niE ';[[:space:]]*(create|alter|drop|truncate|rename|set|lock|unlock|grant|revoke|analyze|optimize|repair|flush)[[:space:]]' "$(data_file)" | head -n 1) || true
  [ -z "$found" ] || refuse "$(data_file) must hold one statement a line; see line $found"
}

statements() { # the first line of each statement, without comments
  begins=yes
  without_database "$1" | sed -E -e 's|/\*[^!*][^*]*\*/||g' -e '/^[[:space:]]*\/\*([^!]|$)/,/\*\//d' -e 's/^[[:space:]]+//' -e 's/[[:space:]]+$//' |
    while IFS= read -r line; do
      case $line in '' | --* | '#'*) continue ;; esac
      if [ -n "$begins" ]; then printf '%s\n' "$line"; fi
      case $line in *';') begins=yes ;; *) begins= ;; esac
    done
}

begin_sql() {
  printf '%s\n' "$lock" && must_hold 'coalesce(@locked, 0) = 1' 'another run is at work in the database'
}

schema_sql() { without_database "$(schema_file)"; }

data_sql() {
  must_hold "not exists (select 1 from information_schema.tables where table_schema = database() and table_type = 'BASE TABLE' and engine <> 'InnoDB')" \
    'every table must be of InnoDB, which has transactions' &&
    printf 'start transaction;\n' && without_database "$(data_file)"
}
