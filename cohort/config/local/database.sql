-- Rights inside one database of the server. Run by its superuser, connected to it; safe to run again.
-- Tables' rights are given by the migrations and by `manage.py set_up`.
DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format(
        'GRANT CONNECT ON DATABASE %I TO rygvej_owner, rygvej_app, rygvej_worker, rygvej_report', current_database()
    );
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT ALL ON SCHEMA public TO rygvej_owner;
GRANT USAGE ON SCHEMA public TO rygvej_app, rygvej_worker, rygvej_report;
