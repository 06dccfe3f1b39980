"""Which courier writes which kind of message: the one place that knows all of them."""

from collections.abc import Mapping

from cohort.accounts import mail as staff
from cohort.config import anchoring
from cohort.members import mail as own_page
from cohort.outbox.letters import Courier
from questionnaires.presenters import mail as follow_up
from recruitment.presenters import mail as enrolment
from recruitment.presenters.clusters import pack_mail
from recruitment.presenters.consent import again_mail as consent_again

COURIERS: Mapping[str, Courier] = {
    "enrolment": enrolment,
    "consent_again": consent_again,
    "invitation": follow_up,
    "reminder": follow_up,
    "continuation": follow_up,
    "own_link": own_page,
    "own_code": own_page,
    "contact_changed": own_page,
    "staff_invitation": staff,
    "password_reset": staff,
    "cluster_pack": pack_mail,
    "audit_anchor": anchoring,
}
