"""Tracking without sign-in tells the degree to who knows code and digits, and nothing else."""

import html
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from hoaban.core.http import drawn
from hoaban.core.people.models import Person
from hoaban.domains.onestop.dossiers import states
from hoaban.domains.onestop.dossiers.enums import TRACKED, YOURS, State
from hoaban.domains.onestop.dossiers.models import Dossier
from tests.world.province import Ward
from tests.world.scenes import Scenes

TOKEN = re.compile(r'csrf[^>]*value="[^"]*"|"X-CSRFToken": "[^"]*"|id="errors-\d+"')


@pytest.fixture(autouse=True)
def business_day(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-03-16T08:30:00+07:00"


def ask(client: Client, code: str, tail: str) -> Any:  # noqa: ANN401 - the client's answer
    return client.post("/track/", {"code": code, "phone_tail": tail})


@pytest.mark.parametrize("named", ["reference", "code"])
def test_code_and_degree_are_told_and_nothing_else(
    client: Client, received: Dossier, named: str
) -> None:
    answer = ask(client, f" {getattr(received, named).lower()} ", "0123")
    page = answer.content.decode()

    assert answer.status_code == 200
    assert str(received.code) in page
    assert "40 %" in page
    assert "Lường Thị Ban" not in page
    assert received.case.title not in page


def test_a_page_from_before_somebody_signed_in_is_answered(received: Dossier) -> None:
    client = Client(enforce_csrf_checks=True)
    others = drawn.written(drawn.Drawn("somebody"))
    client.force_login(Person.objects.create(full_name="Lò Thị Mới", phone="0912345679"))
    form = {"code": received.reference, "phone_tail": "0123", drawn.FIELD: others}
    answer = client.post("/track/", form)
    assert (answer.status_code, "40 %" in answer.content.decode()) == (200, True)


@pytest.mark.parametrize(
    ("writing", "tail"),
    [
        ("{code}.", "０１２３"),
        ("{wide}", "số cuối 0123"),
        ("dichvucong.example.vn/track/?code={code}", "+84 900 000 123"),
        ("{code}.", "0123 "),
        ("Mã hồ sơ: {code}", "0912 340 123"),
        ("\u202a{code}\u202c", "\u200b0123"),
        ("{spaced}", "xxx 0123"),
        ("{dashed}", "0123"),
        ("{joined}", "0123"),
        ("{bare}", "0123"),
    ],
)
def test_a_code_is_found_by_any_writing_of_it(
    client: Client, received: Dossier, writing: str, tail: str
) -> None:
    code = str(received.code).upper()
    forms = {"code": code, "spaced": code.replace("-", " "), "dashed": code.replace("-", " – ")}
    forms |= {"joined": code.replace("-", ""), "bare": code.partition("-")[2]}
    forms |= {"wide": code.translate({ord("0") + n: 0xFF10 + n for n in range(10)})}
    assert "40 %" in ask(client, writing.format(**forms), tail).content.decode()


def test_who_has_no_telephone_gives_the_digits_of_the_identity_number(
    client: Client, received: Dossier
) -> None:
    owner = received.owner | {"phone": "", "identity_number": "011190004567"}
    Dossier.objects.filter(pk=received.pk).update(phone_tail="", owner=owner)
    found = [
        tail
        for tail in ("4567", "011 190 004 567", "CCCD: 011190004567", "0123", "0119", "")
        if "40 %" in ask(client, received.reference, tail).text
    ]
    assert found == ["4567", "011 190 004 567", "CCCD: 011190004567"]


@pytest.mark.parametrize("number", ["", "none"])
def test_who_declared_no_number_gives_the_reference_and_the_name(
    client: Client, received: Dossier, number: str
) -> None:
    asked = [
        (received.reference, "LUONG THI BAN"),
        (received.reference, "Lường Văn Ban"),
        (received.reference, "0000"),
        (str(received.code), "Lường Thị Ban"),
    ]
    told = ["40 %" in ask(client, *one).text for one in asked]
    assert told == [False] * 4  # a telephone was declared: the name alone opens nothing
    owner = received.owner | {"phone": "", "email": "ban@vidu.vn", "identity_number": number}
    Dossier.objects.filter(pk=received.pk).update(phone_tail="", owner=owner)
    told = ["40 %" in ask(client, *one).text for one in asked]
    assert told == [True, False, False, False]


def test_right_looks_are_no_tries(client: Client, received: Dossier) -> None:
    client.cookies["csrftoken"] = "a" * 32
    statuses = {ask(client, received.reference, "0123").status_code for _look in range(31)}
    assert statuses == {200}
    wrong = [ask(client, received.reference, "9999").status_code for _try in range(11)]
    assert wrong == [200] * 10 + [429]


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("received", "Cần nộp phí, lệ phí"),
        ("awaiting_supplement", "Đang chờ người nộp bổ sung"),
        ("ready", "Kết quả chờ người nộp đến nhận"),
        ("returned", ""),
    ],
)
def test_what_waits_for_the_applicant_is_told_with_the_place(
    client: Client, scenes: Scenes, state: str, told: str
) -> None:
    dossier = scenes.bring(state)
    page = ask(client, dossier.reference, "0123").text
    titles = ["Đang chờ người nộp bổ sung", "Kết quả chờ người nộp đến nhận", "Cần nộp phí, lệ phí"]
    assert next((one for one in titles if one in page), "") == told
    assert ("giấy tờ tùy thân" in page) == (state == "ready")


def test_unknown_code_wrong_digits_and_nonsense_get_one_and_the_same_answer(
    client: Client, received: Dossier
) -> None:
    asked = [(received.reference, "9999"), ("23456789AJ", "0123"), ("'; --", "0123")]
    answers = [ask(client, code, tail) for code, tail in asked]
    pages = {
        TOKEN.sub("", answer.content.decode()).replace(html.escape(code), "").replace(tail, "")
        for answer, (code, tail) in zip(answers, asked, strict=True)
    }

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert all("Không tìm thấy hồ sơ phù hợp" in a.content.decode() for a in answers)
    assert len(pages) == 1


def test_all_answers_ask_the_database_alike(client: Client, received: Dossier) -> None:
    counts = []
    ask(client, "first", "0123")  # from here on it is a browser that was seen before
    for code, tail in [("23456789AJ", "0123"), (received.reference, "9999")]:
        ask(client, "warm", tail)
        with CaptureQueriesContext(connection) as queries:
            ask(client, code, tail)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_digits_of_another_shape_are_an_error_of_the_field(client: Client, ward: Ward) -> None:
    answer = ask(client, "23456789AJ", "12")

    assert answer.status_code == 422
    assert "Cần đúng bốn chữ số." in answer.content.decode()


def test_a_code_is_tried_ten_times_and_then_not_for_a_while(
    client: Client, received: Dossier
) -> None:
    statuses = [ask(client, received.reference, "9999").status_code for _try in range(11)]
    right = ask(client, received.reference, "0123")

    assert statuses == [200] * 10 + [429]
    assert right.status_code == 429
    assert "thử quá nhiều lần" in right.content.decode()


def test_a_browser_is_limited_whatever_it_asks_and_not_its_address(
    client: Client, ward: Ward
) -> None:
    client.cookies["csrftoken"] = "a" * 32
    statuses = [ask(client, f"CODE{n}", "1234").status_code for n in range(31)]
    assert statuses == [200] * 30 + [429]
    client.cookies["csrftoken"] = "b" * 32  # another one of the school
    assert ask(client, "CODE", "1234").status_code == 200


def test_reference_and_code_of_one_dossier_are_one_budget(
    client: Client, received: Dossier
) -> None:
    names = [received.reference, str(received.code)]
    statuses = [ask(client, names[n % 2], "9999").status_code for n in range(11)]
    assert statuses == [200] * 10 + [429]


def test_the_code_of_a_receipt_comes_along_in_the_address(client: Client, ward: Ward) -> None:
    page = client.get("/track/?code=23456789AJ").content.decode()
    assert 'value="23456789AJ"' in page


def test_who_is_signed_in_is_led_to_the_whole_dossier(client: Client, received: Dossier) -> None:
    client.force_login(
        Person.objects.get(public_id="citizen"), "django.contrib.auth.backends.ModelBackend"
    )
    page = ask(client, received.reference, "0123").content.decode()
    assert f'href="/my/{received.reference}/"' in page


@pytest.mark.parametrize("typed", ["23456789AB", "23456798AJ", "2345 6789 ak"])
def test_a_reference_with_a_slip_is_told_so(client: Client, ward: Ward, typed: str) -> None:
    del ward
    answer = ask(client, typed, "0123")
    assert answer.status_code == 422
    assert "Mã tra cứu này bị gõ sai; xin xem lại từng ký tự." in answer.content.decode()


ENDED = {"refuse": "submitted", "withdraw": "received", "stop": "in_process"}


@pytest.mark.parametrize("act", ENDED)
def test_a_dossier_that_ended_otherwise_says_so_and_is_never_complete(
    client: Client, scenes: Scenes, act: str
) -> None:
    dossier = scenes.act(act, scenes.bring(ENDED[act]))
    page = ask(client, dossier.reference, "0123").content.decode()

    assert "Hồ sơ đã kết thúc mà không có kết quả" in page
    assert str(TRACKED[dossier.state]) in page
    assert " %" not in re.sub(TOKEN, "", page)
    assert not dossier.end_reason or dossier.end_reason not in page


@pytest.mark.parametrize("state", ["awaiting_completion", "awaiting_supplement"])
def test_one_that_waits_for_papers_says_so_and_not_which(
    client: Client, scenes: Scenes, state: str
) -> None:
    dossier = scenes.bring(state)
    page = ask(client, dossier.reference, "0123").content.decode()

    assert str(TRACKED[state]) in page
    assert "Chậm nhất đến" in page
    assert "Nộp bản chụp rõ hơn" not in page


def test_every_state_that_is_not_under_way_has_words_for_whoever_tracks() -> None:
    done = {State.DONE, State.RETURNED}
    ended = {state for state in State if not states.is_open(state)} - done
    assert set(TRACKED) == ended | YOURS
