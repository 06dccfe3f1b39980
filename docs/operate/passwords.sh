#!/bin/bash
# Runs once in the database's container, after roles.sql: each role gets its password, the owner its database.
set -euo pipefail

for role in owner app worker report; do
    psql --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
        --set role="rygvej_$role" --set file="/run/secrets/db_password_$role" <<'SQL'
\set password `cat :file`
ALTER ROLE :"role" PASSWORD :'password';
SQL
done
psql --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --set name="$POSTGRES_DB" <<'SQL'
ALTER DATABASE :"name" OWNER TO rygvej_owner;
SQL
