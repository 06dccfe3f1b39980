-- What each role of the database may do with the tables. Run by the owner after migrating; safe to run again.
-- Where a role does not exist (one role for everything), its lines are left out.
DO $$
DECLARE
    role text;
    secret text;
BEGIN
    FOREACH role IN ARRAY ARRAY['rygvej_app', 'rygvej_worker'] LOOP
        CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %I', role);
        EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO %I', role);
        EXECUTE format('REVOKE UPDATE, DELETE ON audit_entry, members_consentdecision, members_consenttext, members_consentrepeated FROM %I', role);
        EXECUTE format('REVOKE UPDATE, DELETE ON questionnaires_version, questionnaires_signoff FROM %I', role);
        EXECUTE format('REVOKE DELETE ON questionnaires_wordingpack FROM %I', role);
        EXECUTE format('REVOKE UPDATE ON questionnaires_wordingpack FROM %I', role);
        EXECUTE format('GRANT UPDATE (ended_by, ended_at, content) ON questionnaires_wordingpack TO %I', role);
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM %I', role);
        EXECUTE format('REVOKE ALL ON audit_link, audit_unsealed FROM %I', role);
    END LOOP;

    -- People are erased by the worker alone; what is kept goes only in a transaction that says it erases.
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rygvej_app') THEN
        REVOKE DELETE ON members_participant, members_contactdetails, members_erasure, members_personallink,
            questionnaires_occasion, questionnaires_diary, questionnaires_assignment, questionnaires_response, questionnaires_score,
            questionnaires_staffsurvey, pathways_episode, pathways_event, pathways_summary, outbox_message,
            recruitment_arrival, recruitment_claim, recruitment_substudymatch, members_duplicate FROM rygvej_app;
        -- Whoever signs up adds a row; what was typed is read by the worker alone.
        REVOKE SELECT, UPDATE, DELETE ON recruitment_joinrequest FROM rygvej_app;
        REVOKE INSERT, UPDATE, DELETE ON recruitment_tally, recruitment_tallying FROM rygvej_app;  -- the worker counts
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rygvej_worker') THEN
        GRANT DELETE ON members_consentdecision, members_consentrepeated TO rygvej_worker;
        REVOKE DELETE ON members_erasure FROM rygvej_worker;
        GRANT SELECT, INSERT ON audit_link TO rygvej_worker;  -- the worker seals
        GRANT SELECT, DELETE ON audit_unsealed TO rygvej_worker;
    END IF;

    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rygvej_report') THEN
        GRANT SELECT ON ALL TABLES IN SCHEMA public TO rygvej_report;
        FOREACH secret IN ARRAY ARRAY[
            'members_contactdetails', 'members_duplicate', 'members_personallink', 'members_signincode', 'outbox_message',
            'pathways_summary', 'recruitment_joinrequest', 'recruitment_claim', 'members_clusteraddress',
            'recruitment_clustercontact', 'recruitment_talk', 'recruitment_practicerequest',
            'accounts_user', 'accounts_identity',
            'account_emailaddress', 'account_emailconfirmation', 'mfa_authenticator', 'django_session', 'cache',
            'audit_entry', 'audit_link', 'audit_unsealed'
        ] LOOP
            EXECUTE format('REVOKE ALL ON %I FROM rygvej_report', secret);
        END LOOP;
    END IF;
END
$$;
