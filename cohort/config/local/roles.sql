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

-- Each time, so that a server made before gets them too. A page that waits longer has lost its reader; a lock that
-- waits longer hides a fault. The worker's statements take seconds; an export sets a longer limit for its reading.
ALTER ROLE rygvej_app SET statement_timeout = '15s';
ALTER ROLE rygvej_worker SET statement_timeout = '60s';
ALTER ROLE rygvej_app SET lock_timeout = '5s';
ALTER ROLE rygvej_worker SET lock_timeout = '5s';
ALTER ROLE rygvej_app SET idle_in_transaction_session_timeout = '2min';
ALTER ROLE rygvej_worker SET idle_in_transaction_session_timeout = '2min';
ALTER ROLE rygvej_report SET default_transaction_read_only = on;

-- A statement that fails holds what somebody typed, and the row it failed on what is kept of them: neither is written
-- to the server's log, where no erasure reaches. The program is told all the same.
DO $$
DECLARE
    silent text;
BEGIN
    FOREACH silent IN ARRAY ARRAY['rygvej_owner', 'rygvej_app', 'rygvej_worker', 'rygvej_report'] LOOP
        EXECUTE format('ALTER ROLE %I SET log_min_error_statement = %L', silent, 'panic');
        EXECUTE format('ALTER ROLE %I SET log_error_verbosity = %L', silent, 'terse');
    END LOOP;
END
$$;

-- An export steps down to the report role, which sees nothing that identifies; nobody inherits from it.
GRANT rygvej_report TO rygvej_worker WITH INHERIT FALSE, SET TRUE;
REVOKE rygvej_report FROM rygvej_app;
