"""A form carries its agency's digital signature; what cannot be signed now is printed all the same.

It is drawn by the template of the day on which it was issued.
"""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hoaban.casework.papers import actions, papers, tasks
from hoaban.casework.papers.enums import Event
from hoaban.casework.papers.models import Paper
from hoaban.core import clock
from hoaban.core.files import queries as files
from hoaban.core.files.models import Use
from hoaban.core.journal.models import Entry
from hoaban.engines.typesetting import templates
from hoaban.gateways.signing import contract as signing
from hoaban.gateways.signing import moments
from tests.oracle import pdftext
from tests.world.acts import LATER
from tests.world.province import Ward
from tests.world.scenes import Scenes

SIGNED = "Bản điện tử có chữ ký số."


@pytest.fixture
def wanted(scenes: Scenes, ward: Ward) -> Paper:
    """A receipt that somebody wants to see."""
    paper = Paper.objects.get(case=scenes.bring("received").pk)
    return actions.want_paper(paper.pk, by=ward.clerk, at=LATER)


def drawn(paper: Paper) -> Paper:
    """The paper after the job."""
    tasks.draw_wanted(Entry.objects.get(verb=Event.PAPER_WANTED, subject_pk=paper.pk))
    paper.refresh_from_db()
    return paper


def read(use: Use | None) -> bytes:
    assert use is not None
    with files.open(use) as stream:
        return bytes(stream.read())


def test_a_form_is_signed_in_the_name_of_its_agency(wanted: Paper) -> None:
    paper = drawn(wanted)
    assert paper.file == paper.signed != paper.use
    verdicts = signing.get().verify_pdf(read(paper.signed))
    agency = "Ủy ban nhân dân phường Him Lam"
    assert [(one.holder_name, one.agency, one.holds) for one in verdicts] == [
        (agency, agency, True)
    ]


def test_a_form_says_that_it_is_signed_only_where_it_is(wanted: Paper) -> None:
    paper = drawn(wanted)
    said = [
        SIGNED in " ".join(pdftext.words(read(one)).split()) for one in (paper.use, paper.signed)
    ]
    assert said == [False, True]


def test_the_job_that_runs_twice_signs_once(wanted: Paper) -> None:
    first = read(drawn(wanted).signed)
    assert read(drawn(wanted).signed) == first
    assert Entry.objects.filter(verb=Event.PAPER_SIGNED).count() == 1


def test_a_clock_that_is_wrong_delays_the_signature_and_never_the_paper(
    wanted: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as wrong:
        behind = clock.machine_now() - timedelta(days=900)
        wrong.setattr(clock, "machine_now", lambda: behind)
        wrong.setattr(moments, "newest", lambda: behind + timedelta(days=800))
        with pytest.raises(signing.ClockBehind):
            drawn(wanted)
    wanted.refresh_from_db()
    assert (wanted.signed, wanted.file) == (None, wanted.use)
    assert read(wanted.file).startswith(b"%PDF-")
    assert drawn(wanted).signed is not None


def test_whoever_checks_a_form_finds_it_by_its_code_and_by_its_file(
    wanted: Paper, client: Client
) -> None:
    paper = drawn(wanted)
    page = client.get(f"/verify/{paper.public_id}/").text
    for words in ("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", paper.symbol, "L. T. Ban", "Hợp lệ"):
        assert words in page
    assert "Lường Thị Ban" not in page
    answer = client.post(f"/verify/{paper.public_id}/", {"tail": "0123"})
    assert b"".join(answer) == read(paper.signed)
    b"".join(answer)  # read to its end, which closes it
    assert Entry.objects.get(verb=Event.PAPER_VIEWED, subject_pk=paper.pk).by == "stranger"
    upload = SimpleUploadedFile("giay-hen.pdf", read(paper.signed), "application/pdf")
    told = f"Giấy tiếp nhận hồ sơ và hẹn trả kết quả số {paper.symbol}"
    assert told in client.post("/verify/", {"file": upload}).text


def test_a_paper_is_drawn_by_the_template_of_its_day(
    scenes: Scenes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = Paper.objects.get(case=scenes.bring("received").pk)
    before = papers.draw(paper)
    folder = tmp_path / "papers"
    shutil.copytree(templates.folder(), folder)
    form = folder / "01-2018-TT-VPCP" / "_form.typ"
    form.write_text(form.read_text().replace("(Ký và ghi rõ họ tên)", "(Ký)"))
    monkeypatch.setattr(templates, "folder", lambda: folder)
    monkeypatch.setattr(
        templates._versions,
        "_values",
        type(templates._versions._values)(lambda: sorted(folder.rglob("*.typ")), dict),
    )
    assert templates.template_version("01-2018-TT-VPCP/01") != paper.template_version
    assert papers.draw(paper) == before
    paper.template_version = templates.template_version("01-2018-TT-VPCP/01")
    assert papers.draw(paper) != before


def test_a_version_changes_with_whatever_a_template_builds_on() -> None:
    assert set(templates.sources("03-2025-TT-VPCP/01")) == {
        "03-2025-TT-VPCP/01.typ",
        "01-2018-TT-VPCP/01.typ",
        "01-2018-TT-VPCP/_form.typ",
        "_decree30.typ",
    }
