"""What is asked of the applicant, and what the applicant brings."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hoaban.core.language import FIRST, current, text
from hoaban.domains.onestop.custody.forms import CountsForm
from hoaban.domains.onestop.dossiers.forms import LONG, LinesForm, area
from hoaban.domains.procedures.catalogue.models import Component
from hoaban.engines.forms.writing import writable

if TYPE_CHECKING:
    from hoaban.domains.onestop.supplements.queries import Asked, Declared
    from hoaban.domains.onestop.supplements.rules import Item


class SupplementForm(LinesForm):
    """One complete list: for each paper of the procedure what to do with it, and other papers."""

    head_reason = area(
        _("Lý do yêu cầu thêm lần nữa"),
        _("Chỉ người đứng đầu cơ quan được yêu cầu lần thứ hai ở cùng giai đoạn."),
        required=False,
    )
    field_order = ["reason", "head_reason"]

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        components: Sequence[Component] = (),
        is_again: bool = True,
        language: str = "vi",
        sections: "Mapping[str, Sequence[Declared]] | None" = None,
        lacking: Sequence[Component] = (),
        items: "Sequence[Item]" = (),
        reason: str = "",
    ) -> None:
        asked = {f"what-{each.code}": to_bring(each) for each in lacking}
        asked |= {"reason": INCOMPLETE} if asked else {}
        others: list[tuple[str, str]] = []
        if items:
            asked, others = _proposed(items, {each.code for each in components})
            asked |= {"reason": reason}
        super().__init__(data, initial=asked, lines=others)
        self.components = components
        self.sections = sections or {}
        for each in components:
            name = text(each.name, language)
            self.fields[f"what-{each.code}"] = forms.CharField(
                label=name, max_length=LONG, required=False, validators=[writable]
            )
        for code, declared in self.sections.items():
            self.fields[f"sections-{code}"] = forms.MultipleChoiceField(
                label=_("Các mục cần khai lại"),
                help_text=_(
                    "Chọn mục khai sai để người nộp khai lại trên cổng; không chọn mục nào là khai "
                    "lại cả tờ khai."
                ),
                choices=[(one.code, one.shown) for one in declared],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        if not is_again:
            del self.fields["head_reason"]
        self.keep_typed()

    def asked(self) -> list[dict[str, forms.BoundField | None]]:
        """A line for each paper of the procedure: what to do with it, empty where all is well; and
        the sections of the form that makes it."""
        return [
            {
                "what": self[f"what-{each.code}"],
                "sections": self[f"sections-{each.code}"] if each.code in self.sections else None,
            }
            for each in self.components
        ]

    def rest(self) -> list[forms.BoundField]:
        lines = ("what-", "sections-", "other-")
        return [self[name] for name in self.fields if not name.startswith(lines)]

    def clean(self) -> dict[str, Any]:  # Any: cleaned values
        cleaned = super().clean() or {}
        lines = [self._line(each, cleaned) for each in self.components]
        named = [line for line in lines if line["what"]]
        others = self.lines(cleaned)
        cleaned["items"] = named + [{"component": "", "name": n, "what": w} for n, w in others]
        if not self.errors and not cleaned["items"]:
            self.add_error("other-0-name", _("Cần ghi ít nhất một giấy tờ và việc cần làm."))
        return cleaned

    def _line(self, each: Component, cleaned: dict[str, Any]) -> dict[str, Any]:  # Any: cleaned
        """What is asked of one paper; a declaration names the sections to be declared anew."""
        what = cleaned.pop(f"what-{each.code}", "").strip()
        ticked = cleaned.pop(f"sections-{each.code}", [])
        declared = self.sections.get(each.code, ())
        reopened = [one for one in declared if one.code in ticked or (what and not ticked)]
        if reopened and not what:
            what = "Khai lại: " + "; ".join(one.title for one in reopened)
        line = {"component": each.code, "name": text(each.name, FIRST), "what": what}
        return line | ({"sections": [one.code for one in reopened]} if reopened else {})


def _proposed(
    items: "Sequence[Item]", listed: Collection[str]
) -> tuple[dict[str, Any], list[tuple[str, str]]]:  # Any: initial
    """The lines of a proposal as the form has them: papers of the procedure, and the others."""
    found: dict[str, Any] = {}  # Any: text, lists of sections
    others = []
    for item in items:
        code = item["component"]
        if code in listed:
            found |= {f"what-{code}": item["what"], f"sections-{code}": item.get("sections", [])}
        else:
            others.append((item["name"], item["what"]))
    return found, others


INCOMPLETE = "Hồ sơ chưa đủ giấy tờ theo quy định của thủ tục."  # stands on form 02


def to_bring(paper: Component) -> str:
    """What form 02 asks of a paper that did not come: how many of which kind."""
    kinds = (
        (paper.originals, "bản chính"),
        (paper.certified_copies, "bản sao chứng thực"),
        (paper.copies, "bản chụp"),
    )
    counts = [f"{number} {kind}" for number, kind in kinds if number]
    return f"Nộp {', '.join(counts)}" if counts else "Nộp giấy tờ này"


class SupplyForm(CountsForm):
    """What the applicant brings of the papers that were asked for, on paper or as scans."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        asked: "Sequence[Asked]",
        scanned: Collection[str],
        is_there: bool = False,  # what was sent is enough, nothing more has to come
    ) -> None:
        super().__init__(data, components=asked, language=current())
        self.scanned = scanned
        self.is_there = is_there

    def clean(self) -> dict[str, Any]:  # Any: cleaned values
        cleaned = super().clean() or {}
        has_come = self.is_there or self.scanned or any(cleaned.values())
        if not self.errors and not has_come:
            raise forms.ValidationError(_("Cần ghi số bản đã nhận hoặc đính tệp quét."))
        return cleaned

    def arguments(self) -> dict[str, Any]:  # Any: counts and files
        """What was brought, as the action names it."""
        return {"counts": self.counts(), "files": self.scanned}
