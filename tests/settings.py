"""The house's settings as the tests want them: own folder, plain static files, a fast hash."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_var = Path(tempfile.mkdtemp(prefix="hoaban-test-"))
atexit.register(shutil.rmtree, _var, ignore_errors=True)
(_var / "static").mkdir()
os.environ["HOABAN_VAR"] = str(_var)
for _name in ("HOABAN_TODAY", "HOABAN_STARTED", "HOABAN_PORT", "HOABAN_HTTPS"):
    os.environ.pop(_name, None)

from hoaban.config.settings import *  # noqa: E402, F403
from hoaban.config.settings import DATABASES, STORAGES  # noqa: E402

if "sqlite" in str(DATABASES["default"]["ENGINE"]):
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # one for each process

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECRET_KEY = "the workers of one session read each other's sessions"
SIGNING_CODE_IS_DUTY = False  # tests of the second factor make it one
SECOND_FACTOR_FROM = None  # and this one
API_RATE = 0  # tests of the rate have one
