"""Asks for the new day and the reason."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from hoaban.domains.onestop.dossiers.forms import ReasonForm
from hoaban.engines.forms.written import DayInput


class ExtensionForm(ReasonForm):
    """Drafted from the case: the last day that may be promised, and where the case stands.

    `told_by` is the day by which it had to be told, where that has passed.
    """

    until = DayInput(_("Ngày hẹn mới"))
    field_order = ["until", "reason"]

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        last: date | None,
        because: str,
        told_by: date | None = None,
    ) -> None:  # Any: typed by people
        super().__init__(data)
        self.fields["reason"].initial = because
        said = []
        if last:
            self.fields["until"].initial = last
            said.append(_("Chậm nhất %(day)s.") % {"day": f"{last:%d/%m/%Y}"})
        if told_by:
            day = {"day": f"{told_by:%d/%m/%Y}"}
            said.append(_("Đã quá ngày phải thông báo (%(day)s): hồ sơ vẫn tính là trễ hạn.") % day)
        self.fields["until"].help_text = " ".join(said)


class ApologyForm(ReasonForm):
    """Why a result came late, drafted."""

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:  # Any: typed by people
        super().__init__(data)
        self.fields["reason"].initial = LATE


LATE = "Hồ sơ được giải quyết chậm hơn thời hạn đã hẹn; nay đã có kết quả."  # stands on form 04
