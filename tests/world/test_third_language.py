"""A third language is data: a key in the files, read on pages of that language, else Vietnamese."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils import translation
from pytest_django import Settings

from hoaban.config.commands import content
from hoaban.core import language
from hoaban.core.people import agencies, areas
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.leaflets import papers
from hoaban.engines.content import province
from hoaban.engines.forms import questions
from tests.world.province import MONDAY, forget
from tests.world.test_another_province import UPLANDS

CODE = "9.000001"


@pytest.fixture
def spoken(db: None, settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """The made-up province with some texts in a third language, loaded by the command alone."""
    folder = tmp_path / "uplands"
    shutil.copytree(UPLANDS, folder)
    rewrite(folder / "fields.csv", "name.en\n", "name.en,name.hmn\n")
    rewrite(folder / "fields.csv", "Trials\n", "Trials,Kev sim\n")
    rewrite(folder / "province.yaml", 'en: "May Ngan province"', 'en: "May Ngan", hmn: "Xeev Huab"')
    agency = "People's Committee of Suoi Xa District,"
    rewrite(folder / "agencies.csv", "name.en,", "name.en,name.hmn,")
    rewrite(folder / "agencies.csv", "Department of Trials,", "Department of Trials,,")
    rewrite(folder / "agencies.csv", agency, f"{agency}Pawg Suoi Xa,")
    rewrite(folder / "agencies.csv", "of Doi Gan District,", "of Doi Gan District,,")
    file = folder / f"procedures/{CODE}.yaml"
    rewrite(file, 'en: "Trial paper for a path"', 'en: "Trial paper for a path", hmn: "Ntawv kev"')
    rewrite(file, 'en: "Wish"', 'en: "Wish", hmn: "Xav tau"')
    settings.HOABAN_PROVINCE = str(folder)
    forget()
    areas.forget()
    assert content.problems() == []
    content.load_all()
    yield folder
    forget()
    areas.forget()


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_rows_pages_and_forms_speak_a_language_that_only_content_knows(spoken: Path) -> None:
    day = MONDAY.date()
    revision = catalogue.whole(catalogue.revision_at(CODE, day), day)
    plan = parameters.plan(revision.pk)
    agency = agencies.row("ubnd-991", day)
    with translation.override("hmn"):
        leaflet = papers.whole(revision, day)
        [section] = questions.sections(plan.forms[0].schema, {}, day, language.current())
        shown = Template("{{ row.name|text }}").render(Context({"row": revision.field}))
        assert (plan.name, leaflet.name, shown) == ("Ntawv kev", "Ntawv kev", "Kev sim")
        assert (agency.shown, agency.shown_in_full) == ("Pawg Suoi Xa", "Pawg Suoi Xa")
        assert [question.label for question in section.questions] == ["Xav tau"]
        assert province.called("name") == "Xeev Huab"


def test_what_it_lacks_is_read_in_vietnamese(spoken: Path) -> None:
    day = MONDAY.date()
    with translation.override("hmn"):
        plan = parameters.plan(catalogue.revision_at(CODE, day).pk)
        assert [step.shown for step in plan.steps.values()] == ["Nhận", "Xem xét", "Ký"]
        assert agencies.row("ubnd-992", day).shown == "UBND Đồi Gần"
    with translation.override("en"):
        assert plan.name == "Trial paper for a path"
