"""The monitor over many participants: how long counting them takes, and how long its page.

`python -m benchmarks.measures.monitor tally|session`: the two that need a process of ours.
"""

import json
import statistics
import sys
import time

import django

from benchmarks.asking import page_of
from benchmarks.bench import Bench
from benchmarks.load import Wire
from cohort.config.local import postgres

DATABASE = "bench_run_monitor"
SAMPLE = 300
MOST_MS = 300.0
TIMES = 40
WAVES = ("baseline", "week_2")
# Everybody arrived, decided, was asked twice and answered once. Answers are short, and of all codes.
PEOPLE = """
INSERT INTO members_participant (study_number, practice_id, language, birth_year, enrolled_at, enrolled_by_id, way)
SELECT bench_number(n), (SELECT array_agg(id ORDER BY id) FROM members_practice WHERE region_id IS NOT NULL)[
        1 + n %% (SELECT count(*) FROM members_practice WHERE region_id IS NOT NULL)
    ], 'da', 1935 + (n * 7919) %% 70, now() - ((n * 31) %% 730) * interval '1 day',
    (SELECT min(id) FROM accounts_user), 'online'
FROM generate_series(1, %(many)s::bigint) AS n;
INSERT INTO recruitment_arrival (participant_id, channel_id, at)
SELECT p.id, (SELECT array_agg(id) FROM recruitment_channel)[1 + p.id %% (SELECT count(*) FROM recruitment_channel)],
    p.enrolled_at
FROM members_participant p WHERE NOT EXISTS (SELECT FROM recruitment_arrival a WHERE a.participant_id = p.id);
INSERT INTO members_consentdecision (participant_id, text_id, scope, granted, language, decided_at)
SELECT p.id, (SELECT min(id) FROM members_consenttext), 'questionnaires', p.id %% 10 > 0, 'da', p.enrolled_at
FROM members_participant p WHERE p.id > %(after)s;
INSERT INTO questionnaires_occasion (participant_id, wave_id, opens_at, closes_at)
SELECT p.id, w.id, p.enrolled_at + w.offset_days * interval '1 day', p.enrolled_at + w.offset_days * interval '1 day'
    + interval '28 days'
FROM members_participant p JOIN questionnaires_wave w ON w.slug = ANY (%(waves)s) WHERE p.id > %(after)s;
INSERT INTO questionnaires_response (id, uuid, version_id, answers, trail, started_at, saved_at, submitted_at)
SELECT 1000000000 + p.id, gen_random_uuid(), (SELECT max(v.id) FROM questionnaires_version v
        JOIN questionnaires_instrument i ON i.id = v.instrument_id AND i.slug = 'baseline_a'),
    jsonb_build_object('episode_duration', (ARRAY['lt_2w', 'w2_6', 'w6_12', 'm3_6', 'y1_5'])[1 + p.id %% 5],
        'work_now', (ARRAY['working', 'flex', 'retired', 'student'])[1 + p.id %% 4],
        'sex', (ARRAY['woman', 'man'])[1 + p.id %% 2], 'education', (ARRAY['basic', 'upper', 'long'])[1 + p.id %% 3],
        'econ_strain', (ARRAY['none', 'little', 'some'])[1 + p.id %% 3]),
    '{}', p.enrolled_at, p.enrolled_at, p.enrolled_at
FROM members_participant p WHERE p.id > %(after)s AND p.id %% 10 > 0;
INSERT INTO questionnaires_assignment (
    uuid, participant_id, occasion_id, version_id, respondent, response_id, state, opens_at, closes_at, next_step
)
SELECT gen_random_uuid(), o.participant_id, o.id, v.id, 'participant', r.id,
    CASE WHEN r.id IS NULL THEN 'closed' ELSE 'submitted' END, o.opens_at, o.closes_at, 0
FROM questionnaires_occasion o JOIN questionnaires_wave w ON w.id = o.wave_id
JOIN LATERAL (
    SELECT max(v.id) AS id FROM questionnaires_waveinstrument wi
    JOIN questionnaires_version v ON v.instrument_id = wi.instrument_id WHERE wi.wave_id = w.id
) v ON true
LEFT JOIN questionnaires_response r ON r.id = 1000000000 + o.participant_id AND w.slug = 'baseline'
WHERE o.participant_id > %(after)s;
"""
NUMBER = """
CREATE OR REPLACE FUNCTION bench_number(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
    $$ SELECT 'B' || lpad(n::text, 7, '0') || '-0' $$
"""


def measure(bench: Bench) -> None:
    """Seed, count once as the worker does, and open the page."""
    many = bench.options.responses
    database = bench.ground.clone(bench.ground.seeded(SAMPLE), DATABASE)
    with bench.ground.place.administrate(database) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute(NUMBER.encode())
        after = superuser.execute("SELECT max(id) FROM members_participant").fetchone()
        superuser.execute("ALTER TABLE members_participant DROP CONSTRAINT participant_study_number_shape")
        values = {"many": many, "after": after[0] if after else 0, "waves": list(WAVES)}
        for statement in PEOPLE.split(";\n"):
            if statement.strip():
                superuser.execute(statement.encode(), values)
    with bench.ground.place.administrate(database) as superuser:
        superuser.execute("VACUUM ANALYZE")
    worker = bench.ground.env(bench.ground.url(database, postgres.WORKER))
    told = json.loads(bench.ground.run(["-m", "benchmarks.measures.monitor", "tally"], worker))
    own = bench.ground.env(bench.ground.url(database, postgres.SUPERUSER))
    session = json.loads(bench.ground.run(["-m", "benchmarks.measures.monitor", "session"], own))
    web = bench.ground.web("web-monitor", bench.ground.url(database))
    bench.say(f"\nThe monitor over {told['people']:,} participants (target: its page in less than {MOST_MS:.0f} ms)")
    bench.say(f"counting them all {told['seconds']:.1f} s, {told['rows']:,} counts")
    for name, path in (("page", "/monitor/"), ("by practice", "/monitor/practice/"), ("file", "/monitor/practice.csv")):
        took = _asked(web.port, path, session["session"])
        median, p95 = statistics.median(took), statistics.quantiles(took, n=20)[-1]
        bench.say(
            f"{name:<14}{median:>8.1f} ms, p95 {p95:.1f} ms"
            f"   below {MOST_MS:.0f} ms: {'yes' if p95 < MOST_MS else 'no'}"
        )


def _asked(port: int, path: str, session: str) -> list[float]:
    """Milliseconds of each time, the first two left out: both workers of the web have then loaded what they need."""
    wire, took = Wire(port), []
    for number in range(TIMES + 4):
        request = page_of(path, number, session)
        began = time.perf_counter()
        status, _body = wire.ask(request.sent)
        if status != request.status:
            raise RuntimeError(f"{path}: {status}")
        took.append((time.perf_counter() - began) * 1000)
    wire.close()
    return took[4:]


def _tally() -> dict[str, object]:
    from cohort.common import reach
    from cohort.members.models import Participant
    from recruitment.actions.tallying import tally
    from recruitment.models import Tally

    began = time.monotonic()
    with reach.of_system():
        tally.tally()
    seconds = time.monotonic() - began
    from django.db import transaction

    with reach.of_system(), transaction.atomic():
        return {"seconds": seconds, "rows": Tally.objects.count(), "people": Participant.objects.count()}


def _session() -> dict[str, object]:
    from django.conf import settings
    from django.test import Client

    from cohort.accounts.models import Role, User
    from tests.signing import sign_in

    client = sign_in(Client(), User.objects.filter(role=Role.DATA_MANAGER).earliest("pk"))
    return {"session": client.cookies[settings.SESSION_COOKIE_NAME].value}


def main() -> None:
    django.setup()
    print(json.dumps({"tally": _tally, "session": _session}[sys.argv[1]]()))


if __name__ == "__main__":
    main()
