"""Asks for somebody whom a citizen wants to keep: the same questions that forms ask of a person."""

from datetime import date
from typing import Any

from django.http import QueryDict

from hoaban.core.language import current
from hoaban.domains.onestop.profiles.enums import Relation
from hoaban.domains.onestop.profiles.queries import Known
from hoaban.engines.forms import questions
from hoaban.engines.forms.page import SectionForm, form_for
from hoaban.engines.forms.parts import PERSON_PARTS

PERSON = {"vi": "Người này", "en": "The person"}
PLACE = {"vi": "Nơi cư trú", "en": "Residence"}
WHO = {"vi": "Người này là", "en": "This person is"}


def _schema() -> dict[str, Any]:  # Any: a schema
    relations = [{"value": one.value, current(): str(one.label)} for one in Relation]
    fields = [
        {"code": "relation", "kind": "choice", "label": WHO, "choices": relations},
        {
            "code": "person",
            "kind": "person",
            "label": PERSON,
            "parts": {part: part == "full_name" for part in PERSON_PARTS},
        },
        {
            "code": "residence",
            "kind": "address",
            "label": PLACE,
            "required": False,
            "parts": {"commune": False, "detail": False},
        },
    ]
    return {"sections": [{"code": "known", "title": PERSON, "fields": fields}]}


def form(data: QueryDict | None, known: Known | None, *, on: date) -> SectionForm:
    """The page of one person, prefilled with what is kept."""
    [section] = questions.sections(_schema(), {}, on, current())
    initial = {"relation": known.relation, **known.said} if known else {}
    return form_for(section, data, initial)
