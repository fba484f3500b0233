"""Forms that several acts share: a note, a reason."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hoaban.core.http import answers
from hoaban.core.people.models import Post
from hoaban.domains.onestop.dossiers import rules
from hoaban.domains.onestop.dossiers.refused import BasisWithoutAct
from hoaban.engines.forms.writing import writable

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


LONG = 1000


def area(
    label: "_StrPromise", hint: "str | _StrPromise" = "", *, required: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONG,
        validators=[writable],
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Cần ghi nội dung này.")},
    )


def names_an_act(text: str) -> None:
    """A validator of a legal basis: it names an act or gives its number."""
    try:
        rules.legal_basis(text)
    except BasisWithoutAct as refusal:
        raise forms.ValidationError(answers.sentence(refusal)) from refusal


def legal_basis(hint: "str | _StrPromise", *, required: bool = True) -> forms.CharField:
    """The question for the legal basis of a refusal."""
    asked = area(_("Căn cứ pháp lý"), hint, required=required)
    asked.validators.append(names_an_act)
    return asked


class PostField(forms.ModelChoiceField):  # type: ignore[type-arg] # plain at run time
    """One of some posts, called by who holds it."""

    def label_from_instance(self, obj: Post) -> str:
        return f"{obj.person.full_name}, {obj.title}"


class ReasonForm(forms.Form):
    """A reason in words, which the applicant reads."""

    reason = area(_("Lý do"), _("Viết để người nộp hồ sơ hiểu; không chỉ ghi mã."))


class LinesForm(ReasonForm):
    """A reason, and lines of two fields: what is named, and what is to be done with it.

    The button `add_row` gives the page again with what was typed and one line more: nothing is
    judged then, and `is_valid()` is False.
    """

    MOST = 20

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: Mapping[str, Any],
        lines: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.typed = data if data is not None and "add_row" in data else None
        names = [name.split("-")[1] for name in data or () if name.startswith("other-")]
        sent = max((int(n) + 1 for n in names if n.isdecimal()), default=0)
        more = data is None or self.typed is not None
        self.line_count = min(max(sent + more, len(lines) + more, 1), self.MOST)
        told = {
            f"other-{n}-{part}": said
            for n, both in enumerate(lines)
            for part, said in zip(("name", "what"), both, strict=True)
        }
        super().__init__(None if self.typed is not None else data, initial={**initial, **told})
        for n in range(self.line_count):
            self.fields |= {f"other-{n}-name": _line(_("Giấy tờ, nội dung khác"))}
            self.fields |= {f"other-{n}-what": _line(_("Việc cần làm"))}

    def keep_typed(self) -> None:
        """What was typed when a line was added; called when all fields are there."""
        for name, field in self.fields.items() if self.typed is not None else ():
            self.initial[name] = field.widget.value_from_datadict(self.typed, {}, name)
            if name == f"other-{self.line_count - 1}-name":
                field.widget.attrs["autofocus"] = True

    def others(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"other-{n}-name"], self[f"other-{n}-what"]) for n in range(self.line_count)]

    def lines(self, cleaned: dict[str, Any]) -> list[tuple[str, str]]:  # Any: cleaned values
        """The lines that were written, taken from what is clean; one half alone is an error."""
        found = []
        for n in range(self.line_count):
            name, what = (cleaned.pop(f"other-{n}-{part}", "") for part in ("name", "what"))
            if name and not what:
                self.add_error(f"other-{n}-what", _("Ghi việc cần làm với giấy tờ này."))
            elif what and not name:
                self.add_error(f"other-{n}-name", _("Ghi tên giấy tờ hoặc nội dung."))
            elif name:
                found.append((name, what))
        return found


def _line(label: "_StrPromise") -> forms.CharField:
    return forms.CharField(label=label, max_length=LONG, required=False, validators=[writable])
