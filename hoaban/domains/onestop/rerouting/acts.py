"""Declares the act of sending a request on."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hoaban.casework.acts.acts import Act
from hoaban.core import clock
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.rerouting import actions, queries, rules
from hoaban.domains.onestop.rerouting.forms import RerouteForm


def _offered(dossier: Dossier, by: Actor) -> dict[str, Any]:  # Any: what a form is made with
    on = clock.today()
    offered, proposed = queries.offered(dossier, by, on), queries.proposed(dossier, on)
    return {"agencies": offered, "proposed": proposed}


ACTS = (
    Act(
        rules.REROUTE,
        _("Chuyển cơ quan có thẩm quyền"),
        actions.reroute,
        rules.check_reroute,
        told=_("Chuyển đến cơ quan có thẩm quyền tiếp nhận"),
        place=35,
        form=RerouteForm,
        offers=_offered,
        kind="quiet",
        is_told=True,
    ),
)
