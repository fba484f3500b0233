"""Asks for the reason of a refusal."""

from django.utils.translation import gettext_lazy as _

from hoaban.domains.onestop.dossiers.forms import ReasonForm, legal_basis


class RefusalForm(ReasonForm):
    basis = legal_basis(_("Điều, khoản và số hiệu văn bản."))
