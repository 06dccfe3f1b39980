"""Django's PostgreSQL engine, which tells each transaction for whom it acts (cohort.common.reach)."""
