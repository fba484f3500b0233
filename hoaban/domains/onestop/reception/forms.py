"""Asks for the reason of a refusal."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from hoaban.domains.onestop.dossiers.forms import ReasonForm, area

if TYPE_CHECKING:
    pass


class RefusalForm(ReasonForm):
    basis = area(_("Căn cứ pháp lý"), _("Điều, khoản và số hiệu văn bản."))
