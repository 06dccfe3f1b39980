from .chain import Link, Unsealed
from .entry import Entry, Kind

__all__ = ["Entry", "Kind", "Link", "Unsealed"]
