"""Django's settings for the web application, on top of those of the store.

Everything that differs between two installations comes from the environment;
docs say which names there are.  Without any, the pages are for one machine:
plain HTTP on 127.0.0.1.  ``ASSAY_URL`` says under which address other machines reach them;
where that is https, cookies are secure and browsers are told to stay with https.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from assay.store.secret_key import read_secret_key
from assay.store.settings import ASSAY_HOME, DATABASES, DEFAULT_AUTO_FIELD, TIME_ZONE, USE_TZ
from assay.store.settings import INSTALLED_APPS as STORE_APPS
from assay.web.single_sign_on import openid_providers

__all__ = ["ASSAY_HOME", "DATABASES", "DEFAULT_AUTO_FIELD", "TIME_ZONE", "USE_TZ"]

HERE = Path(__file__).parent

DEBUG = os.environ.get("ASSAY_DEBUG") == "yes"
SECRET_KEY = read_secret_key(ASSAY_HOME, os.environ)

_ADDRESS = urlsplit(os.environ.get("ASSAY_URL", ""))
_HTTPS = _ADDRESS.scheme == "https"

ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    *([_ADDRESS.hostname] if _ADDRESS.hostname else []),
]
CSRF_TRUSTED_ORIGINS = [f"{_ADDRESS.scheme}://{_ADDRESS.netloc}"] if _ADDRESS.hostname else []

INSTALLED_APPS = [
    *STORE_APPS,
    "assay.store.people",
    "assay.store.jobs",
    "assay.store.results",
    "assay.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "lucide",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "assay.web.content_security.ContentSecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "assay.web.last_seen.LastSeenMiddleware",
    "assay.web.errors.ErrorsMiddleware",
]

ROOT_URLCONF = "assay.web.urls"
WSGI_APPLICATION = "assay.web.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "assay.web.page_context.page_context",
            ],
            "builtins": ["assay.web.templatetags.assay"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# People ---------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "organisations"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "assay.web.sign_in.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "assay.web.sign_in.SocialAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "assay.web.sign_in.SignUpForm"
ACCOUNT_USER_DISPLAY = "assay.web.sign_in.shown_name"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Assay: "
# Counted in the database, so that all processes and machines count together.
ACCOUNT_RATE_LIMITS = {
    "login": "20/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "10/m/ip,3/m/key",
    "reauthenticate": "10/m/user",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Assay"
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Browsers allow passkeys over plain HTTP on localhost alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _HTTPS
USERSESSIONS_TRACK_ACTIVITY = True
SOCIALACCOUNT_PROVIDERS = openid_providers(os.environ)
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_LOGIN_ON_GET = False

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("ASSAY_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("ASSAY_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("ASSAY_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ASSAY_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("ASSAY_MAIL_TLS") == "yes"
DEFAULT_FROM_EMAIL = os.environ.get("ASSAY_MAIL_FROM", "assay@localhost")

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}

# What goes over the wire ------------------------------------------------------

SESSION_COOKIE_NAME = "assay_session"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_NAME = "assay_csrf"
CSRF_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "assay.web.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _HTTPS else 0
if _HTTPS and os.environ.get("ASSAY_BEHIND_PROXY") == "yes":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"

FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000
DATA_UPLOAD_MAX_NUMBER_FILES = 40
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_TEMP_DIR = ASSAY_HOME / "incoming"
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "assay.web.incoming.IncomingFiles",
]

# Style sheets, scripts, fonts -----------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = ASSAY_HOME / "static"
STATICFILES_DIRS = [HERE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "assay.web.static_files.HashedFiles"},
}
MEDIA_ROOT = ASSAY_HOME / "uploads"

LANGUAGE_CODE = "en-gb"
USE_I18N = False
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"error": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["error"], "level": "WARNING"},
}
