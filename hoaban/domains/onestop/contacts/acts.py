"""Declares the act of changing where news of a dossier goes."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoaban.casework.acts.acts import Act
from hoaban.domains.onestop.contacts import actions, rules
from hoaban.domains.onestop.contacts.forms import ContactForm
from hoaban.domains.onestop.dossiers.models import Dossier


def _reached(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    return {"dossier": dossier}


ACTS = (
    Act(
        rules.CHANGE_CONTACT,
        _("Đổi nơi nhận tin"),
        actions.change_contact,
        rules.check_change_contact,
        told=pgettext_lazy("diễn biến", "Đổi nơi nhận tin"),
        place=76,
        form=ContactForm,
        given=_reached,
        kind="quiet",
        is_told=True,
    ),
)
