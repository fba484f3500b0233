"""What spares a clerk keys and mistakes: nothing typed twice, nothing filed twice, nothing lost."""

import re
from collections import Counter
from pathlib import Path

import pytest
from pytest_django import Settings

from hoaban.core.journal.models import Entry
from hoaban.core.kept import folders
from hoaban.core.people import names
from hoaban.domains.onestop.counter.tests.test_desk_counter import COUNTER, INTAKE
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.procedures.loading import content as loading
from tests.world.desks import Answer, Desk, page
from tests.world.province import MONDAY, PROCEDURES, fields_and_fragments, first_version
from tests.world.scenes import Scenes, told

RECEIVE = COUNTER | {"do": "receive"}
OF_A_CHILD = {"subject-relation": "parent"}
AGAIN = "giống hồ sơ đã có"


@pytest.fixture
def more(desk: Desk, tmp_path: Path) -> list[str]:
    """The procedures that the ward takes, with some that collect most of what is asked anywhere."""
    source, codes = folders.province(), [*PROCEDURES, "1.001193", "2.000815", "1.000656"]
    (tmp_path / "procedures").mkdir()
    fields_and_fragments(source, tmp_path)
    for code in codes:
        first_version(source, tmp_path, code)
    assert loading.load(tmp_path, at=MONDAY).problems == []
    return re.findall(r'href="/desk/intake/([\w.]+)/"', desk.get("clerk", "/desk/intake/"))


def twice(text: str) -> list[str]:
    """Names and ids that more than one input of the form has; choices of one question share one."""
    inputs = re.findall(r"<(?:input|select|textarea)\b[^>]*>", text[text.index("data-counter") :])
    names = [re.findall(r' name="([^"]+)"', one) for one in inputs if 'type="radio"' not in one]
    marks = [re.findall(r' id="([^"]+)"', one) for one in inputs]
    counts = [Counter(found for one in each for found in set(one)) for each in (names, marks)]
    return [name for count in counts for name, number in count.items() if number > 1]


def test_no_two_inputs_of_an_intake_have_one_name(desk: Desk, more: list[str]) -> None:
    found = {code: twice(desk.get("clerk", f"/desk/intake/{code}/")) for code in more}
    assert len(found) > 3
    assert {code: names for code, names in found.items() if names} == {}


@pytest.mark.parametrize(
    "typed",
    ["khai sinh", "Khai Sinh", "đăng ký khai sinh", "thu tuc dang ky khai sinh", "mã 1.001193"],
)
def test_enter_takes_the_one_procedure_that_is_called_so(
    desk: Desk, more: list[str], typed: str
) -> None:
    shown = desk.get("clerk", f"/desk/intake/?q={typed}")
    found = re.findall(r'href="/desk/intake/([\w.]+)/"', shown)
    answer = desk.post("clerk", "/desk/intake/", {"q": typed, "open": "1"})
    assert (found[0], answer["Location"]) == ("1.001193", "/desk/intake/1.001193/")
    assert set(found) <= set(more)


def test_what_every_name_begins_with_finds_nothing(desk: Desk, more: list[str]) -> None:
    """`tử` is no part of `thủ tục đăng ký`."""
    shown = desk.get("clerk", "/desk/intake/?q=khai tử")
    found = re.findall(r'href="/desk/intake/([\w.]+)/"', shown)
    assert (found[0], "1.001193" in found, "1.001193" in more) == ("1.000656", False, True)


def test_who_stands_at_the_wrong_counter_is_told_which_is_right(
    desk: Desk, more: list[str]
) -> None:
    shown = desk.get("clerk", "/desk/intake/?q=lý lịch tư pháp")
    assert "Cơ quan không tiếp nhận thủ tục nào như vậy" in shown
    behind = shown.partition("Không tiếp nhận ở quầy này")[2]
    assert "/procedures/2.000488/" in behind
    assert "Sở Tư pháp" in behind
    shown = desk.get("clerk", "/desk/intake/?q=giay")
    here, _title, behind = shown.partition("Không tiếp nhận ở quầy này")
    assert "/desk/intake/" in here
    assert set(more).isdisjoint(re.findall(r"/procedures/([\w.]+)/", behind))
    assert "Không tiếp nhận ở quầy này" not in desk.get("clerk", "/desk/intake/")


def test_procedures_stand_in_the_order_of_the_language_of_the_page(
    desk: Desk, more: list[str]
) -> None:
    for language, order in [("vi", names.order), ("en", str.lower)]:
        desk.by("clerk").cookies["django_language"] = language
        shown = desk.get("clerk", "/desk/intake/")
        found = re.findall(
            r'/desk/intake/[\w.]+/"\s*>([^<]+)</a><span[^>]*>[\w.]+ · ([^<]+)<', shown
        )
        keys = [(order(field), order(name)) for name, field in found]
        assert (len(keys), keys) == (len(more), sorted(keys))


def test_enter_takes_none_of_several_that_only_contain_it(desk: Desk, more: list[str]) -> None:
    assert len(more) > 1
    answer = desk.post("clerk", "/desk/intake/", {"q": "giay", "open": "1"})
    assert answer["Location"].startswith("/desk/intake/?")


def test_sheets_of_the_request_and_the_copies_it_asks_for_are_two_numbers(desk: Desk) -> None:
    typed = RECEIVE | {"request-copies": "3", "handed-in-declaration-copies": "0"}
    desk.post("clerk", INTAKE, typed)
    dossier = Dossier.objects.get()
    item = dossier.items.get(component="declaration")
    assert (dossier.answers["request"]["copies"], item.originals, item.copies) == (3, 1, 0)


def test_the_first_field_has_the_focus_and_the_usual_commune_stands_there(desk: Desk) -> None:
    text = desk.get("clerk", INTAKE)
    assert re.search(r'<input[^>]*name="full_name"[^>]*autofocus', text)
    assert re.search(r'value="03127" selected', text)


def sent(desk: Desk, typed: dict[str, str]) -> Answer:
    return desk.post("clerk", INTAKE, typed)


def test_another_case_keeps_all_that_was_typed_and_files_nothing(desk: Desk) -> None:
    text = sent(desk, COUNTER | {"by-proxy-full_name": "Lò Văn Thay", "add_row": "case"})
    said = text.content.decode()
    assert (text.status_code, Dossier.objects.count(), "chỗ cần sửa" in said) == (200, 0, False)
    for value in ("Lường Thị Ban", "UBND phường Him Lam", "Lò Văn Thay", "0912345678"):
        assert f'value="{value}"' in said
    assert 'name="once" value="counter-1"' in said


def test_the_same_request_is_named_and_received_only_when_confirmed(desk: Desk) -> None:
    sent(desk, RECEIVE)
    first = Dossier.objects.get()
    second = RECEIVE | {"once": "counter-2"}
    said = sent(desk, second).content.decode()
    assert AGAIN in said
    assert re.search(r"<div[^>]*autofocus[^>]*data-alike>", said)  # the message, no button
    assert not re.search(r"<button[^>]*autofocus", said)
    assert f'href="/desk/dossiers/{first.reference}/"' in said
    assert "nội dung khai y hệt" in said
    assert Dossier.objects.count() == 1
    assert sent(desk, second | {"again": first.reference}).status_code == 302
    assert Dossier.objects.count() == 2


@pytest.mark.parametrize("pressed", ["keep", "ask", "forward"])
def test_what_is_not_received_yet_or_is_handled_already_is_named_too(
    desk: Desk, pressed: str
) -> None:
    sent(desk, COUNTER | {"do": pressed})
    assert AGAIN in sent(desk, RECEIVE | {"once": "counter-2"}).content.decode()


def test_what_came_more_than_thirty_days_ago_is_no_second_request(
    desk: Desk, settings: Settings
) -> None:
    sent(desk, RECEIVE)
    settings.HOABAN_TODAY = "2020-04-20T09:30:00+07:00"
    assert sent(desk, RECEIVE | {"once": "counter-2"}).status_code == 302


def test_another_child_of_the_same_mother_is_no_second_request(desk: Desk) -> None:
    sent(desk, RECEIVE)
    twin = {"once": "counter-2", "subject-person__full_name": "Lường Thị Bưởi"}
    assert sent(desk, RECEIVE | OF_A_CHILD | twin).status_code == 302
    assert Dossier.objects.count() == 2


def test_the_same_child_brought_by_the_father_is_a_second_request(desk: Desk) -> None:
    sent(desk, RECEIVE)
    father = {"full_name": "Lường Văn Cha", "identity_number": "011088000777", "phone": ""}
    again = RECEIVE | OF_A_CHILD | father | {"once": "counter-2"}
    again["subject-person__full_name"] = "LƯỜNG THỊ BAN"
    assert AGAIN in sent(desk, again).content.decode()
    assert Dossier.objects.count() == 1


@pytest.mark.parametrize(
    ("number", "is_one"),
    [("011190000124", False), ("011190000999", True), ("045012345", True), ("", True)],
)
def test_one_name_and_birth_with_two_personal_numbers_are_two_people(
    desk: Desk, number: str, *, is_one: bool
) -> None:
    father = {"full_name": "Lường Văn Cha", "identity_number": "011088000777"}
    asked = RECEIVE | OF_A_CHILD | father
    assert sent(desk, asked | {"subject-person__id_number": "011190000999"}).status_code == 302
    again = {"once": "counter-2", "subject-person__id_number": number}
    assert (AGAIN in sent(desk, asked | again).content.decode()) == is_one


def test_what_was_withdrawn_may_be_filed_anew(desk: Desk) -> None:
    sent(desk, COUNTER | {"do": "keep"})
    given = {"reason": "Người dân xin rút hồ sơ", "basis": "Điều 17 Nghị định 61/2018/NĐ-CP"}
    desk.post("clerk", page(Dossier.objects.get(), "refuse"), given)
    assert sent(desk, RECEIVE | {"once": "counter-2"}).status_code == 302


def test_back_and_send_again_leads_to_the_dossier_that_was_made(desk: Desk) -> None:
    places = [sent(desk, RECEIVE).headers["Location"] for _ in range(2)]
    assert places[0] == places[1]
    assert Dossier.objects.count() == 1


def test_back_and_somebody_else_is_not_lost_in_the_dossier_before(desk: Desk) -> None:
    sent(desk, RECEIVE)
    other = RECEIVE | {"full_name": "Lò Thị Khác", "subject-person__full_name": "Lò Thị Khác"}
    said = sent(desk, other).content.decode()
    once = re.findall(r'name="once" value="([^"]+)"', said)[0]
    assert (AGAIN in said, once != "counter-1", Dossier.objects.count()) == (True, True, 1)
    first = Dossier.objects.get().reference
    sent(desk, other | {"once": once, "again": first})
    assert Dossier.objects.count() == 2


def test_an_organisation_names_the_person_who_asks_for_it(desk: Desk) -> None:
    organisation = {"kind": "organisation", "full_name": "Hợp tác xã Him Lam"}
    said = sent(desk, RECEIVE | organisation | {"identity_number": "5600123456"}).content.decode()
    assert "chỗ cần sửa" in said
    person = {"full_name": "Lò Thị Mai", "id_number": "011190000888"}
    typed = {f"requester-person__{name}": value for name, value in person.items()}
    sent(desk, RECEIVE | OF_A_CHILD | organisation | {"identity_number": "5600123456"} | typed)
    dossier = Dossier.objects.get()
    assert (dossier.owner["full_name"], dossier.answers["requester"]["person"]["full_name"]) == (
        "Hợp tác xã Him Lam",
        "Lò Thị Mai",
    )


def test_form_02_is_printed_by_the_key_of_the_receipt(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("awaiting_completion")
    text = desk.get("clerk", page(dossier))
    top = text[text.index("<main") : text.index("<h1")]
    assert ('accesskey="i"' in top, "Phiếu yêu cầu bổ sung" in top) == (True, True)


def test_received_and_forwarded_by_one_button(desk: Desk) -> None:
    sent(desk, COUNTER | {"do": "forward"})
    dossier = Dossier.objects.get()
    assert (dossier.state, told(dossier)) == (
        "in_process",
        ["submitted", "received", "transferred"],
    )


def test_after_reception_receipt_label_and_next_person_stand_on_top(desk: Desk) -> None:
    place = sent(desk, RECEIVE).headers["Location"]
    text = desk.get("clerk", place)
    assert place.endswith("?just=1")
    top = text[text.index("<main") : text.index("<h1")]
    keys = re.findall(r'accesskey="(\w)"\s+data-at-once', top)
    assert (keys, "autofocus" in top) == (["i", "l", "n"], True)
    label = desk.get("clerk", page(Dossier.objects.get()) + "label/")
    assert str(Dossier.objects.get().code) in label
    assert "Lường Thị Ban" in label


def known(desk: Desk, number: str, who: str = "clerk") -> list[dict[str, str]]:
    people: list[dict[str, str]] = desk.post(who, "/desk/known/", {"q": number}).json()["people"]
    return people


@pytest.mark.parametrize("number", ["011190000123", "0912345678", "0912 345 678"])
def test_who_came_before_is_known_by_either_number(desk: Desk, number: str) -> None:
    assert known(desk, number) == []
    sent(desk, RECEIVE)
    assert known(desk, number) == [
        {
            "full_name": "Lường Thị Ban",
            "identity_number": "011190000123",
            "phone": "0912345678",
            "email": "",
            "area_code": "03127",
            "address": "Tổ dân phố 4",
            "birth_date": "01/02/1990",
        }
    ]


def test_who_looked_up_somebody_who_came_before_is_an_entry(desk: Desk) -> None:
    sent(desk, RECEIVE)
    viewed = Entry.objects.filter(verb="dossiers.viewed", subject_pk=Dossier.objects.get().pk)
    before = viewed.count()
    assert known(desk, "0912345678")
    assert known(desk, "0912345678")
    assert [entry.by.partition(":")[0] for entry in viewed.all()[before:]] == ["post"]


def test_a_part_of_a_number_tells_of_nobody(desk: Desk) -> None:
    sent(desk, RECEIVE)
    assert [known(desk, part) for part in ("0912345", "0111900", "Lường", "")] == [[], [], [], []]


def test_only_a_clerk_asks_who_came_before(desk: Desk) -> None:
    assert desk.post("specialist", "/desk/known/", {"q": "0912345678"}).status_code == 403
    desk.get("clerk", "/desk/known/?q=0912345678", 405)  # a number stands in no address


def test_missing_papers_keep_the_dossier_and_fill_form_02(desk: Desk, more: list[str]) -> None:
    code, typed = needs_a_paper()
    assert "1.001193" in more
    for pressed in ("receive", "forward"):
        refused = desk.post("clerk", code, typed | {"do": pressed})
        assert "Hồ sơ còn thiếu giấy tờ" in refused.content.decode()
        assert 'class="errors"' in refused.content.decode()
    assert Dossier.objects.count() == 0
    answer = desk.post("clerk", code, typed | {"do": "ask"})
    dossier = Dossier.objects.get()
    assert answer.headers["Location"] == page(dossier, "ask_completion")
    text = desk.get("clerk", page(dossier, "ask_completion"))
    assert 'value="Nộp 1 bản chính"' in text
    assert "Hồ sơ chưa đủ giấy tờ" in text
    assert "Còn thiếu giấy tờ" in desk.get("clerk", page(dossier))


def needs_a_paper() -> tuple[str, dict[str, str]]:
    """The intake of the birth of a child, whose notice is missing."""
    person = {"ethnicity": "Thái", "nationality": "Việt Nam"}
    child = {"full_name": "Lò Văn Em", "birth_date": "10/03/2020", "sex": "male"} | person
    child |= {"birth_place": "Trạm y tế", "home": "Him Lam"}
    mother = {"full_name": "Lò Thị Mẹ", "birth_date": "1995"} | person
    typed = {
        **{name: COUNTER[name] for name in ("full_name", "kind", "identity_number", "phone")},
        **{name: COUNTER[name] for name in ("area_code", "address", "channel", "once")},
        "requester-person__birth_date": "01/02/1990",
        **{f"child-{name}": value for name, value in child.items()},
        **{f"mother-person__{name}": value for name, value in mother.items()},
        "mother-residence__commune": "03127",
        "father-known": "no",
        "copies-wanted": "no",
        "relief-ground": "none",
        "confirm-truth": "on",
        "handed-in-declaration-originals": "1",
    }
    return "/desk/intake/1.001193/", typed


def test_what_confirms_the_declaration_stands_at_the_button(desk: Desk, more: list[str]) -> None:
    """Ticks that must be given come last, behind the papers, whatever the procedure."""
    confirmed = []
    for code in more:
        text = desk.get("clerk", f"/desk/intake/{code}/")
        names = re.findall(r'<(?:input|select|textarea|button)\b[^>]* name="([^"]+)"', text)
        form = names[names.index("once") : names.index("do")]
        ticks = [name for name in form if name.endswith("-truth")]
        assert form[len(form) - len(ticks) :] == ticks
        confirmed += ticks
    assert confirmed
