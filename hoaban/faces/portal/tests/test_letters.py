"""Each letter of an account is ours, in both languages: none greets from a site without a name."""

import re
from inspect import getsource
from pathlib import Path

import pytest
from allauth.account import adapter
from allauth.account.internal.flows import login_by_code, password_reset_by_code, signup
from django.template.loader import render_to_string
from django.utils.translation import override

OURS = Path(__file__).resolve().parents[1] / "templates"
SENT = sorted(
    {
        name
        for module in (adapter, login_by_code, password_reset_by_code, signup)
        for name in re.findall(r'"(account/email/\w+)"', getsource(module))
    }
    - {"account/email/password_reset_key"}  # passwords are set again by a code
)


@pytest.mark.parametrize("letter", SENT)
def test_a_letter_is_ours_in_both_languages(letter: str) -> None:
    assert (OURS / f"{letter}_message.txt").exists(), letter
    assert (OURS / f"{letter}_subject.txt").exists(), letter
    said = []
    for language in ("vi", "en"):
        with override(language):
            said.append(render_to_string(f"{letter}_message.txt", {"code": "A1"}))
    assert said[0] != said[1]
    assert "Hello" not in "".join(said)


def test_the_letter_of_a_sign_in_code_is_among_them() -> None:
    assert "account/email/login_code" in SENT
