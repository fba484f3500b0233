"""Settings: everything a province sets comes from the environment, with a default that works."""

import os
from datetime import date, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from hoaban.config import postgresql
from hoaban.config.accounts import *  # noqa: F403 - the settings of one subject

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = (ROOT / os.environ.get("HOABAN_VAR", "var")).resolve()
CONTENT = ROOT / "content"
# Folders under `content/` (or paths) with what the country and the province are loaded from.
HOABAN_COUNTRY = os.environ.get("HOABAN_COUNTRY", "").strip() or "vietnam"
HOABAN_PROVINCE = os.environ.get("HOABAN_PROVINCE", "").strip() or "dien-bien"


def _number(name: str, default: int, *, most: int, least: int = 1) -> int:
    """A whole number of the environment; what is none stops the start with a line."""
    text = os.environ.get(name) or str(default)
    if not (text.isdecimal() and least <= int(text) <= most):
        wanted = f"a whole number from {least} to {most} is wanted"
        raise ImproperlyConfigured(f"{name}={text}: {wanted}")
    return int(text)


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def _is_on(name: str) -> bool:
    """A switch of the environment: 1 or 0; what is neither stops the start with a line."""
    text = os.environ.get(name, "").strip().lower()
    if text in {"1", "yes", "on", "true"}:
        return True
    if text in {"", "0", "no", "off", "false"}:
        return False
    raise ImproperlyConfigured(f"{name}={text}: 1 or 0 is wanted")


def _list(name: str, default: str = "") -> list[str]:
    """The words of a list with commas, with or without spaces around them."""
    words = os.environ.get(name, default).split(",")
    return [word.strip() for word in words if word.strip()]


def _moment(name: str) -> str:
    """A moment of the environment as it was written, or nothing."""
    text = os.environ.get(name, "")
    try:
        datetime.fromisoformat(text or "2020-03-30")
    except ValueError:
        raise ImproperlyConfigured(f"{name}={text}: 2020-03-30T08:00 is wanted") from None
    return text


HOABAN_PORT = _number("HOABAN_PORT", 8000, most=65535)
HOABAN_BIND = os.environ.get("HOABAN_BIND", "127.0.0.1")
WEB_PROCESSES = _number("HOABAN_WEB_WORKERS", min(_cores(), 4), most=16)
WEB_THREADS = _number("HOABAN_WEB_THREADS", 4, most=64)  # of each process
WEB_WAITING = _number("HOABAN_WEB_WAITING", 64, most=1000)  # for a thread of each; more hear 503
WEB_BACKLOG = 1024  # connections not yet taken: each is answered, if only that it is crowded
# Business time starts here (ISO date and hour, Vietnam); production has no such setting.
HOABAN_TODAY = _moment("HOABAN_TODAY")
_started = _moment("HOABAN_STARTED")
HOABAN_STARTED = datetime.fromisoformat(_started) if _started else None
HOABAN_DEMO = bool(HOABAN_TODAY)
# Steps around the present one whose code is right: there is time to read what the demo shows.
MFA_TOTP_TOLERANCE = 2 if HOABAN_DEMO else 0

DEBUG = False
ALLOWED_HOSTS = _list("HOABAN_HOSTS", "127.0.0.1,localhost,testserver")
CSRF_TRUSTED_ORIGINS = _list("HOABAN_ORIGINS")
# What papers print for whoever checks them: the first address under which the portal is reached.
PORTAL_ADDRESS = next(iter(CSRF_TRUSTED_ORIGINS), f"http://127.0.0.1:{HOABAN_PORT}").rstrip("/")


def _secret() -> str:
    """The installation's own secret, drawn at first start and kept beside its data."""
    if given := os.environ.get("HOABAN_SECRET"):
        return given
    kept = VAR / "secret"
    if not kept.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(os.urandom(48).hex())
    return kept.read_text().strip()


SECRET_KEY = _secret()

# What refusals say in other languages; the core names no engine.
REFUSAL_SENTENCES = "hoaban.engines.content.sentences.of"

USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [ROOT / "hoaban" / "ui" / "locale"]
FORMAT_MODULE_PATH = ["hoaban.ui.formats"]
ROOT_URLCONF = "hoaban.config.urls"
WSGI_APPLICATION = "hoaban.config.wsgi.application"
AUTH_USER_MODEL = "people.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SUB_ROOMS = [  # of the one-stop: those with tables, templates or content
    f"hoaban.domains.onestop.{folder.name}"
    for folder in sorted((ROOT / "hoaban" / "domains" / "onestop").iterdir())
    if any((folder / part).exists() for part in ("models.py", "templates", "content.py"))
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "hoaban.faces.portal",  # before allauth: its pages wear our layout and speak Vietnamese
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "hoaban.core.kept",
    "hoaban.core.journal",
    "hoaban.core.jobs",
    "hoaban.core.files",
    "hoaban.core.people",
    "hoaban.core.calendars",
    "hoaban.core.numbers",
    "hoaban.core.http",
    "hoaban.ui",
    "hoaban.engines.typesetting",
    "hoaban.engines.law",
    "hoaban.engines.forms",
    "hoaban.engines.tallies",
    "hoaban.gateways.signing",
    "hoaban.gateways.notify",
    "hoaban.gateways.payments",
    "hoaban.config.apps.OfficePeople",
    "hoaban.config.apps.OfficeCalendars",
    "hoaban.config.apps.OfficeJobs",
    "hoaban.domains.office.powers",
    "hoaban.domains.office.demo",
    "hoaban.domains.office.shops",
    "hoaban.casework.cases",
    "hoaban.casework.turns",
    "hoaban.casework.notices",
    "hoaban.casework.clocks",
    "hoaban.casework.papers",
    "hoaban.casework.attachments",
    "hoaban.casework.lists",
    "hoaban.domains.documents",
    "hoaban.config.apps.ProcedureCatalogue",
    "hoaban.domains.procedures.province",  # its content is loaded by `content load`
    "hoaban.domains.procedures.leaflets",
    "hoaban.domains.registers",
    *SUB_ROOMS,
    "hoaban.domains.reports.figures",
    "hoaban.domains.reports.register",
    "hoaban.domains.reports.statutory",
    "hoaban.faces.desk",
    "hoaban.config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hoaban.core.http.middleware.PackingMiddleware",
    "hoaban.core.http.ranges.RangesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "hoaban.config.clocks.ClockMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "hoaban.core.http.reading.TypedMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hoaban.core.http.tabs.TabsMiddleware",
    "hoaban.core.http.middleware.ActorMiddleware",
    "hoaban.core.http.reading.ReadableMiddleware",
    "hoaban.core.http.middleware.SignInMiddleware",
    "hoaban.core.http.middleware.RefusalMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["hoaban.core.http.tags", "hoaban.engines.content.tags"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hoaban.core.http.context.house",
                "hoaban.faces.portal.context.names",
                "hoaban.faces.desk.context.desk",
            ],
        },
    }
]


def _database(address: str) -> dict[str, object]:
    """SQLite under `var/` by default; `postgresql://user:secret@host:port/name` for a province."""
    if not address:
        full = os.environ.get("HOABAN_SYNCHRONOUS", "FULL").upper()
        if full not in {"EXTRA", "FULL", "NORMAL", "OFF"}:  # SQLite takes a slip for OFF
            raise ImproperlyConfigured(f"HOABAN_SYNCHRONOUS={full}: FULL or NORMAL is wanted")
        pragmas = {
            "journal_mode": "WAL",
            "synchronous": full,
            "mmap_size": 134217728,
            "journal_size_limit": 27103364,
            "wal_autocheckpoint": 4000,  # pages: each filing touches the same few dozen again
            "cache_size": -20000,
            "temp_store": "MEMORY",
        }
        return {
            "ENGINE": "hoaban.config.sqlite",
            "NAME": VAR / "hoaban.sqlite3",
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "".join(f"PRAGMA {k}={v};" for k, v in pragmas.items()),
            },
        }
    parts = urlsplit(address)
    port = parts.netloc.rpartition("@")[2].rpartition("]")[2].partition(":")[2]
    is_known = parts.scheme in {"postgresql", "postgres"} and parts.path.strip("/")
    if not is_known or not (port or "0").isdecimal():
        raise ImproperlyConfigured(
            "HOABAN_DATABASE: postgresql://user:secret@host:port/name is wanted"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port,
        "CONN_MAX_AGE": 60,
        "OPTIONS": postgresql.OPTIONS,
    }


DATABASES = {"default": _database(os.environ.get("HOABAN_DATABASE", ""))}

# What the sign-in library counts is counted once for all processes; pages that are merely dear to
# make are remembered by each process for itself.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "http_remembered",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

TASKS = {"default": {"BACKEND": "hoaban.core.jobs.backend.DurableBackend", "QUEUES": []}}

PASSWORD_HASHERS = [
    "hoaban.core.people.hashing.PasswordHasher",  # takes older, dearer hashes and renews them
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "hoaban.core.people.passwords.SimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "phone", "email", "full_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "hoaban.core.people.passwords.UsualValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/"
CSRF_FAILURE_VIEW = "hoaban.core.http.pages.stale"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
BEHIND_PROXY = _is_on("HOABAN_HTTPS")  # it ends TLS and names the asking machine
HTTP_ONLY = _is_on("HOABAN_HTTP_ONLY")  # a test without a web server in front
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_PROXY
SESSION_COOKIE_AGE = 12 * 3600  # seconds: a working day with its evening
SESSION_IDLE_MINUTES = _number("HOABAN_IDLE_MINUTES", 60, most=720)  # of officials
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # counters and family phones are shared
SESSION_ENGINE = "django.contrib.sessions.backends.db"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    # Off unless asked for: below the name there may be others' sites that have no TLS.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = _is_on("HOABAN_HSTS_SUBDOMAINS")
    # Browsers take these from this very host alone, never from a neighbour below the same name.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
    }
}

FORM_RENDERER = "hoaban.ui.widgets.Renderer"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "store"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "hoaban.core.files.uploads.Readable",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 50

FILES_MAX_BYTES = _number("HOABAN_FILES_MAX_BYTES", 20 * 1024**2, most=2 * 1024**3)
REQUEST_MAX_BYTES = 5 * FILES_MAX_BYTES  # a form with several files; more is not even read
API_RATE = _number("HOABAN_API_RATE", 600, least=0, most=10**6)  # a minute and partner; 0: none
# Dotted path of `scan(file) -> found`; empty: the structural check is the scan.
FILES_SCANNER = os.environ.get("HOABAN_FILES_SCANNER", "")
NOTIFY_ADAPTER = os.environ.get(
    "HOABAN_NOTIFY", "hoaban.gateways.notify.adapters.outbox.OutboxAdapter"
)
PAYMENTS = _list("HOABAN_PAYMENTS", "transfer,platform" if HOABAN_DEMO else "transfer")
STAND_IN_TAKEN = _is_on("HOABAN_STAND_IN")  # starts although messages reach nobody
SIGNING_ADAPTER = os.environ.get(
    "HOABAN_SIGNING", "hoaban.gateways.signing.adapters.local.LocalAdapter"
)


def _signing_code() -> str:
    """`duty`: nobody signs without a one-time code; `own`: whoever has set one up is asked."""
    given = os.environ.get("HOABAN_SIGNING_CODE", "own" if HOABAN_DEMO else "duty").lower()
    if given not in {"duty", "own"}:
        raise ImproperlyConfigured(f"HOABAN_SIGNING_CODE={given}: duty or own is wanted")
    return given


SIGNING_CODE_IS_DUTY = _signing_code() == "duty"


def _second_factor() -> date | None:
    """From which day whoever signs or keeps the system acts only with an authenticator app.

    `duty`: from always; `own`: nobody has to; a day (ISO): from then on.
    """
    given = os.environ.get("HOABAN_SECOND_FACTOR", "own" if HOABAN_DEMO else "duty").lower()
    try:
        own = {"own": None, "duty": date.min}
        return own[given] if given in own else date.fromisoformat(given)
    except ValueError:
        wanted = "duty, own or a day such as 2026-01-01 is wanted"
        raise ImproperlyConfigured(f"HOABAN_SECOND_FACTOR={given}: {wanted}") from None


SECOND_FACTOR_FROM = _second_factor()
# A password that a keeper drew and nobody changed runs out after these days.
FIRST_PASSWORD_DAYS = _number("HOABAN_FIRST_PASSWORD_DAYS", 7, most=90)
# How long a code is good for further signatures; 0: one is asked at each press.
SIGNING_CODE_MINUTES = _number("HOABAN_SIGNING_CODE_MINUTES", 0, most=60, least=0)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"hoaban": {"level": "INFO"}},
}
