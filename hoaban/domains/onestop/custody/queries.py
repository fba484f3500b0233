"""Which components came in, and of which the originals lie here."""

from collections.abc import Mapping, Sequence

from hoaban.core.files.models import Use
from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.dossiers.models import Dossier


def originals_left(dossier: Dossier) -> list[PaperItem]:
    """The papers whose originals were handed in and not given back yet."""
    here = PaperItem.objects.filter(dossier=dossier, originals__gt=0, returned_at=None)
    return list(here.order_by("id"))


def came(files: Mapping[str, Sequence[Use]], counts: Mapping[str, Mapping[str, int]]) -> set[str]:
    """The components of which something came, as a file or on paper: what is counted as none did
    not come.
    """
    there = {code for code, uses in files.items() if uses}
    return there | {code for code, sheets in counts.items() if any(sheets.values())}
