"""Small words for patient pages: the chosen text size."""

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context

register = template.Library()

TEXT_SIZES = ("normal", "larger", "largest")


def text_size(request: HttpRequest | None) -> str:
    """The text size this browser asked for; normal unless it did."""
    chosen = request.COOKIES.get(settings.TEXT_SIZE_COOKIE_NAME, "") if request else ""
    return chosen if chosen in TEXT_SIZES else TEXT_SIZES[0]


@register.simple_tag(takes_context=True)
def text_size_class(context: Context) -> str:
    """The class of the html element that steps the root size; empty at normal size."""
    size = text_size(context.get("request"))
    return "" if size == TEXT_SIZES[0] else f"text-{size}"


@register.simple_tag(takes_context=True)
def text_size_next(context: Context) -> str:
    """The size after the present one; after the largest comes normal again."""
    present = TEXT_SIZES.index(text_size(context.get("request")))
    return TEXT_SIZES[(present + 1) % len(TEXT_SIZES)]
