"""What officials see of dossiers."""

from hoaban.domains.dossiers.desk.acts import act
from hoaban.domains.dossiers.desk.detail import detail, file, paper, result
from hoaban.domains.dossiers.desk.intake import choose, intake
from hoaban.domains.dossiers.desk.lists import overview, work

__all__ = ["act", "choose", "detail", "file", "intake", "overview", "paper", "result", "work"]
