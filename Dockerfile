# syntax=docker/dockerfile:1
# Two stages: the first installs and compiles, the second runs, without compilers and as an ordinary user.
FROM python:3.11-slim-bookworm AS builder

RUN apt-get update \
    && apt-get install --yes --no-install-recommends gettext \
    && rm -rf /var/lib/apt/lists/*
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.txt /tmp/requirements.txt
RUN pip install --require-hashes --requirement /tmp/requirements.txt

COPY . /srv/rygvej
WORKDIR /srv/rygvej
RUN django-admin compilemessages
# Settings want every value; none of these is used for collecting files, and none stays in the image.
RUN SECRET_KEY=only-for-collecting-static-files-and-never-in-use \
    LOOKUP_KEY=another-only-for-collecting-files-and-never-in-use \
    FIELD_KEYS=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= \
    DATABASE_URL=postgresql://nobody@localhost/none REDIS_URL=redis://localhost:6379/0 \
    PUBLIC_URL=http://localhost FILES_DIR=/tmp SMTP_HOST=localhost MAIL_FROM=nobody@rygvej.example \
    STUDY_CONTACT_PERSON=nobody STUDY_CONTACT_PHONE=0 STUDY_CONTACT_EMAIL=nobody@rygvej.example \
    python manage.py collectstatic --noinput


FROM python:3.11-slim-bookworm

# Pango and a font for the PDFs; nothing else of the system is used.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 libfontconfig1 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin rygvej \
    && install --directory --owner rygvej --group rygvej --mode 0700 /var/lib/rygvej /var/lib/rygvej/files
COPY --from=builder /opt/venv /opt/venv
COPY --from=builder /srv/rygvej /srv/rygvej
ENV PATH=/opt/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /srv/rygvej
USER rygvej
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "cohort.config.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload", "--no-control-socket", "--timeout", "30", "--graceful-timeout", "20", "--access-logfile", "-", "--logger-class", "cohort.config.logs.AccessLogger"]
