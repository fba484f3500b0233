"""Forms that several acts share: a note, a reason."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from hoaban.core.people.models import Post
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


class PostField(forms.ModelChoiceField):  # type: ignore[type-arg] # plain at run time
    """One of some posts, called by who holds it."""

    def label_from_instance(self, obj: Post) -> str:
        return f"{obj.person.full_name}, {obj.title}"


class ReasonForm(forms.Form):
    """A reason in words, which the applicant reads."""

    reason = area(_("Lý do"), _("Viết để người nộp hồ sơ hiểu; không chỉ ghi mã."))
