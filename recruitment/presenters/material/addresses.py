"""The short address of a channel: whole, as a QR code, and as it is typed from paper."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString

from cohort.common.urls import absolute
from cohort.members.models import Cluster
from recruitment.models import Channel
from recruitment.presenters.invitation import qr_code


@dataclass(frozen=True)
class Address:
    """`host` and `path` leave out what a browser adds by itself; the code has a dash in the middle, to be read over."""

    whole: str
    host: str
    path: str
    qr: SafeString

    @property
    def typed(self) -> str:
        return self.host + self.path


def address(channel: Channel) -> Address:
    """Where the channel's page is."""
    middle = len(channel.code) // 2
    typed = reverse("recruitment:type_channel") + f"{channel.code[:middle]}-{channel.code[middle:]}"
    return _address(reverse("recruitment:open_channel", args=[channel.code]), typed)


def sign_up(cluster: Cluster) -> Address | None:
    """Where the practices of a cluster sign up; None in a program without that page."""
    try:
        path = reverse("recruitment:sign_up_practice", args=[cluster.code])
    except NoReverseMatch:
        return None
    return _address(path, path.rstrip("/"))


def _address(path: str, typed: str) -> Address:
    whole = absolute(path)
    return Address(whole=whole, host=urlsplit(whole).netloc, path=typed, qr=qr_code(whole))
