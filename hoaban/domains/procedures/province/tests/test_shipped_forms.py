"""Every form that ships is drawn, judged and worded by the engine of forms."""

import json
from datetime import date

from django.utils import translation

from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.models import Revision
from hoaban.domains.procedures.loading.tests.catalogues import DAY
from hoaban.engines.forms.answers import clean_all
from hoaban.engines.forms.page import form_for
from hoaban.engines.forms.questions import sections


def test_every_form_that_ships_can_be_drawn_in_both_languages(province: None) -> None:
    drawn = 0
    for revision in catalogue.offered(DAY):
        for form in catalogue.forms(revision):
            for language in ("vi", "en"):
                with translation.override(language):
                    for section in sections(form.schema, {}, DAY, language):
                        assert "<" in str(form_for(section))
                        drawn += 1

    assert drawn > 100


def test_every_form_that_ships_refuses_emptiness_in_words(province: None) -> None:
    for revision in catalogue.offered(DAY):
        for form in catalogue.forms(revision):
            found = clean_all(form.schema, {}, DAY)[1]
            assert found
            assert all(path and words.endswith(".") for path, words in found)


def test_who_is_too_young_to_marry_reads_why(province: None) -> None:
    form = catalogue.forms(catalogue.revision_at("1.000894", DAY))[0]
    answers = {"groom": {"person": {"birth_date": "2000-03-31"}}}

    found = dict(clean_all(form.schema, answers, DAY)[1])

    assert found["groom.person.birth_date"].startswith("Nam phải từ đủ 20 tuổi")


def test_a_death_cannot_come_before_a_birth(province: None) -> None:
    form = catalogue.forms(catalogue.revision_at("1.000656", DAY))[0]
    answers = {
        "deceased": {"person": {"birth_date": "1950-01-02"}},
        "death": {"died_on": date(1950, 1, 1).isoformat()},
    }

    found = dict(clean_all(form.schema, answers, DAY)[1])

    assert found["death.died_on"] == "Ngày chết không thể trước ngày sinh."


AFTER = date(2025, 7, 1)  # districts have ended
ONCE_DISTRICT = "Ủy ban nhân dân xã, huyện hoặc cơ quan đại diện đã đăng ký."  # of the past


def test_nobody_is_sent_to_a_district_after_districts_ended(shipped_world: None, db: None) -> None:
    """A later version says anew whatever the earlier one said of a level that is no more."""
    days = {AFTER, *(day for day in catalogue.changes() if day > AFTER)}
    sent = [
        (one.code, day)
        for day in sorted(days)
        for one in catalogue.offered(day)
        if "huyện" in _said(one).replace(ONCE_DISTRICT, "")
    ]
    assert sent == []


def _said(one: Revision) -> str:
    """All that people read of a version, as one text."""
    parts = [one.name, one.summary, one.agency_hint, *(form.schema for form in one.forms.all())]
    parts += [step.name for step in one.steps.all()]
    return json.dumps(parts, ensure_ascii=False)
