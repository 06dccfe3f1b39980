"""Templates compile, carry no inline code, say nothing untranslated, and use no variable that is missing."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.template.loader import get_template
from django.urls import get_resolver

from cohort.config.demo import urls as demo
from tests.repository.scan.markup import inline_code, literals
from tests.repository.scan.sources import assert_none, files_ending, read
from tests.repository.test_public_views import views

# Words that are names and the same in every language.
NAMES = re.compile(r"\bRygvej\b|\bMitID\b|\bSHA-256\b|sha256sum -c SHA256SUMS")


def templates(*endings: str) -> list[Path]:
    """Our templates with one of the endings."""
    return [path for path in files_ending(*endings) if path.parts[0] == "templates"]


def addresses(text: str) -> list[str]:
    """The names of URLs in a template; with `as`, Django itself would pass over one that does not exist."""
    return re.findall(r"""{%-?\s*url\s+['"]([\w:-]+)['"]""", text)


@pytest.mark.parametrize("path", templates(".html", ".txt", ".svg"), ids=str)
def test_the_template_compiles(path: Path) -> None:
    get_template(path.relative_to("templates").as_posix())


def test_no_template_holds_inline_code() -> None:
    found = [
        f"{path}:{line}: {kind}"
        for path in templates(".html", ".svg")
        for line, kind in inline_code(read(path))
        if not ("mail" in path.parts and kind.endswith(" style"))  # a mail has no style sheet
    ]
    assert_none(found)


def test_every_sentence_in_a_template_is_translated() -> None:
    found = [
        f"{path}:{line}: {words}"
        for path in templates(".html", ".txt", ".svg")
        for line, words in literals(read(path), markup=path.suffix != ".txt")
        if re.search(r"[^\W\d_]{2,}", NAMES.sub("", words))
    ]
    assert_none(found)


def test_every_address_named_in_a_template_exists() -> None:
    known = {name for name, _ in views(get_resolver())} | {f"demo:{entry.name}" for entry in demo.urlpatterns}
    found = [
        f"{path}: {name}"
        for path in templates(".html", ".txt", ".svg")
        for name in addresses(read(path))
        if name not in known
    ]
    assert_none(found)


def test_addresses_are_found() -> None:
    page = """{% url 'members:show' %}{% url "account_login" as login %}{% url variable %}"""
    assert addresses(page) == ["members:show", "account_login"]


def unencoded(text: str) -> list[str]:
    """Variables in the query of an address that are neither encoded nor the number of a page."""
    queries = re.findall(r"""(?:href|src|action|hx-[a-z]+)="[^"?]*\?([^"]*)\"""", text)
    variables = [name.strip() for query in queries for name in re.findall(r"{{(.*?)}}", query)]
    return [name for name in variables if not re.search(r"\|urlencode$|^[\w.]*_number$", name)]


def test_what_stands_in_the_query_of_an_address_is_encoded() -> None:
    assert_none(f"{path}: {name}" for path in templates(".html", ".txt", ".svg") for name in unencoded(read(path)))


def test_a_variable_that_is_not_encoded_is_found() -> None:
    page = (
        """<a href="/x/{{ a }}/?q={{ b|urlencode }}&amp;page={{ page.next_page_number }}&amp;c={{ c }}">{{ d }}</a>"""
    )
    assert unencoded(page) == ["c"]


def test_an_undefined_variable_fails() -> None:
    assert Template("{{ known }}{% if unknown %}x{% endif %}").render(Context({"known": 1})) == "1"
    with pytest.raises(pytest.fail.Exception, match="unknown"):
        Template("{{ known.unknown }}").render(Context({"known": 1}))


def test_literal_words_are_found() -> None:
    page = """<html lang="{{ code }}"><title>{% translate "Good" %}</title>
        {# Comment #}{% comment %}Comment{% endcomment %}
        <p class="wide">{% blocktranslate trimmed %}Good {{ name }}{% endblocktranslate %} 1 x &nbsp; ·</p>
        <p>Bad <b lang="da">Dansk</b></p>
        <img alt="Bad alt"><input type="submit" value="Bad value"><input type="hidden" value="good">
        <a href="{% url 'x' %}" title="{% translate 'Good' %}" aria-label="{{ label }}">{{ label }}</a>
        <code>good</code><br><span translate="no"><i>good</i> good</span><svg><text>Bad text</text></svg>
        {% block body_class %}good{% endblock %}
    """
    assert [words for _, words in literals(page)] == ["Bad", "Bad alt", "Bad value", "Bad text"]
    assert [line for line, _ in literals(page)] == [4, 5, 5, 7]
    mail = "{% load i18n %}{% translate 'Good' %}\n{{ link }}\nBad line\n-- \n"
    assert list(literals(mail, markup=False)) == [(3, "Bad line")]


def test_inline_code_is_found() -> None:
    page = """<script src="{% static 'a.js' %}"></script><script type="application/json">{}</script>
        <script>bad()</script><style>b {}</style><p style="color: red" onclick="bad()">x</p>
        <a href="javascript:bad()">x</a>{% if a %}<script>bad()</script>{% endif %}
    """
    assert [kind for _, kind in inline_code(page)] == [
        "script",
        "style",
        "p style",
        "p onclick",
        "a href",
        "script",
    ]
