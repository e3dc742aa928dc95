"""All settings in one file, driven by the environment; docs/operations.md names each variable."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from portal.desk.signing_in import *  # noqa: F403 - what allauth wants to know; it reads it here
from portal.web.logging import LOGGING  # noqa: F401 - Django reads it here

BASE_DIR = Path(__file__).resolve().parent.parent
ENV = os.environ.get("PORTAL_ENV", "production")
if ENV not in {"production", "demo", "test", "development"}:
    raise ImproperlyConfigured(f"PORTAL_ENV is {ENV!r}; it must be production, demo, test or development.")
PRODUCTION = ENV == "production"
# Set by manage.py for the few commands that work as the owner of the tables.
OWNER_COMMAND = os.environ.get("PORTAL_OWNER_COMMAND") == "1"
DEFAULT_SECRET = "not-a-secret-only-for-demo-and-tests"  # noqa: S105 - refused in production below
NEEDED = {"ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_FROM", "EMAIL_URL", "OUTBOX_KEYS", "REDIS_URL"}


def _flag(name: str) -> bool:
    return os.environ.get(name, "") in {"1", "true", "yes"}


def _refuse_unsafe_production() -> None:
    """Say in words why this must not run in production."""
    needed = NEEDED - {"DATABASE_URL"} if OWNER_COMMAND else NEEDED
    reasons = {f"{name} is missing": not os.environ.get(name) for name in sorted(needed)} | {
        "SECRET_KEY is missing or the default": (os.environ.get("SECRET_KEY") or DEFAULT_SECRET) == DEFAULT_SECRET,
        "SECRET_KEY is shorter than 50 characters": len(os.environ.get("SECRET_KEY", "")) < 50,  # noqa: PLR2004
        "DEBUG is on": _flag("DEBUG"),
        "demo accounts are on (DEMO_PASSWORD is set)": "DEMO_PASSWORD" in os.environ,
        "DATABASE_OWNER_URL is set outside an owner's command": "DATABASE_OWNER_URL" in os.environ
        and not OWNER_COMMAND,
        "DATABASE_URL is the owner's address": os.environ.get("DATABASE_URL", "")
        == os.environ.get("DATABASE_OWNER_URL", "none"),
        "DATABASE_URL names the owner's role": "//portal_owner" in os.environ.get("DATABASE_URL", ""),
        "SITE_URL is missing or not https": not os.environ.get("SITE_URL", "").startswith("https://"),
        "a switch for tests is set": bool({"PORTAL_TEST_SWITCH", "FAILPOINT"} & os.environ.keys()),
    }
    found = [reason for reason, unsafe in reasons.items() if unsafe]
    if found:
        raise ImproperlyConfigured("Refusing to start in production: " + "; ".join(found) + ".")


if PRODUCTION:
    _refuse_unsafe_production()

SECRET_KEY = os.environ.get("SECRET_KEY", DEFAULT_SECRET)
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("SECRET_KEY_FALLBACKS", "").split(",") if key]
# Fernet keys of stored message bodies, newest first; docs/operations.md tells how to rotate.
OUTBOX_KEYS = os.environ.get("OUTBOX_KEYS", "b25seS1mb3ItZGVtby1hbmQtdGVzdHMtMDAwMDAwMDA=").split(",")
DEBUG = _flag("DEBUG")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
SITE_URL = os.environ.get("SITE_URL", "http://localhost:8000").rstrip("/")
PORTAL_NAME = os.environ.get("PORTAL_NAME", "Samenspel")
DEMO = ENV == "demo"
DEMO_PASSWORD = os.environ.get("DEMO_PASSWORD", "") if ENV in {"demo", "test"} else ""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "portal.municipalities",
    "portal.audit",
    "portal.accounts",
    "portal.files",
    "portal.jobs",
    "portal.outbox",
    "portal.web",
    "portal.desk",
    "partners",
    "activities",
    "programmes",
]

MIDDLEWARE = [
    "portal.web.logging.RequestLog",
    "csp.middleware.CSPMiddleware",  # above WhiteNoise, which answers early
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.web.charset.RefuseUnreadable",  # below what adds the headers of every answer
    "portal.web.middleware.DatabaseDown",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "portal.municipalities.middleware.MunicipalityFromAddress",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.web.access.Acting",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "portal.web.context.house",
            ],
        },
    }
]


def _database(address: str) -> dict[str, Any]:
    """Read postgresql://user:password@host:port/name?host=/socket/folder."""
    parts = urlsplit(address)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "portal.municipalities.backend",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(query.pop("port", parts.port or "")),
        # A migration that waits for a lock would make everyone behind it wait.
        "OPTIONS": query | ({"options": "-c lock_timeout=2s"} if OWNER_COMMAND else {}),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        # The owner works over municipalities and is not stopped by the compilers.
        "TENANT_GUARD": not OWNER_COMMAND,
        "TEST": {"NAME": os.environ.get("TEST_DATABASE_NAME")},
    }


_ADDRESS = os.environ.get("DATABASE_OWNER_URL" if OWNER_COMMAND else "DATABASE_URL", "")
DATABASES = {"default": _database(_ADDRESS or "postgresql://portal_app@localhost/portal")}
DATABASE_APP_ROLE = os.environ.get("DATABASE_APP_ROLE", "portal_app")
INSERT_ONLY_TABLES = ("audit_auditentry", "audit_auditseal")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# In the database, never in Redis: with Redis down the sign-in page must work.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}}

CELERY_BROKER_URL = REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
EMAIL_URL = os.environ.get("EMAIL_URL", "smtp://127.0.0.1:2525")
EMAIL_FROM = os.environ.get("EMAIL_FROM", "samenspel@samenspel.example")
# Where the outbox may ask whether an unclear message arrived; empty means that nobody knows.
OUTBOX_PROBE_URL = os.environ.get("OUTBOX_PROBE_URL", "")

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["portal.accounts.backend.ActiveUserBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/inloggen/"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
# Where demo people are anybody may walk in; everywhere else who sees more than numbers gives a second factor.
SECOND_FACTOR = not (DEMO or DEMO_PASSWORD)
# Where a test's own sign-in provider listens without https; nowhere else is there one.
OPENID_LOCAL = ""
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # a passkey wants https, or a test
# How many proxies of our own stand in front and add to X-Forwarded-For.
TRUSTED_PROXIES = int(os.environ.get("TRUSTED_PROXIES", "1" if _flag("BEHIND_PROXY") else "0"))

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch"))]
LOCALE_PATHS = [BASE_DIR / "locale", *sorted(BASE_DIR.glob("programmes/methods/*/locale"))]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", BASE_DIR / "var" / "static"))
STATICFILES_DIRS: list[Any] = [BASE_DIR / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder", "portal.web.finders.PackageFinder"]
_PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
_HASHED_STATIC = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # uploads live in PostgreSQL (files/)
    "staticfiles": {"BACKEND": _HASHED_STATIC if ENV in {"production", "demo"} else _PLAIN_STATIC},
}
# Outside production and demo nothing is collected: each file is looked up where it lies.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = ENV not in {"production", "demo"}

CRISPY_ALLOWED_TEMPLATE_PACKS = ["nlds"]
CRISPY_TEMPLATE_PACK = "nlds"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb", "interest-cohort")
}
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^gezond/$"]  # the health check comes from inside
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _flag("BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_ENGINE = "portal.accounts.sessions"
SESSION_COOKIE_AGE = ACCOUNT_SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
CSRF_FAILURE_VIEW = "portal.web.errors.csrf_failure"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 20_000_000
