-- The four roles of one Rygvej server. Run as superuser; safe to run again.
-- The embedded server and docker-compose.yml's PostgreSQL both start from this file; passwords come from elsewhere.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['rygvej_owner', 'rygvej_app', 'rygvej_worker', 'rygvej_report'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION', wanted);
        END IF;
    END LOOP;
END
$$;

-- A page that waits longer than this has lost its reader; a lock that waits longer hides a fault.
ALTER ROLE rygvej_app SET statement_timeout = '15s';
ALTER ROLE rygvej_app SET lock_timeout = '5s';
ALTER ROLE rygvej_app SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE rygvej_worker SET lock_timeout = '5s';
ALTER ROLE rygvej_worker SET idle_in_transaction_session_timeout = '120s';
ALTER ROLE rygvej_report SET default_transaction_read_only = on;
