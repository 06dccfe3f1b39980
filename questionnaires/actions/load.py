"""Publishing instruments and plans: what stands in a file becomes a row that never changes again."""

import hashlib
import json

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import Refusal
from questionnaires.definition import load as files
from questionnaires.definition.checksum import checksum
from questionnaires.definition.plan import Plan as WrittenPlan
from questionnaires.definition.schema import Definition
from questionnaires.models import Instrument, Plan, Version, Wave, WaveInstrument

SYSTEM = "system:set_up"


class NumberTaken(Refusal):
    """The number was published with other content."""

    def __init__(self, slug: str, number: int) -> None:
        super().__init__(
            "number_taken",
            _("%(slug)s %(number)s is published with other content: give it a new number.")
            % {"slug": slug, "number": number},
        )


@transaction.atomic
def load(text: str, *, by: str, name: str = "instrument") -> Version | None:
    """Publish the instrument written in `text`; None when exactly this is published already.

    Raises DefinitionError for a text that is no instrument (`name` is what its faults call it), NumberTaken for
    changed content under a number that is out, and Refusal kind_changed or number_too_low.
    """
    return publish(files.read(text, name), by=by)


@transaction.atomic
def publish(written: Definition, *, by: str) -> Version | None:
    """The same for an instrument that was read before."""
    instrument = _instrument(written)
    mark = checksum(written)
    published = {version.number: version for version in instrument.versions.defer("content")}
    if written.number in published:
        if published[written.number].checksum != mark:
            raise NumberTaken(written.slug, written.number)
        return None
    if published and written.number < max(published):
        raise Refusal(
            "number_too_low",
            _("%(slug)s %(newest)s is published: a new version has a higher number than %(number)s.")
            % {"slug": written.slug, "newest": max(published), "number": written.number},
        )
    version = Version.objects.create(
        instrument=instrument,
        number=written.number,
        content=files.to_document(written),
        checksum=mark,
        published_at=clock.now(),
    )
    record(by=by, action="version.published", subject=f"version:{written.slug}-{written.number}", checksum=mark)
    return version


@transaction.atomic
def load_plan(text: str, *, by: str, name: str = files.PLAN_FILE) -> Plan | None:
    """Publish the plan written in `text`; None when exactly this is published already.

    Instruments it names may still be unwritten: they are asked from the moment they are published. Raises
    DefinitionError and NumberTaken as `load` does. People who follow an older plan keep it.
    """
    return publish_plan(files.read_plan(text, name), by=by)


@transaction.atomic
def publish_plan(written: WrittenPlan, *, by: str) -> Plan | None:
    """The same for a plan that was read before."""
    mark = _plan_checksum(written)
    plan, is_new = Plan.objects.get_or_create(slug=written.slug, number=written.number, defaults={"checksum": mark})
    if not is_new:
        if plan.checksum != mark:
            raise NumberTaken(written.slug, written.number)
        return None
    for wave in written.waves:
        row = Wave.objects.create(
            plan=plan,
            slug=wave.slug,
            name=wave.name.model_dump(),
            offset_days=wave.offset_days,
            window_days=wave.window_days,
            reminder_days=[day for day in wave.reminder_days if day > 0],  # day 0 is the invitation
        )
        WaveInstrument.objects.bulk_create(
            WaveInstrument(wave=row, instrument=_announced(slug), position=position)
            for position, slug in enumerate(wave.instruments)
        )
    record(by=by, action="plan.published", subject=f"plan:{written.slug}-{written.number}", checksum=mark)
    return plan


@transaction.atomic
def load_shipped(*, by: str = SYSTEM) -> list[Version]:
    """Publish every instrument of questionnaires/content and its plan; returns what is new."""
    published = [publish(written, by=by) for written in files.read_folder().values()]
    publish_plan(files.read_plan_file(), by=by)
    return [version for version in published if version is not None]


def _instrument(written: Definition) -> Instrument:
    """The instrument's row, locked, so that two loads do not publish side by side."""
    Instrument.objects.get_or_create(slug=written.slug, defaults={"kind": written.kind})
    instrument = Instrument.objects.select_for_update(of=("self",), no_key=True).get(slug=written.slug)
    if instrument.kind != written.kind:
        if instrument.versions.exists():
            raise Refusal(
                "kind_changed",
                _("%(slug)s is published as another kind of instrument: give it another name.")
                % {"slug": written.slug},
            )
        instrument.kind = written.kind  # so far only announced by a plan
        instrument.save(update_fields=["kind"])
    return instrument


def _announced(slug: str) -> Instrument:
    """An instrument that a plan names, written or not."""
    instrument, _created = Instrument.objects.get_or_create(slug=slug, defaults={"kind": Instrument.Kind.PATIENT})
    return instrument


def _plan_checksum(written: WrittenPlan) -> str:
    document = written.model_dump(mode="json", exclude_defaults=True)
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
