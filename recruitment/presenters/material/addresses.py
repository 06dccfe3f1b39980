"""The short address of a channel: whole, as a QR code, and as it is typed from paper."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.safestring import SafeString

from cohort.common.urls import absolute
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
    whole = absolute(reverse("recruitment:open_channel", args=[channel.code]))
    middle = len(channel.code) // 2
    start = urlsplit(absolute(reverse("recruitment:type_channel")))
    return Address(
        whole=whole,
        host=start.netloc,
        path=f"{start.path}{channel.code[:middle]}-{channel.code[middle:]}",
        qr=qr_code(whole),
    )
