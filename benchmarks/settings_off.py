"""The program with row-level security and audit switched off, to see what they cost. In the bench and nowhere else.

The database it works on is a clone without the policies (benchmarks.measures.pages).
"""

from cohort.config.settings import *  # noqa: F403, TID251 - a variant of them, not a reader
from cohort.config.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE  # noqa: TID251

DATABASES["default"] |= {"ATOMIC_REQUESTS": False}
MIDDLEWARE = [name for name in MIDDLEWARE if name != "cohort.accounts.middleware.ReachMiddleware"]
INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.off"]
