"""Every act the program records, and whether data of a practice's participants leave the practice by it.

A test holds these lists equal to the acts that the program records: a new act is put into one of them.
"""

# By the act itself the data become somebody else's to use.
LEAVING = frozenset({
    "participant.enrolled",  # contact details, into the study's keeping
    "record.kept",
    "summary.printed",
    "summary.downloaded",
    "release.included",
})  # fmt: skip

# Where somebody of the staff does it who works for the study. Participants fetch their own data by themselves,
# and their practice is not told; a practice that reads about its own patients takes nothing out.
LEAVING_WITH_OTHERS = frozenset({"participant.read", "data.handed_over"})

# The roles of those who work in a practice, as `accounts.Role` writes them.
INSIDE = ("clinician", "practice_staff")

STAYING = frozenset({
    # What participants do with what is theirs, and what is done for them.
    *("consent.decided", "consent.repeated", "response.started", "response.entered", "response.submitted"),
    *("diary.begun", "diary.stopped"),
    *("own_code.asked_for", "own_code.refused", "own_page.opened", "own_page.read", "own_change.read"),
    # Whether two numbers are one person, and what the study office writes down for somebody by phone and paper.
    *("duplicate.found", "participant.merged", "participant.set_apart", "participant.unmerged"),
    "participant.way_changed",
    *("contact.corrected", "erasure.asked", "erasure.done", "link.issued", "link.asked_again"),
    # Before the data leave, or instead: the act by which they do has a row of its own. A search says whether somebody
    # was found, and the card, opened after it, is a look.
    *("summary.requested", "summary.failed", "summary.removed", "record.not_kept"),
    *("participants.listed", "participants.searched"),
    *("participant.invited_again", "participant.enrolled_twice", "participant.enrolled_elsewhere"),
    # Who signs up by themselves gives their own data; by its yes the practice comes to see them.
    *("participant.signed_up", "participant.signed_up_again", "sign_up.given_up"),
    *("claim.answered", "claim.settled", "participant.moved"),
    # Of a release each practice is told once, with the number of its patients, when it is built.
    *("release.requested", "release.built", "release.failed", "release.downloaded", "release.removed"),
    # A count of people asked; who they were is kept nowhere.
    *("screening.noted", "screening.taken_back"),
    # What is planned and cleared away for everybody at once.
    *("schedule.built", "schedule.renewed", "schedule.filled", "assignment.closed_overdue", "message.planned"),
    "diary.settled",
    *("retention.applied", "retention.counted"),
    # What is about no participant.
    *("version.published", "plan.published", "consent_text.published"),
    *("pack.added", "pack.ended", "pack.words_deleted"),
    *("draft.uploaded", "draft.reason_given", "draft.signed_off", "draft.set_aside", "draft.published"),
    *("staff.invited", "staff.closed", "staff.reopened", "staff.role_changed", "second_factor.reset"),
    *("membership.began", "membership.ended"),
    *("staff_survey.answered", "staff_survey.put_off"),
    *("channel.added", "channel.ended"),
    # Winning practices: about clusters and those who ask to take part, before there is any participant.
    *("places.imported", "cluster.changed", "cluster.written_to", "cluster.contacted"),
    *("talk.planned", "talk.settled", "sign_up_link.added", "sign_up_link.ended"),
    *("request.received", "request.accepted", "request.refused"),
    *("sub_study.written", "sub_study.switched_on", "sub_study.ended"),
    *("sign_in.done", "sign_in.refused", "identity.connected", "identity.disconnected"),
})  # fmt: skip
