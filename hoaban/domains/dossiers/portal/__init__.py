"""What citizens see of dossiers: guided filing, their own dossiers, tracking."""

from hoaban.domains.dossiers.portal.acts import confirm, supply, withdraw
from hoaban.domains.dossiers.portal.filing import step
from hoaban.domains.dossiers.portal.mine import detail, file, my, paper, result
from hoaban.domains.dossiers.portal.sending import sent
from hoaban.domains.dossiers.portal.starting import drop, resume, start
from hoaban.domains.dossiers.portal.track import track
from hoaban.domains.dossiers.portal.uploads import draft_file

__all__ = [
    "confirm",
    "detail",
    "draft_file",
    "drop",
    "file",
    "my",
    "paper",
    "result",
    "resume",
    "sent",
    "start",
    "step",
    "supply",
    "track",
    "withdraw",
]
