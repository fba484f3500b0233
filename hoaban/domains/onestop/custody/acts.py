"""Declares the act by which originals go back."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoaban.casework.acts.acts import Act
from hoaban.domains.onestop.custody import actions, rules
from hoaban.domains.onestop.custody.forms import OriginalsForm
from hoaban.domains.onestop.dossiers.models import Dossier


def _receiver(dossier: Dossier) -> dict[str, object]:
    return {"initial": {"receiver": dossier.filer.get("full_name", "")}}


ACTS = (
    Act(
        rules.RETURN_ORIGINALS,
        _("Trả lại bản chính"),
        actions.return_originals,
        rules.check_return_originals,
        told=pgettext_lazy("diễn biến", "Trả lại bản chính"),
        place=115,
        form=OriginalsForm,
        given=_receiver,
        kind="quiet",
        is_told=True,
    ),
)
