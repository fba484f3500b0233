"""Forms that several acts share: a note, a reason."""

from typing import TYPE_CHECKING

from django import forms
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
