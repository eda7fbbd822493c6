#!/bin/sh
# Brings Temporal's two databases to the schema of this server version. Safe to repeat, also after a version change.
# Needs: DB POSTGRES_SEEDS DB_PORT POSTGRES_USER POSTGRES_PWD. Runs in temporalio/admin-tools.
set -eu

SCHEMA_DIR="${SCHEMA_DIR:-/etc/temporal/schema/postgresql/v12}"
export SQL_PASSWORD="$POSTGRES_PWD"

sql_tool() {
  database="$1"
  shift
  temporal-sql-tool --plugin "$DB" --ep "$POSTGRES_SEEDS" -p "$DB_PORT" -u "$POSTGRES_USER" --db "$database" "$@"
}

bring_to_schema() {
  database="$1"
  folder="$SCHEMA_DIR/$2/versioned"
  if sql_tool "$database" update-schema -d "$folder"; then
    echo "$database: up to date"
    return
  fi
  echo "$database: not there yet; making it"
  sql_tool "$database" create
  sql_tool "$database" setup-schema -v 0.0
  sql_tool "$database" update-schema -d "$folder"
}

bring_to_schema temporal temporal
bring_to_schema temporal_visibility visibility
