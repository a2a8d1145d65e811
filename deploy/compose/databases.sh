#!/bin/sh
# Run once by the image of PostgreSQL, on a new data directory: a database for each service and for Keycloak, with the roles of docs/operations/migrations.md.
set -eu
run() { psql -v ON_ERROR_STOP=1 --username postgres --no-password "$@"; }
for name in audit consent vault bureau; do
  upper=$(echo "$name" | tr '[:lower:]' '[:upper:]')
  app=$(eval "printf %s \"\$${upper}_APP_PASSWORD\"")
  migrate=$(eval "printf %s \"\$${upper}_MIGRATE_PASSWORD\"")
  # By standard input, so that no password stands in a command line.
  run --dbname postgres <<SQL
create role ${name}_owner nologin;
create role ${name}_migrate login noinherit password '$migrate';
create role ${name}_app login password '$app';
create database $name owner ${name}_owner;
revoke all on database $name from public;
grant connect on database $name to ${name}_app, ${name}_migrate;
grant ${name}_owner to ${name}_migrate with inherit false, set true;
SQL
  run --dbname "$name" <<SQL
revoke all on schema public from public;
grant usage on schema public to ${name}_app;
alter default privileges for role ${name}_owner revoke all on functions from public;
SQL
  run --dbname "$name" --file /etc/tallystick/guard.sql
done
run --dbname postgres <<SQL
create role keycloak login password '$KEYCLOAK_DB_PASSWORD';
create database keycloak owner keycloak;
revoke all on database keycloak from public;
SQL
