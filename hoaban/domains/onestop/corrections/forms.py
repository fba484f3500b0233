"""Sections of a declaration, and who owns it, opened again and prefilled with what stands."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from hoaban.core import clock
from hoaban.core.language import current
from hoaban.domains.onestop.corrections import queries
from hoaban.domains.onestop.corrections.enums import Named
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.forms import ReasonForm
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing.forms import OwnerForm
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.engines.forms import questions, rules
from hoaban.engines.forms.page import ADD_ROW, SectionForm, form_for
from hoaban.engines.forms.questions import Section


class Reopened:
    """The sections of a declaration on one page; only those that were changed are judged.

    `only` are the sections that may be changed, all of them where it is empty; a section that an
    answer has made necessary is opened too.
    """

    def __init__(
        self, data: QueryDict | None, *, dossier: Dossier, only: Collection[str] = ()
    ) -> None:
        self.data, self.dossier = data, dossier
        self.is_sent = data is not None and ADD_ROW not in data
        self.changed: dict[str, Any] = {}  # Any: JSON answers by section
        self.problems: list[dict[str, str]] = []
        self.sections = [self._form(section) for section in self._sections(only)]
        self._answers: dict[str, Any] = {}  # Any: JSON answers
        self._fits = self.is_sent and self._judge()

    def _sections(self, only: Collection[str]) -> Iterator[Section]:
        """The sections that the answers call for as they come to stand."""
        day, language = clock.day(self.dossier.submitted_at), current()
        filed = {rules.FILING: dossiers.filed(self.dossier, day)}
        before: Mapping[str, Any] = filed | self.dossier.answers
        for form in parameters.plan(self.dossier.revision_id).forms:
            for one in form.schema["sections"]:
                said = {**before, **self.changed}
                if not rules.holds(one.get("show_if"), said):
                    continue
                is_new = not rules.holds(one.get("show_if"), before)
                if not only or one["code"] in only or is_new:
                    yield questions.section_of(form.schema, one, said, day, language)

    def _form(self, section: Section) -> SectionForm:
        """What was sent where it differs from what was declared, else what was declared."""
        declared = self.dossier.answers.get(section.code) or {}
        form = form_for(section, self.data, declared, prefix=section.code)
        if form.is_bound and form.is_as_shown():
            return form_for(section, None, declared, prefix=section.code)
        if form.is_bound and form.is_valid() and form.answers() != declared:
            self.changed[section.code] = form.answers()
        return form

    def _judge(self) -> bool:
        if any(form.errors for form in self.sections):
            return False
        language = current()
        self._answers, problems = queries.judged(self.dossier, self.changed, language)
        for path, words in problems:
            self._show(path, words)
        return not problems

    def _show(self, path: str, words: str) -> None:
        """A problem at its field, or above the page where the page does not have it."""
        code, *rest = path.split(".")
        for place, form in enumerate(self.sections):
            if form.section.code == code and (name := "__".join(rest)) in form.fields:
                bound = form if form.is_bound else form_for(form.section, self.data, prefix=code)
                if name not in bound.errors:
                    bound.add_error(name, words)
                self.sections[place] = bound
                return
        title = "; ".join(queries.titles(self.dossier, [code]))
        self.problems.append({"text": f"{title}: {words}" if title else words, "field": ""})

    def is_valid(self) -> bool:
        """Whether it was sent and all of it fits."""
        return self._fits

    def answers(self) -> dict[str, Any]:  # Any: JSON answers
        """The whole declaration as it comes to stand. Only after `is_valid()`."""
        return self._answers


class NamedForm(OwnerForm):
    """What is known of the person in whose name the dossier stands; judged where it was changed."""

    def __init__(self, data: QueryDict | None, *, dossier: Dossier, is_sent: bool) -> None:
        self.owner, prefix = dossier.owner, "owner"
        typed = {name: data.get(f"{prefix}-{name}") for name in Named.values} if data else {}
        is_typed = any(value is not None for value in typed.values())
        known = self.owner if is_sent or not is_typed else typed
        on = clock.day(dossier.submitted_at)
        super().__init__(data if is_sent and is_typed else None, initial=known, on=on)
        self.prefix = prefix
        self.fields = {name: self.fields[name] for name in Named.values}
        self.fields["phone"].required = bool(self.owner.get("phone"))  # not all have one
        if self.is_bound and self.is_as_shown():
            self.is_bound = False

    def _kind(self) -> str:
        return str(self.owner.get("kind", "person"))

    def named(self) -> dict[str, str]:
        """The lines that were changed. Only after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in self.fields} if self.is_bound else {}


class CorrectionForm(ReasonForm):
    """The owner, the declaration section by section, and the ground of what is changed."""

    template_name = "corrections/_form.html"
    was_fine = False

    def __init__(self, data: QueryDict | None = None, *, dossier: Dossier) -> None:
        self.reopened = Reopened(data, dossier=dossier)
        self.owner = NamedForm(data, dossier=dossier, is_sent=self.reopened.is_sent)
        self.opened_with = data.get("seen", "") if data else ""
        typed = {"reason": data.get("reason", "")} if data else {}
        super().__init__(data if self.reopened.is_sent else None, initial=typed)

    @property
    def seen(self) -> str:
        """Which declaration the page was opened with, so that what another official corrects
        meanwhile stays; the one that stands now where a sound form was refused for it.
        """
        stands = queries.seen(self.reopened.dossier)
        return stands if self.was_fine else self.opened_with or stands

    @property
    def parts(self) -> list[forms.Form]:
        """The owner and the sections as forms."""
        return [self.owner, *self.reopened.sections]

    def is_valid(self) -> bool:
        """Ground, owner and sections are judged together, so that all that is wrong shows."""
        fine = [super().is_valid(), not self.owner.is_bound or self.owner.is_valid()]
        self.was_fine = all(fine) and self.reopened.is_valid()
        return self.was_fine

    def clean(self) -> dict[str, Any]:  # Any: cleaned values
        for problem in self.reopened.problems:
            self.add_error(None, problem["text"])
        return super().clean() or {}

    def arguments(self) -> dict[str, Any]:  # Any: answers by section
        """What was corrected, as the action names it."""
        return {
            "sections": self.reopened.changed,
            "owner": self.owner.named(),
            "reason": self.cleaned_data["reason"],
            "seen": self.data.get("seen", ""),
        }
