"""Plausible synthetic answers: any definition, one person's level of trouble between 0 (well) and 1 (hard)."""

from datetime import date, timedelta
from random import Random

from questionnaires.definition.schema import Definition, Item
from questionnaires.engine import branching
from questionnaires.engine.answers import Value, missing

# Where more means better; everywhere else more means worse.
BETTER_WHEN_HIGH = frozenset({"expect_3m", "pa_days", "pa_outdoor"})
TEXTS = {
    "gp_question": ("Må jeg cykle på arbejde?", "Hvor længe plejer det at vare?", "Skal jeg skånes?"),
    "g_note": ("Genoptager arbejde gradvist.", "Kommer igen om to uger."),
}
# What most consultations about a sore back come to; the rest of the lists is rare and would look odd in a drawing.
USUAL: dict[str, tuple[str, ...]] = {
    "g_contact": ("visit", "visit", "visit", "video", "phone"),
    "g_clinician_role": ("gp",),
    "g_icpc": ("L84", "L84", "L86", "L03"),
    "g_site": ("low_back",),
    "g_red": ("asked_none",),
    "g_yellow": ("asked_none", "fear", "sleep"),
    "g_assess": ("non_specific", "non_specific", "nerve_root"),
    "g_tests": ("none",),
    "g_treat": ("information", "keep_active", "exercise", "physio"),
    "g_next": ("date", "if_needed"),
    "g_next_who": ("gp",),
}


def answer(definition: Definition, level: float, random: Random, on: date) -> dict[str, Value]:
    """Answers to everything shown, item by item, so that conditions see the answers before them."""
    answers: dict[str, Value] = {}
    for item in definition.items:
        if item.pack or item.id not in branching.visible(definition, answers):
            continue
        value = missing("p") if random.random() < 0.03 else _value(item, level, random, on)
        if value is not None:
            answers[item.id] = value
    return answers


def _value(item: Item, level: float, random: Random, on: date) -> Value | None:
    if item.type == "boolean":
        return random.random() < 0.7
    if item.type in ("choice", "multi"):
        return _chosen(item, level, random)
    if item.type == "date":
        return (on + timedelta(days=0 if item.fill else random.randrange(10, 30))).isoformat()
    if item.type == "text":
        texts = TEXTS.get(item.id, ())
        return random.choice(texts) if texts and random.random() < 0.5 else None
    low, high = float(item.min or 0), float(item.max if item.max is not None else 10)
    share = 1 - level if item.id in BETTER_WHEN_HIGH else level
    return round(low + (high - low) * min(max(random.gauss(share, 0.12), 0), 1))


def _chosen(item: Item, level: float, random: Random) -> Value:
    usual = [code for code in USUAL.get(item.id, ()) if item.option(code)]
    if usual:
        return random.choice(usual) if item.type == "choice" else _several(item, usual, random)
    if item.type == "choice":
        place = min(max(random.gauss(level, 0.25), 0), 0.999)
        return item.options[int(place * len(item.options))].code
    alone = [option.code for option in item.options if option.exclusive]
    others = [option.code for option in item.options if not option.exclusive]
    if alone and (not others or random.random() > level + 0.15):
        return [alone[0]]
    count = min(len(others), 1 + int(random.random() * 3 * level))
    return sorted(random.sample(others, count), key=others.index)


def _several(item: Item, codes: list[str], random: Random) -> list[str]:
    """One exclusive code alone, or up to two others in the order of the item."""
    first = random.choice(codes)
    if (option := item.option(first)) and option.exclusive:
        return [first]
    others = [code for code in codes if (one := item.option(code)) and not one.exclusive]
    chosen = {first, random.choice(others)}
    return [option.code for option in item.options if option.code in chosen]
