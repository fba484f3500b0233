"""Asks for a bank's statement."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.statements import rules
from hoaban.domains.onestop.statements.refused import StatementOfAnother
from hoaban.engines.sheets import reading
from hoaban.gateways.payments import accounts
from hoaban.ui import speech

LOOKED_THROUGH, TALLEST = 200, 3  # rows in which headings stand; lines that they take
MOST = 500  # lines of one statement below its headings


class StatementForm(forms.Form):
    """Valid, it has `rows` and `heads` of the statement, which is of one of the `accounts`."""

    file = forms.FileField(
        label=_("Sao kê của ngân hàng (XLSX, XLS hoặc CSV)"),
        help_text=_("Nhập lại cùng một sao kê không ghi nhận khoản nào hai lần."),
        error_messages={
            "required": _("Cần chọn tệp sao kê."),
            "empty": _("Tệp này rỗng."),
        },
    )
    rows: reading.Rows
    heads: rules.Heads

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,  # Any: a QueryDict
        files: MultiValueDict[str, UploadedFile[Any]] | None = None,  # Any: its kind
        *,
        accounts: Collection[str] = (),
    ) -> None:
        super().__init__(data, files)
        self._accounts = accounts

    def clean_file(self) -> UploadedFile[Any]:  # Any: its kind
        """Refuses what is no statement, or too long a one, in the words of the refusal."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            if (file.size or 0) > reading.MOST_BYTES:
                raise reading.too_long()
            self.rows = reading.rows(file.read())
            self.heads = rules.heads(self.rows[:LOOKED_THROUGH], tallest=TALLEST)
            self._check_account()
        except Refusal as refused:
            raise forms.ValidationError(speech.sentence(refused)) from None
        if sum(map(any, self.rows[self.heads.line + 1 :])) > MOST:
            words = _("Sao kê có quá %(most)s dòng: hãy nhập từng ngày.")
            raise forms.ValidationError(words, params={"most": MOST})
        return file

    def _check_account(self) -> None:
        named = accounts.named_above(self.rows, self.heads.line)
        is_own = not named or any(accounts.is_account(named, own) for own in self._accounts)
        if self._accounts and not is_own:
            raise StatementOfAnother(account=named)
