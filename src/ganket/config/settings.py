"""Settings. Every one that an operator may change comes from ``env.py``."""

import os
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from ganket.config import env
from ganket.config.keys import kept_secret
from ganket.config.mail import mail_settings
from ganket.kernel.db import database
from ganket.kernel.errors import SettingWrong
from ganket.kernel.places import SQLITE_FILE, folder

VALUES = env.read(os.environ)

GANKET_DATA_DIR = VALUES["DATA_DIR"]
GANKET_SITE_URL = VALUES["SITE_URL"]
# Written by `ganket demo` into a folder that it made itself; see ganket.demo.
GANKET_DEMO = (GANKET_DATA_DIR / "DEMO").exists()
GANKET_MASTER_KEY = bytes.fromhex(
    VALUES["MASTER_KEY"]
    or kept_secret(GANKET_DATA_DIR, "master.key", opens=SQLITE_FILE)
)
SECRET_KEY = VALUES["SECRET_KEY"] or kept_secret(GANKET_DATA_DIR, "secret.key")
DEBUG = VALUES["DEBUG"]

if GANKET_DEMO and VALUES["DATABASE_URL"]:
    raise SettingWrong(env.DEMO_ALONE)
DATABASES = {
    "default": database(
        VALUES["DATABASE_URL"] or f"sqlite:///{GANKET_DATA_DIR}/{SQLITE_FILE}"
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_site = urlsplit(GANKET_SITE_URL)
_is_https = _site.scheme == "https"
ALLOWED_HOSTS = [_site.hostname or "", "127.0.0.1", "localhost", *VALUES["HOSTS"]]
CSRF_TRUSTED_ORIGINS = [GANKET_SITE_URL]
if VALUES["BEHIND_PROXY"]:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Else everybody behind the proxy would share one limit of attempts.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

INSTALLED_APPS = [
    "ganket.ui",
    "ganket.jobs",
    "ganket.journal",
    "ganket.accounts",
    "ganket.people",
    "ganket.org",
    "ganket.documents",
    "ganket.tallies",
    "ganket.roster",
    "ganket.opinions",
    "ganket.contributions",
    "ganket.notices",
    "ganket.meetings",
    "ganket.reviews",
    "ganket.notifications",
    "ganket.reporting",
    "ganket.shell",
    "ganket.demo",
    "ganket.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ganket.config.middleware.LanguageMiddleware",
    "ganket.config.middleware.PrivateMiddleware",
    "ganket.config.middleware.SoundMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "ganket.config.middleware.HelpingMiddleware",
    "ganket.config.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "ganket.config.urls"
WSGI_APPLICATION = "ganket.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "ganket.ui.environment.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "ganket.config.context.page",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"]
        },
    },
]

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["ganket.people.auth.PersonBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "ganket.accounts.passwords.LongEnough",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "ganket.accounts.passwords.NotCommon"},
    {"NAME": "ganket.accounts.passwords.NotOnlyDigits"},
    {"NAME": "ganket.people.passwords.OwnAmongSharers"},
]
LOGIN_URL = "demo:choose" if GANKET_DEMO else "account_login"
LOGIN_REDIRECT_URL = "shell:home"
CSRF_FAILURE_VIEW = "ganket.shell.views.stale"

ACCOUNT_ADAPTER = "ganket.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "ganket.accounts.forms.SignIn"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "handle"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = None  # asked at sign-in: many share a machine
# None lasts longer than accounts.adapter.LONGEST_WAIT, which the pages tell.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "accept_invitation": "10/5m/ip",
    "ask_for_code": "10/10m/ip,3/10m/key",
}
# A write on every request would queue behind SQLite's one writer.
USERSESSIONS_TRACK_ACTIVITY = False
# Rate limits must hold across processes, so the cache is a table, not memory. It
# has room: in a small one a flood of wrong names would push the counts out.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _is_https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if _is_https else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = "ganket.config.formats"
LOCALE_PATHS = [folder(__file__).parents[3] / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = GANKET_DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "ganket.ui.storage.JoinedStyles"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

GANKET_PORTS = {
    "pdf": "ganket.adapters.pdf_typst.TypstRenderer",
    "sheet_reader": "ganket.adapters.sheets_calamine.CalamineReader",
    "sheet_writer": "ganket.adapters.sheets_xlsxwriter.XlsxWriter",
}

for _name, _value in mail_settings(VALUES["SMTP_URL"], GANKET_DATA_DIR).items():
    globals()[_name] = _value
DEFAULT_FROM_EMAIL = SERVER_EMAIL = VALUES["MAIL_FROM"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": VALUES["LOG_LEVEL"]},
    # These tell of every task that ran; what fails is told by ours.
    "loggers": {
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
