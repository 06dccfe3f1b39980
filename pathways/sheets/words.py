"""The words of the present language around a participant's values, for pages and sheets alike."""

from collections.abc import Mapping
from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pathways.summary.picture import Scored
from pathways.summary.sheets import Words
from pathways.timeline.course import Lane
from pathways.timeline.course import Words as TimelineWords


def day(of: date) -> str:
    """A day as it is written out: 14. maj 2026."""
    return date_format(of, "DATE_FORMAT")


def short_day(of: date) -> str:
    """A day where room is scarce: 14-05-2026."""
    return of.strftime("%d-%m-%Y")


def lanes() -> dict[Lane, str]:
    return {
        "contact": _("Contacts"),
        "test": _("Tests"),
        "treatment": _("Treatment"),
        "diagnosis": _("Diagnosis"),
        "sick_leave": _("Time off work"),
        "matters": _("What matters"),
    }


def timeline_words() -> TimelineWords:
    return TimelineWords(
        pain=_("Back pain"),
        pain_low=_("none 0"),
        pain_high=_("worst 10"),
        today=_("today"),
        lanes=lanes(),
        more=lambda count: ngettext("%d more", "%d more", count) % count,
        days_off=lambda days, of: _("%(days)s of %(of)s days") % {"days": days, "of": of},
        day=short_day,
    )


def words() -> Words:
    """The words in the language that is active now; nothing is translated later."""
    return Words(
        language=(translation.get_language() or "da")[:2],
        timeline=timeline_words(),
        day=day,
        agreed=agreed(),
        next_on=lambda when, who: _("%(day)s (%(who)s)") % {"day": when, "who": who.lower()} if who else when,
        next_if_needed=_("When you need it: call the practice."),
        next_unknown=_("No day has been set."),
        next_other=_("As we talked about."),
        score=score,
        pain_now=lambda value: _("Back pain: %(now)s of 10") % {"now": value},
        pain_from_to=lambda first, now: (
            _("Back pain: %(now)s of 10, at first %(first)s of 10") % {"now": now, "first": first}
        ),
        course_since=lambda since: _("You have been with Rygvej since %(day)s.") % {"day": since},
        course_better=_("Your own answers say that it hurts less now than at the start."),
        course_up_and_down=_("It goes up and down for most people. This is how it has been for you."),
    )


def agreed() -> Mapping[tuple[str, str], str]:
    """What the doctor's ticks mean for the patient, in plain words; ticks that are the doctor's own are not here."""
    return {
        ("g_treat", "keep_active"): _("Keep moving, as much as your day allows."),
        ("g_treat", "exercise"): _("Do the exercises we talked about."),
        ("g_treat", "physio"): _("See a physiotherapist."),
        ("g_treat", "chiro"): _("See a chiropractor."),
        ("g_treat", "manual"): _("Get hands-on treatment."),
        ("g_treat", "sick_note"): _("Time off work for now."),
        ("g_treat", "work_talk"): _("Talk about how work can fit your back."),
        ("g_treat", "psychologist"): _("Talk to a psychologist."),
        ("g_treat", "municipality"): _("Use an offer from your municipality."),
        ("g_treat", "hospital"): _("Be seen at the hospital or spine centre."),
        ("g_treat", "medicine"): _("Take painkillers as we talked about."),
        ("g_tests", "xray"): _("Get a picture of your back (X-ray)."),
        ("g_tests", "mr"): _("Get a picture of your back (MRI)."),
        ("g_tests", "ct"): _("Get a picture of your back (CT)."),
        ("g_tests", "blood"): _("Get blood tests."),
        ("g_pa_advice", "plan"): _("Follow the plan for moving that we made."),
    }


def score(scored: Scored) -> str:
    """A score as the doctor reads it, with what it means; empty for one that has no words here."""
    value = f"{scored.value.normalize():f}"
    sentences = {
        "rmdq": _("Limits in daily life: %(value)s of 24 (RMDQ)"),
        "psfs": _("Own activities: %(value)s of 10 (PSFS, 10 is fully able)"),
        "sbst_total": _("Need for support: %(value)s of 9 (STarT Back)"),
        "eq_vas": _("Own view of health: %(value)s of 100"),
    }
    bands = {
        "recovered": _("hardly limited"),
        "some": _("somewhat limited"),
        "relevant": _("clearly limited"),
        "low": _("little support is enough"),
        "medium": _("some support helps"),
        "high": _("more support is needed now"),
    }
    if scored.name not in sentences:
        return ""
    said = sentences[scored.name] % {"value": value}
    return f"{said}: {bands[scored.band]}" if scored.band in bands else said
