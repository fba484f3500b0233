"""A name in small letters or capitals alone is offered as names are written, and may stay."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest

from hoaban.domains.onestop.filing.forms import CounterOwnerForm, SentOwnerForm, SubmitterForm
from hoaban.engines.forms.judged import JudgedForm
from hoaban.engines.forms.page import form_for
from hoaban.engines.forms.questions import sections
from hoaban.engines.forms.tests.test_as_written import DAY, SCHEMA

pytestmark = pytest.mark.django_db
ASKED = "Tên thường viết “Nguyễn Văn A”"


def inputs(form: JudgedForm | SubmitterForm) -> dict[str, str]:
    """What the page would send back."""
    tags = re.findall(r"<input\b[^>]*>", str(form))
    named = [(re.findall(r' name="([^"]+)"', t), re.findall(r' value="([^"]*)"', t)) for t in tags]
    return {name[0]: unescape((value or [""])[0]) for name, value in named if name}


def person(data: dict[str, str] | None) -> JudgedForm:
    (section,) = sections(SCHEMA, {}, DAY)
    return form_for(section, data)


def owner(data: dict[str, str] | None) -> CounterOwnerForm:
    return CounterOwnerForm(data, on=DAY)  # type: ignore[arg-type]  # a mapping as a page sends it


def proxy(data: dict[str, str] | None) -> SubmitterForm:
    return SubmitterForm(data)


Make = Callable[[dict[str, str] | None], JudgedForm | SubmitterForm]
FORMS: list[tuple[Make, str]] = [
    (person, "person__full_name"),
    (owner, "full_name"),
    (proxy, "full_name"),
]


@pytest.mark.parametrize(("made", "name"), FORMS, ids=["question", "owner", "proxy"])
@pytest.mark.parametrize("typed", ["nguyễn văn a", "NGUYỄN VĂN A", "Nguyễn văn a"])
def test_it_is_offered_and_taken_by_sending_once_more(made: Make, name: str, typed: str) -> None:
    form = made({name: typed, f"{name}--typed": ""})
    assert (form.is_valid(), ASKED in str(form.errors[name])) == (False, True)
    shown = inputs(form)
    assert (shown[name], shown[f"{name}--typed"]) == ("Nguyễn Văn A", typed)
    again = made(shown)
    again.is_valid()
    assert (name in again.errors, again.cleaned_data[name]) == (False, "Nguyễn Văn A")


@pytest.mark.parametrize(("made", "name"), FORMS, ids=["question", "owner", "proxy"])
def test_who_types_it_so_once_more_keeps_it(made: Make, name: str) -> None:
    form = made({name: "nguyễn văn a", f"{name}--typed": ""})
    form.is_valid()
    again = made(inputs(form) | {name: "nguyễn văn a"})
    again.is_valid()
    assert (name in again.errors, again.cleaned_data[name]) == (False, "nguyễn văn a")
    other = made(inputs(form) | {name: "trần thị b"})
    assert (other.is_valid(), "Trần Thị B" in str(other.errors[name])) == (False, True)


@pytest.mark.parametrize(("made", "name"), FORMS, ids=["question", "owner", "proxy"])
def test_what_sends_no_page_is_asked_nothing(made: Make, name: str) -> None:
    form = made({name: "NGUYỄN VĂN A"})
    form.is_valid()
    assert form.cleaned_data[name] == "NGUYỄN VĂN A"


def test_an_organisation_is_called_as_it_wants_to_be() -> None:
    form = owner({"full_name": "CÔNG TY ABC", "full_name--typed": "", "kind": "organisation"})
    form.is_valid()
    assert form.cleaned_data["full_name"] == "CÔNG TY ABC"


def test_a_system_sends_names_as_it_has_them() -> None:
    form = SentOwnerForm({"full_name": "NGUYỄN VĂN A", "kind": "person"}, on=date(2020, 3, 30))
    form.is_valid()
    assert form.cleaned_data["full_name"] == "NGUYỄN VĂN A"


def test_every_name_of_a_person_is_drawn_with_what_was_typed_before() -> None:
    for made, name in FORMS:
        assert inputs(made(None))[f"{name}--typed"] == ""
