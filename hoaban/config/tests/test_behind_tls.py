"""Behind a web server that ends TLS: cookies of this host alone, and no name in any log."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ASKED = (
    "from hoaban.config import settings as s; print(s.SESSION_COOKIE_SECURE, "
    "getattr(s, 'SESSION_COOKIE_NAME', ''), getattr(s, 'CSRF_COOKIE_NAME', ''), "
    "getattr(s, 'SECURE_HSTS_INCLUDE_SUBDOMAINS', ''), getattr(s, 'SESSION_COOKIE_DOMAIN', None))"
)


def told(tmp_path: Path, **given: str) -> str:
    own = {"PATH": os.defpath, "HOABAN_VAR": str(tmp_path), **given}
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", ASKED], env=own, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize(("subdomains", "said"), [("", "False"), ("1", "True")])
def test_cookies_are_this_hosts_alone_and_hsts_reaches_below_it_only_when_asked(
    tmp_path: Path, subdomains: str, said: str
) -> None:
    given = {"HOABAN_HTTPS": "1", "HOABAN_HSTS_SUBDOMAINS": subdomains}
    names = "__Host-sessionid __Host-csrftoken"
    assert told(tmp_path, **given) == f"True {names} {said} None"


def test_without_tls_cookies_keep_names_that_browsers_take(tmp_path: Path) -> None:
    assert told(tmp_path) == "False    None"


def test_the_example_of_the_web_server_logs_no_address_with_its_question() -> None:
    text = (ROOT / "deploy" / "nginx.conf.example").read_text()
    lines = [line.split("#")[0].strip() for line in text.splitlines()]
    form = next(line for line in lines if line.startswith("log_format hoaban "))
    whole = r"\$(?:request|request_uri|args|query_string|is_args|http_referer)\b|\$arg_"
    assert re.findall(whole, form) == []
    logs = [line for line in lines if re.match(r"(?:access|error)_log ", line)]
    assert [line for line in logs if not re.search(r" off;| hoaban;| crit;", line)] == []
    assert len([line for line in logs if line.startswith("access_log")]) == text.count("server {")
