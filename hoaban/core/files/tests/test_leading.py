"""What leads out of a PDF by itself is refused, what a person clicks is taken; archives inside it
are judged by what they are.
"""

from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from pytest_django import Settings

from hoaban.core.files import structure
from hoaban.core.files.models import State
from hoaban.core.files.tests import samples
from hoaban.core.files.tests.test_active import Change, action, attach, changed, store

pytestmark = pytest.mark.django_db
SHARE = r"\\host\share\a.pdf"
OUT = [
    "another file",
    "a file within another",
    "an address",
    "a thread of another file",
    "a film",
    "whatever comes later",
]


def out(name: str) -> dict[str, Any]:  # Any: what a dictionary of a PDF may hold
    """An action that leads out, made anew for each file."""
    made: dict[str, dict[str, Any]] = {
        "another file": {"S": Name.GoToR, "F": SHARE, "D": Array([0, Name.Fit])},
        "a file within another": {"S": Name.GoToE, "F": Dictionary(F=SHARE), "D": "a"},
        "an address": {"S": Name.URI, "URI": "http://host.example/"},
        "a thread of another file": {"S": Name.Thread, "F": SHARE, "D": 0},
        "a film": {"S": Name.Rendition, "R": Dictionary(S=Name.MR)},
        "whatever comes later": {"S": Name.SomethingNew},
    }
    return made[name]


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path


def on_opening(parts: dict[str, Any]) -> Change:
    return action(**parts)


def on_a_page(parts: dict[str, Any]) -> Change:
    return lambda pdf: pdf.pages[0].obj.__setitem__("/AA", Dictionary(O=Dictionary(**parts)))


def on_a_field(parts: dict[str, Any]) -> Change:
    def change(pdf: Pdf) -> None:
        field = Dictionary(Type=Name.Annot, AA=Dictionary(Fo=Dictionary(**parts)))
        pdf.pages[0].obj.Annots = Array([field])

    return change


def after_another(parts: dict[str, Any]) -> Change:
    first = {"S": Name.GoTo, "D": Array([0, Name.Fit]), "Next": Array([Dictionary(**parts)])}
    return action(**first)


def refers(parts: dict[str, Any]) -> Change:
    return lambda pdf: pdf.Root.__setitem__("/OpenAction", pdf.make_indirect(Dictionary(**parts)))


WAYS = [on_opening, on_a_page, on_a_field, after_another, refers]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("way", WAYS, ids=[way.__name__ for way in WAYS])
@pytest.mark.parametrize("name", OUT)
def test_what_opens_something_elsewhere_by_itself_is_refused(
    name: str,
    way: Any,  # noqa: ANN401 - one of WAYS
    packed: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    with pytest.raises(structure.LeadingFile, match="tự mở địa chỉ"):
        store(changed(way(out(name)), packed=packed))


def elsewhere(pdf: Pdf) -> None:
    stream = pdf.make_stream(b"")
    stream["/F"] = SHARE
    pdf.Root.Elsewhere = stream


def drawn_from_elsewhere(pdf: Pdf) -> None:
    form = pdf.make_stream(b"", Dictionary(Type=Name.XObject, Subtype=Name.Form))
    form["/Ref"] = Dictionary(F=SHARE, Page=0)
    pdf.Root.Drawn = form


def lively(pdf: Pdf) -> None:
    pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.RichMedia)])


@pytest.mark.parametrize("change", [elsewhere, drawn_from_elsewhere, lively])
def test_data_that_lie_elsewhere_and_films_are_refused(change: Change) -> None:
    with pytest.raises(structure.LeadingFile):
        store(changed(change))


@pytest.mark.parametrize("name", ["another file", "an address"])
def test_a_link_that_a_person_clicks_is_taken(name: str) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, A=Dictionary(**out(name)))
    there = changed(lambda pdf: pdf.pages[0].obj.__setitem__("/Annots", Array([link])))
    assert store(there) == State.CHECKED


def test_actions_that_go_round_in_a_ring_are_refused() -> None:
    def ring(pdf: Pdf) -> None:
        one = pdf.make_indirect(Dictionary(S=Name.GoTo, D=Array([0, Name.Fit])))
        one.Next = one
        pdf.Root.OpenAction = one

    with pytest.raises(structure.LeadingFile):
        store(changed(ring))


@pytest.mark.parametrize(
    "data",
    [
        samples.archive({"a.txt": b"a"}),
        samples.archive({"META-INF/MANIFEST.MF": b"Main-Class: A", "A.class": b"\xca\xfe"}),
        b"%PDF-1.7\n" + samples.archive({"A.class": b"a"}),
        b"Rar!\x1a\x07\x00",
    ],
    ids=["zip", "jar", "jar behind another head", "rar"],
)
def test_an_archive_called_a_pdf_is_an_archive(data: bytes) -> None:
    with pytest.raises(structure.ArchiveInside):
        store(changed(attach("a.pdf", data)))


def test_an_office_document_inside_is_taken_and_one_with_macros_not() -> None:
    assert store(changed(attach("don.docx", samples.docx()))) == State.CHECKED
    macros = samples.docx(**{"word/vbaProject.bin": b"x"})
    with pytest.raises(structure.ActiveFile, match="chương trình"):
        store(changed(attach("don.docx", macros)))


def test_a_paper_attached_to_a_paper_is_looked_at_like_it() -> None:
    inner = changed(action(S=Name.JavaScript, JS="app.alert(1)"))
    with pytest.raises(structure.ActiveFile, match="mã lệnh"):
        store(changed(attach("a.pdf", inner)))
