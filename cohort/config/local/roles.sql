-- The four roles of one Rygvej server. Run as superuser; safe to run again.
-- The embedded server and docker-compose.yml's PostgreSQL both start from this file; passwords come from elsewhere.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['rygvej_owner', 'rygvej_app', 'rygvej_worker', 'rygvej_report'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION', wanted);
            -- A page that waits longer than this has lost its reader; a lock that waits longer hides a fault.
            IF wanted = 'rygvej_app' THEN
                EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', wanted, '15s');
            END IF;
            IF wanted IN ('rygvej_app', 'rygvej_worker') THEN
                EXECUTE format('ALTER ROLE %I SET lock_timeout = %L', wanted, '5s');
                EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', wanted, '2min');
            END IF;
        END IF;
    END LOOP;
END
$$;

ALTER ROLE rygvej_report SET default_transaction_read_only = on;

-- An export steps down to the report role, which sees nothing that identifies; nobody inherits from it.
GRANT rygvej_report TO rygvej_app, rygvej_worker WITH INHERIT FALSE, SET TRUE;
