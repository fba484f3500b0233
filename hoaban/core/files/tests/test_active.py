"""A PDF in which something runs is refused; with a form, a link, a paper attached it is taken."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from pytest_django import Settings

from hoaban.core.files import actions, structure
from hoaban.core.files.models import State
from hoaban.core.files.tests import samples
from hoaban.core.journal import actions as journal

pytestmark = pytest.mark.django_db
Change = Callable[[Pdf], object]


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path


def changed(change: Change, *, packed: bool = False) -> bytes:
    """The sample with something put into it; `packed` hides it from who reads the bytes alone."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(samples.pdf())) as pdf:
        change(pdf)
        mode = pikepdf.ObjectStreamMode
        pdf.save(made, object_stream_mode=mode.generate if packed else mode.disable)
    return made.getvalue()


def store(data: bytes) -> str:
    by, at = journal.Plain("citizen:abc", client="web"), datetime(2020, 3, 30, 1, tzinfo=UTC)
    return actions.store_bytes(data, name="a.pdf", by=by, at=at, source="s", owner="x").state


def attach(name: str, content: bytes) -> Change:
    return lambda pdf: pdf.attachments.__setitem__(
        name, pikepdf.AttachedFileSpec(pdf, content, filename=name)
    )


def action(**parts: Any) -> Change:  # noqa: ANN401 - what a dictionary of a PDF may hold
    return lambda pdf: pdf.Root.__setattr__("OpenAction", Dictionary(**parts))


def in_a_tree_of_names(pdf: Pdf) -> None:
    action_ = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=pdf.make_stream(b"app.alert(1)")))
    tree = Dictionary(Names=Array(["open", action_]))
    pdf.Root.Names = Dictionary(JavaScript=pdf.make_indirect(tree))


def on_a_field(pdf: Pdf) -> None:
    pdf.pages[0].obj.Annots = Array(
        [Dictionary(Type=Name.Annot, AA=Dictionary(K=Dictionary(S=Name.JavaScript, JS="a()")))]
    )


def named_elsewhere(pdf: Pdf) -> None:
    kind = pdf.make_indirect(Name.Launch)
    pdf.Root.OpenAction = Dictionary(S=kind, F="cmd.exe")


def dynamic(pdf: Pdf) -> None:
    form = pdf.make_stream(b'<script contentType="application/x-javascript">app.alert(1)</script>')
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=form)


RUNS: dict[str, tuple[Change, str]] = {
    "script": (action(S=Name.JavaScript, JS="app.alert(1)"), "mã lệnh"),
    "script in names": (in_a_tree_of_names, "mã lệnh"),
    "script on a field": (on_a_field, "mã lệnh"),
    "launch": (action(S=Name.Launch, F="cmd.exe"), "lệnh mở chương trình"),
    "launch named elsewhere": (named_elsewhere, "lệnh mở chương trình"),
    "program": (attach("hoa-don.exe", b"MZ" + bytes(60)), "chương trình đính kèm"),
    "program under another name": (attach("hoa-don.xml", b"MZ" + bytes(60)), "chương trình"),
    "form that is sent": (action(S=Name.SubmitForm, F="http://h.example/"), "tự gửi dữ liệu"),
    "form that is filled": (action(S=Name.ImportData, F="a.fdf"), "tự gửi dữ liệu"),
    "form of XFA": (dynamic, "biểu mẫu động"),
    "page": (attach("bản đồ.html", b"<script>alert(1)</script>"), "chương trình đính kèm"),
    "page under another name": (attach("a.xml", b"\n <!DOCTYPE html><script>"), "chương trình"),
    "picture with a script": (attach("a.svg", b"<svg/>"), "chương trình đính kèm"),
    "macros": (attach("don.DOCM ", b"PK"), "chương trình đính kèm"),
}


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("name", RUNS)
def test_what_would_run_is_named_and_refused(name: str, packed: bool) -> None:  # noqa: FBT001
    change, words = RUNS[name]
    with pytest.raises(structure.ActiveFile, match=words) as refused:
        store(changed(change, packed=packed))
    assert "in lại thành tệp PDF mới" in str(refused.value)


@pytest.mark.parametrize("name", RUNS)
def test_a_name_that_stands_alone_before_it_hides_nothing(name: str) -> None:
    def change(pdf: Pdf) -> None:
        for decoy in (Name.EF, Name.JS):
            pdf.Root[f"/Decoy{str(decoy)[1:]}"] = pdf.make_indirect(decoy)
        RUNS[name][0](pdf)

    with pytest.raises(structure.ActiveFile, match=RUNS[name][1]):
        store(changed(change))


def test_a_script_with_an_escaped_name_is_found() -> None:
    plain = changed(action(S=Name.JavaScript, JS="app.alert(1)"))
    with pytest.raises(structure.ActiveFile, match="mã lệnh"):
        store(plain.replace(b"/JavaScript", b"/#4aavaScript").replace(b"/JS", b"/J#53"))


@pytest.mark.parametrize(
    "change",
    [
        action(S=Name.GoTo, D=Array([0, Name.Fit])),
        attach("hoa-don.xml", b"<invoice/>"),
        attach("bản vẽ.pdf", b"%PDF-1.7"),
        lambda pdf: pdf.docinfo.__setitem__("/Title", "How /JS and /S /Launch work"),
    ],
    ids=["place", "invoice", "pdf", "words"],
)
def test_what_only_shows_or_is_a_paper_is_taken(change: Change) -> None:
    assert store(changed(change)) == State.CHECKED


def test_without_an_antivirus_nothing_is_called_safe() -> None:
    assert f"{State(store(samples.pdf())).label}" == "Đã kiểm tra định dạng"
