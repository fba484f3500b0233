"""What the applicant is asked for, through the API."""

from ninja import Schema
from pydantic import Field

from hoaban.core.http.machines import Moment
from hoaban.domains.onestop.dossiers import states as dossiers
from hoaban.domains.onestop.dossiers.queries import Dossier
from hoaban.domains.onestop.supplements import queries


class AskedOut(Schema):
    component: str = Field(description="Under which `files` of the answer has its files.")
    name: str
    what: str
    sections: list[str] = Field([], description="Sections of `answers` to be declared anew.")


class PartOut(Schema):
    """What came of a request while the rest was still awaited."""

    at: Moment
    papers: list[str]


class SupplementOut(Schema):
    """What the applicant is asked for right now: complete or supply answers it."""

    stage: str
    reason: str
    items: list[AskedOut] = Field(description="What has not come yet.")
    parts: list[PartOut] = Field(description="What came in parts, oldest first.")
    asked_at: Moment
    until: Moment


def supplement_out(dossier: Dossier) -> SupplementOut | None:
    """What is asked for now; None where nothing is."""
    asked = queries.open_supplement(dossier)
    if asked is None or not dossiers.is_open(dossier.state):
        return None
    return SupplementOut(
        stage=asked.stage,
        reason=asked.reason,
        items=[
            AskedOut(**item | {"component": queries.component_of(dossier, item)})
            for item in asked.wanted
        ],
        parts=[PartOut(at=one.at, papers=list(one.papers)) for one in asked.brought],
        asked_at=asked.asked_at,
        until=dossier.act_by,
    )
