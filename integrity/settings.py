"""Settings. Configuration comes from the environment only; `.env.example` lists all of it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from integrity.configuration import (
    LOOPBACK_HOSTS,
    boolean,
    env,
    hosts,
    origin_of,
    percent,
    read,
    secret,
    some_of,
    text,
    url_with_scheme,
    web_address,
    words,
)
from integrity.schedule import BEAT_SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent

# What this installation is --------------------------------------------------------------------

SAMPLE = read("SAMPLE", boolean, default=False)
SECRET_KEY = read("SECRET_KEY", secret)
BASE_URL = read("BASE_URL", web_address)
ALLOWED_HOSTS = read("ALLOWED_HOSTS", hosts)
DEBUG = False

if SAMPLE and not set(ALLOWED_HOSTS) <= LOOPBACK_HOSTS:
    # The sample lets anybody in as anybody, so it must not be reachable from elsewhere.
    raise ImproperlyConfigured(
        "SAMPLE=1 signs anybody in without a password, so it runs on this machine only: "
        "set ALLOWED_HOSTS to 127.0.0.1,localhost, or leave SAMPLE out."
    )

OVER_TLS = BASE_URL.startswith("https://")
if not SAMPLE and not OVER_TLS:
    raise ImproperlyConfigured(
        f"BASE_URL is {BASE_URL}, but outside the sample pages are served over https only."
    )

# Apps, upper ones first: each may import from those below it ------------------------------------

INSTALLED_APPS = [
    "integrity",
    "reporting",
    "ethics_officers",
    "training",
    "publications",
    "notifications",
    "people",
    "core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "pghistory",
    "pgtrigger",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "integrity.middleware.LargestBodyMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "people.middleware.LanguageOfUserMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "people.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "integrity.middleware.WrongMethodMiddleware",
    "integrity.middleware.ShownAgainMiddleware",
    "reporting.middleware.LongExportMiddleware",
]

ROOT_URLCONF = "integrity.urls"
WSGI_APPLICATION = "integrity.wsgi.application"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
DJANGO_TABLES2_TEMPLATE = "components/table.html"

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
                "integrity.context_processors.site",
            ],
            "builtins": ["core.templatetags.page"],
        },
    }
]

# Data -------------------------------------------------------------------------------------------

DATABASE_URL = read("DATABASE_URL", url_with_scheme("postgres", "postgresql"))
DATABASES = {
    "default": {
        **env.db_url_config(DATABASE_URL),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PGHISTORY_APPEND_ONLY = True
PGHISTORY_MIDDLEWARE_METHODS = ("POST",)

# Languages and time -----------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hant", "繁體中文"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Hong_Kong"
FORMAT_MODULE_PATH = "integrity.formats"
LANGUAGE_COOKIE_SECURE = OVER_TLS

# People and sign-in -----------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["people.backends.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "notifications.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
SOCIALACCOUNT_ADAPTER = "people.adapters.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
MFA_ADAPTER = "people.adapters.SecondFactorAdapter"
# Addresses come from personnel records; nobody enters their own, so none is unverified.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Integrity Training"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SAMPLE
REQUIRE_SECOND_FACTOR = read("REQUIRE_SECOND_FACTOR", boolean, default=not SAMPLE)

OIDC_SERVER_URL = read("OIDC_SERVER_URL", url_with_scheme("https"), default="")
SOCIALACCOUNT_PROVIDERS = {}
if OIDC_SERVER_URL:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "portal",
                "name": read("OIDC_NAME", text, default="Departmental Portal"),
                "client_id": read("OIDC_CLIENT_ID", text),
                "secret": read("OIDC_CLIENT_SECRET", text),
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ],
    }

# Failed sign-ins are counted per address of the browser, which the proxy in front of us tells.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if OVER_TLS else 0

SESSION_COOKIE_AGE = int(timedelta(hours=8).total_seconds())
SESSION_COOKIE_SECURE = OVER_TLS
CSRF_COOKIE_SECURE = OVER_TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "integrity.views.csrf_failure"

# Rate limits count in a cache that all processes share and that does not need Redis to be up.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
    }
}

# Ethics Officers ----------------------------------------------------------------------------------

# Whose posting qualifies for which designation: its level and, where there are any, its pay point,
# as the personnel records write it. Why this and not a table: docs/decisions/0015.
_levels = some_of("recruit", "junior", "middle", "senior")
DESIGNATION_STANDING = {
    "officer": {
        "levels": read("ETHICS_OFFICER_LEVELS", _levels, default=["senior"]),
        "pay_points": words(read("ETHICS_OFFICER_PAY_POINTS", text, default="")),
    },
    "assistant": {
        "levels": read("ASSISTANT_ETHICS_OFFICER_LEVELS", _levels, default=["middle", "senior"]),
        "pay_points": [],
    },
}

# The share of a department's people, in percent, that is to be trained in a year; under it the
# oversight of programmes shows a gap.
COVERAGE_ASKED = read("COVERAGE_ASKED", percent, default=25)

# What browsers may do ---------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        # Signing in by the portal is a form that is answered by a redirection there.
        "form-action": [SELF, *([origin_of(OIDC_SERVER_URL)] if OIDC_SERVER_URL else [])],
        "frame-ancestors": [NONE],
    }
}
SECURE_SSL_REDIRECT = OVER_TLS
# Health checks come from inside, without TLS and without anything secret.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if OVER_TLS else None
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if OVER_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = OVER_TLS
SECURE_HSTS_PRELOAD = OVER_TLS

# Static files -----------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Fonts of what is printed; scripts/frontend.py puts them there.
FONTS_DIR = BASE_DIR / "fonts"

# Files people hand in ---------------------------------------------------------------------------

MEDIA_ROOT = read("FILES_DIR", Path, default=BASE_DIR / "var" / "files")
# Whether nginx sends them, told by us which; without it we send them ourselves.
FILES_BY_NGINX = read("FILES_BY_NGINX", boolean, default=False)
# What is above them says who may enter: nginx sends them under a user of its own.
FILE_UPLOAD_PERMISSIONS = 0o644
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o755
# A store of objects that speaks the protocol of S3, instead of the folder.
OBJECT_STORE_BUCKET = read("OBJECT_STORE_BUCKET", text, default="")
if OBJECT_STORE_BUCKET:
    if FILES_BY_NGINX:
        raise ImproperlyConfigured(
            "FILES_BY_NGINX=1 has nginx send files from FILES_DIR, but OBJECT_STORE_BUCKET keeps "
            "them elsewhere: set FILES_BY_NGINX=0."
        )
    STORAGES["default"] = {
        "BACKEND": "core.files.objects.ObjectStorage",
        "OPTIONS": {
            "bucket_name": OBJECT_STORE_BUCKET,
            "endpoint_url": read("OBJECT_STORE_URL", url_with_scheme("https", "http")),
            "access_key": read("OBJECT_STORE_USER", text),
            "secret_key": read("OBJECT_STORE_SECRET", text),
            "region_name": read("OBJECT_STORE_REGION", text, default="") or None,
            "addressing_style": "path",
            "signature_version": "s3v4",
            "default_acl": None,
            "file_overwrite": False,
        },
    }
# Large files come in here, on the file system of the others, so that keeping one is moving it.
INCOMING_DIR = MEDIA_ROOT / "incoming"
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "core.files.uploading.IncomingHandler",
]
# In bytes: what one form may bring along, and a file of each kind. nginx has both, as
# client_max_body_size: the sum for all addresses, and the largest for those under /publications/.
LARGEST_FORM = 100 * 1024**2
LARGEST_FILES = {
    "image": 25 * 1024**2,
    "pdf": 100 * 1024**2,
    "document": 25 * 1024**2,
    "audio": 500 * 1024**2,
    "video": 2 * 1024**3,
    "captions": 2 * 1024**2,
}
# Who searches them for viruses: clamd at unix:///run/clamav/clamd.ctl or tcp://host:3310.
CLAMAV_SOCKET = read("CLAMAV_SOCKET", url_with_scheme("unix", "tcp"), default="")
# Photographs are kept no larger than this, in pixels, and refused above that many.
LARGEST_IMAGE_EDGE = 2000
LARGEST_IMAGE_PIXELS = 50_000_000

# Mail -------------------------------------------------------------------------------------------

vars().update(
    env.email_url_config(
        read("EMAIL_URL", url_with_scheme("smtp", "smtp+tls", "smtp+ssl", "smtps"))
    )
)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = read(
    "MAIL_FROM", text, default="Integrity Training <no-reply@integrity.invalid>"
)
MAIL_CATCHER_DIR = (
    read("MAIL_CATCHER_DIR", Path, default=BASE_DIR / "var" / "mail") if SAMPLE else None
)

# Celery -----------------------------------------------------------------------------------------

REDIS_URL = read("REDIS_URL", url_with_scheme("redis", "rediss", "unix"))
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(BASE_DIR / "var" / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = BEAT_SCHEDULE

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"without_secrets": {"()": "integrity.logs.WithoutSecretAddresses"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    # These two write down addresses of requests. What we refuse is no fault: the web server's own
    # log has the answers of 4xx.
    "loggers": {
        "django.request": {"level": "ERROR", "filters": ["without_secrets"]},
        "django.security.csrf": {"filters": ["without_secrets"]},
        "pikepdf": {"level": "WARNING"},
    },
}

SITE_NAME = _("Integrity Training")
