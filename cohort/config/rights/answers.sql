-- Saving and looking up answers, for questionnaires/actions/answers.py and questionnaires/models/earlier.py. Run by the
-- owner after rows.sql; safe to run again.
--
-- Functions, with the rights of whoever asks, because a function is one way to the server and back: the statement that
-- asks it says for whom it acts, and is a transaction of its own (cohort/common/reach.py, `ask`).

-- Lay what was sent ({item: {"value": …, "step": …}}) over the answers of an open response; all answers as they then
-- stand, and NULL where nothing is open any more.
--
-- `submitted_at` is asked of the row itself, not through a join: that is what the database looks at again when it had
-- to wait for somebody who is handing in. Times are asked of the row too: an answer given before the one that stands
-- came too late from another device. One that says the same again moves the time on and leaves the rest of its step.
-- A name whose value is null is taken away; its step stays, so that nothing given before that comes back.
CREATE OR REPLACE FUNCTION merge_answers(what bigint, sent jsonb, at timestamptz) RETURNS jsonb
    LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    merged jsonb;
BEGIN
    UPDATE questionnaires_response r SET saved_at = at, (answers, trail) = (
        SELECT jsonb_strip_nulls(r.answers || coalesce(jsonb_object_agg(one.key, one.value -> 'value'), '{}')),
            r.trail || coalesce(jsonb_object_agg(one.key,
                CASE WHEN r.answers -> one.key IS DISTINCT FROM nullif(one.value -> 'value', 'null')
                    THEN one.value -> 'step'
                    ELSE one.value -> 'step' || coalesce(r.trail -> one.key, '{}')
                        || jsonb_build_object('at', one.value -> 'step' -> 'at') END
            ), '{}')
        FROM jsonb_each(sent) AS one
        WHERE coalesce(r.trail -> one.key ->> 'at', '') <= one.value -> 'step' ->> 'at'
    )
    WHERE r.id = what AND r.submitted_at IS NULL AND EXISTS (
        SELECT FROM questionnaires_assignment a
        WHERE a.response_id = r.id AND a.state = 'open' AND a.opens_at <= at AND a.closes_at > at
    )
    RETURNING r.answers INTO merged;
    RETURN merged;
END $$;

-- What a participant said last about some items, in whichever questionnaire was handed in: {item: answer}. What was
-- skipped says nothing, so the answer before it counts; "would rather not say" is said, and takes the place of what was
-- said before. Only these items are taken out of the documents.
CREATE OR REPLACE FUNCTION latest_answers(who bigint, items text[]) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT coalesce(jsonb_object_agg(latest.item, latest.answer), '{}') FROM (
        SELECT DISTINCT ON (item) item, r.answers -> item AS answer
        FROM questionnaires_assignment a
        JOIN questionnaires_response r ON r.id = a.response_id
        CROSS JOIN unnest(items) AS item
        WHERE a.participant_id = who AND a.respondent = 'participant' AND a.state = 'submitted'
            AND r.answers -> item IS NOT NULL AND r.answers -> item <> '{"missing": "s"}'
        ORDER BY item, r.submitted_at DESC, r.id DESC
    ) AS latest);
END $$;
