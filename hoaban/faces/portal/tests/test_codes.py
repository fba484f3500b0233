"""Codes that are sent are typed on a telephone; codes of an app are looked up in the app."""

import re

import pytest
from django.test import Client

from hoaban.faces.portal.accounts import MfaAdapter
from hoaban.faces.portal.tests import test_accounts as accounts

pytestmark = pytest.mark.django_db


def test_a_code_is_six_digits_typed_on_the_keypad_of_numbers(client: Client) -> None:
    page = client.get(accounts.sign_up(client, accounts.PHONE)).content.decode()
    assert re.fullmatch(r"[0-9]{6}", accounts.code())
    assert re.search(r'<input[^>]*name="code"[^>]*inputmode="numeric"', page)


def test_a_wrong_code_of_an_app_is_looked_up_in_the_app() -> None:
    said = str(MfaAdapter().error_messages["incorrect_code"])
    assert said == "Mã không đúng. Hãy nhập mã đang hiện trong ứng dụng xác thực."
