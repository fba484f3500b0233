"""What a person may type or hand over here, and the words for what is wrong."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from hoaban.core import clock, typed
from hoaban.core.files import isolated
from hoaban.core.files.senders import SENDERS
from hoaban.core.http import answers, second_factor
from hoaban.core.http.requests import ActingRequest, said
from hoaban.core.people import names
from hoaban.core.people.models import Person
from hoaban.core.refusals import Refusal
from hoaban.domains.documents import queries
from hoaban.domains.documents.rules import SecondFactorMissing
from hoaban.engines.forms.writing import writable
from hoaban.gateways.signing import contract as signing


class RegisterForm(forms.Form):
    """Which year of the outgoing register."""

    year = forms.IntegerField(
        required=False, min_value=1990, max_value=2100, widget=forms.TextInput
    )
    kind = forms.CharField(required=False, max_length=40)
    after = forms.CharField(required=False, max_length=400)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do thu hồi"),
        max_length=500,
        validators=[writable],
        error_messages={"required": _("Hãy ghi rõ lý do thu hồi.")},
    )


class CodeForm(forms.Form):
    """The code printed at the foot of a document."""

    code = forms.CharField(
        label=_("Mã kiểm tra in ở cuối văn bản"),
        max_length=200,
        error_messages={"required": _("Hãy nhập mã kiểm tra in ở cuối văn bản.")},
    )

    def clean_code(self) -> str:
        copied = typed.code(self.cleaned_data["code"], "Mã kiểm tra", "Check code")
        code = "".join(c for c in copied.lower() if c.isalnum())
        if queries.checked(code) is None:
            raise forms.ValidationError(
                _("Không có văn bản nào mang mã này. Hãy so lại từng chữ với bản in.")
            )
        return code


class TailForm(forms.Form):
    """What only whoever is named on a paper, or holds it, is likely to know."""

    tail = forms.CharField(
        label=_("Bốn số cuối điện thoại hoặc số giấy tờ của người đứng tên"),
        max_length=32,
        error_messages={"required": _("Cần nhập bốn chữ số cuối.")},
    )

    def clean_tail(self) -> str:
        """Four digits with whatever stands around them, or the whole number."""
        if tail := names.tail(self.cleaned_data["tail"]):
            return tail
        raise forms.ValidationError(_("Cần đúng bốn chữ số."))


class PdfForm(forms.Form):
    """A PDF that anyone hands over to be checked; it is read and not kept.

    `sender` is the browser it comes from, `among` the address: files that are dear to check are
    counted for both, and who sent too many gets `Busy`. Once valid, `verdicts` says what its
    signatures say and `digest` is the SHA-256 of its bytes.
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

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - as Django's form
        sender: str = "",
        among: str = "",
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sender, self.among = f"verify:{sender}", f"verify:{among}"

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
            with SENDERS.one(self.sender, among=self.among):
                self.verdicts = signing.get().verify_pdf(pdf)
        except (signing.BrokenPdf, signing.TooManySignatures, isolated.TooCostly) as refusal:
            return answers.sentence(refusal)
        return ""


PROVED = "signing.proved"  # the session's key


class ProofForm(second_factor.CodeForm):
    """The one-time code that a signing key wants; a right one is remembered for this press."""

    def __init__(self, request: ActingRequest, person: Person) -> None:
        super().__init__(request.POST if request.method == "POST" else None, user=person)
        self.request = request

    def clean_code(self) -> str:
        code = super().clean_code()
        until = clock.machine_now() + timedelta(minutes=settings.SIGNING_CODE_MINUTES)
        proved = {"by": self.request.actor.reference, "press": _press(self.request)}
        second_factor.remember(self.request, PROVED, proved | {"until": until.isoformat()})
        return code


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody who signs has to show: the form that asks for it, or why nobody can.

    Both empty: nothing is asked.
    """

    form: ProofForm | None = None
    refusal: Refusal | None = None

    def is_shown(self) -> bool:
        """Whether the key may sign: nothing is asked, or the code is right. Takes the code."""
        return self.refusal is None and (self.form is None or self.form.is_valid())


def proof(request: ActingRequest) -> Proof:
    """What the key of whoever signs wants to see before this press signs.

    A press that is sent again, and what follows within `SIGNING_CODE_MINUTES`, needs no new code.
    """
    person = request.user
    has_code = isinstance(person, Person) and second_factor.is_set_up(person)
    wanted = signing.get().proof(has_code=has_code)
    if wanted != signing.Proof.CODE or _is_proved(request):
        return Proof()
    if not has_code or not isinstance(person, Person):
        return Proof(refusal=SecondFactorMissing())
    return Proof(ProofForm(request, person))


def _is_proved(request: ActingRequest) -> bool:
    held = request.session.get(PROVED, {})
    if held.get("by") != request.actor.reference:
        return False
    is_again = request.method == "POST" and held["press"] == _press(request)
    return is_again or clock.machine_now() < datetime.fromisoformat(held["until"])


def _press(request: ActingRequest) -> str:
    """Which press this is: the page, its once-key, what was picked there and what was typed."""
    sent = request.POST
    parts = [request.path, sent.get("once", ""), said(request), *sorted(sent.getlist("pick"))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
