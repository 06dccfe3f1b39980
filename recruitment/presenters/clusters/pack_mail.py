"""The courier of the information pack: a letter to a cluster's mailing list, in the name of a colleague (R12).

It is about the study and about nobody's health. Answers go to the colleague, not to the program.
"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cohort.common.urls import absolute
from cohort.members import correspondence
from cohort.members.models import ClusterAddress
from cohort.outbox.letters import Letter, write
from cohort.outbox.models import Message
from recruitment.actions.clusters.writing import RECIPIENT
from recruitment.models import ClusterContact

EXPECTATIONS = "/for-practices/"


def wanted(message: Message) -> str:
    """Empty when the message should go now; otherwise the code of the reason why it should not."""
    address = _address(message)
    if address is None:
        return "unknown"
    return "" if address.cluster.sender_name and address.cluster.sender_email else "no_sender"


def compose(message: Message) -> Letter:
    """The letter in the language that was chosen when it was sent."""
    address = _address(message)
    if address is None:
        raise LookupError("a message without its address was not dropped")
    cluster = address.cluster
    names = {"sender": cluster.sender_name, "cluster": cluster.name}
    with override(ClusterContact.objects.get(pk=message.about).language):
        return write(
            to=address.email,
            sender=cluster.sender_name,
            reply_to=cluster.sender_email,
            subject=_("To colleagues in %(cluster)s: will you join us in Rygvej?") % names,
            opening=[
                _("Dear colleagues,"),
                _("My name is %(sender)s, and I work in general practice as you do.") % names,
                _(
                    "Rygvej is a Danish study that follows people with back pain from their first visit to their own "
                    "doctor, those who do well and those who do not. That only works if practices all over the "
                    "country invite their patients."
                ),
                _(
                    "You invite in the consultation: it takes about a minute. Your practice signs up on the page "
                    "below, and nobody is bound to anything by that."
                ),
            ],
            link=absolute(reverse("recruitment:sign_up_practice", args=[cluster.code])),
            button=_("Sign up a practice"),
            closing=[
                _("What a practice does, how many minutes it takes and what is optional: %(address)s")
                % {"address": absolute(EXPECTATIONS)},
                _("I would like to tell about it at a meeting of the cluster. Write back: your answer comes to me."),
                correspondence.whom_to_ask(),
                _("Kind regards,\n%(practice)s") % {"practice": cluster.sender_name},
            ],
        )


def _address(message: Message) -> ClusterAddress | None:
    kind, _colon, pk = message.recipient.partition(":")
    if kind != RECIPIENT or not pk.isdigit():
        return None
    return ClusterAddress.objects.select_related("cluster").filter(pk=pk).first()
