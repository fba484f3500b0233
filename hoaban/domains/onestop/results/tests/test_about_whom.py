"""The check page names those whom a result is about, not whoever asked for it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from hoaban.domains.documents.models import Document
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.papers import queries as papers
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.models import Revision
from tests.world.acts import WHY
from tests.world.province import MONDAY, OWNER, forget
from tests.world.scenes import Scenes

ASKS = {"person": {"full_name": "Lường Thị Ban", "birth_date": "1990-05-02"}}
HE = {"full_name": "Vàng A Sử", "birth_date": "1988", "id_number": "011088004321"}
SHE = {"full_name": "Lò Thị Mai", "birth_date": "1990-07-08", "id_number": "không có"}


@pytest.fixture
def shipped(shipped_world: None, db: None) -> Iterator[None]:
    """Every procedure of the province."""
    yield
    forget()


def declared(code: str, answers: dict[str, Any]) -> Dossier:  # Any: JSON answers
    revision = catalogue.revision_at(code, MONDAY.date())
    return Dossier(revision_id=revision.pk, owner=OWNER, answers=answers)


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("code", "answers", "people"),
    [
        (
            "1.001193",
            {"child": {"full_name": "Lường Văn Em", "birth_date": "2020-03-01"}},
            [("Lường Văn Em", "2020")],
        ),
        ("1.000656", {"deceased": {"person": HE}}, [("Vàng A Sử", "1988")]),
        (
            "1.000894",
            {"groom": {"person": HE}, "bride": {"person": SHE}},
            [("Vàng A Sử", "1988"), ("Lò Thị Mai", "1990")],
        ),
        ("1.004873", {"subject": {"person": SHE}}, [("Lò Thị Mai", "1990")]),
        (
            "2.000908",
            {"subject": {"full_name": "Vàng A Sử", "birth_date": "03/1988"}},
            [("Vàng A Sử", "1988")],
        ),
    ],
)
def test_a_result_is_about_those_whom_its_text_names(
    code: str,
    answers: dict[str, Any],  # Any: JSON answers
    people: list[tuple[str, str]],
) -> None:
    said = papers.about(declared(code, {"requester": ASKS} | answers))
    assert [(one["name"], one["born"]) for one in said["about"]] == people


@pytest.mark.usefixtures("shipped")
def test_the_digits_of_whoever_asked_and_of_those_named_open_the_file() -> None:
    both = {"groom": {"person": HE}, "bride": {"person": SHE}}
    assert papers.about(declared("1.000894", both))["tails"] == ["0123", "4321"]


@pytest.mark.usefixtures("shipped")
def test_a_paper_for_whoever_asked_has_the_year_of_birth_that_was_declared() -> None:
    said = papers.about(declared("2.000815", {"requester": ASKS}))
    assert (said["name"], said["born"], "about" in said) == ("Lường Thị Ban", "1990", False)
    other = {"person": ASKS["person"] | {"full_name": "Vàng A Sử"}}
    assert papers.about(declared("2.000815", {"requester": other}))["born"] == ""


NAMED_BESIDE = {"requester", "mother", "father", "family", "responsible", "owner"}


@pytest.mark.usefixtures("shipped")
def test_each_procedure_says_which_person_its_result_is_about() -> None:
    unsaid = [
        (revision.procedure.code, section["code"])
        for revision in Revision.objects.select_related("procedure")
        for form in parameters.plan(revision.pk).forms
        for section in form.schema["sections"]
        for field in section["fields"]
        if field["kind"] == "person" or field["code"] == "full_name"
        if not section.get("about") and section["code"] not in NAMED_BESIDE
    ]
    assert unsaid == []


def test_the_check_page_names_the_child_and_not_the_mother_who_asked(
    scenes: Scenes, client: Client
) -> None:
    dossier = scenes.bring("in_process")
    child = {"full_name": "Lường Văn Em", "birth_date": "2020-03-01"}
    answers = {"requester": ASKS, "request": {"event": "birth"}, "subject": {"person": child}}
    Dossier.objects.filter(pk=dossier.pk).update(answers=answers)
    drafted = scenes.act("draft_result", dossier)
    signed = scenes.act("sign", scenes.act("do_step", drafted))
    page = client.get(f"/verify/{Document.objects.get(pk=signed.result_id or 0).public_id}/").text
    for words in ("Người được ghi trong văn bản", "L. V. Em", "2020"):
        assert words in page
    assert "L. T. Ban" not in page
    assert "Cấp cho" not in page


def test_a_refusal_names_whoever_asked(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    answers = {"requester": ASKS, "subject": {"person": HE}}
    Dossier.objects.filter(pk=dossier.pk).update(answers=answers)
    drafted = scenes.act("draft_result", dossier, outcome="negative", reason=WHY)
    said = Document.objects.get(pk=drafted.result_id or 0).content["whose"]
    assert (said["name"], said["born"], "about" in said) == ("Lường Thị Ban", "1990", False)
