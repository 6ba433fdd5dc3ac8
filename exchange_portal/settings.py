"""All settings of the portal, in one file.

Values that differ between machines come from the environment (see `.env.example`).
Without PORTAL_SECRET_KEY the portal does not start; only the demo makes a key of its own.
"""

import os
import secrets
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("PORTAL_VAR_DIR", BASE_DIR / "var"))


def _flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, "")
    return default if value == "" else value.lower() in {"1", "true", "yes", "on"}


def _list(name: str, default: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


# --- The kind of installation ------------------------------------------------------------

DEMO = _flag("PORTAL_DEMO", default=False)
HTTPS = _flag("PORTAL_HTTPS", default=not DEMO)
DEBUG = False

SECRET_KEY = os.environ.get("PORTAL_SECRET_KEY", "")
if not SECRET_KEY and DEMO:
    SECRET_KEY = secrets.token_urlsafe(50)
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "PORTAL_SECRET_KEY is not set. Set it to a long random text, "
        "for example the output of: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )
SECRET_KEY_FALLBACKS = _list("PORTAL_OLD_SECRET_KEYS", "")

ALLOWED_HOSTS = _list("PORTAL_HOSTS", "localhost,127.0.0.1" if DEMO else "localhost")
PORTAL_URL = os.environ.get("PORTAL_URL", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [PORTAL_URL]
AGENCY = os.environ.get("PORTAL_AGENCY", "Jämställdhetsmyndigheten")  # who leads the exchange

# --- Rooms of the house ------------------------------------------------------------------

INSTALLED_APPS = [
    "exchange_portal.ui.apps.UiConfig",
    "exchange_portal.ui.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "crispy_forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "exchange_portal.audit.apps.AuditConfig",
    "exchange_portal.outbox.apps.OutboxConfig",
    "exchange_portal.files.apps.FilesConfig",
    "exchange_portal.pages.apps.PagesConfig",
    "cohorts.apps.CohortsConfig",
    "materials.apps.MaterialsConfig",
    "meetings.apps.MeetingsConfig",
    "selfassessment.apps.SelfassessmentConfig",
    "preparation.apps.PreparationConfig",
    "programmes.apps.ProgrammesConfig",
]
if DEMO:
    INSTALLED_APPS.append("demo.apps.DemoConfig")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "exchange_portal.middleware.EdgeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "exchange_portal.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cohorts.middleware.LinkMiddleware",
    "exchange_portal.middleware.LoginWallMiddleware",
    "cohorts.middleware.SecondFactorMiddleware",
]

ROOT_URLCONF = "exchange_portal.urls"
WSGI_APPLICATION = "exchange_portal.wsgi.application"
ASGI_APPLICATION = "exchange_portal.asgi.application"

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
                "django.template.context_processors.i18n",
                "exchange_portal.ui.context.portal",
                "programmes.context.frame",
            ],
            "builtins": ["exchange_portal.ui.templatetags.ui"],
        },
    },
]
if DEMO:
    TEMPLATES[0]["OPTIONS"]["context_processors"].append("demo.context.banner")  # type: ignore[index]
FORM_RENDERER = "exchange_portal.ui.forms.PortalRenderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["portal"]
CRISPY_TEMPLATE_PACK = "portal"

# --- Data ---------------------------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("PORTAL_DATABASE_URL", f"sqlite:///{VAR_DIR / 'portal.sqlite3'}"),
        conn_max_age=600,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # One writer at a time, waiting instead of failing: see docs/adr/0003.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
    }
else:
    # A question that comes often is planned once in each connection: see docs/adr/0104.
    DATABASES["default"]["OPTIONS"] = {
        "server_side_binding": True,
        "prepare_threshold": 2,
        "options": "-c jit=off",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Limits of login live in the database, so that Redis may vanish.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # above it a third is dropped, and limits with it
    }
}

FILES_DIR = Path(os.environ.get("PORTAL_FILES_DIR", VAR_DIR / "files"))
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES_DIR, "base_url": None, "file_permissions_mode": 0o640},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = DEMO
WHITENOISE_AUTOREFRESH = False

FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_MAX_BYTES = 50 * 1024 * 1024
FILE_MAX_UNPACKED_BYTES = 500 * 1024 * 1024
# The disk being full, or a file being too large, is told in words: see files/uploads.py.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "exchange_portal.files.uploads.BoundedUploadHandler",
]
FILES_ACCEL_PREFIX = os.environ.get("PORTAL_ACCEL_PREFIX", "")  # e.g. /private/, for nginx
CLAMAV_ADDRESS = os.environ.get("PORTAL_CLAMAV", "")  # host:port; empty: no virus scanner

# --- Work behind the scenes --------------------------------------------------------------

CELERY_BROKER_URL = os.environ.get(
    "PORTAL_BROKER_URL", f"sqla+sqlite:///{VAR_DIR / 'broker.sqlite3'}"
)
OUTBOX_LEASE_SECONDS = int(os.environ.get("PORTAL_LEASE_SECONDS", "300"))
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": VAR_DIR / "mail"},
    }
    if DEMO
    else {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": os.environ.get("PORTAL_SMTP_HOST", "localhost"),
            "port": int(os.environ.get("PORTAL_SMTP_PORT", "25")),
            "username": os.environ.get("PORTAL_SMTP_USER", ""),
            "password": os.environ.get("PORTAL_SMTP_PASSWORD", ""),
            "use_tls": _flag("PORTAL_SMTP_TLS", default=False),
            "timeout": 15,
        },
    }
}
DEFAULT_FROM_EMAIL = os.environ.get("PORTAL_FROM_EMAIL", "Erfarenhetsutbytet <no-reply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
FAULT_REPORTS_TO = os.environ.get("PORTAL_FAULT_REPORTS_TO", "")

# --- Who comes in ------------------------------------------------------------------------

AUTH_USER_MODEL = "cohorts.User"
AUTHENTICATION_BACKENDS = ["cohorts.login.InvitedOnlyBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_request_login_code"  # a code by mail first; a password is the other way
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_request_login_code"

ACCOUNT_ADAPTER = "cohorts.login.InvitedOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_FORMS = {
    "request_login_code": "cohorts.login.RequestCodeForm",
    "confirm_login_code": "cohorts.login.CodeForm",
    "reset_password": "cohorts.login.ResetForm",
    "confirm_password_reset_code": "cohorts.login.ResetCodeForm",
    "reset_password_from_key": "cohorts.login.NewPasswordForm",
}
# A whole institution often has one address outwards, so `ip` is wide and `key` is narrow: the
# e-mail address, or for `try_code` the session.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "request_login_code": "60/m/ip,3/m/key",
    "reset_password": "60/m/ip,3/m/key",
    "try_code": "6/15m/key",
}
MFA_ADAPTER = "cohorts.second_factor.SealingAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Erfarenhetsutbytet"
MFA_ALLOW_UNVERIFIED_EMAIL = False
LOGIN_ANSWER_SECONDS = 0.2  # from a request for a code or a new password to its answer
READ_MONTHS_AFTER_ROUND = 24  # months a holder may read after the round has ended

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "exchange_portal.errors.csrf_failure"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
LANGUAGE_COOKIE_NAME = "__Host-language" if HTTPS else "language"

# --- What browsers are told --------------------------------------------------------------

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if _flag("PORTAL_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "manifest-src": [CSP.SELF],
}

# --- Language and time -------------------------------------------------------------------

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["exchange_portal.ui.formats"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
USE_I18N = True

# --- What the log keeps ------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("PORTAL_LOG_LEVEL", "WARNING")},
}
