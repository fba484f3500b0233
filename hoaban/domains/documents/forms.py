"""What a person may type or hand over here, and the words for what is wrong."""

import hashlib

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from hoaban.core import typed
from hoaban.core.files import isolated
from hoaban.core.http import answers
from hoaban.domains.documents import queries
from hoaban.gateways.signing import contract as signing


class RegisterForm(forms.Form):
    """Which year of the outgoing register."""

    year = forms.IntegerField(required=False, min_value=1990, max_value=2100)
    kind = forms.CharField(required=False, max_length=40)
    after = forms.CharField(required=False, max_length=400)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do thu hồi"),
        max_length=500,
        error_messages={"required": _("Hãy ghi rõ lý do thu hồi.")},
    )


class CodeForm(forms.Form):
    """The code printed at the foot of a document."""

    code = forms.CharField(
        label=_("Mã kiểm tra in ở cuối văn bản"),
        max_length=200,
        error_messages={"required": _("Hãy nhập mã kiểm tra, gồm 12 chữ và số.")},
    )

    def clean_code(self) -> str:
        code = "".join(c for c in typed.code(self.cleaned_data["code"]).lower() if c.isalnum())
        if queries.by_public_id(code) is None:
            raise forms.ValidationError(
                _("Không có văn bản nào mang mã này. Hãy so lại từng chữ với bản in.")
            )
        return code


class PdfForm(forms.Form):
    """A PDF that anyone hands over to be checked; it is read and not kept.

    Once valid, `verdicts` says what its signatures say and `digest` is the SHA-256 of its bytes.
    """

    verdicts: list[signing.Verdict]
    digest: str

    file = forms.FileField(
        label=_("Tệp PDF đã ký số"),
        allow_empty_file=False,
        error_messages={
            "required": _("Hãy chọn tệp PDF cần kiểm tra."),
            "empty": _("Tệp này rỗng (0 byte). Hãy tải lại văn bản gốc rồi chọn lại."),
        },
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > settings.FILES_MAX_BYTES:
            most = settings.FILES_MAX_BYTES // (1024 * 1024)
            raise forms.ValidationError(
                _("Tệp quá lớn: kiểm tra được tệp đến %(most)s MB."), params={"most": most}
            )
        if refused := self._read(file):
            raise forms.ValidationError(refused)
        return file

    def _read(self, file: "UploadedFile[bytes]") -> str:
        """Fills digest and verdicts, or says why not.

        The form keeps its errors, an error its frames, and a frame what it read: so nothing is
        raised from here.
        """
        pdf = file.read()
        self.digest = hashlib.sha256(pdf).hexdigest()
        try:
            self.verdicts = signing.get().verify_pdf(pdf)
        except (signing.BrokenPdf, signing.TooManySignatures, isolated.TooCostly) as refusal:
            return answers.sentence(refusal)
        return ""
