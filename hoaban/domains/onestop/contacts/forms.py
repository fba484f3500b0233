"""Asks where news of a dossier goes from now on."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hoaban.core.people import names
from hoaban.domains.onestop.contacts import queries
from hoaban.domains.onestop.corrections.enums import CONTACT
from hoaban.domains.onestop.dossiers.forms import ReasonForm
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing.forms import LANDLINE
from hoaban.engines.forms.inputs import NUMBERED, MailInput, Read


class ContactForm(ReasonForm):
    """Telephone and address of mail of each person of a dossier, and the ground of the change."""

    def __init__(self, data: QueryDict | None = None, *, dossier: Dossier) -> None:
        super().__init__(data)
        self.persons = queries.parts_told(dossier)
        for part in self.persons:
            block = getattr(dossier, part)
            self._ask(part, block, name=str(block.get("full_name") or ""))
        self.fields["reason"].label = _("Căn cứ")
        self.fields["reason"].help_text = _(
            "Ai đề nghị, đã kiểm tra giấy tờ tùy thân nào; người nộp đọc được."
        )
        self.order_fields([name for name in self.fields if name != "reason"])

    def _ask(self, part: str, block: Mapping[str, Any], *, name: str) -> None:  # Any: JSON
        phone = Read(
            names.phone_if_any,
            label=_("Điện thoại của %(name)s") % {"name": name},
            help_text=_("Không còn số nào thì để trống. %(note)s") % {"note": LANDLINE},
            max_length=NUMBERED,
            required=False,
            initial=str(block.get("phone") or ""),
        )
        email = MailInput(
            label=_("Thư điện tử của %(name)s") % {"name": name},
            required=False,
            initial=str(block.get("email") or ""),
            error_messages={"invalid": _("Thư điện tử không đúng, ví dụ ten@vidu.vn.")},
        )
        self.fields |= {f"{part}_phone": phone, f"{part}_email": email}

    def arguments(self) -> dict[str, Any]:  # Any: ways by person
        """What was changed, as the action names it."""
        given = self.cleaned_data
        ways = {
            part: {name: given.get(f"{part}_{name}") or "" for name in CONTACT}
            for part in self.persons
        }
        return {"contacts": ways, "reason": given["reason"]}
