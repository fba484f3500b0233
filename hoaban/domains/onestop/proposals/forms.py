"""Asks why a proposal goes back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hoaban.domains.onestop.dossiers.forms import area


class NoteForm(forms.Form):
    """Why a proposal goes back, for whoever proposed."""

    reason = area(_("Lý do"), _("Để người đề nghị biết cần sửa gì."))
