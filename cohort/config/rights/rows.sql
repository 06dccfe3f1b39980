-- Row-level security: who reaches which rows. Run by the owner after migrating and granting; safe to run again.
--
-- Every transaction says for whom it acts (cohort/common/reach.py): a user, a participant, a link in hand, or, for
-- the roles of worker and owner only, the whole. What those reach is said here and nowhere else. One rule says who
-- sees a participant; what hangs on a participant is seen by whoever sees the participant.

CREATE OR REPLACE FUNCTION reach_user() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT nullif(current_setting('rygvej.user', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION reach_participant() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT nullif(current_setting('rygvej.participant', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION reach_link() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT nullif(current_setting('rygvej.link', true), '') $$;
CREATE OR REPLACE FUNCTION reach_whole() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT coalesce(current_setting('rygvej.whole', true), '') = 'yes' $$;
CREATE OR REPLACE FUNCTION reach_day() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT coalesce(
        nullif(current_setting('rygvej.day', true), '')::date, (now() AT TIME ZONE 'Europe/Copenhagen')::date
    ) $$;
-- In plpgsql, which keeps its plans: written in SQL they would be planned anew within each statement of a page. Where
-- nobody has signed in there is nothing to look up.
CREATE OR REPLACE FUNCTION reach_role() RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    IF reach_user() IS NULL THEN
        RETURN NULL;
    END IF;
    RETURN (SELECT role FROM accounts_user WHERE id = reach_user() AND is_active);
END $$;
CREATE OR REPLACE FUNCTION reach_practices() RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    IF reach_user() IS NULL THEN
        RETURN '{}';
    END IF;
    RETURN (SELECT coalesce(array_agg(practice_id), '{}') FROM members_membership
        WHERE user_id = reach_user() AND reach_role() IN ('clinician', 'practice_staff')
            AND starts_on <= reach_day() AND (ends_on IS NULL OR ends_on > reach_day()));
END $$;

-- From a link in hand to whose it is, in one statement: reach the link's own row, and then its participant's. Written
-- with the rights of whoever asks, so that the policies decide here as everywhere. Without a link, nobody is reached.
CREATE OR REPLACE FUNCTION follow_link(what text, day text, turns boolean) RETURNS SETOF members_personallink
    LANGUAGE plpgsql VOLATILE ROWS 1 AS $$
DECLARE
    found members_personallink;
BEGIN
    IF turns THEN
        PERFORM set_config('rygvej.user', '', true), set_config('rygvej.participant', '', true),
            set_config('rygvej.link', what, true), set_config('rygvej.whole', '', true),
            set_config('rygvej.day', day, true);
    END IF;
    SELECT * INTO found FROM members_personallink WHERE digest = what;
    IF found.id IS NULL THEN
        RETURN;
    END IF;
    IF turns THEN
        PERFORM set_config('rygvej.link', '', true), set_config('rygvej.participant', found.participant_id::text, true);
    END IF;
    RETURN NEXT found;
END $$;

-- Two questions that are asked across practices. Each is answered with as little as its asker needs.
CREATE OR REPLACE FUNCTION says_yes(who bigint, what text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
    $$ SELECT coalesce((SELECT granted FROM members_consent WHERE participant_id = who AND scope = what), false) $$;
-- Who sees a participant, for tables further away from one: the policy of members_participant in other words. It is
-- asked with who acts as arguments, which a statement finds out once. With policies that ask the tables below them, each
-- statement planned the policies of three tables again: longer than it took to run.
CREATE OR REPLACE FUNCTION sees(who bigint, participant bigint, practices bigint[], role text) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF who = participant OR role IN ('study_office', 'data_manager') THEN
        RETURN true;
    ELSIF role = 'interviewer' THEN
        RETURN says_yes(who, 'interviews');
    ELSIF practices = '{}' THEN
        RETURN false;
    END IF;
    RETURN EXISTS (SELECT FROM members_participant p WHERE p.id = who AND p.practice_id = ANY (practices));
END $$;
CREATE OR REPLACE FUNCTION sees_number(number text, participant bigint, practices bigint[], role text) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
    $$ BEGIN RETURN EXISTS (
        SELECT FROM members_participant p WHERE p.study_number = number AND sees(p.id, participant, practices, role)
    ); END $$;
CREATE OR REPLACE FUNCTION sees_response(what bigint, participant bigint, practices bigint[], role text)
    RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    whose bigint;
BEGIN
    IF role IN ('study_office', 'interviewer') THEN
        RETURN false;
    END IF;
    SELECT a.participant_id INTO whose FROM questionnaires_assignment a WHERE a.response_id = what;
    IF whose IS NOT NULL THEN
        RETURN coalesce(whose = participant OR sees(whose, participant, practices, role), false);
    END IF;
    -- What somebody of the staff answered about their own work.
    RETURN EXISTS (
        SELECT FROM questionnaires_staffsurvey s
        WHERE s.response_id = what AND (s.user_id = reach_user() OR role = 'data_manager')
    );
END $$;
CREATE OR REPLACE FUNCTION sees_episode(what bigint, participant bigint, practices bigint[], role text)
    RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
    $$ BEGIN RETURN coalesce(role, '') NOT IN ('study_office', 'interviewer') AND EXISTS (
        SELECT FROM pathways_episode e WHERE e.id = what AND sees(e.participant_id, participant, practices, role)
    ); END $$;
-- A trigger on new participants: whoever enrols cannot see erasures, and the number is not given again all the same.
ALTER FUNCTION refuse_erased_study_number() SECURITY DEFINER SET search_path = public, pg_temp;
-- Is somebody enrolled with this address, number or CPR? To know the key one must know the person.
CREATE OR REPLACE FUNCTION known_by_contact(email text, mobile text, cpr text)
    RETURNS TABLE (participant_id bigint, study_number text, practice_id bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
    $$ SELECT p.id, p.study_number, p.practice_id
        FROM members_contactdetails c JOIN members_participant p ON p.id = c.participant_id
        WHERE c.email_key = $1 OR c.mobile_key = $2 OR c.cpr_key = $3  -- by number: columns have these names too
        ORDER BY p.enrolled_at, p.id $$;
-- Who reads research data asks nobody's address: without this line every role may.
REVOKE EXECUTE ON FUNCTION known_by_contact(text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION known_by_contact(text, text, text) TO rygvej_app, rygvej_worker;

-- secure(table, who reads, who writes, whether reports read): all policies of a table, made anew. The worker acts for
-- the whole or not at all, so that its statements over many rows ask one question and not one of each row. Data
-- managers and interviewers change nothing, but that their acts are written down and letters to themselves can be sent,
-- and that interviewers tick what they have read aloud.
CREATE OR REPLACE PROCEDURE pg_temp.secure(place regclass, reads text, writes text, reported boolean DEFAULT false)
LANGUAGE plpgsql AS $$
DECLARE
    old text;
BEGIN
    IF place NOT IN ('audit_entry'::regclass, 'outbox_message'::regclass, 'members_consentrepeated'::regclass) THEN
        writes := format(
            'coalesce((SELECT reach_role()), '''') NOT IN (''data_manager'', ''interviewer'') AND (%s)', writes
        );
    END IF;
    FOR old IN SELECT polname FROM pg_policy WHERE polrelid = place LOOP
        EXECUTE format('DROP POLICY %I ON %s', old, place);
    END LOOP;
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', place);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', place);
    EXECUTE format('CREATE POLICY reads ON %s FOR SELECT TO rygvej_app USING (%s)', place, reads);
    EXECUTE format(
        'CREATE POLICY adds ON %s FOR INSERT TO rygvej_app WITH CHECK (%s)', place, writes
    );
    EXECUTE format(
        'CREATE POLICY changes ON %s FOR UPDATE TO rygvej_app USING (%s) WITH CHECK (%s)',
        place, writes, writes
    );
    EXECUTE format('CREATE POLICY removes ON %s FOR DELETE TO rygvej_app USING (%s)', place, writes);
    EXECUTE format(
        'CREATE POLICY works ON %s TO rygvej_worker USING ((SELECT reach_whole())) WITH CHECK ((SELECT reach_whole()))',
        place
    );
    EXECUTE format('CREATE POLICY owns ON %s TO rygvej_owner USING (true) WITH CHECK (true)', place);
    IF reported THEN
        EXECUTE format('CREATE POLICY reports ON %s FOR SELECT TO rygvej_report USING (true)', place);
    END IF;
END
$$;

DO $$
DECLARE
    -- Who sees a participant. Data managers and interviewers read only; the study office also acts.
    theirs CONSTANT text :=
        'id = (SELECT reach_participant()) OR practice_id = ANY ((SELECT reach_practices())::bigint[])'
        ' OR (SELECT reach_role()) = ''study_office''';
    -- Participants reach what hangs on them without another look at who they are.
    own CONSTANT text := 'participant_id = (SELECT reach_participant()) OR ';
    acts CONSTANT text := '(SELECT reach_participant()), (SELECT reach_practices()), (SELECT reach_role())';
    place text;
    seen text;
    channel text;
BEGIN
    CALL pg_temp.secure(
        'members_participant',
        theirs || ' OR (SELECT reach_role()) = ''data_manager'''
            ' OR ((SELECT reach_role()) = ''interviewer'' AND says_yes(id, ''interviews''))',
        theirs,
        reported => true
    );

    -- What hangs on a participant. Here the participant's own table is asked: a list of a practice reads hundreds of
    -- these rows at once, and calling a function for each took longer than planning one policy more.
    FOREACH place IN ARRAY ARRAY[
        'members_consentdecision', 'questionnaires_occasion', 'questionnaires_diary', 'questionnaires_assignment',
        'recruitment_arrival'
    ] LOOP
        seen := format(own || 'EXISTS (SELECT FROM members_participant p WHERE p.id = %I.participant_id)', place);
        CALL pg_temp.secure(place::regclass, seen, seen, reported => true);
    END LOOP;

    -- What was read aloud: ticked by whoever talks with the participant.
    seen := 'EXISTS (SELECT FROM members_participant p WHERE p.id = members_consentrepeated.participant_id)';
    CALL pg_temp.secure(
        'members_consentrepeated',
        seen,
        '(SELECT reach_role()) IN (''study_office'', ''interviewer'') AND ' || seen,
        reported => true
    );

    -- Who a participant is: not for those who work with data.
    FOREACH place IN ARRAY ARRAY['members_contactdetails', 'members_signincode', 'members_personallink'] LOOP
        seen := format(
            own || '((SELECT reach_role()) IS DISTINCT FROM ''data_manager'' AND EXISTS ('
            'SELECT FROM members_participant p WHERE p.id = %I.participant_id))',
            place
        );
        CALL pg_temp.secure(
            place::regclass,
            CASE WHEN place = 'members_personallink' THEN 'digest = (SELECT reach_link()) OR ' || seen ELSE seen END,
            seen
        );
    END LOOP;

    -- What a participant answered, and what happened to the back: not for those who work with addresses.
    seen := format('sees_response(id, %s)', acts);
    CALL pg_temp.secure('questionnaires_response', seen, seen, reported => true);
    seen := format('sees_response(response_id, %s)', acts);
    CALL pg_temp.secure('questionnaires_score', seen, seen, reported => true);
    seen := format(
        'coalesce((SELECT reach_role()), '''') NOT IN (''study_office'', ''interviewer'') AND sees(participant_id, %s)', acts
    );
    CALL pg_temp.secure('pathways_episode', seen, seen, reported => true);
    seen := format('sees_episode(episode_id, %s)', acts);
    CALL pg_temp.secure('pathways_event', seen, seen, reported => true);
    seen := format(
        'coalesce((SELECT reach_role()), '''') NOT IN (''study_office'', ''interviewer'', ''data_manager'')'
        ' AND sees(participant_id, %s)',
        acts
    );
    CALL pg_temp.secure('pathways_summary', seen, seen);

    -- Messages to participants; those to staff concern no participant.
    seen := format(
        'recipient NOT LIKE ''participant:%%'' OR ((SELECT reach_role()) IS DISTINCT FROM ''data_manager'''
        ' AND sees_number(substr(recipient, 13), %s))',
        acts
    );
    CALL pg_temp.secure('outbox_message', seen, seen);

    -- Pairs that may be one person lie across practices: the office alone decides about them.
    seen := '(SELECT reach_role()) = ''study_office''';
    CALL pg_temp.secure('members_duplicate', seen, seen);

    -- What belongs to a practice.
    seen :=
        'practice_id = ANY ((SELECT reach_practices())::bigint[])'
        ' OR (SELECT reach_role()) IN (''study_office'', ''data_manager'')';
    CALL pg_temp.secure('recruitment_screeningentry', seen, seen, reported => true);
    -- A channel is reached by whoever holds its code, printed on a poster, as a link's row is by the link.
    CALL pg_temp.secure(
        'recruitment_channel', 'code = (SELECT reach_link()) OR ' || seen, seen, reported => true
    );
    -- The place of a channel's own rows is the channel's, for reading and for counting that its page was opened.
    channel := 'EXISTS (SELECT FROM recruitment_channel c WHERE c.id = recruitment_channelday.channel_id)';
    CALL pg_temp.secure('recruitment_channelday', channel, channel, reported => true);
    -- Figures of everybody and of a cluster are about no practice; the worker makes them, and nobody else.
    CALL pg_temp.secure('recruitment_workload', 'practice_id IS NULL OR ' || seen, 'false', reported => true);
    -- Whoever signs up adds a row, and nobody of the web reads one.
    CALL pg_temp.secure('recruitment_joinrequest', 'false', 'true');
    -- Which practice somebody says is theirs: told to that practice once they have said yes to the study, and no more
    -- when they have taken it back.
    seen :=
        '(SELECT reach_role()) = ''study_office'' OR state IN (''waiting'', ''confirmed'', ''refused'')'
        ' AND practice_id = ANY ((SELECT reach_practices())::bigint[]) AND says_yes(participant_id, ''questionnaires'')';
    CALL pg_temp.secure(
        'recruitment_claim', 'participant_id = (SELECT reach_participant()) OR ' || seen, seen
    );
    -- The monitor's counts, small ones among them, and who fits a sub-study: made by the worker alone.
    seen := '(SELECT reach_role()) IN (''study_office'', ''data_manager'')';
    CALL pg_temp.secure('recruitment_tally', seen, 'false');
    CALL pg_temp.secure(
        'recruitment_substudymatch',
        'participant_id = (SELECT reach_participant()) OR (' || seen || ' AND EXISTS ('
            'SELECT FROM members_participant p WHERE p.id = recruitment_substudymatch.participant_id))',
        'false',
        reported => true
    );
    seen := 'user_id = (SELECT reach_user()) OR (SELECT reach_role()) IN (''administrator'', ''study_office'')';
    CALL pg_temp.secure('members_membership', seen, '(SELECT reach_role()) = ''administrator''', reported => true);
    -- The study office lets a practice in that signs up, and nobody into a practice that has participants already:
    -- who decides about access to patients is never who looks after them. Nor does it let itself in.
    CREATE POLICY accepts ON members_membership FOR INSERT TO rygvej_app WITH CHECK (
        (SELECT reach_role()) = 'study_office' AND user_id <> (SELECT reach_user())
        AND NOT EXISTS (SELECT FROM members_participant p WHERE p.practice_id = members_membership.practice_id)
    );

    -- What the study office keeps about practices that are to be won.
    seen := '(SELECT reach_role()) IN (''study_office'', ''administrator'')';
    FOREACH place IN ARRAY ARRAY[
        'members_clusteraddress', 'recruitment_clustercontact', 'recruitment_talk', 'recruitment_practicerequest'
    ] LOOP
        CALL pg_temp.secure(place::regclass, seen, seen);
    END LOOP;
    -- Whoever signs up adds one open request, and reads none: not even whether theirs is there.
    CREATE POLICY asks ON recruitment_practicerequest FOR INSERT TO rygvej_app WITH CHECK (
        state = 'open' AND decided_by_id IS NULL
    );

    -- What belongs to a doctor alone: no colleague reads it.
    seen := 'user_id = (SELECT reach_user())';
    CALL pg_temp.secure(
        'questionnaires_staffsurvey', seen || ' OR (SELECT reach_role()) = ''data_manager''', seen, reported => true
    );

    -- Anybody's act is written down; read is what concerns one's own person, patients or practice.
    seen := format(
        'practice = ANY ((SELECT reach_practices())::bigint[]) OR (subject LIKE ''participant:%%'''
        ' AND (SELECT reach_role()) IS DISTINCT FROM ''data_manager'' AND sees_number(substr(subject, 13), %s))',
        acts
    );
    CALL pg_temp.secure('audit_entry', seen, 'true');

    -- Certificates of erasure: whoever may ask for one, the office ever after, and to read whoever holds its number.
    seen :=
        '(SELECT reach_role()) = ''study_office'' OR ' || format('sees_number(study_number, %s)', acts);
    CALL pg_temp.secure('members_erasure', 'uuid::text = (SELECT reach_link()) OR ' || seen, seen);
END
$$;
