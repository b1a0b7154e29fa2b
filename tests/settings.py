"""The product's own settings, in a data folder of the tests' own."""

import os
import tempfile

os.environ["LC_ALL"] = "C.UTF-8"  # the program speaks Vietnamese then
os.environ["GANKET_DATA_DIR"] = tempfile.mkdtemp(prefix="ganket-tests-")
if url := os.environ.pop("GANKET_TESTS_DATABASE_URL", ""):
    os.environ["GANKET_DATABASE_URL"] = url

from ganket.config.settings import *  # noqa: F403 - after the environment is set
from ganket.config.settings import DATABASES, GANKET_DATA_DIR, MIDDLEWARE

MIDDLEWARE = ["tests.serverclock.ServerClock", *MIDDLEWARE]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A race needs connections of their own, which a database in memory refuses.
    DATABASES["default"]["TEST"] = {"NAME": str(GANKET_DATA_DIR / "tests.sqlite3")}
# Commands that run inside a test find data where they look for it.
(GANKET_DATA_DIR / "ganket.sqlite3").touch()
STATIC_ROOT.mkdir()  # noqa: F405 - from the settings; WhiteNoise warns where it is missing
