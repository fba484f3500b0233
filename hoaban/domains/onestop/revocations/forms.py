"""Asks why a result is taken back, on which ground, whose fault it was and what follows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hoaban.domains.onestop.dossiers.forms import ReasonForm, legal_basis
from hoaban.domains.onestop.revocations.enums import Fault, Follows


class RevokeForm(ReasonForm):
    """The reason and the basis are printed on the notice that the applicant gets."""

    basis = legal_basis(_("In trên thông báo: văn bản, điều khoản hoặc quyết định thu hồi."))
    fault = forms.ChoiceField(
        label=_("Vì sao kết quả sai"),
        help_text=_(
            "Sai sót của cơ quan: cấp lại không thu phí, không cấp lại thì hoàn trả phí đã nộp. "
            "Lỗi của người nộp: cấp lại thu phí như hồ sơ mới. Căn cứ khác: không thu phí hai lần."
        ),
        choices=Fault.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Cần ghi sai sót có phải của cơ quan hay không.")},
    )
    follows = forms.ChoiceField(
        label=_("Sau khi thu hồi"),
        choices=Follows.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Cần ghi có cấp lại hay không.")},
    )
