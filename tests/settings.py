"""Settings of the tests: those of the application, on servers that `make test` starts."""

import os
import tempfile
from pathlib import Path

os.environ.update(
    SAMPLE="1",
    SECRET_KEY="tests-only-" + "abcdefghijklmnopqrstuvwxyz-0123456789-abcdefghijklmnop",
    BASE_URL="http://127.0.0.1",
    ALLOWED_HOSTS="127.0.0.1,localhost",
    EMAIL_URL="smtp://127.0.0.1:1",
    MAIL_FROM="Integrity Training <no-reply@integrity.example>",
)

from integrity.settings import *  # noqa: F403
from integrity.settings import INSTALLED_APPS, MIDDLEWARE, STORAGES

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
# The live server serves static files from where they are; nothing is collected.
MIDDLEWARE = [
    "zeal.middleware.zeal_middleware",
    *(entry for entry in MIDDLEWARE if not entry.startswith("whitenoise.")),
]
ZEAL_RAISE = True
# Static files are served from where they lie; nobody collects them for a test.
WHITENOISE_AUTOREFRESH = True
# Files of tests; tests/conftest.py removes the folder.
MEDIA_ROOT = Path(tempfile.gettempdir()) / f"integrity-tests-{os.getpid()}"
INCOMING_DIR = MEDIA_ROOT / "incoming"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
