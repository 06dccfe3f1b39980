"""A cluster's particulars, its mailing list, what is sent to it, and what came of calling it."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import User
from cohort.audit.actions import record
from cohort.common.errors import Refusal
from cohort.members.models import Cluster, ClusterAddress
from cohort.outbox.actions.enqueue import enqueue
from recruitment.models import ClusterContact

PACK = "cluster_pack"  # the kind of message
RECIPIENT = "cluster_address"
PURPOSE = "practices_won"  # why a cluster was written to, as the audit says it


@transaction.atomic
def change(*, cluster: Cluster, particulars: Mapping[str, str], by: User) -> None:
    """New particulars of a cluster, by column; those that stay the same are not written."""
    changed = [name for name, value in particulars.items() if getattr(cluster, name) != value]
    for name in changed:
        setattr(cluster, name, particulars[name])
    if changed:
        cluster.save(update_fields=changed)
        _record(cluster, "cluster.changed", by, columns=len(changed))


@transaction.atomic
def add_addresses(*, cluster: Cluster, emails: list[str], by: User) -> int:
    """New addresses of the mailing list, those that stand there left out; how many were added."""
    wanted = dict.fromkeys(email.lower() for email in emails)
    present = set(cluster.addresses.filter(email__in=wanted).values_list("email", flat=True))
    new = [ClusterAddress(cluster=cluster, email=email) for email in wanted if email not in present]
    ClusterAddress.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        _record(cluster, "cluster.changed", by, added=len(new))
    return len(new)


@transaction.atomic
def remove_address(*, address: ClusterAddress, by: User) -> None:
    """Nothing more goes there; what waits in the outbox is dropped by its courier."""
    address.delete()
    _record(address.cluster, "cluster.changed", by, removed=1)


@transaction.atomic
def send_pack(*, cluster: Cluster, language: str, by: User) -> ClusterContact:
    """The information pack to each address of the list, in the colleague's name.

    Raises Refusal: sender_missing (it is nobody's letter), addresses_missing.
    """
    if not (cluster.sender_name and cluster.sender_email):
        raise Refusal("sender_missing", _("Write first who of the colleagues invites, with name and e-mail."))
    addresses = list(cluster.addresses.order_by("pk"))
    if not addresses:
        raise Refusal("addresses_missing", _("Add the addresses of the mailing list first."))
    contact = ClusterContact.objects.create(cluster=cluster, kind=ClusterContact.Kind.PACK, language=language, by=by)
    for address in addresses:
        enqueue(kind=PACK, recipient=f"{RECIPIENT}:{address.pk}", about=str(contact.pk))
    _record(cluster, "cluster.written_to", by, addresses=len(addresses))
    return contact


@transaction.atomic
def log_contact(*, cluster: Cluster, kind: str, outcome: str, note: str, by: User) -> ClusterContact:
    """Somebody of the cluster was written to, called or met, and this came of it."""
    contact = ClusterContact.objects.create(cluster=cluster, kind=kind, outcome=outcome, note=note, by=by)
    _record(cluster, "cluster.contacted", by, kind=kind, outcome=outcome)
    return contact


def _record(cluster: Cluster, action: str, by: User, **detail: str | int) -> None:
    record(by=by.actor, action=action, subject=f"cluster:{cluster.pk}", purpose=PURPOSE, practice=None, **detail)
