"""What is wrong with a list of places, in sentences."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohort.members.places.faults import Fault
from cohort.members.places.sheet import Kind

KINDS: dict[Kind, Promise] = {
    Kind.REGIONS: gettext_lazy("Regions"),
    Kind.CLUSTERS: gettext_lazy("Clusters"),
    Kind.PRACTICES: gettext_lazy("Practices"),
}

SENTENCES: dict[str, Promise] = {
    # the file as a whole
    "empty": gettext_lazy("The file is empty."),
    "not_csv": gettext_lazy("This is not a CSV file. In Excel, choose “Save as” and “CSV UTF-8”."),
    "encoding": gettext_lazy("The letters of this file cannot be read. In Excel, choose “Save as” and “CSV UTF-8”."),
    "broken": gettext_lazy("Line %(line)s cannot be read: a quotation mark may be missing."),
    "too_many": gettext_lazy("The file has more than %(most)s lines. Split it into smaller files."),
    "too_large": gettext_lazy("The file is too large. Split it into smaller files."),
    "no_rows": gettext_lazy("The file has names of columns, but no lines below them."),
    "columns_unknown": gettext_lazy(
        "The first line does not say what the file is about. It needs the names of the columns, as they stand below."
    ),
    "column_unknown": gettext_lazy("Column %(place)s is called “%(column)s”, and no column of this list is."),
    "column_twice": gettext_lazy("The column “%(column)s” is there twice."),
    "column_missing": gettext_lazy("The column “%(column)s” is missing."),
    # one line
    "empty_cell": gettext_lazy("“%(column)s” is empty."),
    "too_long": gettext_lazy("“%(column)s” is too long: “%(cell)s …”"),
    "not_one_line": gettext_lazy("“%(column)s” has signs that cannot be shown: “%(cell)s”"),
    "number": gettext_lazy("“%(cell)s” is no provider number. It has six digits."),
    "email": gettext_lazy("“%(cell)s” in “%(column)s” is no e-mail address."),
    "day": gettext_lazy("“%(cell)s” is no day. Write it as 2027-01-01."),
    "too_many_cells": gettext_lazy("The line has more cells than there are columns, which are %(most)s."),
    "twice": gettext_lazy("This is in line %(first)s already."),
    "region": gettext_lazy("There is no region called “%(cell)s”."),
    "cluster": gettext_lazy("There is no cluster called “%(cell)s” in this region. Read the list of clusters first."),
    "successor": gettext_lazy("“%(cell)s” is no region that this one can become. It also needs its last day."),
    "ends_before_start": gettext_lazy("The region ends before it begins."),
}


def sentence(fault: Fault) -> str:
    """The fault in the language that is active, with its line in front where it has one."""
    said = str(SENTENCES[fault.code]) % fault.told
    return _("Line %(line)s: %(said)s") % {"line": fault.line, "said": said} if fault.line else said
