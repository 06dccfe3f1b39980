"""What a personal link is about, in one prepared statement: the hottest read of all.

Written by hand because it was measured: with the ORM the same took three statements, which Django compiled and the
database planned anew for each page, and that cost more than everything else about a visit.
"""

import json
from typing import Any

from django.db import connection, models

from cohort.common import reach
from cohort.members.models import Participant, PersonalLink, Scope

from .assignment import Assignment
from .instrument import Instrument, Version
from .response import Response
from .wording import STAMP

Row = tuple[Any, ...]


class _Part:
    """The columns of one model in the statement, and how a slice of its row becomes an instance."""

    def __init__(self, model: type[models.Model], alias: str, *left_out: str) -> None:
        self.model = model
        fields = [field for field in model._meta.concrete_fields if field.name not in left_out]
        self.names = [field.attname for field in fields]
        self.columns = ", ".join(f'{alias}."{field.column}"' for field in fields)
        self.documents = [place for place, field in enumerate(fields) if isinstance(field, models.JSONField)]

    def made(self, values: Row) -> Any:
        row = list(values)
        for place in self.documents:
            row[place] = json.loads(row[place])
        return self.model.from_db(connection.alias, self.names, row)


# A page does without the trail of a response and the content of a version, which are large, and without the times at
# which things began: each moment that is read is as much work as a row.
LINK, PARTICIPANT = _Part(PersonalLink, "l", "issued_at"), _Part(Participant, "p", "enrolled_at", "enrolled_by")
ASSIGNMENT = _Part(Assignment, "a")
VERSION, INSTRUMENT = _Part(Version, "v", "content", "published_at"), _Part(Instrument, "i")
RESPONSE = _Part(Response, "r", "trail", "started_at", "saved_at")
PARTS = (PARTICIPANT, ASSIGNMENT, VERSION, INSTRUMENT, RESPONSE)

# An answer link of the own page is named after its assignment too: it works beside the one in a message.
FROM_OWN_PAGE = "own:"

QUERY = f"""
SELECT l.participant_id, {LINK.columns}, visit.*
FROM follow_link(%s, %s, %s) l
LEFT JOIN LATERAL (
    SELECT coalesce(c.granted, false), {STAMP}, {", ".join(part.columns for part in PARTS)}
    FROM members_participant p
    LEFT JOIN members_consent c ON c.participant_id = p.id AND c.scope = '{Scope.QUESTIONNAIRES}'
    LEFT JOIN questionnaires_assignment a ON a.participant_id = p.id AND a.respondent = 'participant' AND CASE l.purpose
        WHEN '{PersonalLink.Purpose.ANSWER}' THEN a.uuid::text = replace(l.about, '{FROM_OWN_PAGE}', '')
        WHEN '{PersonalLink.Purpose.START}' THEN (
            SELECT w.offset_days FROM questionnaires_occasion o JOIN questionnaires_wave w ON w.id = o.wave_id
            WHERE o.id = a.occasion_id
        ) = 0
    END
    LEFT JOIN questionnaires_version v ON v.id = a.version_id
    LEFT JOIN questionnaires_instrument i ON i.id = v.instrument_id
    LEFT JOIN questionnaires_response r ON r.id = a.response_id
    WHERE p.id = l.participant_id
    ORDER BY a.state <> 'open', CASE WHEN a.state = 'open' THEN a.id ELSE -a.id END
    LIMIT 1
) AS visit ON true
"""  # noqa: S608 - made of names of our columns


def follow(digest: str) -> tuple[PersonalLink, bool, Assignment | None] | None:
    """The link of that digest with its participant, whether they agreed to questionnaires, and what there is to answer.

    None for no link. From then on the request acts for the participant. An answer link names its assignment; a link
    of the start leads to the first of the start that is open, else to the last of the start. The assignment comes with
    version, instrument and response, all but the trail, and the version knows the state of the wording packs.
    """
    row = reach.follow_link(digest, QUERY)
    if row is None:
        return None
    end = 1 + len(LINK.names)
    link: PersonalLink = LINK.made(row[1:end])
    granted, stamp, *rest = row[end:]
    slices: list[Row] = []
    at = 0
    for part in PARTS:
        slices.append(tuple(rest[at : at + len(part.names)]))
        at += len(part.names)
    link.participant = PARTICIPANT.made(slices[0])
    if slices[1][0] is None:
        return link, granted, None
    assignment: Assignment = ASSIGNMENT.made(slices[1])
    assignment.participant = link.participant
    assignment.version = VERSION.made(slices[2])
    assignment.version.packs_stamp = stamp
    assignment.version.instrument = INSTRUMENT.made(slices[3])
    assignment.response = None if slices[4][0] is None else RESPONSE.made(slices[4])
    return link, granted, assignment
