"""The page of an intake: its parts, and the scans that are kept while the rest is put right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.crypto import get_random_string

from hoaban.core import clock
from hoaban.core.files import actions as files
from hoaban.core.files.models import Use
from hoaban.core.http import answers
from hoaban.core.http.requests import ActingRequest
from hoaban.core.language import current
from hoaban.core.people.models import Agency
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.custody.forms import CountsForm
from hoaban.domains.onestop.filing import queries as filing
from hoaban.domains.onestop.filing.forms import CounterOwnerForm, SubmitterForm
from hoaban.domains.onestop.filing.queries import ACCEPT, TAKEN
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import Plan
from hoaban.domains.onestop.repeats.queries import Alike
from hoaban.domains.procedures.catalogue.models import Variant
from hoaban.engines.forms import questions
from hoaban.engines.forms.page import form_for
from hoaban.engines.forms.questions import OUTSIDE
from hoaban.engines.forms.rules import FILING


@dataclass
class Scans:
    """What came, by component, and words for what was not taken, each with its field."""

    come: dict[str, list[Use]] = field(default_factory=dict)
    wrong: list[dict[str, str]] = field(default_factory=list)
    accept: str = ACCEPT


def taken(request: ActingRequest, components: Iterable[str]) -> Scans:
    """The scans of this page: chosen now (`scan-<component>`), or before (`kept-<component>`)."""
    scans = Scans()
    if request.method != "POST":
        return scans
    for code in components:
        before = filing.uploaded(request.actor, request.POST.getlist(f"kept-{code}"))
        uses = [use for use in before.values() if use.source == SOURCE]
        for file in request.FILES.getlist(f"scan-{code}"):
            try:
                uses.append(_store(request, file))
            except Refusal as refusal:
                said = f"{file.name}: {answers.told(request, refusal)}"
                scans.wrong.append({"text": said, "field": f"id_scan-{code}"})
        if uses:
            scans.come[code] = uses
    return scans


SOURCE = "desk"


def _store(request: ActingRequest, file: UploadedFile[Any]) -> Use:
    return files.store(
        file,
        name=file.name or "",
        by=request.actor,
        at=clock.now(),
        source=SOURCE,
        owner=request.actor.reference,
        allowed=TAKEN,
    )


@dataclass
class Intake:
    """The page of one intake: its parts bound to what was typed, and what stands against it."""

    owner: CounterOwnerForm
    submitter: SubmitterForm
    counts: CountsForm
    scans: Scans
    once: str
    sections: list[Any] = field(default_factory=list)  # Any: section forms
    said: dict[str, Any] = field(default_factory=dict)  # Any: JSON answers
    alike: Sequence[Alike] = ()
    wrong: list[dict[str, str]] = field(default_factory=list)  # refusals as errors

    @property
    def parts(self) -> list[Any]:  # Any: forms
        """Every part in the order of the page."""
        return [self.owner, self.submitter, *self.asked, self.counts, *self.confirmed]

    @property
    def asked(self) -> list[Any]:  # Any: section forms
        """The sections that ask something."""
        return [one for one in self.sections if not one.section.is_confirmation]

    @property
    def confirmed(self) -> list[Any]:  # Any: section forms
        """Those whose ticks confirm what was said: they stand at the button."""
        return [one for one in self.sections if one.section.is_confirmation]

    def is_valid(self) -> bool:
        """Judge every part, so that all that is wrong shows at once."""
        fine = [part.is_valid() for part in self.parts]
        return all(fine) and not self.scans.wrong


def case_of(plan: Plan, chosen: str) -> Variant:
    """The case of the procedure that was chosen, else the usual one."""
    case = next((c for c in plan.cases.values() if c.code == chosen), None)
    return case or next(c for c in plan.cases.values() if c.is_default)


def asks_alike(plan: Plan, one: Variant, other: Variant) -> bool:
    """Whether two cases ask for the same papers, so that the page of one does for the other."""
    return [each.code for each in plan.components[one.pk]] == [
        each.code for each in plan.components[other.pk]
    ]


# Where the owner's block stands again in the forms: what the clerk left empty there is filled in.
SAME = {
    "requester-person__full_name": "full_name",
    "requester-person__id_number": "identity_number",
    "requester-person__phone": "phone",
    "requester-person__email": "email",
    "requester-residence__commune": "area_code",
    "requester-residence__detail": "address",
}
RESIDENCE = "requester-residence__commune"
ASKS = "ask"  # the button that asks for what is missing
LATER = ("keep", ASKS)  # buttons that take what is not complete
HANDED, PROXY = "handed-in", "by-proxy"  # a code of the forms has no dash: no name stands twice


OF_A_PERSON = ("full_name", "identity_number")  # an organisation sends somebody who has others


def _filled(data: QueryDict | None) -> QueryDict | None:
    """What was typed, with the owner's block put where the forms ask for it again."""
    if data is None:
        return None
    filled = data.copy()
    is_person = _is_person(filled)
    for name, source in SAME.items():
        if not filled.get(name) and (is_person or source not in OF_A_PERSON):
            filled[name] = filled.get(source, "")
    if not filled.get(RESIDENCE) and filled.get("address"):
        filled[RESIDENCE] = OUTSIDE
    return filled


def _under(prefix: str, data: QueryDict | None) -> dict[str, str] | None:
    """What was typed into the part of the page whose names begin so."""
    if data is None:
        return None
    begins = f"{prefix}-"
    return {name.removeprefix(begins): str(data[name]) for name in data if name.startswith(begins)}


def page(plan: Plan, case_pk: int, typed: QueryDict | None, come: Scans, at: Agency) -> Intake:
    """The page with what was typed; with a row or a case to be added it is not judged."""
    language, on = current(), clock.today()
    known: dict[str, Any] = {FILING: parameters.filed(plan.cases[case_pk], at, on)}  # Any: JSON
    adding = bool(typed and "add_row" in typed)
    data = typed if adding else _filled(typed)
    judged = None if adding else data
    begun = {"area_code": at.area_code} if at.level == "commune" else {}
    made = Intake(
        owner=CounterOwnerForm(judged, initial=data.dict() if data else begun, on=on),
        submitter=SubmitterForm(judged, initial=_under(PROXY, data), prefix=PROXY),
        counts=CountsForm(
            judged,
            initial=_under(HANDED, data),
            components=plan.components[case_pk],
            language=language,
            prefix=HANDED,
            is_whole=data is not None and data.get("do") not in LATER,
        ),
        scans=come,
        once=(data.get("once", "")[:40] if data else "") or get_random_string(16),
    )
    for form in plan.forms:
        for section in questions.sections(form.schema, known, on, language):
            bound = form_for(section, data, prefix=section.code)
            made.sections.append(bound)
            if bound.is_bound and bound.is_valid():
                made.said[section.code] = known[section.code] = bound.answers()
    if _is_person(data) and _wants_identity(made.sections):
        made.owner.need_identity()
    return made


def _is_person(data: QueryDict | None) -> bool:
    return not data or data.get("kind") != "organisation"


def _wants_identity(sections: Iterable[Any]) -> bool:  # Any: section forms
    """Whether the declaration has to say the identity number that stands in the owner's block."""
    names = {form.add_prefix(name): each for form in sections for name, each in form.fields.items()}
    asked = next((name for name, source in SAME.items() if source == "identity_number"), "")
    return asked in names and names[asked].required
