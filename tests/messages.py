"""`make messages`: brings the Danish catalogue up to date with the sentences in code and templates.

New sentences stand there untranslated (the check says which), sentences nobody uses any more go. Only files under
version control are read. Needs no gettext.
"""

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tests.repository.scan.messages import messages
from tests.repository.scan.sources import ROOT

CATALOGUE = ROOT / "locale" / "da" / "LC_MESSAGES" / "django.po"
WIDTH = 110


def wanted() -> Catalog:
    """What there is to translate, with the files it stands in."""
    catalogue = Catalog()
    for message, places in messages().items():
        files = dict.fromkeys(place.rpartition(":")[0] for place in places)
        catalogue.add(
            (message.singular, message.plural) if message.plural else message.singular,
            locations=[(file, 1) for file in files],
            context=message.context or None,
        )
    return catalogue


def main() -> None:
    """Write the catalogue and say how many sentences are new."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="da", abort_invalid=True)
    catalogue.update(wanted(), no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    head = CATALOGUE.read_bytes().partition(b"\n\n")[0]  # as it was: Babel's own changes with every minute
    with CATALOGUE.open("wb") as file:
        file.write(head + b"\n\n")
        write_po(file, catalogue, width=WIDTH, omit_header=True, ignore_obsolete=True, include_lineno=False)
    new = [entry for entry in catalogue if entry.id and not (entry.string and all(entry.string))]
    print(f"{CATALOGUE.relative_to(ROOT)}: {len(new)} to translate")


if __name__ == "__main__":
    main()
