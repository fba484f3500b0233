"""Forms are data: this makes pages, answers and words out of a form's schema.

Answers are JSON, `{section: {question: value}}`. Values: text, whole numbers, true/false, ISO
dates, `{part: text}` for a person, `{"commune": code, "detail": text, "text": written address}`
for an address, a list of `{column: value}` for a table. What a condition hides is not kept.
"""

from hoaban.domains.procedures.forms.answers import clean_all
from hoaban.domains.procedures.forms.inputs import writable
from hoaban.domains.procedures.forms.page import JudgedForm, SectionForm, form_for, written
from hoaban.domains.procedures.forms.questions import Section, sections, words
from hoaban.domains.procedures.forms.readout import display, said

__all__ = [
    "JudgedForm",
    "Section",
    "SectionForm",
    "clean_all",
    "display",
    "form_for",
    "said",
    "sections",
    "words",
    "writable",
    "written",
]
