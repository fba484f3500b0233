"""Which components came in."""

from collections.abc import Mapping, Sequence

from hoaban.core.files.models import Use


def came(files: Mapping[str, Sequence[Use]], counts: Mapping[str, Mapping[str, int]]) -> set[str]:
    """The components of which something came, as a file or on paper: what is counted as none did
    not come.
    """
    there = {code for code, uses in files.items() if uses}
    return there | {code for code, sheets in counts.items() if any(sheets.values())}
