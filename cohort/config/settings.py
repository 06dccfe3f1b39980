"""Settings of every environment. Values come from the environment or from files named by <NAME>_FILE.

A missing or wrong value stops the start; the message names the setting and what is expected.
"""

from pathlib import Path
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from environs import EnvValidationError, FileAwareEnv, validate

from cohort.config import expected
from cohort.config.expected import between
from cohort.config.schedule import beat_schedule

BASE_DIR = Path(__file__).resolve().parent.parent.parent

SOMETHING = validate.Length(min=1, error="something is expected; it is empty")


env = FileAwareEnv(eager=False, strip_whitespace=True)  # a file ends with a line end

# The program itself
SECRET_KEY = env.str("SECRET_KEY", validate=validate.Length(min=40, error="at least 40 random characters are expected"))
DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)  # synthetic people, readable mail, a clock that can be moved
_address = "an address such as https://rygvej.example is expected"
PUBLIC_URL = env.str("PUBLIC_URL", validate=validate.URL(schemes={"http", "https"}, require_tld=False, error=_address))
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])
TICK_SECONDS = env.int("TICK_SECONDS", 60, validate=between(1, 3600))

# Keys of what identifies people: never SECRET_KEY, and the lookup key never a field key
FIELD_KEYS: list[str] = env.list("FIELD_KEYS")
LOOKUP_KEYS: list[str] = env.list("LOOKUP_KEY")  # one, and while it changes the other behind it

# MitID through a broker, by OpenID Connect; without an issuer there is no MitID here
OIDC_ISSUER = env.str("OIDC_ISSUER", "")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", "")
OIDC_SCOPES: list[str] = env.list("OIDC_SCOPES", ["openid"])
OIDC_CPR_SCOPES: list[str] = env.list("OIDC_CPR_SCOPES", ["nin"])  # asked for at the participants' door only
OIDC_ACR_VALUES = env.str("OIDC_ACR_VALUES", "")
OIDC_LOA_CLAIM = env.str("OIDC_LOA_CLAIM", "loa", validate=SOMETHING)
OIDC_LOA_VALUES: list[str] = env.list(
    "OIDC_LOA_VALUES",
    ["https://data.gov.dk/concept/core/nsis/Substantial", "https://data.gov.dk/concept/core/nsis/High"],
    validate=validate.Length(min=1, error="at least one level is expected"),
)
OIDC_CPR_CLAIM = env.str("OIDC_CPR_CLAIM", "nin", validate=SOMETHING)

# How long a sign-in of staff lasts: without a sign of life, and at all
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", 20, validate=between(5, 60))
SESSION_HOURS = env.int("SESSION_HOURS", 12, validate=between(1, 24))

# How many proxies in front are ours: limits count the visitor's address, not the proxy's and not what a visitor claims
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 0, validate=between(0, 5))

# Servers
DATABASE = env.dj_db_url("DATABASE_URL")
# Connections of each process
DATABASE_POOL = env.int("DATABASE_POOL", 8, validate=between(1, 100))
REDIS_URL = env.str(
    "REDIS_URL",
    validate=validate.Regexp(
        r"^(redis|rediss|redis\+socket)://",
        error="an address such as redis://:password@host:6379/0 is expected",
    ),
)
FILES_DIR = env.path("FILES_DIR")

# Where the head of the audit's chain is kept every hour: a file, best on storage of its own, and an address
anchors = env.str("AUDIT_ANCHORS", "")
AUDIT_ANCHOR_EMAIL = env.str(
    "AUDIT_ANCHOR_EMAIL", "", validate=validate.Regexp(r"^$|^[^@\s]+@[^@\s]+$", error="an e-mail address is expected")
)

# What is forgotten: by whom it was asked, and by its age. The days are proposals that no authority has confirmed.
erasures = env.str("ERASURES_LIST", "")
RETENTION = env.str("RETENTION", "dry", validate=validate.OneOf(["dry", "apply"], error="one of: {choices}"))
DAYS = between(1, 36_500)
RETAIN_CONTACT_DAYS = env.int("RETAIN_CONTACT_DAYS", 365, validate=DAYS)  # after the last contact
RETAIN_LINK_DAYS = env.int("RETAIN_LINK_DAYS", 30, validate=DAYS)  # after a link or code has expired
RETAIN_MESSAGE_DAYS = env.int("RETAIN_MESSAGE_DAYS", 365, validate=DAYS)  # after it was sent, dropped or refused

# The advisory board: how many of it say yes before an instrument is published, and how long a review link opens.
BOARD_YES = env.int("BOARD_YES", 2, validate=between(1, 20))
REVIEW_LINK_DAYS = env.int("REVIEW_LINK_DAYS", 14, validate=between(1, 90))
# After so many days a diary's page asks whether to go on with it: the daily one, and the weekly one
DIARY_ASK_AGAIN_DAYS = env.int("DIARY_ASK_AGAIN_DAYS", 28, validate=DAYS)
PULSE_ASK_AGAIN_DAYS = env.int("PULSE_ASK_AGAIN_DAYS", 364, validate=DAYS)

# Mail
EMAIL_HOST = env.str("SMTP_HOST", validate=SOMETHING)
EMAIL_PORT = env.int("SMTP_PORT", 587, validate=between(1, 65535))
EMAIL_HOST_USER = env.str("SMTP_USER", "")
EMAIL_HOST_PASSWORD = env.str("SMTP_PASSWORD", "")
SMTP_SECURITY = env.str(
    "SMTP_SECURITY",
    "starttls",
    validate=validate.OneOf(["none", "starttls", "tls"], error="one of: {choices}"),
)
MAIL_FROM = env.str("MAIL_FROM", validate=validate.Email(error="an e-mail address is expected"))
SMS_MAIL_DOMAIN = env.str(
    "SMS_MAIL_DOMAIN",
    "",
    # of an e-mail-to-SMS gateway, number@domain; empty: no SMS
    validate=validate.Regexp(r"^$|^([a-z0-9-]+\.)+[a-z]{2,}$", error="a domain such as sms.example is expected"),
)

# The people behind the study, on every page a participant sees
STUDY_CONTACT_PERSON = env.str("STUDY_CONTACT_PERSON", validate=SOMETHING)
STUDY_CONTACT_PHONE = env.str("STUDY_CONTACT_PHONE", validate=SOMETHING)
STUDY_CONTACT_EMAIL = env.str("STUDY_CONTACT_EMAIL", validate=validate.Email(error="an e-mail address is expected"))

# Questionnaires on paper: where they are sent, on one line; and how long after closing a late one is still entered
STUDY_RETURN_ADDRESS = env.str("STUDY_RETURN_ADDRESS", "")
PAPER_LATE_DAYS = env.int("PAPER_LATE_DAYS", 14, validate=between(0, 90))
CLUSTER_ASK_AGAIN_DAYS = env.int("CLUSTER_ASK_AGAIN_DAYS", 14, validate=DAYS)
PLACES_MOST_LINES = env.int("PLACES_MOST_LINES", 20_000, validate=between(1, 1_000_000))

try:
    env.seal()
except EnvValidationError as error:
    told = error.error_messages
    wrong = {name: " ".join(told[name]) for name in told} if isinstance(told, dict) else {"": str(error)}
else:
    checked = {
        "SECRET_KEY": expected.secret_key(SECRET_KEY),
        "FIELD_KEYS": expected.field_keys(FIELD_KEYS),
        "LOOKUP_KEY": expected.lookup_keys(LOOKUP_KEYS)
        or expected.different_keys([SECRET_KEY, *LOOKUP_KEYS, *FIELD_KEYS]),
        "DATABASE_URL": expected.database(DATABASE),
        "REDIS_URL": expected.redis(REDIS_URL),
        "PUBLIC_URL": expected.public_url(PUBLIC_URL),
        "FILES_DIR": expected.folder(FILES_DIR),
        "OIDC_ISSUER": expected.broker(OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_SCOPES),
        "DEBUG": expected.development(DEBUG, PUBLIC_URL),
    }
    wrong = {name: sentence for name, sentence in checked.items() if sentence}
if wrong:
    raise SystemExit(expected.faults(wrong))
AUDIT_ANCHORS = Path(anchors) if anchors else FILES_DIR / "audit-anchors.txt"
ERASURES_LIST = Path(erasures) if erasures else FILES_DIR / "erasures.txt"

DATABASES = {
    "default": DATABASE
    | {
        "ENGINE": "cohort.common.postgresql",
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,  # done by the engine, which asks the server only where there is reason to
        # One transaction for each request, which is told for whom it acts (cohort.common.reach).
        "ATOMIC_REQUESTS": True,
        # Time limits of statements and locks belong to the roles: cohort/config/local/roles.sql
        # After an outage the pool waits as long again between tries as the outage lasted, unless it gives up early:
        # then the next request tries at once.
        "OPTIONS": {"pool": {"min_size": 1, "max_size": DATABASE_POOL, "timeout": 3, "reconnect_timeout": 1}},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # widgets' templates, for the renderer that finds ours too
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "django_htmx",
    "cohort.common",
    "cohort.audit",
    "cohort.outbox",
    "cohort.accounts",
    "cohort.members",
    "questionnaires",
    "recruitment",
    "pathways",
    "cohort.exports",
    "cohort.config",
]
if DEMO:
    INSTALLED_APPS.append("cohort.config.demo")

MIDDLEWARE = [
    "cohort.config.web.middleware.Headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cohort.config.web.middleware.ReadableBodiesOnly",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cohort.accounts.sessions.SessionLimits",
    "allauth.account.middleware.AccountMiddleware",
    "cohort.accounts.middleware.ReachMiddleware",
    "cohort.accounts.middleware.SecondFactorMiddleware",
    "cohort.config.web.limits.Limits",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "cohort.config.urls"
WSGI_APPLICATION = "cohort.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cohort.config.context.study",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Language and time
LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["cohort.config.formats"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

# Sign-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["cohort.accounts.backends.StaffBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "cohort.accounts.passwords.NotTheWordsOfThisPlace"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "config:show_home"
LOGOUT_REDIRECT_URL = "config:show_home"
OWN_PAGE = "pathways:show_own_page"  # where a participant arrives who signed in
OWN_CHOICES = "recruitment:show_choices"  # where a message leads whoever wants to stop or change a choice
# Lower apps lead to a participant's page without knowing which app shows it.
ABSOLUTE_URL_OVERRIDES = {
    "members.participant": lambda participant: reverse("pathways:show_participant", args=[participant.study_number])
}
ACCOUNT_ADAPTER = "cohort.accounts.adapter.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # staff are invited at the address they sign in with
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False  # the session ends with the browser, or after SESSION_COOKIE_AGE
ACCOUNT_FORMS = {
    "login": "cohort.accounts.forms.LoginForm",
    "reset_password": "cohort.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "cohort.accounts.forms.ResetPasswordKeyForm",
    "change_password": "cohort.accounts.forms.ChangePasswordForm",
    "reauthenticate": "cohort.accounts.forms.ReauthenticateForm",
}
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # also how long an invitation works
MFA_ADAPTER = "cohort.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "cohort.accounts.forms.AuthenticateForm",
    "reauthenticate": "cohort.accounts.forms.ConfirmForm",
    "activate_totp": "cohort.accounts.forms.ActivateForm",
    "add_webauthn": "cohort.accounts.forms.AddPasskeyForm",
    "authenticate_webauthn": "cohort.accounts.forms.PasskeyForm",
    "login_webauthn": "cohort.accounts.forms.PasskeySignInForm",
    "reauthenticate_webauthn": "cohort.accounts.forms.ConfirmPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Rygvej"
SESSION_COOKIE_AGE = SESSION_HOURS * 60 * 60

# Mail: a message waits in the outbox until a worker hands it over
EMAIL_USE_TLS = SMTP_SECURITY == "starttls"
EMAIL_USE_SSL = SMTP_SECURITY == "tls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = MAIL_FROM

# Web
HTTPS = urlsplit(PUBLIC_URL).scheme == "https"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL.rstrip("/")]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
# Lax: a letter's link may lead to a page that one has signed in to. A form of another site carries no cookie.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
if HTTPS:  # a browser takes such a name from this very host alone, over TLS alone
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    LANGUAGE_COOKIE_NAME = "__Host-language"
TEXT_SIZE_COOKIE_NAME = "__Host-text_size" if HTTPS else "text_size"
JUST_SENT_COOKIE_NAME = "__Host-just_sent" if HTTPS else "just_sent"
OPENED_COOKIE_NAME = "__Host-opened" if HTTPS else "opened"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]  # a supervisor asks the process itself, past the proxy that speaks TLS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "no-referrer"  # pages with forms tell our own origin by their own rule: templates/base.html
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1  # of an instrument that is read; every other address refuses it
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEMO or DEBUG
CACHES = {  # counters of rate limits; in the database, because nothing may depend on Redis
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Above this, counters in use are thrown away: with Django's own 300, a flood would wipe the limits it meets.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["cohort.common.parsers.ShallowJSONParser"],
}

# Work outside the request: acknowledged late and asked again, because every task looks at the state first
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 25
CELERY_TASK_SOFT_TIME_LIMIT = 600
CELERY_TASK_TIME_LIMIT = 660
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
    # A page that nudges a worker tries once: who waits for it does not care that the broker is away.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = beat_schedule(TICK_SECONDS)
CELERY_BEAT_SCHEDULE_FILENAME = str(FILES_DIR / "beat-schedule")  # when each task last ran

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "cohort.config.logs.MaskingFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"weasyprint": {"level": "WARNING"}, "fontTools": {"level": "WARNING"}},
}
